import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DemoUpstreamAddress, demoUpstreamApi } from '#contract/demo-upstream.ts';
import { FailureError } from '#contract/failures.ts';
import { type Port, type Report, serve } from '#contract/rpc.ts';
import { type RunningUpstream, startUpstream } from '#fixtures/upstream/start-upstream.ts';
import { stopped } from '#workers/supervise.ts';
import { servePlainPage } from './plain-page.ts';

type Started = { readonly upstream: RunningUpstream; readonly address: DemoUpstreamAddress };

/** Serves the reference upstream to the demo's desk on `port`: its life and its approvals; packets come over HTTPS. */
export function serveDemoUpstream(port: Port, report: Report): void {
  let started: Promise<Started> | null = null;
  serve(
    demoUpstreamApi,
    port,
    {
      'upstream.start': async ({ folder }) => {
        started ??= start(folder, report);
        return (await started).address;
      },
      'upstream.approve': async ({ deskId }) => {
        if (started === null) throw new FailureError(stopped());
        await (await started).upstream.office.approve(deskId);
      },
      'device.ping': () => undefined,
    },
    report,
  );
}

async function start(folder: string, report: Report): Promise<Started> {
  const incident = (error: unknown) => void report({ where: 'demo upstream', error });
  const upstream = await atThePortBefore(folder, (port) => startUpstream({ folder, port, incident }));
  const { url, caPem, publicKeys } = upstream;
  const pageUrl = await servePlainPage({ url, authorityPem: caPem });
  return { upstream, address: { url, authorityPem: caPem, signing: publicKeys.signing.kid, pageUrl } };
}

/** A desk that is bound to it finds it where it was; on another port only when something else is there now. */
async function atThePortBefore(
  folder: string,
  listen: (port: number) => Promise<RunningUpstream>,
): Promise<RunningUpstream> {
  const file = join(folder, 'port.txt');
  const upstream = await listen(portBefore(file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    return listen(0);
  });
  writeFileSync(file, new URL(upstream.url).port, { mode: 0o600 });
  return upstream;
}

function portBefore(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 1023 && port < 65536 ? port : 0;
  } catch {
    return 0;
  }
}

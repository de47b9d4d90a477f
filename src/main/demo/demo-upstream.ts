import { type DemoUpstreamAddress, demoUpstreamApi } from '#contract/demo-upstream.ts';
import { FailureError } from '#contract/failures.ts';
import type { Client } from '#contract/rpc.ts';
import type { SpawnProcess } from '#workers/process-port.ts';
import { stopped, superviseProcess } from '#workers/supervise.ts';

export type DemoUpstreamOptions = {
  readonly spawn: SpawnProcess;
  /** Everything it keeps, its keys too: a folder within the demo profile's. */
  readonly folder: string;
};

/** The demo's upstream: the reference system in a process of its own, started again when it dies. */
export type DemoUpstream = {
  /** Where it is, once it listens. @throws FailureError `device.stopped` when it was closed before */
  address(): Promise<DemoUpstreamAddress>;
  /** Lets a desk in that has asked. @throws FailureError `enrolment.unknown`, `device.stopped` */
  approve(deskId: string): Promise<void>;
  /** Process id of the running process, for support and tests. */
  pid(): number | null;
  close(): Promise<void>;
};

const supervision = { backOff: { firstMs: 200, mostMs: 5000 }, silenceMs: 4000 } as const;

type Running = { readonly client: Client<typeof demoUpstreamApi>; readonly address: Promise<DemoUpstreamAddress> };

/** Starts the demo's upstream. It returns at once: nobody waits for it but who asks where it is. */
export function startDemoUpstream({ spawn, folder }: DemoUpstreamOptions): DemoUpstream {
  let closed = false;
  let running = Promise.withResolvers<Running>();
  const anew = () => {
    running = Promise.withResolvers<Running>();
    // Nobody may be asking.
    running.promise.catch(() => undefined);
  };
  anew();
  const process = superviseProcess({
    ...supervision,
    api: demoUpstreamApi,
    spawn: () => spawn('demo-upstream'),
    ping: (client) => client.call('device.ping'),
    started(client) {
      const address = client.call('upstream.start', { folder });
      address.catch(() => undefined);
      running.resolve({ client, address });
    },
    died: anew,
    restarting: () => undefined,
  });
  const current = () => {
    if (closed) throw new FailureError(stopped());
    return running.promise;
  };
  return {
    address: async () => (await current()).address,
    async approve(deskId) {
      const { client, address } = await current();
      await address;
      await client.call('upstream.approve', { deskId });
    },
    pid: process.pid,
    async close() {
      closed = true;
      await process.close();
      running.reject(new FailureError(stopped()));
    },
  };
}

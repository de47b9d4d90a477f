import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

export type StartedHost = {
  readonly process: ChildProcess;
  /** Profile folder of this host alone. */
  readonly home: string;
  /** The next address the host shows, with its launch token. */
  nextAddress(): Promise<string>;
  /** Everything the host said on its standard error: incidents, complaints of children. */
  readonly complaints: readonly string[];
  /** Ends the host as a person would (SIGTERM) and returns its exit code. */
  stop(): Promise<number | null>;
};

export type HostOptions = {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A profile folder to use and keep; without it a new one is made and removed. */
  readonly home?: string;
};

/** Starts the real web host in its address-only mode on a profile folder of its own. */
export async function startWebHost({ args = [], env = {}, home: given }: HostOptions = {}): Promise<StartedHost> {
  const home = given ?? mkdtempSync(join(tmpdir(), 'truc-ban-e2e-'));
  const program = join(root, 'src/main/hosts/web/main.ts');
  const host = spawn(process.execPath, [program, '--profile', 'demo', '--address-only', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TRUC_BAN_HOME: home, TRUC_BAN_TEST: '1', ...env },
  });
  const addresses = addressesIn(host);
  const complaints: string[] = [];
  createInterface({ input: host.stderr }).on('line', (line) => complaints.push(line));
  return {
    process: host,
    home,
    complaints,
    async nextAddress() {
      const { value } = await addresses.next();
      if (value) return value;
      throw new Error(`the host ended: ${complaints.join('\n')}`);
    },
    async stop() {
      if (host.exitCode === null && host.signalCode === null) {
        host.kill('SIGTERM');
        await once(host, 'exit');
      }
      if (!given) await rm(home, { recursive: true, force: true });
      return host.exitCode;
    },
  };
}

async function* addressesIn({ stdout }: ChildProcess): AsyncGenerator<string, undefined> {
  if (!stdout) return;
  for await (const line of createInterface({ input: stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}/.exec(line)?.[0];
    if (address) yield address;
  }
}

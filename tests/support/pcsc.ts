import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const pcscd = '/usr/sbin/pcscd';
const socket = '/run/pcscd/pcscd.comm';
const driverFolders = ['/usr/lib/pcsc/drivers/serial', '/usr/lib64/pcsc/drivers/serial'];

function vpcdDriver(): string | null {
  return driverFolders.map((folder) => join(folder, 'libifdvpcd.so')).find(existsSync) ?? null;
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/** Why tests over the real PC/SC service cannot run here, or null when they can. */
export async function pcscMissing(): Promise<string | null> {
  if (process.platform !== 'linux') return 'the PC/SC tests need Linux';
  if (!existsSync(pcscd)) return 'pcscd is not installed (apt-get install pcscd)';
  if (vpcdDriver() === null) return 'the vpcd driver is not installed (apt-get install vsmartcard-vpcd)';
  if (process.getuid?.() !== 0) return 'starting pcscd needs root';
  if (await answers()) return 'another pcscd is running on this machine';
  return null;
}

/** A PC/SC service of the test's own, with two virtual readers that wait for cards on TCP ports. */
export type PcscService = {
  /** Names of the two readers, in the order of `ports`. */
  readonly readers: readonly [string, string];
  readonly ports: readonly [number, number];
  start(): Promise<void>;
  /** Ends the service as a crash would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

const firstPort = 0x8c7b;

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what} did not happen within 10 s`);
    await delay(25);
  }
}

/** Prepares a service; `start` runs it. The driver opens the ports when pcscd starts. */
export async function preparePcsc(): Promise<PcscService> {
  const folder = await mkdtemp(join(tmpdir(), 'truc-ban-pcsc-'));
  const config = join(folder, 'reader.conf');
  const port = `0x${firstPort.toString(16).toUpperCase()}`;
  await writeFile(
    config,
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${port}\nLIBPATH ${vpcdDriver()}\nCHANNELID ${port}\n`,
  );
  let service: ChildProcess | null = null;

  const end = async (signal: NodeJS.Signals) => {
    const running = service;
    service = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const exited = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    const late = setTimeout(() => running.kill('SIGKILL'), 5000);
    await exited;
    clearTimeout(late);
  };

  return {
    readers: ['Virtual PCD 00 00', 'Virtual PCD 00 01'],
    ports: [firstPort, firstPort + 1],
    async start() {
      execFileSync('mkdir', ['-p', '/run/pcscd']);
      // A killed pcscd leaves its socket and number file behind, and the next one would refuse to start.
      await rm(socket, { force: true });
      await rm('/run/pcscd/pcscd.pid', { force: true });
      service = spawn(pcscd, ['--foreground', '--config', folder], {
        stdio: process.env.PCSC_DEBUG ? 'inherit' : 'ignore',
      });
      await until(answers, 'pcscd');
    },
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

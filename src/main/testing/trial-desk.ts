import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DeskApi, deskApi } from '#contract/api.ts';
import type { Input, Output } from '#contract/rpc.ts';
import '#store/testing/scrypt-once.ts';
import type { SpawnProcess } from '#workers/process-port.ts';
import { type ComposeOptions, compose, type Desk } from '../compose.ts';

export type Command = keyof DeskApi['commands'];
export const allCommands = Object.keys(deskApi.commands) as readonly Command[];

const context = { signal: new AbortController().signal };

/** Device processes that are not there: a desk without readers, for tests of everything else. */
export const noDevices: SpawnProcess = () => ({
  pid: null,
  port: { send: () => undefined, onMessage: () => undefined, onClose: () => undefined },
  kill: () => undefined,
});

/** Runs a command as the host would after its input was checked. */
export async function call<C extends Command>(
  desk: Desk,
  command: C,
  input: Input<DeskApi, C>,
): Promise<Output<DeskApi, C>> {
  const given = deskApi.commands[command].input.parse(input);
  return (await desk.handlers[command](given as never, context)) as Output<DeskApi, C>;
}

/** Desks of a test in a home of their own. */
export function trialDesks() {
  const home = mkdtempSync(join(tmpdir(), 'truc-ban-trial-'));
  const open: Desk[] = [];
  return {
    home,
    folder: (profile: ComposeOptions['profile'] = 'training') => join(home, profile),
    /** A desk of the training profile, looked at from a terminal, with nobody made up in the demo. */
    async start(options: Partial<ComposeOptions> = {}): Promise<Desk> {
      const desk = await compose({
        ...{ profile: 'training', host: 'web', home, unattended: true, demoPeople: false, spawn: noDevices },
        ...options,
      });
      open.push(desk);
      return desk;
    },
    async stop(desk: Desk): Promise<void> {
      open.splice(open.indexOf(desk), 1);
      await desk.close();
    },
    async remove(): Promise<void> {
      for (const desk of open.splice(0)) await desk.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type TrialDesks = ReturnType<typeof trialDesks>;

/** A home that is made once, and copied for every test that begins with it: keys and all, so that its secrets open each copy. */
export function keptHome(make: (desks: TrialDesks) => Promise<void>) {
  const desks = trialDesks();
  let made: Promise<void> | null = null;
  return {
    async copyTo({ home }: TrialDesks): Promise<void> {
      made ??= make(desks);
      await made;
      cpSync(desks.home, home, { recursive: true });
    },
    remove: () => desks.remove(),
  };
}

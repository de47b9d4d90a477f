// `npm run chaos -- [--kills <n>] [--minutes <m>] [--ledger <folder>] [--worlds <n>] [--control split|hasty]`: kills desks and upstreams at
// random moments while one takes dossiers in and sends them to the other, over a line that cuts, resets and delays, with answers that
// are dropped, errors, doubled requests and full disks; then lets them finish and looks at both sides with everything that was promised
// on the way. Kills add up in a kept ledger. Ends with an error at the first world that is not in order, whose folder then stays.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileRecorder } from '#store/testing/replay/record.ts';
import type { Control } from './chaos/desk-orders.ts';
import type { Faults } from './chaos/inspect.ts';
import { type Entry, openLedger, sumOf, usualLedger } from './chaos/ledger.ts';
import { runWorld, type WorldFigures } from './chaos/world.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '600' },
    minutes: { type: 'string', default: '8.5' },
    ledger: { type: 'string', default: usualLedger },
    worlds: { type: 'string', default: '2' },
    control: { type: 'string', default: 'sound' },
  },
});
/** So many kills in one world: then both sides are left alone, looked at, and new ones begin. */
const killsOfWorld = 25;
const kills = Number(values.kills);
const until = performance.now() + Number(values.minutes) * 60_000;
const control = values.control as Control;
const say = (line: string) => process.stdout.write(`${line}\n`);
const began = performance.now();
const compiled = mkdtempSync(join(tmpdir(), 'truc-ban-recorder-'));
const library = compileRecorder(compiled);
const ledger = openLedger(control === 'sound' ? values.ledger : compiled);
let [begun, done] = [0, 0];

const entryOf = ({ kills, dossiers, receipts, seconds, faults }: WorldFigures): Entry => {
  const { lost, doubled, absent, gaps, left } = faults;
  const counts = {
    lost: lost.length,
    doubled: doubled.length,
    absent: absent.length,
    gaps: gaps.length,
    left: left.length,
  };
  return { at: new Date().toISOString(), kills, dossiers, receipts, seconds, faults: counts };
};

const faultsIn = (faults: Faults) =>
  Object.entries(faults).flatMap(([what, found]) => found.map((each) => `${what}: ${each}`));

async function oneWorld(most: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-chaos-'));
  const figures = await runWorld({ folder, kills: most, control, library, random: Math.random });
  done += figures.kills.desk + figures.kills.upstream;
  ledger.add(entryOf(figures));
  const faults = faultsIn(figures.faults);
  if (faults.length > 0 && control === 'sound') {
    const kept = join(values.ledger, `left-${Date.now()}`);
    mkdirSync(kept, { recursive: true });
    cpSync(folder, kept, { recursive: true });
    throw new Error(`not in order; everything of it is in ${kept}:\n${faults.slice(0, 20).join('\n')}`);
  }
  rmSync(folder, { recursive: true, force: true });
  const rate = (done / ((performance.now() - began) / 1000)).toFixed(2);
  say(
    `${done} kills (${rate}/s); this world: ${figures.dossiers} dossiers, ${figures.receipts} receipts in ${figures.seconds} s`,
  );
  if (faults.length > 0) say(`found out, as it must be:\n  ${faults.slice(0, 5).join('\n  ')}`);
}

async function worlds(): Promise<void> {
  while (begun < kills && performance.now() < until) {
    const most = Math.min(killsOfWorld, kills - begun);
    begun += most;
    await oneWorld(most);
  }
}

if (library === null) say('No disk becomes full: that needs Linux and a C compiler (npm run setup).');
try {
  await Promise.all(Array.from({ length: Number(values.worlds) }, worlds));
  const { all, dossiers, receipts, faults, ...total } = sumOf(ledger.entries());
  const seconds = (performance.now() - began) / 1000;
  say(`this run: ${done} kills in ${Math.round(seconds)} s (${(done / seconds).toFixed(2)}/s)`);
  say(
    `the ledger (${ledger.file}): ${all} kills (desk ${total.kills.desk}, upstream ${total.kills.upstream}), ${dossiers} dossiers kept, ${receipts} receipts`,
  );
  say(
    `lost ${faults.lost}, doubled ${faults.doubled}, receipts for absent dossiers ${faults.absent}, gaps ${faults.gaps}, left ${faults.left}`,
  );
  const found = Object.values(faults).reduce((sum, count) => sum + count, 0);
  if (found > 0 === (control === 'sound')) process.exitCode = 1;
} finally {
  rmSync(compiled, { recursive: true, force: true });
}

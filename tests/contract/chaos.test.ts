import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileRecorder } from '#store/testing/replay/record.ts';
import { faultsOf, type Queued, type Sides, type Taken } from '../../bench/chaos/inspect.ts';
import type { Word } from '../../bench/chaos/words.ts';
import { runWorld } from '../../bench/chaos/world.ts';

// `npm run chaos` does thousands; here as many as there is time for.
const kills = 20;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-chaos-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a desk and an upstream that are killed while they work', () => {
  it('lose nothing, double nothing, and leave no gap', { timeout: 300_000 }, async () => {
    const library = compileRecorder(folder);
    const figures = await runWorld({ folder, kills, control: 'sound', library, random: Math.random });
    expect(figures.faults).toEqual({ lost: [], doubled: [], absent: [], gaps: [], left: [] });
    expect(figures.kills.desk + figures.kills.upstream).toBeGreaterThanOrEqual(kills);
    expect(figures.receipts).toBeGreaterThan(0);
  });
});

const queued = (over: Partial<Queued> = {}): Queued => ({
  ...{
    id: 'a',
    rev: 1,
    epoch: 1,
    seq: 1,
    sha256: 'h',
    state: 'acknowledged',
    receipt: 7,
    receipts: 1,
    bytes: 1,
    ...over,
  },
});
const taken = (over: Partial<Taken> = {}): Taken => ({
  ...{ id: 'a', rev: 1, epoch: 1, seq: 1, sha256: 'h', receipt: 7, ...over },
});
const sound: Sides = {
  ...{ queued: [queued()], taken: [taken()], held: new Set(['h']) },
  dossiers: [{ id: 'a', edit: 4, revision: 1, state: 'sent' }],
};
const words: readonly Word[] = [
  { is: 'draft', dossier: 'a', edit: 3 },
  { is: 'kept', dossier: 'a', rev: 1, sha256: 'h' },
  { is: 'sent', dossier: 'a', rev: 1, receipt: 7 },
  { is: 'again', dossier: 'a', rev: 1, receipt: 7 },
];
const found = (sides: Partial<Sides>, said: readonly Word[] = words) =>
  Object.entries(faultsOf({ ...sound, ...sides }, said)).flatMap(([name, list]) => (list.length > 0 ? [name] : []));

describe('what looks at both sides', () => {
  it('finds nothing where all is in order', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<Sides>, readonly Word[], string]>([
    ['a step that was saved is gone', { dossiers: [{ id: 'a', edit: 2, revision: 1, state: 'sent' }] }, words, 'lost'],
    ['a dossier is gone', { dossiers: [] }, words, 'lost'],
    ['a packet is gone', { queued: [] }, words, 'lost'],
    ['a packet’s bytes are gone', { queued: [queued({ bytes: 0 })] }, words, 'lost'],
    ['another packet is there', { queued: [queued({ sha256: 'x' })], taken: [taken({ sha256: 'x' })] }, words, 'lost'],
    ['it never came upstream', { taken: [] }, words, 'lost'],
    ['a dossier is queued without its packet', { queued: [], taken: [] }, [], 'lost'],
    ['it was taken twice', { taken: [taken(), taken({ rev: 2, seq: 2, receipt: 8 })] }, words, 'doubled'],
    ['it has two receipts on the desk', { queued: [queued({ receipts: 2 })] }, words, 'doubled'],
    [
      'a repeat was given another receipt',
      {},
      [...words, { is: 'again', dossier: 'a', rev: 1, receipt: 8 }],
      'doubled',
    ],
    ['something is upstream that was never queued', { taken: [taken(), taken({ id: 'b', seq: 2 })] }, words, 'doubled'],
    ['a receipt is of nothing', { taken: [] }, words, 'absent'],
    ['the upstream’s bytes are gone', { held: new Set() }, words, 'absent'],
    ['the desk left a number out', { queued: [queued({ seq: 2 })] }, words, 'gaps'],
    ['the upstream has a hole', { taken: [taken({ seq: 2 })] }, words, 'gaps'],
    ['something is left', { queued: [queued({ state: 'waiting' })] }, words, 'left'],
  ])('finds that %s', (_, sides, said, what) => {
    expect(found(sides, said)).toContain(what);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { packetCaps } from '#contract/packet.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import {
  type BoardTrial,
  boardTrial,
  failing,
  firstShift,
  sampleId,
  trialDossiers,
  trialKey,
} from './testing/board-trial.ts';

const { draft, complete } = trialDossiers(citizensOf(people(), sampleDivisions)('F02'));
const edited = (dossier: Dossier, over: Partial<Dossier> = {}): Dossier => ({
  ...dossier,
  edit: dossier.edit + 1,
  ...over,
});
const storageFull = new FailureError(failure('storage.full'));
const actions = ({ file }: BoardTrial) =>
  file.records.map(({ action, result }) => `${action} ${result.outcome} ${result.code}`);

let trial: BoardTrial;
beforeEach(async () => {
  trial = await boardTrial();
  await trial.signIn('thuNhan');
  await trial.open();
});

describe('keeping', () => {
  it('takes a new dossier into the shift in the same transaction, and follows it', async () => {
    const before = trial.file.commits;
    await trial.keep(draft(1));
    expect(trial.file.commits).toBe(before + 1);
    expect(trial.state().open?.counts).toMatchObject({ taken: 1, open: 1 });
    expect((await trial.file.one(sampleId(1))).mark).toMatch(/^[0-9a-f]{32}$/);
    await trial.keep(edited(draft(1), { state: 'cancelled' }));
    expect(trial.state().open).toMatchObject({ counts: { taken: 1, open: 0, cancelled: 1 }, reconciles: true });
    expect((await trial.file.shift(firstShift))?.entries).toMatchObject([
      { dossier: sampleId(1), outcome: 'cancelled' },
    ]);
  });

  it('leaves nothing behind when it fails half way', async () => {
    trial.file.beforeCommit = () => {
      throw storageFull;
    };
    expect(await failing(() => trial.keep(draft(1)))).toBe('storage.full');
    trial.file.beforeCommit = () => undefined;
    expect(trial.keeper.shift().entries).toEqual([]);
    expect(await failing(() => trial.file.one(sampleId(1)))).toBe('dossier.unknown');
    await trial.keep(draft(1));
    expect(trial.keeper.shift().entries).toHaveLength(1);
  });

  it('loses no entry when acts come at once', async () => {
    await Promise.all([1, 2, 3, 4].map((n) => trial.keep(draft(n))));
    expect((await trial.file.shift(firstShift))?.entries).toHaveLength(4);
    expect(trial.state().open?.reconciles).toBe(true);
  });

  it('needs a shift that is open, and a reason after its hours', async () => {
    trial.time.pass(10 * 3_600_000);
    await trial.signIn('thuNhan');
    expect(await failing(() => trial.keep(draft(1)))).toBe('shift.refused shift.reasonMissing');
    await trial.keeper.keep(trial.act([draft(1)]), { reason: 'người cuối hàng' });
    expect(trial.keeper.shift().entries).toMatchObject([{ reason: 'người cuối hàng' }]);
    await trial.close();
    expect(await failing(() => trial.keep(draft(2)))).toBe('shift.none');
    expect(() => trial.keeper.shift()).toThrow('shift.none');
  });

  it('gives a draft of an earlier shift to the open one when it is worked on, also to whoever has it as the old one’s', async () => {
    await trial.keep(draft(1), draft(2));
    await trial.close();
    // Ended without any shift, as the earlier one's.
    await trial.keep(edited(draft(2), { state: 'cancelled' }));
    await trial.open();
    await trial.keep(edited(draft(1)));
    await trial.keep(edited(edited(draft(1))));
    expect(trial.file.dossier(sampleId(1))).toMatchObject({ shift: sampleId(801), edit: 3 });
    expect(trial.file.dossier(sampleId(2))).toMatchObject({ shift: firstShift, state: 'cancelled' });
    expect(trial.state().open).toMatchObject({ counts: { taken: 0, inherited: 1, open: 1 }, reconciles: true });
    expect(trial.keeper.shift().entries).toMatchObject([{ came: 'inherited', by: 'CB001' }]);
  });

  it('tells the board only when something is somewhere else', async () => {
    await trial.keep(draft(1));
    expect(trial.told.queueChanged).toBe(1);
    await trial.keep(edited(draft(1)));
    expect(trial.told.queueChanged).toBe(1);
  });
});

describe('completing', () => {
  const take = (dossier: Dossier, n = 1) =>
    trial.keep(draft(n)).then(() => trial.keeper.complete(trial.act([dossier]), sampleId(n)));

  it('without a key keeps the dossier complete, and every attachment was looked at', async () => {
    const kept = await take(complete(1));
    expect(kept.state).toBe('complete');
    expect(trial.file.packets()).toEqual([]);
    expect(trial.keeper.failureOf(sampleId(1))).toBeNull();
    expect(trial.captures.given).toHaveLength(4);
    expect(trial.captures.given.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  it('with a key is one transaction: state, packet, place in the queue, shift and records', async () => {
    trial.own.key = trialKey;
    await trial.keep(draft(1));
    const before = trial.file.commits;
    const kept = await trial.keeper.complete(trial.act([complete(1)]), sampleId(1));
    expect(trial.file.commits).toBe(before + 1);
    expect(kept).toMatchObject({ state: 'queued', edit: complete(1).edit + 1 });
    expect(kept.history.at(-1)).toMatchObject({ from: 'complete', to: 'queued', by: { is: 'desk' } });
    expect(trial.file.dossier(sampleId(1))).toEqual(kept);
    const [packet] = trial.file.packets();
    expect(packet?.metadata).toMatchObject({ dossierId: sampleId(1), rev: 1, epoch: 1, deskSeq: 1 });
    const names = JSON.parse(new TextDecoder().decode(packet?.sealed)).parts.map((part: { name: string }) => part.name);
    expect(names.toSorted()).toEqual(['portrait.jpg', 'signature.png', 'signature.svg', 'strokes.json']);
    expect(actions(trial).at(-1)).toBe('dossier.queued done null');
    expect(trial.state().open?.counts).toMatchObject({ finished: 1, open: 0 });
    expect(trial.told.queued).toBe(1);
    expect(trial.captures.given.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  it('names each paper once, and travels without how a signature was written where that is not there', async () => {
    trial.own.key = trialKey;
    trial.captures.put('paper', 'document.pdf');
    trial.captures.parts.delete('record-signature-5 strokes.json');
    const shown = { shown: { as: 'capture', record: 'paper' }, at: '', by: 'CB001' } as const;
    const integrated = { paper: 'khac', shown: { as: 'integrated' }, at: '', by: 'CB001' } as const;
    const documents = [{ paper: 'giamHo', ...shown }, { paper: 'khac', ...shown }, integrated] as const;
    await take(complete(1, { documents }));
    const { parts } = JSON.parse(new TextDecoder().decode(trial.file.packets()[0]?.sealed));
    expect(parts.map(({ record, name }: { record: string; name: string }) => `${record} ${name}`).toSorted()).toEqual([
      'paper document.pdf',
      'record-portrait-1 portrait.jpg',
      'record-signature-5 signature.png',
      'record-signature-5 signature.svg',
    ]);
  });

  it.each(['capture.damaged', 'capture.unknown'] as const)(
    'refuses with %s while the person is still there',
    async (code) => {
      trial.captures.failing.set('record-portrait-1', new FailureError(failure(code)));
      for (const key of [null, trialKey]) {
        trial.own.key = key;
        expect(await failing(() => take(complete(1)))).toBe(code);
        expect(trial.file.dossier(sampleId(1)).state).toBe('new');
      }
    },
  );

  it('refuses what fits in no packet, and overwrites what it had read', async () => {
    trial.captures.put('record-portrait-1', 'portrait.jpg', new Uint8Array(packetCaps.sealed).fill(7, 0, 9));
    expect(await failing(() => take(complete(1)))).toBe('packet.tooLarge');
    expect(trial.captures.given.map((bytes) => [...bytes.subarray(0, 9)].every((byte) => byte === 0))).toEqual([true]);
    trial.captures.put('record-portrait-1', 'portrait.jpg');
    const documents = Array.from({ length: packetCaps.files }, (_, n) => {
      trial.captures.put(`paper ${n}`, 'document.pdf');
      return { paper: 'khac', shown: { as: 'capture', record: `paper ${n}` }, at: '', by: 'CB001' } as const;
    });
    expect(await failing(() => trial.keeper.complete(trial.act([complete(1, { documents })]), sampleId(1)))).toBe(
      'packet.tooMany',
    );
  });

  it('stays complete, with the reason on the board and in the log, when sealing itself fails', async () => {
    trial.own.key = trialKey;
    trial.own.beforeSeal = () => Promise.reject(new FailureError(failure('keys.storeUnavailable')));
    const kept = await take(complete(1));
    expect(kept.state).toBe('complete');
    expect(trial.file.dossier(sampleId(1)).state).toBe('complete');
    expect(trial.keeper.failureOf(sampleId(1))?.code).toBe('keys.storeUnavailable');
    expect(actions(trial).at(-1)).toBe('dossier.queued failed keys.storeUnavailable');
    trial.own.beforeSeal = async () => undefined;
    expect(await trial.keeper.sealWaiting()).toBe(1);
    expect(trial.keeper.failureOf(sampleId(1))).toBeNull();
  });

  it('says what a bug is by its number', async () => {
    trial.own.key = trialKey;
    trial.own.beforeSeal = () => Promise.reject(new RangeError('no canonical text'));
    expect((await take(complete(1))).state).toBe('complete');
    expect(trial.keeper.failureOf(sampleId(1))).toMatchObject({ code: 'internal', params: { incident: 'abc123' } });
  });

  it('that cannot be written leaves everything as it was', async () => {
    await trial.keep(draft(1));
    for (const key of [null, trialKey]) {
      trial.own.key = key;
      trial.file.beforeCommit = () => {
        throw storageFull;
      };
      expect(await failing(() => trial.keeper.complete(trial.act([complete(1)]), sampleId(1)))).toBe('storage.full');
      trial.file.beforeCommit = () => undefined;
      expect(trial.file.dossier(sampleId(1)).state).toBe('new');
      expect(trial.file.packets()).toEqual([]);
      expect(trial.keeper.failureOf(sampleId(1))).toBeNull();
    }
  });

  it('numbers without a gap when several are completed at once', async () => {
    trial.own.key = trialKey;
    await Promise.all([1, 2, 3].map((n) => trial.keep(draft(n))));
    await Promise.all([1, 2, 3].map((n) => trial.keeper.complete(trial.act([complete(n)]), sampleId(n))));
    expect(trial.file.packets().map(({ metadata }) => metadata.deskSeq)).toEqual([1, 2, 3]);
    expect(trial.own.sealed).toBe(3);
  });

  it('seals again where somebody else took the number', async () => {
    trial.own.key = trialKey;
    await trial.keep(draft(1), draft(2));
    await trial.keeper.complete(trial.act([complete(2)]), sampleId(2));
    trial.file.next = async () => ({ epoch: 1, deskSeq: 1 });
    await trial.keeper.complete(trial.act([complete(1)]), sampleId(1));
    expect(trial.file.packets().map(({ metadata }) => metadata.deskSeq)).toEqual([1, 2]);
  });
});

describe('sealing what waits', () => {
  const waiting = async (...numbers: readonly number[]) => {
    for (const n of numbers) {
      await trial.keep(draft(n));
      await trial.keeper.complete(trial.act([complete(n)]), sampleId(n));
    }
  };

  it('does nothing without a key, and everything with one, more than a page of it', async () => {
    const numbers = Array.from({ length: 53 }, (_, n) => n + 1);
    await waiting(...numbers);
    expect(await trial.keeper.sealWaiting()).toBe(0);
    trial.own.key = trialKey;
    const both = await Promise.all([trial.keeper.sealWaiting(), trial.keeper.sealWaiting()]);
    expect(both[0] + both[1]).toBe(53);
    expect(trial.file.packets().map(({ metadata }) => metadata.deskSeq)).toEqual(numbers);
    expect(await trial.keeper.sealWaiting()).toBe(0);
  });

  it('goes past one that cannot be sealed, says so once, and seals it when it can', async () => {
    await waiting(1, 2, 3);
    const damaged = trial.file.dossier(sampleId(2)).captures.map((each) => ({ ...each, record: 'gone' }));
    await trial.keep(edited(trial.file.dossier(sampleId(2)), { captures: damaged }));
    trial.own.key = trialKey;
    expect(await trial.keeper.sealWaiting()).toBe(2);
    expect(await trial.keeper.sealWaiting()).toBe(0);
    expect(trial.keeper.failureOf(sampleId(2))?.code).toBe('capture.unknown');
    expect(actions(trial).filter((action) => action.includes('failed'))).toEqual([
      'dossier.queued failed capture.unknown',
    ]);
    trial.captures.put('gone', 'portrait.jpg');
    for (const name of ['signature.svg', 'signature.png'] as const) trial.captures.put('gone', name);
    expect(await trial.keeper.sealWaiting()).toBe(1);
    expect(trial.keeper.failureOf(sampleId(2))).toBeNull();
  });

  it('goes past one of a kind this desk does not know', async () => {
    await waiting(1, 2);
    await trial.keep(edited(trial.file.dossier(sampleId(1)), { kind: { code: 'gone', regime: 'R1999' } }));
    trial.own.key = trialKey;
    expect(await trial.keeper.sealWaiting()).toBe(1);
    expect(trial.keeper.failureOf(sampleId(1))?.code).toBe('internal');
  });

  it('stops when nothing can be written', async () => {
    await waiting(1, 2);
    trial.own.key = trialKey;
    trial.file.beforeCommit = () => {
      throw storageFull;
    };
    expect(await failing(() => trial.keeper.sealWaiting())).toBe('storage.full');
    expect(trial.own.sealed).toBe(1);
  });
});

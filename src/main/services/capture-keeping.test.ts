import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CaptureTrial,
  captureTrial,
  failing,
  numbers,
  picture,
  purpose,
  settled,
} from './testing/capture-trial.ts';

let trial: CaptureTrial;
beforeEach(async () => {
  trial = await captureTrial();
  await trial.office.signIn('thuNhan');
});

const take = async () => {
  const { task } = await trial.call('capture.begin', { wanted: { is: 'portrait' }, camera: 'camera-1', purpose });
  await trial.call('capture.shoot', { task, seq: 1, pixels: picture(9, 9), manual: null });
  return (await trial.call('capture.accept', { task })).id;
};
const save = (...ids: string[]) => trial.call('capture.save', { ids, purpose });
const part = (id: string, why: typeof purpose | null = null) =>
  trial.call('capture.part', { id, name: 'portrait.jpg', purpose: why });
const saved = async () => {
  await trial.put(numbers.one);
  const id = await take();
  await save(id);
  return id;
};
/** The program was started again, the same card is read. */
const nextDay = async () => {
  await trial.put(null);
  await trial.put(numbers.one, 'next day');
};
/** An officer who has shown this minute that it is they. */
const fresh = () => trial.office.session.reauthenticated();
const isWiped = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

describe('captures that are saved', () => {
  it('are kept under the pseudonym of their person, with one record of it', async () => {
    await trial.put(numbers.one);
    const ids = [await take(), await take()];
    await save(...ids);
    expect([...trial.store.kept.keys()]).toEqual(ids);
    const [kept] = trial.store.kept.values();
    expect(kept?.mark).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(kept?.record)).not.toContain(numbers.one);
    expect(trial.now().records.map((record) => record.saved)).toEqual([true, true]);
    expect(trial.acts().filter((act) => act.startsWith('capture.saved'))).toEqual(['capture.saved portrait']);
    await save(...ids);
    expect(trial.acts().filter((act) => act.startsWith('capture.saved'))).toHaveLength(1);
  });

  it('come back with the card of the same person alone', async () => {
    const id = await saved();
    await trial.put(null);
    await trial.put(numbers.other);
    expect(trial.now().records).toEqual([]);
    await nextDay();
    expect(trial.now().records).toMatchObject([{ id, saved: true }]);
  });

  it('are known of by those who take them or answer for them', async () => {
    const id = await saved();
    for (const [role, known] of [
      ['tiepNhan', []],
      ['traThe', []],
      ['chiHuy', [{ id }]],
    ] as const) {
      await trial.signOut();
      await trial.office.signIn(role);
      await nextDay();
      expect(trial.now().records, role).toMatchObject(known);
    }
  });

  it('are seen with a purpose and a fresh proof, each time on record', async () => {
    const id = await saved();
    await nextDay();
    trial.office.time.pass(3 * 60_000);
    trial.office.session.touch();
    trial.office.time.pass(3 * 60_000);
    expect(await failing(part(id, purpose))).toBe('session.proveAgain');
    await fresh();
    expect(await failing(part(id))).toBe('purpose.missing');
    expect(await part(id, purpose)).toEqual(trial.store.kept.get(id)?.parts[0]?.bytes);
    expect(trial.acts().at(-1)).toBe('citizen.biometricsSeen portrait');
    await trial.signOut();
    await trial.office.signIn('traThe');
    expect(await failing(part(id, purpose))).toBe('capture.unknown');
  });

  it('are not used when they are not what was kept, and that is an incident', async () => {
    const id = await saved();
    await nextDay();
    await fresh();
    trial.store.kept.get(id)?.parts[0]?.bytes.fill(3);
    expect(await failing(part(id, purpose))).toBe('capture.damaged');
    expect(trial.acts().slice(-2)).toEqual(['citizen.biometricsSeen capture.damaged', 'capture.damagedFound portrait']);
  });

  it('are removed for good', async () => {
    const id = await saved();
    await nextDay();
    await trial.call('capture.discard', { id });
    expect([trial.now().records, trial.store.kept.size]).toEqual([[], 0]);
    expect(trial.acts().at(-1)).toBe('capture.removed portrait');
    expect(await failing(trial.call('capture.discard', { id }))).toBe('capture.unknown');
  });

  it('say nothing when somebody else’s card was put meanwhile', async () => {
    await saved();
    await trial.put(null);
    const held = Promise.withResolvers<void>();
    const { of } = trial.store;
    trial.store.of = async (mark) => {
      await held.promise;
      return of.call(trial.store, mark);
    };
    await trial.put(numbers.one, 'slow');
    trial.reading({ id: 'next', phase: 'awaitingKey' });
    held.resolve();
    await settled();
    expect(trial.now().records).toEqual([]);
  });
});

describe('what is not saved', () => {
  it('is what was taken without a card', async () => {
    const id = await take();
    await trial.put(numbers.one);
    expect(await failing(save(id))).toBe('capture.noSubject');
    expect(trial.now().records).toMatchObject([{ id, subject: null }]);
  });

  it('is what was taken beside a card that was disproved, nor is anything shown that is kept under its number', async () => {
    await saved();
    await trial.put(null);
    await trial.put(numbers.one, 'forged', { verdict: 'notGenuine' });
    expect(trial.now().records).toEqual([]);
    expect(await failing(save(await take()))).toBe('capture.noSubject');
    await trial.put(numbers.one, 'true');
    expect(trial.now().records.filter((record) => record.saved)).toHaveLength(1);
  });

  it('is what nobody has said yes to', async () => {
    await trial.put(numbers.one);
    const { task } = await trial.call('capture.begin', { wanted: { is: 'portrait' }, camera: 'camera-1', purpose });
    await trial.call('capture.shoot', { task, seq: 1, pixels: picture(9, 9), manual: null });
    const id = trial.now().records[0]?.id ?? '';
    expect(await failing(save(id))).toBe('capture.unknown');
    expect(await failing(trial.call('capture.discard', { id }))).toBe('capture.unknown');
  });

  it('is anything when one of them is not there', async () => {
    await trial.put(numbers.one);
    expect(await failing(save(await take(), 'none'))).toBe('capture.unknown');
    expect(trial.store.kept.size).toBe(0);
  });

  it('stays unsaved when it cannot be written', async () => {
    await trial.put(numbers.one);
    const id = await take();
    trial.store.beforeSave = () => Promise.reject(new Error('disk'));
    await expect(save(id)).rejects.toThrow('disk');
    expect(trial.now().records).toMatchObject([{ id, saved: false }]);
  });

  it('is saved by those who take it', async () => {
    await trial.put(numbers.one);
    const id = await take();
    await trial.office.session.end('byOfficer');
    await trial.office.signIn('chiHuy');
    expect(await failing(save(id))).toBe('session.notPermitted');
    expect(await failing(part(id))).toBe('session.notPermitted');
  });

  it.each([
    ['the desk is cleared', () => trial.put(null)],
    ['another card is read', () => trial.put(numbers.other)],
    ['the officer leaves', () => trial.signOut()],
    ['the program ends', async () => trial.desk.close()],
    ['it is discarded', async () => trial.call('capture.discard', { id: trial.now().records[0]?.id ?? '' })],
  ])('is overwritten when %s', async (_, leave) => {
    await trial.put(numbers.one);
    await take();
    await leave();
    expect(trial.eyes.made.length).toBeGreaterThan(1);
    expect(trial.eyes.made.every(isWiped)).toBe(true);
    expect(trial.now().records).toEqual([]);
  });

  it('outlasts a card that is lifted and put down again', async () => {
    await trial.put(numbers.one);
    const id = await take();
    trial.reading({ id: 'again', phase: 'awaitingKey' });
    expect(trial.now().records).toEqual([]);
    expect(await failing(part(id))).toBe('capture.unknown');
    await trial.put(numbers.one, 'again');
    expect(trial.now().records).toMatchObject([{ id }]);
    expect(isWiped(await part(id))).toBe(false);
  });

  it('stays under the lock', async () => {
    await trial.put(numbers.one);
    const id = await take();
    await trial.lock();
    expect(await failing(part(id))).toBe('session.locked');
    await trial.office.session.unlock();
    expect(isWiped(await part(id))).toBe(false);
  });
});

describe('the printed fields of a document', () => {
  it('are read of what is at hand, and marked in the record', async () => {
    const wanted = { is: 'document', paper: 'cmnd' } as const;
    const { task } = await trial.call('capture.begin', { wanted, camera: 'camera-1', purpose });
    await trial.call('capture.shoot', { task, seq: 1, pixels: picture(90, 60), manual: null });
    const { id } = await trial.call('capture.finishDocument', { task });
    expect(trial.now().records[0]?.prefill).toBeNull();
    const box = { x: 10, y: 10, width: 400, height: 20 };
    trial.print.push({ text: 'Họ và tên: ĐẶNG THỊ MẪU HÒA', confidence: 81, box });
    trial.print.push({ text: 'Số / No.: 001304999901', confidence: 90, box: { ...box, y: 40 } });
    const fields = await trial.call('capture.readText', { id });
    expect(fields).toContainEqual({ field: 'name', text: 'ĐẶNG THỊ MẪU HÒA', confidence: 81 });
    // The window is told of a number what it may show of it.
    expect(fields).toContainEqual({ field: 'number', text: '••• ••• ••• 901', confidence: 90 });
    expect(JSON.stringify(trial.now())).not.toContain('001304999901');
    expect(trial.now().records[0]?.prefill).toEqual(fields);
  });

  it('are none of a portrait', async () => {
    expect(await failing(trial.call('capture.readText', { id: await take() }))).toBe('capture.unknown');
  });
});

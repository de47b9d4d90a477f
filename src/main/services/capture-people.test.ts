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
const serve = async (number: string | null, formerly: readonly string[] = []) => {
  trial.desk.seatPerson(number === null ? null : { number, formerly });
  await settled();
};
const shown = () => trial.now().records.map(({ id }) => id);
const made = () => trial.eyes.made.map((bytes) => bytes.every((byte) => byte === 0));

describe('the person of a sitting', () => {
  it('is whom things are taken of where no card lies, so that they can be kept', async () => {
    await serve(numbers.one);
    const id = await take();
    expect(trial.desk.record(id, numbers.one)).toMatchObject({ id, subject: '••• ••• ••• 901' });
    await trial.desk.keep([id], purpose);
    expect(trial.store.kept.get(id)?.record.saved).toBe(true);
    expect(trial.acts()).toContain('capture.saved portrait');
  });

  it('has what is kept of them shown', async () => {
    await serve(numbers.one);
    const id = await take();
    await trial.desk.keep([id], purpose);
    await serve(null);
    expect(shown()).toEqual([]);
    await serve(numbers.one);
    expect(trial.now().records).toMatchObject([{ id, saved: true }]);
  });

  it('goes with everything that was not kept', async () => {
    await serve(numbers.one);
    const id = await take();
    await serve(null);
    expect([shown(), made().every(Boolean)]).toEqual([[], true]);
    expect(() => trial.desk.record(id, numbers.one)).toThrow('capture.unknown');
  });

  it('stays while their own card is read, and when it is taken away', async () => {
    await serve(numbers.one);
    const id = await take();
    trial.reading({ id: 'r1', phase: 'awaitingKey' });
    expect(shown()).toEqual([]);
    await trial.put(numbers.one, 'r1');
    expect(shown()).toEqual([id]);
    await trial.put(null);
    expect(shown()).toEqual([id]);
    await serve(null);
    expect(shown()).toEqual([]);
  });

  it('has what is theirs held back while another card lies there, and that one’s goes with it', async () => {
    await serve(numbers.one);
    const own = await take();
    await trial.put(numbers.other);
    const other = await take();
    expect(shown()).toEqual([other]);
    expect(() => trial.desk.record(own, numbers.one)).toThrow('capture.unknown');
    expect(() => trial.desk.record(other, numbers.one)).toThrow('capture.unknown');
    expect(await failing(trial.desk.keep([own], purpose))).toBe('capture.unknown');
    await trial.put(null);
    expect(shown()).toEqual([own]);
    expect(trial.desk.record(own, numbers.one).id).toBe(own);
  });

  it('is not whom a card of nobody knows whose is read for', async () => {
    await serve(numbers.one);
    await take();
    trial.reading({ id: 'r1', phase: 'reading' });
    const meanwhile = await take();
    expect(await failing(trial.desk.keep([meanwhile], purpose))).toBe('capture.noSubject');
    await trial.put(numbers.one, 'forged', { verdict: 'notGenuine' });
    expect(await failing(trial.desk.keep([await take()], purpose))).toBe('capture.noSubject');
  });

  it('changes nothing of a card that lies there already', async () => {
    await trial.put(numbers.one);
    const id = await take();
    await serve(numbers.one);
    expect(shown()).toEqual([id]);
    await serve(null);
    expect(shown()).toEqual([id]);
    await serve(numbers.other);
    expect(shown()).toEqual([id]);
  });

  it('is the holder of a card with a number they had before', async () => {
    await trial.put(numbers.other);
    await serve(numbers.one, [numbers.other]);
    const id = await take();
    expect(trial.desk.record(id, numbers.one).id).toBe(id);
    await trial.put(numbers.other, 'again');
    expect(shown()).toEqual([id]);
  });

  it('gives up the camera when somebody else comes', async () => {
    await serve(numbers.one);
    await trial.call('capture.begin', { wanted: { is: 'portrait' }, camera: 'camera-1', purpose });
    await serve(numbers.other);
    expect([trial.now().task, trial.busy.size]).toEqual([null, 0]);
  });

  it('is nobody’s once the officer has signed out', async () => {
    await serve(numbers.one);
    await take();
    await trial.signOut();
    await trial.office.signIn('thuNhan');
    expect(shown()).toEqual([]);
    expect(await failing(trial.desk.keep([await take()], purpose))).toBe('capture.noSubject');
  });

  it('does not take along what was there before anybody sat down', async () => {
    const nobodys = await take();
    await serve(null);
    expect(shown()).toEqual([nobodys]);
    await serve(numbers.one);
    expect(await failing(trial.desk.keep([nobodys], purpose))).toBe('capture.noSubject');
  });
});

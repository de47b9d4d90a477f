import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskChange, DeskState } from '#contract/desk.ts';
import { type ChildHandle, forkProcess, type SpawnProcess } from '#workers/process-port.ts';
import { compose, type Desk } from './compose.ts';

const context = { signal: new AbortController().signal };

let home: string;
let desk: Desk;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'truc-ban-compose-'));
  desk = await compose({ profile: 'demo', host: 'web', home });
});

afterEach(async () => {
  await desk.close();
  await rm(home, { recursive: true, force: true });
});

/** Resolves with the first state that satisfies `condition`. */
function state(condition: (state: DeskState) => boolean): Promise<DeskState> {
  return new Promise((resolve) => {
    const look = () => {
      const now = desk.snapshot();
      if (!condition(now)) return;
      stop();
      resolve(now);
    };
    const stop = desk.onEvent(look);
    look();
  });
}

const demoRuns = (now: DeskState) =>
  now.sources.some(({ id, state: source }) => id === 'demo' && source.state === 'running');

async function putCard(personId: string): Promise<DeskState> {
  await state(demoRuns);
  await desk.handlers['demo.putCard']({ personId, reader: null }, context);
  return state(({ reading }) => reading?.phase === 'awaitingKey');
}

const giveKey = (can: string) => desk.handlers['reading.giveKey']({ accessKey: { kind: 'can', can } }, context);

describe('the desk of the demo profile', () => {
  it('opens a reading when a card arrives, and proves it once it has the key', async () => {
    const waiting = await putCard('F02');
    expect(waiting.reading).toMatchObject({ simulated: true, holder: null, verdict: null, failure: null });
    giveKey('999902');
    const { reading } = await state((now) => now.reading?.phase === 'finished' && now.reading.portrait === 'ready');
    expect(reading?.verdict).toMatchObject({ verdict: 'genuine', data: 'proved', chip: 'proved' });
    expect(reading?.failure).toBeNull();
    expect(reading?.holder?.number?.value).toMatch(/902$/);
    expect(reading?.holder?.number?.value).not.toContain('030207999902');
    expect(reading?.identityMs).toBeLessThan(reading?.totalMs ?? 0);
  });

  it('numbers its changes without a gap', async () => {
    const changes: DeskChange[] = [];
    desk.onEvent((_event, payload) => 'rev' in payload && changes.push(payload));
    const from = desk.snapshot().rev;
    await putCard('F02');
    giveKey('999902');
    await state((now) => now.reading?.phase === 'finished');
    expect(changes.map(({ rev }) => rev)).toEqual(changes.map((_, index) => from + 1 + index));
  });

  it('keeps the full number to itself until it is asked for with a reason', async () => {
    await putCard('F02');
    giveKey('999902');
    await state((now) => now.reading?.phase === 'finished');
    expect(JSON.stringify(desk.snapshot())).not.toContain('030207999902');
    const { number } = await desk.handlers['reading.reveal']({ reason: 'đối chiếu hồ sơ' }, context);
    expect(number).toBe('030207999902');
  });

  it('waits for another key after a wrong one, and reads with the right one', async () => {
    await putCard('F02');
    giveKey('000000');
    const { reading } = await state((now) => now.reading?.failure !== null && now.reading?.phase === 'awaitingKey');
    expect(reading?.failure?.code).toBe('access.wrongKey');
    giveKey('999902');
    const read = await state((now) => now.reading?.phase === 'finished');
    expect(read.reading?.verdict?.verdict).toBe('genuine');
  });

  it('keeps what was read when the card is pulled, and cannot tell', async () => {
    await putCard('F02');
    giveKey('999902');
    await state((now) => now.reading?.files.some(({ name }) => name === 'DG13') ?? false);
    await desk.handlers['demo.takeCard']({ reader: null }, context);
    const { reading } = await state((now) => now.reading?.phase === 'finished');
    expect(reading?.failure?.code).toBe('card.removed');
    expect(reading?.verdict?.verdict).toBe('cannotTell');
    expect(reading?.cardGone).toBe(true);
    expect(reading?.holder?.name?.source).toBe('DG13');
  });

  it('survives the death of the device process in mid-read', async () => {
    await putCard('F02');
    giveKey('999902');
    await state((now) => now.reading?.files.some(({ name }) => name === 'DG13') ?? false);
    const demo = desk.services.devices.find(({ id }) => id === 'demo');
    const pid = demo?.pid() ?? 0;
    process.kill(pid, 'SIGKILL');
    const { reading } = await state((now) => now.reading?.phase === 'finished');
    expect(reading?.failure?.code).toBe('device.stopped');
    expect(reading?.files.length).toBeGreaterThan(3);
    await state(demoRuns);
    expect(demo?.pid()).not.toBe(pid);
    await putCard('F03');
  });

  it('says which people hold a card', async () => {
    await state(demoRuns);
    const people = await desk.handlers['demo.people'](undefined, context);
    expect(people.length).toBeGreaterThanOrEqual(20);
    const without = people.find(({ hasCard }) => !hasCard);
    await expect(
      desk.handlers['demo.putCard']({ personId: without?.id ?? '', reader: null }, context),
    ).rejects.toMatchObject({ failure: { code: 'demo.noCard' } });
  });

  it('looks at itself', async () => {
    await state(demoRuns);
    const items = await desk.handlers['doctor.run'](undefined, context);
    expect(items.find(({ item }) => item === 'profile')).toMatchObject({ state: 'good' });
    expect(items.find(({ item }) => item === 'node')).toMatchObject({ state: 'good', detail: process.version });
  });
});

describe('a desk that cannot open', () => {
  it('leaves no process behind', async () => {
    const children: ChildHandle[] = [];
    const spawn: SpawnProcess = (entry) => {
      const child = forkProcess(entry);
      children.push(child);
      return child;
    };
    const noThread = () => {
      throw new Error('no threads here');
    };
    await expect(compose({ profile: 'demo', host: 'web', home, spawn, startThread: noThread })).rejects.toThrow();
    await Promise.all(children.map(({ port }) => new Promise<void>((resolve) => port.onClose(() => resolve()))));
    expect(children).toHaveLength(2);
  });
});

describe('the desk of another profile', () => {
  it('has no made-up people, and believes no made-up authority', async () => {
    const training = await compose({ profile: 'training', host: 'web', home });
    try {
      expect(await training.handlers['demo.people'](undefined, context)).toEqual([]);
      expect(await training.handlers['trust.list'](undefined, context)).toEqual([]);
      expect(training.snapshot().sources.map(({ id }) => id)).toEqual(['pcsc']);
    } finally {
      await training.close();
    }
  });
});

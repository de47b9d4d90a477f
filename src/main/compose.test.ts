import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskChange, DeskState } from '#contract/desk.ts';
import { type ChildHandle, forkProcess, type SpawnProcess } from '#workers/process-port.ts';
import { compose, type Desk } from './compose.ts';

// Real threads, real files and real secrets: seconds each on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const context = { signal: new AbortController().signal };

let home: string;
let desk: Desk;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'truc-ban-compose-'));
  desk = await compose({ profile: 'demo', host: 'web', home, demoPeople: false });
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
    const { number } = await desk.handlers['reading.reveal']({ purpose: { code: 'doiChieu', note: null } }, context);
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

describe('the officers of the demo', () => {
  const be = (officer: string) => desk.handlers['demo.beOfficer']({ officer }, context);
  const who = () => {
    const { session } = desk.snapshot();
    return 'officer' in session ? `${session.officer.id} ${session.state}` : session.state;
  };

  it('are there from the first start, and the first one sits at the desk', async () => {
    await desk.ready;
    expect(who()).toBe('CB001 signedIn');
    const officers = await desk.handlers['demo.officers'](undefined, context);
    expect(officers.map(({ id }) => id)).toEqual(['CB001', 'QT001', 'KT001']);
    await desk.close();
    desk = await compose({ profile: 'demo', host: 'web', home, demoPeople: false });
    await desk.ready;
    expect(who()).toBe('CB001 signedIn');
    await be('KT001');
    const records = await desk.handlers['audit.page'](
      {
        before: null,
        limit: 50,
        officer: null,
        action: 'officer.added',
        level: null,
        mark: null,
        purpose: null,
        from: null,
        to: null,
      },
      context,
    );
    expect(records).toHaveLength(3);
  });

  it('take each other’s place without a secret, and open what is locked with the demo’s', async () => {
    await be('QT001');
    expect(who()).toBe('QT001 signedIn');
    await expect(be('XX001')).rejects.toMatchObject({ failure: { code: 'session.refused' } });
    const [{ secret } = { secret: '' }] = await desk.handlers['demo.officers'](undefined, context);
    await desk.handlers['session.lock'](undefined, context);
    await expect(desk.handlers['session.unlock']({ secret: 'sai' }, context)).rejects.toMatchObject({
      failure: { code: 'session.refused' },
    });
    await desk.handlers['session.unlock']({ secret }, context);
    expect(who()).toBe('QT001 signedIn');
    const { session } = desk.snapshot();
    expect(session).toMatchObject({ state: 'signedIn' });
    expect(session.state === 'signedIn' && session.lockInMs).toBeGreaterThan(24 * 60 * 60_000);
  });

  it('see the card of nobody but themselves: it is gone with who read it, and stays under a lock', async () => {
    await putCard('F02');
    await giveKey('999902');
    const { reading } = await state((now) => now.reading?.phase === 'finished' && now.reading.portrait === 'ready');
    await desk.handlers['session.lock'](undefined, context);
    expect(desk.snapshot().reading?.id).toBe(reading?.id);
    await expect(desk.handlers['reading.portrait'](undefined, context)).rejects.toMatchObject({
      failure: { code: 'session.locked' },
    });
    await be('CB001');
    expect(desk.snapshot().reading?.id).toBe(reading?.id);
    expect(await desk.handlers['reading.portrait'](undefined, context)).not.toBeNull();
    await be('QT001');
    await state((now) => now.reading === null);
    expect(who()).toBe('QT001 signedIn');
  });
});

describe('the ward of the demo', () => {
  it('is there by itself, checked, and once', async () => {
    await desk.close();
    desk = await compose({ profile: 'demo', host: 'web', home, unattended: true });
    const { people, state: how } = desk.snapshot().registry;
    expect({ people, how }).toEqual({ people: 2009, how: 'ready' });
    const { run, indicators } = await desk.handlers['quality.board'](undefined, context);
    expect(run?.endedAt).not.toBeNull();
    expect(indicators.some(({ failing }) => Object.keys(failing).length > 0)).toBe(true);
    const purpose = { code: 'doiChieu', note: null } as const;
    const asked = { text: '001304999901', area: null, birthYear: null, limit: 5, purpose };
    expect((await desk.handlers['registry.search'](asked, context)).found).toMatchObject([
      { name: 'ĐẶNG THỊ MẪU HÒA' },
    ]);
    await desk.close();
    desk = await compose({ profile: 'demo', host: 'web', home, unattended: true });
    expect(await desk.handlers['registry.imports'](undefined, context)).toHaveLength(1);
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
    // Readers, the demo's reader, scanners, the demo's upstream.
    expect(children).toHaveLength(4);
  });
});

describe('the desk of another profile', () => {
  it('has no made-up people, and believes no made-up authority', async () => {
    const training = await compose({ profile: 'training', host: 'web', home });
    try {
      expect(await training.handlers['demo.people'](undefined, context)).toEqual([]);
      expect(await training.handlers['demo.officers'](undefined, context)).toEqual([]);
      expect(training.services.trust.list()).toEqual([]);
      expect(training.snapshot().sources.map(({ id }) => id)).toEqual(['pcsc']);
    } finally {
      await training.close();
    }
  });
});

import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { type FakeHandlers, fakeDesk, sessionOf, stateOf } from './testing/fake-desk.ts';
import { runGathering, typist } from './testing/run-gathering.ts';

const counted = { people: 1, communes: 1, households: 1, cards: 1, changes: 0, removed: 0, findings: 0, bytes: 8192 };
const stats = { ...counted, feeds: [] };
const telling: FakeHandlers = { 'registry.stats': () => stats, 'officers.list': () => [], 'trust.list': () => [] };
const beOfficer = (officer: string) => ({ command: 'demo.beOfficer', input: { officer } });

describe('in the demo', () => {
  it('whoever sits there works if they may', async () => {
    const fake = fakeDesk(stateOf('demo'), telling);
    expect((await runGathering(['registry', 'stats'], { fake })).code).toBe(0);
    expect(fake.calls.map(({ command }) => command)).toEqual(['demo.officers', 'registry.stats']);
    expect(fake.closed()).toBe(true);
  });

  it('the first made-up officer who may takes the place', async () => {
    const fake = fakeDesk(stateOf('demo', { session: sessionOf('KT001') }), telling);
    await runGathering(['officers', 'list'], { fake });
    expect(fake.calls).toContainEqual(beOfficer('CB001'));
  });

  it('--officer takes the place of whoever is named, and nobody else', async () => {
    const fake = fakeDesk(stateOf('demo'), telling);
    expect((await runGathering(['officers', 'list', '--officer', 'qt001'], { fake })).code).toBe(0);
    expect(fake.calls).toContainEqual(beOfficer('QT001'));
    const wrong = await runGathering(['officers', 'list', '--officer', 'XX001'], { fake });
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('CB001, QT001, KT001')]);
  });

  it('waits for files that are still opening', async () => {
    let open: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      open = resolve;
    });
    const fake = fakeDesk(stateOf('demo', { vault: { state: 'opening' } }), telling, ready);
    const ran = runGathering(['registry', 'stats'], { fake });
    await new Promise((resolve) => setImmediate(resolve));
    expect(fake.calls).toEqual([]);
    open();
    expect((await ran).code).toBe(0);
  });
});

describe('for duty and training', () => {
  it('somebody must be named, and prove it', async () => {
    const fake = fakeDesk(stateOf('training'), telling);
    const nobody = await runGathering(['registry', 'stats'], { fake });
    expect([nobody.code, nobody.err]).toEqual([2, expect.stringContaining('--officer')]);
    const without = await runGathering(['registry', 'stats', '--officer', 'CB001'], { fake });
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('--secret-file')]);
    expect(fake.calls).toEqual([]);
    const keyboard = typist('con mèo leo cây');
    expect((await runGathering(['registry', 'stats', '--officer', 'CB001'], { fake, keyboard })).code).toBe(0);
    expect(fake.calls).toContainEqual({
      command: 'session.signIn',
      input: { officer: 'CB001', secret: 'con mèo leo cây' },
    });
  });

  it('a wrong secret is the failure it is at the desk', async () => {
    const fake = fakeDesk(stateOf('training'), {
      'session.signIn': () => {
        throw new FailureError(failure('session.refused'));
      },
    });
    const args = ['registry', 'stats', '--officer', 'CB001', '--json'];
    const { code, out } = await runGathering(args, { fake, keyboard: typist('sai') });
    expect([code, JSON.parse(out).failure.code]).toEqual([1, 'session.refused']);
    expect(out).not.toContain('sai"');
  });

  it('a secret that is good for one sign-in leads to nothing but another one', async () => {
    const changed: unknown[] = [];
    const fake = fakeDesk(stateOf('training'), {
      ...telling,
      'session.signIn': () => sessionOf('CB001', 'mustChoose'),
      'session.changeSecret': (given) => void changed.push(given),
    });
    const args = ['registry', 'stats', '--officer', 'CB001'];
    const refused = await runGathering(args, { fake, keyboard: typist('một lần') });
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('session.chooseSecret')]);
    const keyboard = typist('một lần', 'con mèo leo cây', 'con mèo leo cây');
    expect((await runGathering(['officers', 'secret', '--officer', 'CB001'], { fake, keyboard })).code).toBe(0);
    expect(changed).toEqual([{ secret: 'một lần', next: 'con mèo leo cây' }]);
  });

  it('a new profile is begun first', async () => {
    const fake = fakeDesk(stateOf('training', { session: { state: 'firstRun' } }), telling);
    const args = ['registry', 'stats', '--officer', 'CB001'];
    const { code, err } = await runGathering(args, { fake, keyboard: typist('con mèo') });
    expect([code, err]).toEqual([2, expect.stringContaining('officers begin')]);
  });
});

describe('what asks for a proof on the way', () => {
  it.each([
    ['session.proveAgain', 'session.reauthenticate'],
    ['session.locked', 'session.unlock'],
  ] as const)('%s is given one, once', async (code, proof) => {
    let proved = false;
    const fake = fakeDesk(stateOf('training'), {
      'registry.stats': () => {
        if (!proved) throw new FailureError(failure(code));
        return stats;
      },
      [proof]: ({ secret }: { readonly secret: string }) => {
        proved = secret === 'con mèo';
      },
    });
    const args = ['registry', 'stats', '--officer', 'CB001'];
    expect((await runGathering(args, { fake, keyboard: typist('con mèo') })).code).toBe(0);
    proved = false;
    const wrong = await runGathering(args, { fake, keyboard: typist('khác') });
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining(code)]);
  });
});

describe('a profile that is open elsewhere', () => {
  const inUse = { vault: { state: 'failed', failure: failure('storage.inUse') } } as const;

  it('is told with what to do', async () => {
    const fake = fakeDesk(stateOf('demo', inUse), telling);
    const { code, err } = await runGathering(['registry', 'stats'], { fake });
    expect([code, err]).toEqual([1, expect.stringMatching(/đang mở.*đóng.*\[storage\.inUse\]/)]);
  });

  it('does not keep from what needs no files', async () => {
    const fake = fakeDesk(stateOf('demo', inUse), { 'doctor.run': () => [] });
    expect((await runGathering(['help'], { fake })).composed).toEqual([]);
    const exported = await runGathering(['audit', 'verify', '/nowhere.ndjson', '--json'], { fake });
    expect(exported.composed).toEqual([]);
    expect(JSON.parse(exported.out).failure.code).toBe('audit.unreadable');
  });
});

describe('profiles', () => {
  it.each([
    [[], 'demo'],
    [['--profile', 'training'], 'training'],
    [['--profile=training'], 'training'],
  ])('%j opens the one for %s, with no reading of its own', async (args, profile) => {
    const fake = fakeDesk(stateOf('demo'), telling);
    const { composed } = await runGathering(['registry', 'stats', ...args], { fake });
    expect(composed).toMatchObject([{ profile, unattended: true }]);
  });

  it('the source tree opens none for duty', async () => {
    const fake = fakeDesk(stateOf('demo'), telling);
    const { code, composed } = await runGathering(['registry', 'stats', '--profile', 'production'], { fake });
    expect([code, composed]).toEqual([2, []]);
  });
});

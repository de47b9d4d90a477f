import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '#contract/audit.ts';
import type { Role, SessionState } from '#contract/officers.ts';
import { idleLimits } from '#domain/officers/session.ts';
import type { AttemptLedger } from '#ports/attempt-ledger.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import { createAuditLog } from '#store/audit/audit-store.ts';
import { createOfficerStore } from '#store/officers/officer-store.ts';
import { type SampleDeskFile, sampleDeskFile } from '#store/testing/sample-desk-file.ts';
import { type OfficersDesk, openOfficersDesk } from './officers-desk.ts';
import { fakeLedger, fakeSecrets, type TestTime, testTime } from './testing/fake-officer-ports.ts';

const minute = 60_000;
const secretOf = (id: string) => `con mèo của ${[...id].reverse().join('~')} leo cây`;
const failing = (code: string, params = {}) => ({
  failure: expect.objectContaining({ code, params: expect.objectContaining(params) }),
});

let file: SampleDeskFile;
let log: AuditLog;
let time: TestTime;
let ledger: AttemptLedger;
let secrets: ReturnType<typeof fakeSecrets>;
let states: SessionState[];
let publicHall: boolean;
let desk: OfficersDesk;

const open = async () => {
  let id = 0;
  return openOfficersDesk({
    store: createOfficerStore(file.db, file.place),
    log,
    secrets,
    ledger,
    clock: time.clock,
    monotonic: time.monotonic,
    after: time.after,
    ids: () => `a${++id}`,
    stationNames: ['Công an phường Mẫu'],
    idleMs: () => idleLimits[publicHall ? 'publicHall' : 'office'],
    changed: (state) => states.push(state),
    report: (error) => {
      throw error;
    },
  });
};
beforeEach(async () => {
  file = sampleDeskFile();
  log = createAuditLog(file.db, file.place);
  time = testTime();
  ledger = fakeLedger();
  secrets = fakeSecrets();
  states = [];
  publicHall = false;
  desk = await open();
});
afterEach(() => {
  desk.close();
  file.remove();
});

const records = async (): Promise<readonly AuditRecord[]> => {
  const everything = {
    before: null,
    limit: 500,
    officer: null,
    action: null,
    level: null,
    mark: null,
    purpose: null,
    from: null,
    to: null,
  };
  return (await log.page(everything)).toReversed();
};
const actions = async () => (await records()).map(({ action, officer }) => `${officer} ${action}`);
const signIn = (id: string, secret = secretOf(id)) => desk.signIn({ officer: id, secret });
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Adds an officer and lets them choose their own secret. */
async function station(...added: readonly (readonly [id: string, role: Role])[]): Promise<void> {
  await desk.begin({ id: 'QT001', name: 'QUẢN TRỊ MẪU', secret: secretOf('QT001') });
  for (const [id, role] of added)
    await desk.add({ id, name: `CÁN BỘ MẪU ${id}`, roles: [role], unit: null, secret: 'trời xanh gió nhẹ mây bay' });
  for (const [id] of added) {
    await signIn(id, 'trời xanh gió nhẹ mây bay');
    await desk.changeSecret({ secret: 'trời xanh gió nhẹ mây bay', next: secretOf(id) });
  }
}

describe('the first run', () => {
  it('makes the first administrator, signed in, and says that nobody could give their secret back', async () => {
    expect(desk.state()).toEqual({ state: 'firstRun' });
    const state = await desk.begin({ id: 'QT001', name: 'QUẢN TRỊ MẪU', secret: secretOf('QT001') });
    expect(state).toMatchObject({ state: 'signedIn', officer: { id: 'QT001', roles: ['quanTri'] } });
    expect(desk.withoutWayBack().map(({ id }) => id)).toEqual(['QT001']);
    expect(await actions()).toEqual(['QT001 officer.added', 'QT001 session.signedIn']);
  });

  it('asks for a secret that is none of the easy ones, and happens once', async () => {
    const first = { id: 'QT001', name: 'QUẢN TRỊ MẪU' };
    await expect(desk.begin({ ...first, secret: 'quantrimau01' })).rejects.toMatchObject(failing('secret.weak'));
    expect(await records()).toEqual([]);
    await desk.begin({ ...first, secret: secretOf('QT001') });
    await expect(desk.begin({ ...first, id: 'QT002', secret: secretOf('QT002') })).rejects.toMatchObject(
      failing('officer.notFirst'),
    );
  });
});

describe('signing in', () => {
  beforeEach(() => station(['CB001', 'thuNhan']));

  it('is with the id in any case, and signs out whoever was there', async () => {
    await signIn('QT001');
    expect(await desk.signIn({ officer: ' cb001 ', secret: secretOf('CB001') })).toMatchObject({
      officer: { id: 'CB001' },
    });
    expect((await actions()).slice(-3)).toEqual([
      'QT001 session.signedIn',
      'QT001 session.signedOut',
      'CB001 session.signedIn',
    ]);
  });

  it('says no more than that one of the two is wrong, and how many tries are left', async () => {
    await expect(signIn('CB001', 'x')).rejects.toMatchObject(failing('session.refused', { left: 4 }));
    await expect(signIn('CB777', 'x')).rejects.toMatchObject(failing('session.refused', { left: 4 }));
    expect((await actions()).slice(-2)).toEqual(['CB001 session.refused', 'null session.refused']);
  });

  it('waits after five wrong secrets, also for the right one, and across a restart', async () => {
    for (let n = 0; n < 4; n++) await expect(signIn('CB001', 'x')).rejects.toMatchObject(failing('session.refused'));
    await expect(signIn('CB001', 'x')).rejects.toMatchObject(failing('session.mustWait', { minutes: 15 }));
    desk = await open();
    const { asked } = secrets;
    await expect(signIn('CB001')).rejects.toMatchObject(failing('session.mustWait', { minutes: 15 }));
    expect(secrets.asked).toBe(asked);
    time.pass(15 * minute);
    expect(await signIn('CB001')).toMatchObject({ state: 'signedIn' });
    await expect(signIn('CB001', 'x')).rejects.toMatchObject(failing('session.refused', { left: 4 }));
  });

  it('keeps what was typed as an id in no record', async () => {
    await expect(signIn('con mèo leo cây bưởi', 'x')).rejects.toMatchObject(failing('session.refused'));
    expect(JSON.stringify(await records())).not.toContain('mèo');
    expect(JSON.stringify(await ledger.load())).not.toContain('mèo');
  });

  it('that was refused while the profile was closed is logged once it is open', async () => {
    const at = '2026-11-22T07:59:00.000Z';
    ledger = fakeLedger({ attempts: {}, unlogged: [{ at, officer: 'CB001' }] });
    desk = await open();
    expect((await records()).at(-1)).toMatchObject({ at, officer: 'CB001', action: 'session.refused' });
    expect((await ledger.load()).unlogged).toEqual([]);
  });

  it('needs no second secret for whoever opened the profile with theirs', async () => {
    desk = await open();
    expect(await desk.arrive('CB001')).toMatchObject({ state: 'signedIn' });
    await expect(desk.arrive('CB777')).rejects.toMatchObject(failing('session.refused'));
  });

  it('with a secret from somebody else allows nothing before one of their own', async () => {
    await signIn('QT001');
    await desk.add({
      id: 'CB002',
      name: 'CÁN BỘ MẪU HAI',
      roles: ['traThe'],
      unit: null,
      secret: 'mây trắng trên núi xa',
    });
    expect(await signIn('CB002', 'mây trắng trên núi xa')).toMatchObject({ state: 'mustChoose', permissions: [] });
    await expect(desk.session.permit({ permission: 'card.read' })).rejects.toMatchObject(
      failing('session.chooseSecret'),
    );
    const secret = 'mây trắng trên núi xa';
    await expect(desk.changeSecret({ secret, next: secret })).rejects.toMatchObject(failing('secret.same'));
    await desk.changeSecret({ secret, next: secretOf('CB002') });
    expect(desk.state()).toMatchObject({ state: 'signedIn', officer: { secret: 'own' } });
    expect(await desk.session.permit({ permission: 'card.read' })).toMatchObject({ role: 'traThe' });
  });
});

describe('the idle lock', () => {
  beforeEach(() => station(['CB001', 'thuNhan']));

  it('comes after five minutes, keeps the officer, and opens with their secret', async () => {
    await signIn('CB001');
    time.pass(5 * minute);
    await settled();
    expect(desk.state()).toMatchObject({ state: 'locked', cause: 'idle', officer: { id: 'CB001' } });
    await expect(desk.session.permit({ permission: 'card.read' })).rejects.toMatchObject(failing('session.locked'));
    await expect(desk.unlock('x')).rejects.toMatchObject(failing('session.refused'));
    await desk.unlock(secretOf('CB001'));
    expect(states.at(-1)).toMatchObject({ state: 'signedIn', officer: { id: 'CB001' } });
    expect((await actions()).slice(-3)).toEqual([
      'CB001 session.locked',
      'CB001 session.refused',
      'CB001 session.unlocked',
    ]);
  });

  it('is put off by work', async () => {
    await signIn('CB001');
    time.pass(4 * minute);
    desk.session.touch();
    time.pass(4 * minute);
    await settled();
    expect(desk.state()).toMatchObject({ state: 'signedIn', lockInMs: minute });
    time.pass(minute);
    await settled();
    expect(desk.state().state).toBe('locked');
  });

  it('comes after two minutes in a public hall', async () => {
    publicHall = true;
    await signIn('CB001');
    time.pass(2 * minute);
    await settled();
    expect(desk.state().state).toBe('locked');
  });

  it('is there before the first act after the machine slept', async () => {
    await signIn('CB001');
    time.sleep(60 * minute);
    await expect(desk.session.permit({ permission: 'card.read' })).rejects.toMatchObject(failing('session.locked'));
  });

  it('goes on for the same officer who signs in, and ends for another', async () => {
    await signIn('CB001');
    await desk.lock('byOfficer');
    await signIn('CB001');
    expect((await actions()).at(-1)).toBe('CB001 session.unlocked');
    await desk.lock('cardRemoved');
    await signIn('QT001');
    expect((await actions()).slice(-2)).toEqual(['CB001 session.signedOut', 'QT001 session.signedIn']);
  });
});

describe('a permit', () => {
  const purpose = { code: 'doiChieu', note: null } as const;
  beforeEach(async () => {
    await station(['CB001', 'thuNhan'], ['KT001', 'kiemTra']);
    await signIn('CB001');
  });

  it('names the role and carries the purpose into its record', async () => {
    const permit = await desk.session.permit({ permission: 'citizen.lookUp', purpose });
    const object = await log.object('citizen', '099204999901');
    await log.append([permit.record({ action: 'citizen.lookedUp', object, result: { count: 1 } })]);
    expect((await records()).at(-1)).toMatchObject({
      officer: 'CB001',
      role: 'thuNhan',
      purpose,
      object: { masked: '••• ••• ••• 901' },
    });
  });

  it('is refused without a purpose or with a number in it', async () => {
    const permission = 'citizen.lookUp';
    await expect(desk.session.permit({ permission })).rejects.toMatchObject(failing('purpose.missing'));
    const note = 'số 099204999901';
    await expect(desk.session.permit({ permission, purpose: { code: 'other', note } })).rejects.toMatchObject(
      failing('purpose.hasNumber'),
    );
  });

  it('is refused to other roles, and that is logged', async () => {
    for (const id of ['QT001', 'KT001']) {
      await signIn(id);
      const wish = { permission: 'citizen.lookUp', purpose } as const;
      await expect(desk.session.permit(wish)).rejects.toMatchObject(failing('session.notPermitted'));
      expect((await records()).at(-1)).toMatchObject({
        officer: id,
        action: 'permission.refused',
        level: 'incident',
        result: { outcome: 'refused', code: 'citizen.lookUp' },
      });
    }
  });

  it('asks for a fresh proof where the table says so', async () => {
    const wish = { permission: 'citizen.biometrics', purpose } as const;
    await desk.session.permit(wish);
    time.pass(4 * minute);
    desk.session.touch();
    time.pass(minute);
    await expect(desk.session.permit(wish)).rejects.toMatchObject(failing('session.proveAgain'));
    await desk.reauthenticate(secretOf('CB001'));
    expect(await desk.session.permit(wish)).toMatchObject({ role: 'thuNhan' });
  });

  it('shows nothing whose record is not kept, and logs what failed', async () => {
    const permit = await desk.session.permit({ permission: 'citizen.lookUp', purpose });
    const happening = { action: 'citizen.searched', count: (found: readonly string[]) => found.length } as const;
    expect(await desk.session.show(permit, happening, async () => ['a', 'b'])).toEqual(['a', 'b']);
    expect((await records()).at(-1)).toMatchObject({
      action: 'citizen.searched',
      result: { outcome: 'done', count: 2 },
    });
    const broken = desk.session.show(permit, happening, () => Promise.reject(new Error('no')));
    await expect(broken).rejects.toThrow('no');
    expect((await records()).at(-1)).toMatchObject({ result: { outcome: 'failed', code: 'internal' } });
    file.db.exec("CREATE TRIGGER full BEFORE INSERT ON audit_record BEGIN SELECT RAISE(ABORT, 'full'); END");
    await expect(desk.session.show(permit, happening, async () => ['secret'])).rejects.toThrow('full');
  });
});

describe('the list of officers', () => {
  beforeEach(() => station(['CB001', 'thuNhan'], ['CH001', 'chiHuy']));

  it('is changed by an administrator who has just shown that it is they', async () => {
    await signIn('QT001');
    await desk.change('CB001', { roles: ['thuNhan', 'traThe'] });
    time.pass(4 * minute);
    desk.session.touch();
    time.pass(minute);
    await expect(desk.change('CB001', { state: 'left' })).rejects.toMatchObject(failing('session.proveAgain'));
    await desk.reauthenticate(secretOf('QT001'));
    await desk.change('CB001', { state: 'left' });
    await expect(signIn('CB001')).rejects.toMatchObject(failing('session.refused'));
    expect(
      (await records()).filter(({ action }) => action === 'officer.changed').map(({ result }) => result.code),
    ).toEqual(['active thuNhan+traThe', 'left thuNhan+traThe']);
  });

  it('takes no conflicting roles, no second use of an id, no weak secret', async () => {
    await signIn('QT001');
    const asked = {
      id: 'CB009',
      name: 'CÁN BỘ MẪU CHÍN',
      roles: ['thuNhan'] as const,
      unit: null,
      secret: secretOf('CB009'),
    };
    await expect(desk.add({ ...asked, roles: ['thuNhan', 'quanTri'] })).rejects.toMatchObject(
      failing('officer.rolesConflict'),
    );
    await expect(desk.add({ ...asked, id: 'CB001' })).rejects.toMatchObject(failing('officer.idTaken'));
    await expect(desk.add({ ...asked, secret: '0500001234567' })).rejects.toMatchObject(
      failing('secret.weak', { fault: 'onlyDigits' }),
    );
    await expect(desk.change('QT001', { state: 'left' })).rejects.toMatchObject(failing('officer.ownRights'));
    expect((await desk.list()).map(({ id }) => id)).toEqual(['CB001', 'CH001', 'QT001']);
  });

  it('shows who has to wait, and a commander ends it', async () => {
    for (let n = 0; n < 5; n++) await expect(signIn('CB001', 'x')).rejects.toThrow();
    await signIn('CH001');
    expect((await desk.list())[0]).toMatchObject({ id: 'CB001', failures: 5, waitMs: 15 * minute });
    await desk.forgive('CB001');
    expect(await signIn('CB001')).toMatchObject({ officer: { id: 'CB001' } });
  });

  it('is not for those who take dossiers', async () => {
    await signIn('CB001');
    await expect(desk.list()).rejects.toMatchObject(failing('session.notPermitted'));
    await expect(desk.change('CB001', { roles: ['chiHuy'] })).rejects.toMatchObject(failing('session.notPermitted'));
  });

  it('gives out no secret that is in no record', async () => {
    await signIn('QT001');
    secrets.broken = true;
    const asked = {
      id: 'CB009',
      name: 'CÁN BỘ MẪU CHÍN',
      roles: ['thuNhan'] as const,
      unit: null,
      secret: secretOf('CB009'),
    };
    await expect(desk.add(asked)).rejects.toThrow();
    expect((await actions()).at(-1)).toBe('QT001 officer.added');
    await expect(signIn('CB009')).rejects.toMatchObject(failing('session.refused'));
  });
});

describe('a forgotten secret', () => {
  const given = 'ba con ngựa trắng ăn cỏ';
  beforeEach(() => station(['CB001', 'thuNhan'], ['CH001', 'chiHuy'], ['CH002', 'chiHuy']));
  const ask = (subject = 'CB001') => desk.ask({ kind: 'secretReset', subject });

  it('is replaced when two others have said yes, and all of it is in the log', async () => {
    for (let n = 0; n < 5; n++) await expect(signIn('CB001', 'x')).rejects.toThrow();
    await signIn('CH001');
    const { id } = await ask();
    await expect(desk.reset({ approval: id, secret: given })).rejects.toMatchObject(failing('approval.needed'));
    await desk.vote(id, { officer: 'QT001', secret: secretOf('QT001') });
    expect(desk.state()).toMatchObject({ officer: { id: 'CH001' } });
    await desk.reset({ approval: id, secret: given });
    expect((await actions()).slice(-3)).toEqual(['CH001 approval.asked', 'QT001 approval.given', 'CH001 secret.reset']);
    expect((await records()).at(-1)).toMatchObject({ level: 'incident', result: { code: 'CH001+QT001' } });
    expect(await signIn('CB001', given)).toMatchObject({ state: 'mustChoose' });
    await signIn('CH001');
    await expect(desk.reset({ approval: id, secret: given })).rejects.toMatchObject(failing('approval.closed'));
  });

  it('is not given back by one officer, by the one it is of, or by the wrong role', async () => {
    await signIn('CH001');
    const { id } = await ask();
    for (const [officer, code] of [
      ['CH001', 'approval.sameOfficer'],
      ['CB001', 'approval.sameOfficer'],
    ] as const)
      await expect(desk.vote(id, { officer, secret: secretOf(officer) })).rejects.toMatchObject(failing(code));
    await expect(desk.vote(id, { officer: 'CH002', secret: 'x' })).rejects.toMatchObject(failing('session.refused'));
    await expect(desk.reset({ approval: id, secret: given })).rejects.toMatchObject(failing('approval.needed'));
  });

  it('of a commander needs two others still', async () => {
    await signIn('CH001');
    const { id, votes } = await ask('CH001');
    expect(votes).toEqual([]);
    await desk.vote(id, { officer: 'CH002', secret: secretOf('CH002') });
    await expect(desk.reset({ approval: id, secret: given })).rejects.toMatchObject(failing('approval.needed'));
    await desk.vote(id, { officer: 'QT001', secret: secretOf('QT001') });
    await desk.reset({ approval: id, secret: given });
  });

  it('waits no longer than half an hour for its approvals', async () => {
    await signIn('CH001');
    const { id } = await ask();
    time.pass(30 * minute);
    await settled();
    await desk.unlock(secretOf('CH001'));
    const late = desk.vote(id, { officer: 'QT001', secret: secretOf('QT001') });
    await expect(late).rejects.toMatchObject(failing('approval.expired'));
  });

  it('asked for by mistake is withdrawn by the one who asked', async () => {
    await signIn('CH001');
    const { id } = await ask();
    await desk.withdraw(id);
    expect(await desk.approvals()).toMatchObject([{ id, state: 'withdrawn' }]);
    const late = desk.vote(id, { officer: 'QT001', secret: secretOf('QT001') });
    await expect(late).rejects.toMatchObject(failing('approval.closed'));
  });

  it('is not asked for by those who may not do it', async () => {
    await signIn('CB001');
    await expect(ask()).rejects.toMatchObject(failing('session.notPermitted'));
  });
});

it('the end of a shift signs out, and the log is whole', async () => {
  await station(['CB001', 'thuNhan']);
  await signIn('CB001');
  await desk.signOut('shiftEnd');
  expect(desk.state()).toEqual({ state: 'signedOut', cause: 'shiftEnd' });
  expect((await records()).at(-1)).toMatchObject({ action: 'session.signedOut', result: { code: 'shiftEnd' } });
  const report = await log.verify({ keys: [], signal: new AbortController().signal, onProgress: () => undefined });
  expect(report).toMatchObject({ sound: true, clockMoved: [] });
});

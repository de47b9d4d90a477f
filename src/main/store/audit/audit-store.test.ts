import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditAction, AuditQuery, AuditSealsFile } from '#contract/audit.ts';
import { exportStart, verifyExport } from '#domain/audit/export.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { keptFrom, purgeStatement } from '#domain/audit/retention.ts';
import { headStatement, signSeal } from '#domain/audit/seal.ts';
import { toHex } from '#domain/bytes.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { Signer } from '#ports/signer.ts';
import { query } from '../database/query.ts';
import { type SampleDeskFile, sampleDeskFile } from '../testing/sample-desk-file.ts';
import { appendAudit } from './append-audit.ts';
import { createAuditLog } from './audit-store.ts';
import { openDeskSigner } from './desk-signer.ts';

let file: SampleDeskFile;
let log: AuditLog;
let signer: Signer;
beforeEach(() => {
  file = sampleDeskFile();
  log = createAuditLog(file.db, file.place);
  signer = openDeskSigner(file.db, new Date('2026-11-22T00:00:00.000Z'));
});
afterEach(() => file.remove());

const draft = (action: AuditAction, minute: number, over: Partial<AuditDraft> = {}): AuditDraft => ({
  at: new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString(),
  monotonic: minute * 60_000,
  officer: 'CB001',
  role: 'thuNhan',
  action,
  object: null,
  purpose: null,
  result: { outcome: 'done', code: null, count: null },
  ...over,
});
const some = [
  draft('citizen.lookedUp', 1),
  draft('session.signedIn', 2),
  draft('citizen.lookedUp', 3, { officer: 'CB002' }),
  draft('citizen.changed', 4),
  draft('citizen.revealed', 5),
];
const everything: AuditQuery = {
  before: null,
  limit: 100,
  officer: null,
  action: null,
  level: null,
  mark: null,
  purpose: null,
  from: null,
  to: null,
};
const seal = async (at = '2026-11-22T09:00:00.000Z') => {
  const made = await signSeal(headStatement(log.place, await log.tail(), at), signer);
  await log.keepSeal(made, signer.publicKey);
  return made;
};
const verify = () =>
  log.verify({ keys: [signer.publicKey], signal: new AbortController().signal, onProgress: () => undefined });
const faults = async () => (await verify()).findings.map(({ fault }) => fault);
/** What somebody with the key of the file and without this program could do. */
const tamper = (sql: string) => {
  file.db.exec(
    'DROP TRIGGER IF EXISTS audit_is_final; DROP TRIGGER IF EXISTS audit_stays; DROP TRIGGER IF EXISTS audit_follows;',
  );
  file.db.exec('DROP TRIGGER IF EXISTS audit_chain_grows; DROP TRIGGER IF EXISTS audit_seal_stays;');
  file.db.exec(sql);
};

describe('the log in its file', () => {
  it('is sound when new, when written, and after it is opened again', async () => {
    expect(await verify()).toMatchObject({ sound: true, records: 0 });
    await log.append(some.slice(0, 3));
    await log.append(some.slice(3));
    expect(await verify()).toMatchObject({ sound: true, records: 5, unsealed: 5 });
    await seal();
    log = createAuditLog(file.db, { ...file.place, run: 'another' });
    await log.append([draft('desk.opened', 6)]);
    expect(await verify()).toMatchObject({ sound: true, records: 6, unsealed: 1, seals: 1 });
  });

  it('is in order though acts end in another order than they began; a clock that was put back is still seen', async () => {
    await log.append([draft('citizen.lookedUp', 3)]);
    await log.append([draft('citizen.changed', 2), draft('citizen.revealed', 4)]);
    await log.append([draft('citizen.lookedUp', 3)]);
    expect(await verify()).toMatchObject({ sound: true, findings: [], clockMoved: [], records: 4 });
    const written = await log.page(everything);
    expect(written.map(({ monotonic }) => monotonic / 60_000)).toEqual([4, 4, 3, 3]);
    await log.append([draft('citizen.lookedUp', 5, { at: '2026-11-22T07:00:00.000Z' })]);
    expect(await verify()).toMatchObject({ sound: true, clockMoved: [5] });
    tamper("UPDATE audit_record SET line = json_set(line, '$.at', 5) WHERE sequence = 5");
    await log.append([draft('citizen.lookedUp', 6)]);
    expect(await faults()).toContain('unreadable');
  });

  it('keeps a record with the act it is of, or neither', () => {
    file.db.exec('CREATE TABLE act (x INTEGER)');
    const run = (x: number) =>
      file.db.transaction(() => {
        file.db.exec(`INSERT INTO act VALUES (${x})`);
        appendAudit(file.db, file.place, [draft('citizen.changed', x)]);
        if (x === 2) throw new Error('no');
      });
    run(1);
    expect(() => run(2)).toThrow('no');
    run(3);
    const count = (table: string) => file.db.get(query('test.count', `SELECT count(*) AS n FROM ${table}`))?.n;
    expect([count('act'), count('audit_record')]).toEqual([2, 2]);
  });

  it('is verified while it grows', async () => {
    await log.append(Array.from({ length: 4500 }, () => draft('citizen.lookedUp', 1)));
    const progress: number[] = [];
    const running = log.verify({
      keys: [signer.publicKey],
      signal: new AbortController().signal,
      onProgress: (done) => progress.push(done),
    });
    await log.append([draft('citizen.changed', 2)]);
    expect(await running).toMatchObject({ sound: true, records: 4501 });
    expect(progress).toEqual([2000, 4000]);
  });

  it('stops being verified when nobody waits any more', async () => {
    await log.append(some);
    const work = { keys: [signer.publicKey], signal: AbortSignal.abort(), onProgress: () => undefined };
    await expect(log.verify(work)).rejects.toThrow();
  });

  it('shows its newest records first, by officer, level, action, object and time', async () => {
    const citizen = await log.object('citizen', '099204999901');
    await log.append([
      ...some,
      draft('citizen.revealed', 6, { object: citizen, purpose: { code: 'traThe', note: null } }),
    ]);
    const sequences = async (over: Partial<AuditQuery>) =>
      (await log.page({ ...everything, ...over })).map(({ sequence }) => sequence);
    expect(await sequences({})).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await sequences({ limit: 2, before: 5 })).toEqual([4, 3]);
    expect(await sequences({ officer: 'CB002' })).toEqual([3]);
    expect(await sequences({ level: 'view', action: 'citizen.lookedUp' })).toEqual([3, 1]);
    expect(await sequences({ purpose: 'traThe' })).toEqual([6]);
    expect(await sequences({ from: '2026-11-22T08:02:00.000Z', to: '2026-11-22T08:04:00.000Z' })).toEqual([3, 2]);
    const again = await log.object('citizen', '099204999901');
    expect(await sequences({ mark: again.mark })).toEqual([6]);
  });
});

describe('the file itself refuses', () => {
  beforeEach(() => log.append(some));

  it.each([
    ["UPDATE audit_record SET line = replace(line, 'CB001', 'CB009') WHERE sequence = 1", 'append-only'],
    ['DELETE FROM audit_record WHERE sequence = 5', 'append-only'],
    ['DELETE FROM audit_record', 'append-only'],
    [
      'INSERT INTO audit_record (sequence, line) SELECT 6, replace(line, \'"sequence":5\', \'"sequence":6\') FROM audit_record WHERE sequence = 5',
      'follows',
    ],
    [
      "INSERT OR REPLACE INTO audit_record (sequence, line) SELECT 5, replace(line, 'CB001', 'CB009') FROM audit_record WHERE sequence = 5",
      'follows',
    ],
    ['INSERT INTO audit_record (sequence, line) SELECT 9, line FROM audit_record WHERE sequence = 5', 'follows'],
    ["UPDATE audit_chain SET number = number - 1, sequence = sequence - 1 WHERE level = 'view'", 'grows'],
    ["UPDATE audit_chain SET hash = replace(hash, 'a', 'b')", 'grows'],
    ['DELETE FROM audit_chain', 'stay'],
  ])('%s', (sql, message) => {
    expect(() => file.db.exec(sql)).toThrow(message);
  });

  it('a seal or a key to be changed or removed', async () => {
    await seal();
    expect(() => file.db.exec("UPDATE audit_seal SET seal = '{}'")).toThrow('never changed');
    expect(() => file.db.exec('DELETE FROM audit_seal')).toThrow('stay');
    expect(() => file.db.exec("UPDATE desk_key SET pkcs8 = x'00'")).toThrow('stays');
  });
});

describe('whoever gets past that is found', () => {
  beforeEach(async () => {
    await log.append(some);
    await seal();
  });

  it.each([
    ['a changed line', "UPDATE audit_record SET line = replace(line, 'CB002', 'CB009') WHERE sequence = 3", 'changed'],
    [
      'a changed last line',
      "UPDATE audit_record SET line = replace(line, 'CB001', 'CB009') WHERE sequence = 5",
      'changed',
    ],
    ['a missing line', 'DELETE FROM audit_record WHERE sequence = 3', 'missing'],
    ['a missing chain', 'DELETE FROM audit_record WHERE sequence = 2', 'cutOff'],
    ['a cut-off tail', 'DELETE FROM audit_record WHERE sequence > 2', 'cutOff'],
    ['an emptied log', 'DELETE FROM audit_record', 'cutOff'],
  ])('%s', async (_, sql, fault) => {
    tamper(sql);
    expect(await faults()).toContain(fault);
  });

  it('a tail cut off together with the marks of where it was', async () => {
    tamper(`DELETE FROM audit_record WHERE sequence > 4;
      UPDATE audit_chain SET number = 2, sequence = 3,
        hash = (SELECT line ->> '$.previous' FROM audit_record WHERE level = 'view' AND number = 2) WHERE level = 'view'`);
    expect(await faults()).toContain('cutOff');
  });

  it('two lines that changed places', async () => {
    tamper(`UPDATE audit_record SET sequence = -1, line = replace(line, '"sequence":1,', '"sequence":-1,') WHERE sequence = 1;
      UPDATE audit_record SET sequence = 1, line = replace(line, '"sequence":3,', '"sequence":1,') WHERE sequence = 3;
      UPDATE audit_record SET sequence = 3, line = replace(line, '"sequence":-1,', '"sequence":3,') WHERE sequence = -1`);
    expect((await verify()).sound).toBe(false);
  });

  it('a log written anew by somebody with another key', async () => {
    tamper(
      'DELETE FROM audit_record; DELETE FROM audit_seal; DROP TRIGGER audit_chain_stays; DELETE FROM audit_chain; DROP TRIGGER desk_key_is_final; DELETE FROM desk_key',
    );
    await log.append([draft('citizen.lookedUp', 1)]);
    const forger = openDeskSigner(file.db, new Date());
    await log.keepSeal(
      await signSeal(headStatement(log.place, await log.tail(), '2026-11-22T09:00:00.000Z'), forger),
      forger.publicKey,
    );
    expect(await faults()).toEqual(['sealKeyUnknown']);
  });

  it('a seal taken away leaves the lines unsealed', async () => {
    tamper('DELETE FROM audit_seal');
    expect(await verify()).toMatchObject({ unsealed: 5, newestHead: null });
  });
});

describe('an export', () => {
  it('is verified without the file, and begins at a signed head when only the last days are asked for', async () => {
    await log.append(some.slice(0, 3));
    const first = await seal('2026-11-22T08:30:00.000Z');
    await log.append(some.slice(3));
    const last = await seal('2026-11-22T09:00:00.000Z');
    const seals = await log.seals();
    expect(seals).toEqual([first, last]);
    for (const [from, records] of [
      [null, 5],
      ['2026-11-22T08:45:00.000Z', 2],
    ] as const) {
      const start = exportStart(seals, from);
      const after = start?.sequence ?? 0;
      const piece = await log.lines(after, last.sequence);
      expect(await log.lines(piece?.last ?? 0, last.sequence)).toBeNull();
      const text = Buffer.from(piece?.bytes ?? []).toString();
      const keys = (await log.publicKeys()).map(toHex);
      const given: AuditSealsFile = {
        format: 'truc-ban audit export 1',
        profile: log.place.profile,
        start,
        seals: [...seals],
        keys,
      };
      expect(verifyExport(text.split('\n'), { ...given })).toMatchObject({ sound: true, records });
      expect(verifyExport(text.replace('CB001', 'CB009').split('\n'), { ...given }).sound).toBe(false);
    }
  });
});

describe('a purge', () => {
  const purge = async (at: string) => {
    const now = new Date(at);
    const from = {
      view: keptFrom(12, now),
      act: keptFrom(12, now),
      security: keptFrom(24, now),
      incident: keptFrom(60, now),
    };
    const plan = await log.purgePlan(from);
    const before = (await log.seals()).findLast(({ kind }) => kind === 'purge') ?? null;
    const statement = purgeStatement(plan, { place: log.place, tail: await log.tail(), before, at });
    if (statement === null) return 0;
    return log.purge(await signSeal(statement, signer), signer.publicKey, [draft('audit.purged', 7, { at })]);
  };

  it('takes what is older than its level is kept, and the rest stays verifiable', async () => {
    await log.append(some);
    await seal();
    expect(await purge('2027-11-22T08:03:30.000Z')).toBe(2);
    expect(await verify()).toMatchObject({ sound: true, records: 4 });
    const left = (await log.page(everything)).map(({ level, number }) => `${level} ${number}`);
    expect(left).toEqual(['incident 1', 'view 3', 'act 1', 'security 1']);
    expect(await purge('2027-11-22T08:03:30.000Z')).toBe(0);
    expect(await purge('2028-11-23T00:00:00.000Z')).toBe(3);
    expect(await verify()).toMatchObject({ sound: true, records: 2, seals: 3 });
  });

  it('lets nothing else go', async () => {
    await log.append(some);
    await purge('2027-11-22T08:03:30.000Z');
    expect(() => file.db.exec("DELETE FROM audit_record WHERE level = 'view'")).toThrow('append-only');
    expect(() => file.db.exec("DELETE FROM audit_record WHERE level = 'security'")).toThrow('append-only');
  });

  it('does not hide a line taken with it', async () => {
    await log.append(some);
    await seal();
    await purge('2027-11-22T08:03:30.000Z');
    tamper("DELETE FROM audit_record WHERE level = 'act'");
    expect(await faults()).toContain('cutOff');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeList } from '#contract/upstream.ts';
import type { BoundUpstream } from '#ports/upstream-store.ts';
import { readAuditLog } from '../audit/audit-store.ts';
import { dossierOf } from '../dossiers/read-dossiers.ts';
import {
  changeOf,
  edited,
  sampleDossier,
  sampleId,
  sampleRecord,
  sampleShift,
  sampleSitting,
} from '../dossiers/testing/sample-dossiers.ts';
import { writeDossiers } from '../dossiers/write-dossiers.ts';
import { type SampleDeskFile, sampleDeskFile } from '../testing/sample-desk-file.ts';
import {
  advanceDownlink,
  bindUpstream,
  boundUpstream,
  downlinkCursors,
  keepCodeLists,
  keptCodeLists,
} from './upstream-store.ts';

let file: SampleDeskFile;
beforeEach(() => {
  file = sampleDeskFile();
});
afterEach(() => file.remove());

const key = (digit: string) => ({ kid: digit.repeat(64), publicKey: 'MFkw' });
const upstream: BoundUpstream = {
  ...{ url: 'https://mau.invalid', authorityPem: '-----BEGIN MẪU', name: 'Tuyến trên MẪU', kind: 'reference' },
  ...{ sealing: key('a'), signing: key('b'), standing: 'unknown', since: null, limit: null },
};
const bind = (next: BoundUpstream | null) =>
  bindUpstream(file.db, { upstream: next, records: [sampleRecord('upstream.changed')], place: file.place });
const advance = (
  to: Parameters<typeof advanceDownlink>[1]['to'],
  change = null as ReturnType<typeof changeOf> | null,
) => advanceDownlink(file.db, { to, change, place: file.place });
const sequence = async () => (await readAuditLog(file.db, 'profile-MAU').tail()).sequence;

describe('the upstream a desk is bound to', () => {
  it('is kept with the record of the act, changed, and forgotten', async () => {
    expect(boundUpstream(file.db)).toBeNull();
    bind(upstream);
    expect(boundUpstream(file.db)).toEqual(upstream);
    const approved = { ...upstream, standing: 'approved', since: '2026-11-22T08:00:00.000Z', limit: 125_000 } as const;
    bind(approved);
    expect(boundUpstream(file.db)).toEqual(approved);
    bind(null);
    expect(boundUpstream(file.db)).toBeNull();
    expect(await sequence()).toBe(3);
  });

  it('stays as it was when the record of the act cannot be kept', () => {
    bind(upstream);
    const broken = { ...sampleRecord(), officer: 'CB\ud800' };
    expect(() => bindUpstream(file.db, { upstream: null, records: [broken], place: file.place })).toThrow();
    expect(boundUpstream(file.db)).toEqual(upstream);
  });
});

describe('what comes down', () => {
  it('is noted as far as it was taken over, each part for itself, and never goes back', () => {
    expect(downlinkCursors(file.db)).toEqual({ decisions: 0, registry: null, trust: 0 });
    bind(upstream);
    advance({ decisions: 7 });
    advance({ registry: 'ward 12', trust: 3 });
    advance({ decisions: 5, trust: 2 });
    expect(downlinkCursors(file.db)).toEqual({ decisions: 7, registry: 'ward 12', trust: 3 });
    expect(() => file.db.exec('UPDATE downlink SET decisions = 6')).toThrow('not taken back');
    expect(() => file.db.exec('UPDATE downlink SET registry = NULL')).toThrow('not taken back');
    expect(() => file.db.exec('DELETE FROM downlink')).toThrow('not taken back');
  });

  it('is kept while the desk is bound to none, and begins anew with another signing key', () => {
    bind(upstream);
    advance({ decisions: 7, registry: 'ward 12', trust: 3 });
    bind(null);
    bind({ ...upstream, url: 'https://elsewhere.invalid', sealing: key('c') });
    expect(downlinkCursors(file.db)).toEqual({ decisions: 7, registry: 'ward 12', trust: 3 });
    bind({ ...upstream, signing: key('d') });
    expect(downlinkCursors(file.db)).toEqual({ decisions: 0, registry: null, trust: 0 });
  });

  it('is noted together with what it makes of a dossier, or not at all, and once', async () => {
    bind(upstream);
    const draft = sampleDossier(1);
    const beside = { sittings: [sampleSitting([1])], shifts: [sampleShift()] };
    writeDossiers(file.db, changeOf([draft], beside), file.place);
    const later = edited(draft, { focus: 'phone' });
    const change = changeOf([later], { records: [sampleRecord('dossier.decided')] });
    expect(() => advance({ decisions: 4 }, changeOf([edited(draft, { edit: 0 })]))).toThrow();
    expect(downlinkCursors(file.db).decisions).toBe(0);
    advance({ decisions: 4 }, change);
    advance({ decisions: 4 }, { ...change, records: [sampleRecord()] });
    expect(dossierOf(file.db, sampleId(1)).dossier).toEqual(later);
    expect(downlinkCursors(file.db).decisions).toBe(4);
    expect(await sequence()).toBe(2);
  });

  it('to a desk that was never bound is a bug', () => {
    expect(() => advance({ decisions: 1 })).toThrow('never bound');
  });
});

it('lists of codes are kept in their latest version', () => {
  const list = (id: string, version: number): CodeList => ({
    ...{ id, version, from: '2026-01-01', codes: [{ code: '01', vi: `Mục ${version}` }] },
  });
  keepCodeLists(file.db, [list('reasons', 2), list('ethnicities', 1)]);
  keepCodeLists(file.db, [list('reasons', 1), list('ethnicities', 3)]);
  expect(keptCodeLists(file.db)).toEqual([list('ethnicities', 3), list('reasons', 2)]);
  expect(() => file.db.exec('UPDATE code_list SET version = 1')).toThrow('later one');
});

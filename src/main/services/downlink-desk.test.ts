import { beforeEach, describe, expect, it } from 'vitest';
import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import type { CodeList, TrustSnapshot } from '#contract/upstream.ts';
import type { DossierChange } from '#ports/dossier-store.ts';
import type { RegistryChanges, Upstream } from '#ports/upstream.ts';
import type { DownlinkCursors } from '#ports/upstream-store.ts';
import type { DecisionItem } from './decision-desk.ts';
import { type DownlinkDeskParts, openDownlinkDesk } from './downlink-desk.ts';
import type { FeedDelta } from './registry-work.ts';
import { testTime } from './testing/fake-officer-ports.ts';
import type { Following } from './trust-following.ts';

const idOf = (n: number) => `019a9e00-0000-7000-8000-${String(n).padStart(12, '0')}`;
const decision = (cursor: number): DecisionItem => ({
  ...{ cursor, dossierId: idOf(cursor), rev: 1, decision: { is: 'accepted' }, at: '2026-11-22T08:00:00.000Z' },
});
const failing = (code: FailureCode) => new FailureError(failure(code));
const change: DossierChange = { dossiers: [], sittings: [], shifts: [], records: [], at: '' };
const snapshot: TrustSnapshot = { number: 5, at: '', anchors: ['AA=='], revocationLists: [] };
const list = (id: string, version: number): CodeList => ({ id, version, from: '2026-01-01', codes: [] });

let cursors: DownlinkCursors;
let given: { decisions: DecisionItem[]; changes: RegistryChanges[]; trust: TrustSnapshot | null; lists: CodeList[] };
let kept: { changes: (DossierChange | null)[]; lists: CodeList[]; feeds: FeedDelta[]; followed: Following[] };
let changed: number;
let reported: unknown[];
let parts: DownlinkDeskParts;
let line: Pick<Upstream, 'decisions' | 'registryChanges' | 'trust' | 'codeLists'>;

beforeEach(() => {
  cursors = { decisions: 0, registry: null, trust: 0 };
  given = { decisions: [], changes: [], trust: null, lists: [] };
  kept = { changes: [], lists: [], feeds: [], followed: [] };
  changed = 0;
  reported = [];
  line = {
    decisions: async (after) => {
      const found = given.decisions.filter(({ cursor }) => cursor > after);
      return { decisions: found.slice(0, 2), more: found.length > 2 };
    },
    registryChanges: async (after) => {
      const at = after === null ? 0 : given.changes.findIndex(({ cursor }) => cursor === after) + 1;
      return given.changes[at] ?? { cursor: after ?? 'f 0', lines: '', more: false };
    },
    trust: async () => given.trust,
    codeLists: async () => given.lists,
  };
  const { clock, monotonic } = testTime();
  parts = {
    ...{ clock, monotonic, upstream: async () => line as Upstream, upstreamNamed: () => ({ name: 'THỬ' }) },
    store: {
      cursors: async () => cursors,
      async advance(to, with_) {
        cursors = { ...cursors, ...to };
        kept.changes.push(with_);
      },
      codeLists: async () => kept.lists,
      async keepCodeLists(lists) {
        kept.lists.push(...lists);
      },
    },
    decisions: { changeOf: async () => change },
    registry: {
      async applyFeed(delta) {
        kept.feeds.push(delta);
        return { added: 2, changed: 1 } as Awaited<ReturnType<DownlinkDeskParts['registry']['applyFeed']>>;
      },
    },
    trust: {
      async follow(following) {
        kept.followed.push(following);
        return { added: 1, withdrawn: 1 };
      },
    },
    changed: () => {
      changed += 1;
    },
    report: (_, error) => {
      reported.push(error);
      return 'abc123';
    },
  };
});

const pull = () => openDownlinkDesk(parts).pull();
const good = (taken: number) => ({ taken, failure: null });

describe('a pull', () => {
  it('of nothing changes nothing', async () => {
    expect(await pull()).toEqual({ decisions: good(0), changes: good(0), trust: good(0), codeLists: good(0) });
    expect([kept.changes, changed, cursors.registry]).toEqual([[], 0, null]);
  });

  it('takes everything over once, and goes on where it was', async () => {
    given = {
      decisions: [1, 2, 3, 4, 5].map(decision),
      changes: [
        { cursor: 'f 10', lines: 'a', more: true },
        { cursor: 'f 20', lines: 'b', more: false },
      ],
      trust: snapshot,
      lists: [list('LT', 2)],
    };
    const all = { decisions: good(5), changes: good(6), trust: good(2), codeLists: good(1) };
    expect(await pull()).toEqual(all);
    expect(cursors).toEqual({ decisions: 5, registry: 'f 20', trust: 5 });
    expect(kept.feeds.map(({ lines }) => lines)).toEqual(['a', 'b']);
    expect(kept.followed).toMatchObject([{ snapshot, upstream: 'THỬ' }]);
    expect(changed).toBe(4);
    expect(await pull()).toEqual({ decisions: good(0), changes: good(0), trust: good(0), codeLists: good(0) });
    given.decisions.push(decision(6));
    given.lists = [list('LT', 2), list('LT2', 1)];
    expect(await pull()).toMatchObject({ decisions: good(1), codeLists: good(1) });
  });

  it('of which one part fails takes over the others, and says which', async () => {
    given = {
      decisions: [decision(1)],
      changes: [{ cursor: 'f 1', lines: 'a', more: false }],
      trust: snapshot,
      lists: [],
    };
    parts = {
      ...parts,
      registry: { applyFeed: () => Promise.reject(failing('registry.busy')) },
      trust: { follow: () => Promise.reject(new TypeError('a bug')) },
    };
    expect(await pull()).toMatchObject({
      decisions: good(1),
      changes: { taken: 0, failure: { code: 'registry.busy' } },
      trust: { taken: 0, failure: { code: 'internal', params: { incident: 'abc123' } } },
      codeLists: good(0),
    });
    expect(reported).toHaveLength(1);
    expect(cursors).toEqual({ decisions: 1, registry: null, trust: 0 });
  });

  it('without a line is no pull', async () => {
    parts = { ...parts, upstream: () => Promise.reject(failing('upstream.unset')) };
    await expect(pull()).rejects.toMatchObject({ failure: { code: 'upstream.unset' } });
  });

  it('ends when the desk closes', async () => {
    const desk = openDownlinkDesk(parts);
    await desk.close();
    given.decisions = [decision(1)];
    expect((await desk.pull()).decisions).toMatchObject({ taken: 0, failure: { code: 'read.cancelled' } });
  });
});

describe('decisions', () => {
  beforeEach(() => {
    given.decisions = [1, 2, 3].map(decision);
  });

  it.each(['dossier.unknown', 'dossier.refused'] as const)(
    'with one that is %s go on behind it, on record',
    async (code) => {
      parts = {
        ...parts,
        decisions: { changeOf: async ({ cursor }) => (cursor === 2 ? Promise.reject(failing(code)) : change) },
      };
      expect((await pull()).decisions).toEqual(good(2));
      expect(cursors.decisions).toBe(3);
      expect(kept.changes[1]?.records).toMatchObject([
        { action: 'dossier.decided', officer: null, object: { masked: idOf(2) }, result: { outcome: 'failed', code } },
      ]);
    },
  );

  it('wait for a receipt that is on its way, and come again', async () => {
    let isThere = false;
    const changeOf = async ({ cursor }: DecisionItem) =>
      cursor === 2 && !isThere ? Promise.reject(failing('sync.inProgress')) : change;
    parts = { ...parts, decisions: { changeOf } };
    expect((await pull()).decisions).toMatchObject({ taken: 1, failure: { code: 'sync.inProgress' } });
    expect(cursors.decisions).toBe(1);
    isThere = true;
    expect((await pull()).decisions).toEqual(good(2));
  });

  it('meet somebody who is at the same dossier, and are made of what it became', async () => {
    const { advance } = parts.store;
    let busy = 2;
    parts = {
      ...parts,
      store: {
        ...parts.store,
        advance: async (to, with_) =>
          busy-- > 0 ? Promise.reject(failing('dossier.changedMeanwhile')) : advance(to, with_),
      },
    };
    expect((await pull()).decisions).toEqual(good(3));
    busy = Number.POSITIVE_INFINITY;
    given.decisions.push(decision(4));
    expect((await pull()).decisions).toMatchObject({ taken: 0, failure: { code: 'dossier.changedMeanwhile' } });
    expect(cursors.decisions).toBe(3);
  });

  it('that were taken over before, or come twice, make nothing', async () => {
    parts = { ...parts, decisions: { changeOf: async () => null } };
    expect((await pull()).decisions).toEqual(good(0));
    expect(cursors.decisions).toBe(3);
    line.decisions = async () => ({ decisions: [decision(2), decision(3)], more: true });
    expect((await pull()).decisions).toEqual(good(0));
  });
});

describe('changes of the population cache', () => {
  it('begin anew where the cache was begun anew', async () => {
    cursors = { ...cursors, registry: 'f 10' };
    given.changes = [
      { cursor: 'f 10', lines: 'a', more: true },
      { cursor: 'f 20', lines: 'b', more: false },
    ];
    const { applyFeed } = parts.registry;
    const applied: string[] = [];
    parts = {
      ...parts,
      registry: {
        async applyFeed(delta) {
          if (delta.lines === 'b' && !applied.includes('a')) throw failing('registry.deltaGap');
          applied.push(delta.lines);
          return applyFeed(delta);
        },
      },
    };
    expect((await pull()).changes).toEqual(good(6));
    expect(applied).toEqual(['a', 'b']);
    expect(cursors.registry).toBe('f 20');
  });

  it('that do not follow even from the beginning are a failure', async () => {
    cursors = { ...cursors, registry: 'f 10' };
    given.changes = [
      { cursor: 'f 10', lines: 'a', more: true },
      { cursor: 'f 20', lines: 'b', more: false },
    ];
    parts = { ...parts, registry: { applyFeed: () => Promise.reject(failing('registry.deltaGap')) } };
    expect((await pull()).changes).toMatchObject({ taken: 0, failure: { code: 'registry.deltaGap' } });
    expect(cursors.registry).toBe('f 10');
  });
});

describe('trust', () => {
  it('of an older or the same snapshot is not followed', async () => {
    cursors = { ...cursors, trust: 5 };
    given.trust = snapshot;
    expect((await pull()).trust).toEqual(good(0));
    given.trust = { ...snapshot, number: 4 };
    expect((await pull()).trust).toEqual(good(0));
    expect(kept.followed).toEqual([]);
  });

  it('that brings nothing new moves the cursor on', async () => {
    given.trust = snapshot;
    parts = { ...parts, trust: { follow: async () => ({ added: 0, withdrawn: 0 }) } };
    expect((await pull()).trust).toEqual(good(0));
    expect(cursors.trust).toBe(5);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { Anchor } from '#contract/trust.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { sampleOfficer } from '#domain/testing/sample-officers.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import type { Verifier } from '#ports/verifier.ts';
import { draftBy, type Permit } from './permit.ts';
import { openTrustDesk, type TrustDeskParts, type TrustPlace } from './trust-desk.ts';

const anchor = (id: number, by: 'operator' | 'demo' = 'operator'): StoredAnchor => ({
  der: Uint8Array.of(id),
  origin: 'a file',
  vouchedBy: { by },
  importedAt: `2026-01-0${id}T00:00:00.000Z`,
});

const listed = (stored: StoredAnchor): Anchor => ({
  fingerprint: `print ${stored.der[0]}`,
  subject: 'CN=MẪU',
  country: 'VN',
  serial: '1',
  notBefore: '',
  notAfter: '',
  key: '',
  signature: '',
  kind: 'root',
  ...stored,
});

const administrator = sampleOfficer('QT001', ['quanTri']);
const samplePermit: Permit = {
  officer: administrator,
  role: 'quanTri',
  purpose: null,
  record: (happening) => draftBy(administrator, happening, { wall: 0, monotonic: 0 }),
};

const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
const files = [{ name: 'a.cer', bytes: Uint8Array.of(9) }];

let saved: (readonly StoredAnchor[])[];
let records: AuditDraft[];
let loaded: readonly StoredAnchor[];
let accepted: readonly StoredAnchor[];
let parts: TrustDeskParts;
let load: () => Promise<readonly StoredAnchor[]>;
let save: (anchors: readonly StoredAnchor[], records?: readonly AuditDraft[]) => Promise<void>;
let place: TrustPlace;
let refusal: FailureError | null;

beforeEach(() => {
  saved = [];
  records = [];
  refusal = null;
  loaded = [];
  accepted = [anchor(3)];
  load = async () => [anchor(2)];
  save = async (anchors, given = []) => {
    saved.push(anchors);
    records.push(...given);
    load = async () => anchors;
  };
  const verifier: Verifier = {
    load: async (anchors) => {
      loaded = anchors;
      return anchors.map(listed);
    },
    judge: async () => ({ accepted, refused: [{ subject: 'CN=X', code: 'trust.duplicate' }] }),
    verify: () => Promise.reject(new Error('not here')),
    close: async () => undefined,
  };
  place = {
    store: { load: () => load(), save: (anchors, given) => save(anchors, given) },
    session: {
      permit: async (wish) => {
        if (refusal !== null) throw refusal;
        expect(wish).toEqual({ permission: 'trust.manage' });
        return samplePermit;
      },
    },
  };
  parts = {
    verifier,
    builtIn: [anchor(1, 'demo')],
    clock: { now: () => new Date('2026-08-01T00:00:00Z') },
    log: { note: () => undefined },
    changed: () => undefined,
  };
});

/** A desk whose profile is open. */
async function openDesk() {
  const trust = await openTrustDesk(parts);
  await trust.attach(place);
  return trust;
}

describe('the trust of the desk', () => {
  it('is the built-in anchors alone while the profile is closed, and nothing can be kept then', async () => {
    const trust = await openTrustDesk(parts);
    expect(trust.list().map(({ fingerprint }) => fingerprint)).toEqual(['print 1']);
    const nobody = { failure: { code: 'session.nobody' } };
    await expect(trust.import({ importId: '1', files }, hooks)).rejects.toMatchObject(nobody);
    await expect(trust.remove('print 1')).rejects.toMatchObject(nobody);
    await trust.attach(place);
    expect(loaded).toEqual([anchor(1, 'demo'), anchor(2)]);
    await trust.attach(null);
    expect(loaded).toEqual([anchor(1, 'demo')]);
    await expect(trust.import({ importId: '1', files }, hooks)).rejects.toMatchObject(nobody);
  });

  it('is changed by those who may alone, and every change is in the log with it', async () => {
    const trust = await openDesk();
    refusal = new FailureError(failure('session.notPermitted'));
    await expect(trust.import({ importId: '1', files }, hooks)).rejects.toBe(refusal);
    await expect(trust.remove('print 2')).rejects.toBe(refusal);
    expect(saved).toEqual([]);
    refusal = null;
    await trust.import({ importId: '1', files }, hooks);
    await trust.remove('print 2');
    expect(records.map(({ action, object, result }) => [action, object?.masked, result.code, result.count])).toEqual([
      ['trust.changed', 'a.cer', 'imported', 1],
      ['trust.changed', 'print 2', 'removed', 1],
    ]);
  });

  it('is the built-in anchors and the stored ones', async () => {
    const trust = await openDesk();
    expect(trust.list().map(({ fingerprint }) => fingerprint)).toEqual(['print 1', 'print 2']);
    expect(trust.summary()).toMatchObject({ anchors: 2, newestImport: '2026-01-02T00:00:00.000Z' });
  });

  it('grows by an import, in the store and in the verifier, without the built-in ones in the store', async () => {
    const trust = await openDesk();
    const result = await trust.import({ importId: '1', files }, hooks);
    expect(result).toEqual({ accepted: 1, refused: [{ subject: 'CN=X', code: 'trust.duplicate' }] });
    expect(saved).toEqual([[anchor(2), anchor(3)]]);
    expect(loaded).toEqual([anchor(1, 'demo'), anchor(2), anchor(3)]);
  });

  it('writes nothing when nothing was accepted', async () => {
    accepted = [];
    const trust = await openDesk();
    await trust.import({ importId: '1', files }, hooks);
    expect(saved).toEqual([]);
  });

  it('believes nothing that could not be stored', async () => {
    save = () => Promise.reject(new FailureError(failure('storage.full')));
    const trust = await openDesk();
    await expect(trust.import({ importId: '1', files }, hooks)).rejects.toMatchObject({
      failure: { code: 'storage.full' },
    });
    expect(loaded).toEqual([anchor(1, 'demo'), anchor(2)]);
    expect(trust.list()).toHaveLength(2);
  });

  it('keeps both of two imports at once', async () => {
    const trust = await openDesk();
    const each = [[anchor(3)], [anchor(4)]];
    parts.verifier.judge = async () => ({ accepted: each.shift() ?? [], refused: [] });
    const first = trust.import({ importId: '1', files }, hooks);
    const second = trust.import({ importId: '2', files }, hooks);
    await Promise.all([first, second]);
    expect(saved.at(-1)).toEqual([anchor(2), anchor(3), anchor(4)]);
  });

  it('forgets a stored anchor and never a built-in one', async () => {
    const trust = await openDesk();
    await trust.remove('print 1');
    expect(saved).toEqual([]);
    await trust.remove('print 2');
    expect(saved).toEqual([[]]);
    expect(trust.list().map(({ fingerprint }) => fingerprint)).toEqual(['print 1']);
  });

  it('believes files for the moment without storing them', async () => {
    const trust = await openDesk();
    await trust.believe(files);
    expect(loaded).toEqual([anchor(1, 'demo'), anchor(3), anchor(2)]);
    expect(saved).toEqual([]);
  });

  describe('following the upstream', () => {
    const snapshot = (number: number, ...anchors: readonly number[]) => ({
      ...{ number, at: '2026-08-01T00:00:00.000Z', revocationLists: [btoa('a list')] },
      anchors: anchors.map((id) => btoa(String.fromCharCode(id))),
    });
    const theirs = (id: number, number: number): StoredAnchor => ({
      ...anchor(id),
      ...{ origin: `trust-snapshot-${number}`, vouchedBy: { by: 'upstream', name: 'Tuyến trên THỬ' } },
    });
    const record = (happening: Parameters<Permit['record']>[0]) => draftBy(null, happening, { wall: 0, monotonic: 0 });
    const { signal } = hooks;
    /** Judges as the verifier does: what is believed already is refused. */
    const judging = () => {
      parts.verifier.judge = async ({ files: given }) => {
        const ids = given.map(({ bytes }) => bytes[0] ?? 0);
        const fresh = ids.filter((id) => !loaded.some(({ der }) => der[0] === id));
        return { accepted: fresh.map((id) => anchor(id)), refused: [] };
      };
    };
    const follow = async (trust: Awaited<ReturnType<typeof openDesk>>, number: number, ...anchors: readonly number[]) =>
      trust.follow({ snapshot: snapshot(number, ...anchors), upstream: 'Tuyến trên THỬ', record }, signal);

    it('keeps what it vouches for in its name, and takes back what it names no more', async () => {
      judging();
      const trust = await openDesk();
      expect(await follow(trust, 5, 2, 3, 4)).toEqual({ added: 2, withdrawn: 0 });
      expect(saved).toEqual([[anchor(2), theirs(3, 5), theirs(4, 5)]]);
      expect(await follow(trust, 6, 4, 6)).toEqual({ added: 1, withdrawn: 1 });
      // What an operator gave stays, though the upstream no longer names it.
      expect(saved.at(-1)).toEqual([anchor(2), theirs(4, 5), theirs(6, 6)]);
      expect(loaded.map(({ der }) => der[0])).toEqual([1, 2, 4, 6]);
      expect(records).toMatchObject([
        { action: 'trust.changed', officer: null, result: { code: 'followed', count: 2 } },
        { action: 'trust.changed', object: { masked: 'Tuyến trên THỬ · trust-snapshot-6' }, result: { count: 2 } },
      ]);
    });

    it('brings an anchor that was removed here back with a newer snapshot alone', async () => {
      judging();
      const trust = await openDesk();
      await follow(trust, 5, 3);
      await trust.remove('print 3');
      expect(trust.list().map(({ fingerprint }) => fingerprint)).toEqual(['print 1', 'print 2']);
      expect(await follow(trust, 6, 3)).toEqual({ added: 1, withdrawn: 0 });
    });

    it('writes nothing where nothing changes, and keeps nothing of a list among the certificates', async () => {
      judging();
      const trust = await openDesk();
      await follow(trust, 5, 3);
      expect(await follow(trust, 6, 3)).toEqual({ added: 0, withdrawn: 0 });
      parts.verifier.judge = async () => ({
        accepted: [{ ...anchor(7), vouchedBy: { by: 'masterList', signer: 'CN=MẪU' } }],
        refused: [],
      });
      expect(await follow(trust, 7, 3)).toEqual({ added: 0, withdrawn: 0 });
      expect(saved).toHaveLength(1);
    });

    it('refuses what is no base64', async () => {
      const trust = await openDesk();
      const broken = { ...snapshot(5), anchors: ['AAAAA'] };
      await expect(trust.follow({ snapshot: broken, upstream: 'THỬ', record }, signal)).rejects.toMatchObject({
        failure: { code: 'upstream.misunderstood' },
      });
      expect(saved).toEqual([]);
    });

    it('needs an open profile', async () => {
      const trust = await openTrustDesk(parts);
      await expect(follow(trust, 5, 3)).rejects.toMatchObject({ failure: { code: 'session.nobody' } });
    });
  });

  it('names a store that cannot be read, trusts only what is built in, and writes nothing over it', async () => {
    load = () => Promise.reject(new FailureError(failure('storage.damaged', { file: 'anchors.jsonl' })));
    const trust = await openDesk();
    expect(trust.damage()?.failure.code).toBe('storage.damaged');
    expect(loaded).toEqual([anchor(1, 'demo')]);
    await expect(trust.import({ importId: '1', files }, hooks)).rejects.toBe(trust.damage());
    expect(saved).toEqual([]);
    load = async () => [anchor(2)];
    await trust.attach(place);
    expect(trust.damage()).toBeNull();
  });
});

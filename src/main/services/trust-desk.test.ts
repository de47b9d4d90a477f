import { beforeEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { Anchor } from '#contract/trust.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import type { Verifier } from '#ports/verifier.ts';
import { openTrustDesk, type TrustDeskParts } from './trust-desk.ts';

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

const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
const files = [{ name: 'a.cer', bytes: Uint8Array.of(9) }];

let saved: (readonly StoredAnchor[])[];
let loaded: readonly StoredAnchor[];
let accepted: readonly StoredAnchor[];
let parts: TrustDeskParts;
let load: () => Promise<readonly StoredAnchor[]>;
let save: (anchors: readonly StoredAnchor[]) => Promise<void>;

beforeEach(() => {
  saved = [];
  loaded = [];
  accepted = [anchor(3)];
  load = async () => [anchor(2)];
  save = async (anchors) => {
    saved.push(anchors);
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
  parts = {
    store: { load: () => load(), save: (anchors) => save(anchors) },
    verifier,
    builtIn: [anchor(1, 'demo')],
    clock: { now: () => new Date('2026-08-01T00:00:00Z') },
    log: { note: () => undefined },
    changed: () => undefined,
  };
});

describe('the trust of the desk', () => {
  it('is the built-in anchors and the stored ones', async () => {
    const trust = await openTrustDesk(parts);
    expect(trust.list().map(({ fingerprint }) => fingerprint)).toEqual(['print 1', 'print 2']);
    expect(trust.summary()).toMatchObject({ anchors: 2, newestImport: '2026-01-02T00:00:00.000Z' });
  });

  it('grows by an import, in the store and in the verifier, without the built-in ones in the store', async () => {
    const trust = await openTrustDesk(parts);
    const result = await trust.import({ importId: '1', files }, hooks);
    expect(result).toEqual({ accepted: 1, refused: [{ subject: 'CN=X', code: 'trust.duplicate' }] });
    expect(saved).toEqual([[anchor(2), anchor(3)]]);
    expect(loaded).toEqual([anchor(1, 'demo'), anchor(2), anchor(3)]);
  });

  it('writes nothing when nothing was accepted', async () => {
    accepted = [];
    const trust = await openTrustDesk(parts);
    await trust.import({ importId: '1', files }, hooks);
    expect(saved).toEqual([]);
  });

  it('believes nothing that could not be stored', async () => {
    save = () => Promise.reject(new FailureError(failure('storage.full')));
    const trust = await openTrustDesk(parts);
    await expect(trust.import({ importId: '1', files }, hooks)).rejects.toMatchObject({
      failure: { code: 'storage.full' },
    });
    expect(loaded).toEqual([anchor(1, 'demo'), anchor(2)]);
    expect(trust.list()).toHaveLength(2);
  });

  it('keeps both of two imports at once', async () => {
    const trust = await openTrustDesk(parts);
    const each = [[anchor(3)], [anchor(4)]];
    parts.verifier.judge = async () => ({ accepted: each.shift() ?? [], refused: [] });
    const first = trust.import({ importId: '1', files }, hooks);
    const second = trust.import({ importId: '2', files }, hooks);
    await Promise.all([first, second]);
    expect(saved.at(-1)).toEqual([anchor(2), anchor(3), anchor(4)]);
  });

  it('keeps what another desk on the same folder has imported or removed meanwhile, and nothing twice', async () => {
    const trust = await openTrustDesk(parts);
    load = async () => [anchor(2), anchor(5)];
    await trust.import({ importId: '1', files }, hooks);
    expect(saved.at(-1)).toEqual([anchor(2), anchor(5), anchor(3)]);
    load = async () => [anchor(3), anchor(5)];
    await trust.import({ importId: '2', files }, hooks);
    expect(saved.at(-1)).toEqual([anchor(3), anchor(5)]);
    load = async () => [anchor(6), anchor(5)];
    await trust.remove('print 5');
    expect(saved.at(-1)).toEqual([anchor(6)]);
    expect(trust.list().map(({ fingerprint }) => fingerprint)).toEqual(['print 1', 'print 6']);
  });

  it('writes what it believes over a store that was damaged while it was open', async () => {
    const trust = await openTrustDesk(parts);
    load = () => Promise.reject(new FailureError(failure('storage.damaged', { file: 'anchors.jsonl' })));
    await trust.import({ importId: '1', files }, hooks);
    expect(saved).toEqual([[anchor(2), anchor(3)]]);
  });

  it('forgets a stored anchor and never a built-in one', async () => {
    const trust = await openTrustDesk(parts);
    await trust.remove('print 1');
    expect(saved).toEqual([]);
    await trust.remove('print 2');
    expect(saved).toEqual([[]]);
    expect(trust.list().map(({ fingerprint }) => fingerprint)).toEqual(['print 1']);
  });

  it('believes files for the moment without storing them', async () => {
    const trust = await openTrustDesk(parts);
    await trust.believe(files);
    expect(loaded).toEqual([anchor(1, 'demo'), anchor(3), anchor(2)]);
    expect(saved).toEqual([]);
  });

  it('names a damaged store and trusts only what is built in, until an import replaces it', async () => {
    load = () => Promise.reject(new FailureError(failure('storage.damaged', { file: 'anchors.jsonl' })));
    const trust = await openTrustDesk(parts);
    expect(trust.damage()?.failure.code).toBe('storage.damaged');
    expect(loaded).toEqual([anchor(1, 'demo')]);
    await trust.import({ importId: '1', files }, hooks);
    expect(trust.damage()).toBeNull();
  });
});

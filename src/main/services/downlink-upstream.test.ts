import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CodeList, PublicKeyText } from '#contract/upstream.ts';
import { importTrust } from '#domain/trust/import-trust.ts';
import { createTrust, describeAnchor, type StoredAnchor } from '#domain/trust/trust.ts';
import { people } from '#fixtures/people/people.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import { TrialUpstream } from '#fixtures/upstream/testing/trial-upstream.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import type { AnchorStore } from '#ports/profile-store.ts';
import type { Upstream } from '#ports/upstream.ts';
import type { UpstreamStore } from '#ports/upstream-store.ts';
import type { Verifier } from '#ports/verifier.ts';
import { createKeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import type { NamedKey } from '#sync/key.ts';
import { connectUpstream } from '#sync/upstream-client.ts';
import { openStoreLink, type StoreLink } from '#workers/store-link.ts';
import { storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedUpstream } from '#workers/stored-upstream.ts';
import { openTestRegistryDesk, type TestRegistryDesk } from '#workers/testing/test-registry-desk.ts';
import { startThread } from '#workers/thread-port.ts';
import { type DownlinkDesk, openDownlinkDesk } from './downlink-desk.ts';
import { openTrustDesk, type TrustDesk } from './trust-desk.ts';

const trial = new TrialUpstream();
const folder = mkdtempSync(join(tmpdir(), 'truc-ban-downlink-'));
let link: StoreLink<StoreOperations>;
let store: UpstreamStore;
let registry: TestRegistryDesk;
let trust: TrustDesk;
let line: Upstream;
let desk: DownlinkDesk;
let saved: readonly StoredAnchor[] = [];

const textOf = ({ kid, key }: NamedKey): PublicKeyText => ({
  ...{ kid, publicKey: key.export({ format: 'der', type: 'spki' }).toString('base64') },
});

/** The verifier's own code, without its thread. */
function verifierHere(): Verifier {
  let known = createTrust([]);
  return {
    async load(anchors) {
      known = createTrust(anchors);
      return anchors.map(describeAnchor);
    },
    judge: ({ files, now }, { signal }) => importTrust({ files, trust: known, now, signal }),
    verify: () => Promise.reject(new Error('not here')),
    close: async () => undefined,
  };
}

async function openTrust(clock: { now(): Date }): Promise<TrustDesk> {
  const anchors: AnchorStore = {
    load: async () => saved,
    save: async (next) => {
      saved = next;
    },
  };
  const quiet = { log: { note: () => undefined }, changed: () => undefined };
  const opened = await openTrustDesk({ verifier: verifierHere(), builtIn: [], clock, ...quiet });
  await opened.attach({ store: anchors, session: registry.office.session });
  return opened;
}

beforeAll(async () => {
  await trial.start();
  const testDesk = await trial.approvedDesk();
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  const ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
  link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  store = storedUpstream(link, storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' }));
  registry = await openTestRegistryDesk(sampleDivisions, 'chiHuy');
  const { url, caPem, publicKeys } = trial.upstream;
  const keys = { sealing: textOf(publicKeys.sealing), signing: textOf(publicKeys.signing) };
  const known = { name: 'THỬ', kind: 'reference', standing: 'approved', since: null, limit: null } as const;
  await store.bind({ url, authorityPem: caPem, ...keys, ...known }, []);
  line = connectUpstream({ signer: testDesk.signer, again: [0] })({ url, authorityPem: caPem, signing: keys.signing });
  const clock = { now: () => new Date() };
  trust = await openTrust(clock);
  desk = openDownlinkDesk({
    ...{ clock, monotonic: () => 0, store, trust, registry: registry.desk, changed: () => undefined },
    ...{ upstream: async () => line, upstreamNamed: () => ({ name: 'THỬ' }) },
    decisions: { changeOf: async () => null },
    report: (_, error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await desk.close();
  await line.close();
  await link.close();
  await registry.dispose();
  await trial.close();
  rmSync(folder, { recursive: true, force: true });
  expect(trial.incidents).toEqual([]);
});

const good = (taken: number) => ({ taken, failure: null });
const list: CodeList = { id: 'MAU', version: 1, from: '2026-01-01', codes: [{ code: '1', vi: 'MẪU' }] };

it('brings the population cache, trust and lists down once, and the cache again when it was begun anew', async () => {
  const { office } = trial.upstream;
  const none = { decisions: good(0), changes: good(0), trust: good(0), codeLists: good(0) };
  expect(await desk.pull()).toEqual(none);
  const persons = people().slice(0, 3);
  await office.publishChanges(
    '99999',
    persons.map((person) => ({
      person: Object.fromEntries(Object.entries(person).map(([name, value]) => [name, String(value)])),
    })),
  );
  await office.publishTrust([testPki().csca.certificate], [Uint8Array.of(1, 2, 3)]);
  await office.publishCodeLists([list]);
  expect(await desk.pull()).toEqual({ decisions: good(0), changes: good(3), trust: good(1), codeLists: good(1) });
  expect(registry.desk.state()).toMatchObject({ state: 'ready', people: 3 });
  expect(trust.list()).toMatchObject([{ vouchedBy: { by: 'upstream', name: 'THỬ' } }]);
  expect(await store.codeLists()).toEqual([list]);
  expect(await desk.pull()).toEqual(none);
  // The cache is in no backup: one that is begun anew knows less than this desk's cursor says.
  const cursors = await store.cursors();
  await registry.dispose();
  registry = await openTestRegistryDesk(sampleDivisions, 'chiHuy');
  const again = openDownlinkDesk({
    ...{ clock: { now: () => new Date() }, monotonic: () => 0, store, trust, registry: registry.desk },
    ...{ upstream: async () => line, upstreamNamed: () => ({ name: 'THỬ' }), changed: () => undefined },
    decisions: { changeOf: async () => null },
    report: () => '',
  });
  await office.publishChanges('99999', [{ remove: persons[0]?.soDinhDanh ?? '' }]);
  expect((await again.pull()).changes).toEqual(good(4));
  expect(registry.desk.state()).toMatchObject({ people: 2 });
  expect(await store.cursors()).toMatchObject({ trust: cursors.trust, registry: '99999 4' });
});

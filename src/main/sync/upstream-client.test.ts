import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import { type PublicKeyText, upstreamCaps } from '#contract/upstream.ts';
import { ledgerDigest } from '#domain/packet/ledger.ts';
import type { TestDesk } from '#fixtures/upstream/testing/test-desk.ts';
import { TrialUpstream } from '#fixtures/upstream/testing/trial-upstream.ts';
import type { Upstream } from '#ports/upstream.ts';
import type { NamedKey } from './key.ts';
import { type ConnectParts, connectUpstream } from './upstream-client.ts';

const trial = new TrialUpstream();
beforeAll(() => trial.start());
const lines: Upstream[] = [];
afterEach(async () => {
  trial.upstream.faults.clear();
  await Promise.all(lines.splice(0).map((line) => line.close()));
});
afterAll(async () => {
  await trial.close();
  expect(trial.incidents).toEqual([]);
});

const never = new AbortController().signal;
const textOf = ({ kid, key }: NamedKey): PublicKeyText => ({
  kid,
  publicKey: key.export({ format: 'der', type: 'spki' }).toString('base64'),
});

type Wish = Partial<ConnectParts> & { readonly signing?: PublicKeyText | null };

function clientOf(desk: TestDesk, { signing, ...parts }: Wish = {}): Upstream {
  const { url, caPem, publicKeys } = trial.upstream;
  const known = signing === undefined ? textOf(publicKeys.signing) : signing;
  const line = connectUpstream({ signer: desk.signer, again: [0, 0, 0], ...parts })({
    url,
    authorityPem: caPem,
    signing: known,
  });
  lines.push(line);
  return line;
}

let numbers = 1000;
async function deskWithPacket(bytes = 5000, wish: Wish = {}) {
  const desk = await trial.approvedDesk();
  const packet = await desk.packet({ n: ++numbers, deskSeq: 1, bytes });
  return { desk, packet, client: clientOf(desk, wish) };
}

/** Announces and says where the bytes go. */
async function placeOf(client: Upstream, { metadata }: Awaited<ReturnType<TestDesk['packet']>>): Promise<string> {
  const [answer] = await client.announce([metadata], never);
  if (answer?.is !== 'want') throw new Error(`not wanted: ${answer?.is}`);
  return answer.upload;
}

const bytesThere = () => {
  const said: number[] = [];
  return { said, options: { signal: never, sent: (bytes: number) => void said.push(bytes) } };
};

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no failure',
    (error: unknown) => (error instanceof FailureError ? error.failure.code : Promise.reject(error)),
  );
}

describe('a desk at the upstream', () => {
  it('looks who it is, asks to be let in, and sends', async () => {
    const desk = trial.newDesk();
    const client = clientOf(desk);
    const info = await client.info(never);
    expect(info.keys.signing).toEqual(textOf(trial.upstream.publicKeys.signing));
    expect(await codeOf(client.standing(never))).toBe('enrolment.unknown');
    const standing = await client.enrol({ station: '99999', name: 'Bàn MẪU' }, never);
    expect(standing).toMatchObject({ deskId: desk.deskId, standing: 'requested', station: '99999' });
    expect(await codeOf(client.reconcile(never))).toBe('enrolment.pending');
    await trial.upstream.office.approve(desk.deskId);
    expect((await client.standing(never)).standing).toBe('approved');
    const packet = await desk.packet({ n: ++numbers, deskSeq: 1, bytes: 100_000 });
    const { said, options } = bytesThere();
    await client.upload(packet, await placeOf(client, packet), options);
    expect(said.at(-1)).toBe(packet.metadata.size);
    const { receipt, jws } = await client.finalise(packet.metadata, never);
    expect(receipt).toMatchObject({ dossierId: packet.metadata.dossierId, sha256: packet.metadata.sha256 });
    expect(await client.announce([packet.metadata], never)).toMatchObject([{ is: 'have', receipt: jws }]);
    expect(await client.verify(jws, packet.metadata)).toEqual({ receipt, jws });
    await trial.upstream.office.revoke(desk.deskId);
    expect(await codeOf(client.announce([packet.metadata], never))).toBe('enrolment.revoked');
    expect(await codeOf(client.upload(packet, '/v1/uploads/any', options))).toBe('enrolment.revoked');
  });

  it('learns how its clock is wrong, and is asked nothing about it', async () => {
    const desk = await trial.approvedDesk();
    const late = 42 * 60_000;
    const client = clientOf(desk, { now: () => Date.now() - late });
    expect(client.skewMs()).toBe(null);
    await client.reconcile(never);
    expect(Math.abs((client.skewMs() ?? 0) - late)).toBeLessThan(2000);
    const packet = await desk.packet({ n: ++numbers, deskSeq: 1 });
    const other = clientOf(desk, { now: () => Date.now() + late });
    await other.upload(packet, await placeOf(client, packet), bytesThere().options);
    expect((await other.finalise(packet.metadata, never)).receipt.deskSeq).toBe(1);
  });

  it('is told in the upstream’s own words what it cannot have', async () => {
    const { client, packet } = await deskWithPacket();
    trial.upstream.faults.add({ on: 'announce', is: 'answer', status: 429, retryAfter: 7, times: 1 });
    const busy = client.announce([packet.metadata], never);
    await expect(busy).rejects.toMatchObject({ failure: { code: 'upstream.busy', params: { retryAfterMs: 7000 } } });
    await placeOf(client, packet);
    expect(await codeOf(client.finalise(packet.metadata, never))).toBe('sync.incomplete');
    const forged = { ...packet.metadata, deskSeq: 9 };
    expect(await client.announce([forged], never)).toMatchObject([
      { is: 'refused', problem: { code: 'packet.notSigned' } },
    ]);
  });
});

describe('an upload', () => {
  it('goes on where it was cut, twice, in one run', async () => {
    const { client, packet } = await deskWithPacket(600_000);
    trial.upstream.faults.add({ on: 'upload', is: 'cutUpload', afterBytes: 200_000, times: 2 });
    const { said, options } = bytesThere();
    await client.upload(packet, await placeOf(client, packet), options);
    expect(said.some((bytes, at) => at > 0 && bytes < (said[at - 1] ?? 0) && bytes >= 200_000)).toBe(true);
    await client.finalise(packet.metadata, never);
  });

  it('begins behind what is there already', async () => {
    const { client, packet } = await deskWithPacket(300_000, { again: [] });
    const place = await placeOf(client, packet);
    trial.upstream.faults.add({ on: 'upload', is: 'cutUpload', afterBytes: 100_000, times: 1 });
    expect(await codeOf(client.upload(packet, place, bytesThere().options))).toBe('upstream.unreachable');
    const [held] = await client.announce([packet.metadata], never);
    const from = held?.is === 'want' ? held.offset : 0;
    expect(from).toBeGreaterThanOrEqual(100_000);
    const { said, options } = bytesThere();
    await client.upload(packet, place, options);
    expect(Math.min(...said)).toBe(from);
    await client.upload(packet, place, options);
    await client.finalise(packet.metadata, never);
    expect(await codeOf(client.upload(packet, place, options))).toBe('sync.incomplete');
  });

  it('asks where it stands when that is no longer what was announced', async () => {
    const { desk, client, packet } = await deskWithPacket(300_000);
    const place = await placeOf(client, packet);
    trial.upstream.faults.add({ on: 'upload', is: 'cutUpload', afterBytes: 100_000, times: 1 });
    const before = clientOf(desk, { again: [] }).upload(packet, place, bytesThere().options);
    expect(await codeOf(before)).toBe('upstream.unreachable');
    const { said, options } = bytesThere();
    await client.upload(packet, place, options);
    expect(said[0]).toBe(0);
    expect(said.at(-1)).toBe(packet.metadata.size);
    await client.finalise(packet.metadata, never);
  });

  it('is told of a full disk, there and when it is taken', async () => {
    const { client, packet } = await deskWithPacket(300_000);
    const place = await placeOf(client, packet);
    trial.upstream.faults.add({ on: 'upload', is: 'full', times: 1 });
    expect(await codeOf(client.upload(packet, place, bytesThere().options))).toBe('upstream.full');
    await client.upload(packet, place, bytesThere().options);
    trial.upstream.faults.add({ on: 'finalise', is: 'full', times: 1 });
    expect(await codeOf(client.finalise(packet.metadata, never))).toBe('upstream.full');
    expect((await client.finalise(packet.metadata, never)).receipt.rev).toBe(1);
  });

  it('stays below the limit of all together', async () => {
    const passed = { ms: 0 };
    const after = (ms: number, work: () => void) => {
      const timer = setImmediate(() => {
        passed.ms += ms;
        work();
      });
      return () => clearImmediate(timer);
    };
    const desk = await trial.approvedDesk();
    const client = clientOf(desk, { monotonic: () => passed.ms, after });
    const packets = await Promise.all([1, 2].map((deskSeq) => desk.packet({ n: ++numbers, deskSeq, bytes: 400_000 })));
    const places = await Promise.all(packets.map((packet) => placeOf(client, packet)));
    client.limit(10_000);
    const sent = packets.map((packet, at) => client.upload(packet, places[at] ?? '', bytesThere().options));
    await Promise.all(sent);
    const seconds = packets.reduce((sum, { metadata }) => sum + metadata.size, 0) / 10_000;
    expect(passed.ms / 1000).toBeGreaterThan(seconds * 0.8);
    expect(passed.ms / 1000).toBeLessThan(seconds * 1.3);
    for (const { metadata } of packets) await client.finalise(metadata, never);
  });

  it('ends at once when nobody wants it any more, and keeps what is there', async () => {
    const { client, packet } = await deskWithPacket(900_000);
    const place = await placeOf(client, packet);
    client.limit(200_000);
    const giving = new AbortController();
    const sent = (bytes: number): void => {
      if (bytes > 60_000) giving.abort(new Error('enough'));
    };
    await expect(client.upload(packet, place, { signal: giving.signal, sent })).rejects.toThrow('enough');
    client.limit(null);
    await client.upload(packet, place, bytesThere().options);
    await client.finalise(packet.metadata, never);
  });

  it('goes nowhere but to this upstream', async () => {
    const { client, packet } = await deskWithPacket();
    for (const place of ['https://other.mau/v1/uploads/x', '//other.mau/x', '/v1/../x', 'x', ''])
      expect(await codeOf(client.upload(packet, place, bytesThere().options))).toBe('upstream.misunderstood');
  });
});

describe('a receipt', () => {
  it('is the same however often its answer is lost or it is asked for at once', async () => {
    const { client, packet } = await deskWithPacket();
    await client.upload(packet, await placeOf(client, packet), bytesThere().options);
    trial.upstream.faults.add({ on: 'finalise', is: 'dropAnswer', times: 1 });
    expect(await codeOf(client.finalise(packet.metadata, never))).toBe('upstream.unreachable');
    const again = await Promise.all(Array.from({ length: 5 }, () => client.finalise(packet.metadata, never)));
    const [have] = await client.announce([packet.metadata], never);
    expect(new Set(again.map(({ jws }) => jws))).toEqual(new Set([have?.is === 'have' ? have.receipt : '']));
    const rows = await trial.upstream.store().newest(1000);
    expect(rows.filter(({ dossierId: id }) => id === packet.metadata.dossierId)).toHaveLength(1);
  });

  it('is not believed of another key, of another packet, or before one is known', async () => {
    const { desk, client, packet } = await deskWithPacket();
    const jws = await desk.send(packet);
    const other = await desk.packet({ n: ++numbers, deskSeq: 2 });
    expect(await codeOf(client.verify(jws, other.metadata))).toBe('sync.receiptFalse');
    const stranger = clientOf(desk, { signing: textOf(trial.upstream.publicKeys.sealing) });
    expect(await codeOf(stranger.finalise(packet.metadata, never))).toBe('sync.receiptFalse');
    const unbound = clientOf(desk, { signing: null });
    expect(await codeOf(unbound.verify(jws, packet.metadata))).toBe('sync.receiptFalse');
    expect(await codeOf(unbound.finalise(other.metadata, never))).toBe('sync.receiptFalse');
    expect(await codeOf(unbound.trust(never))).toBe('upstream.misunderstood');
  });
});

describe('what is asked beside sending', () => {
  it('is the upstream’s book of this desk', async () => {
    const { desk, client, packet } = await deskWithPacket();
    await desk.send(packet);
    const { epochs, deskId } = await client.reconcile(never);
    const digest = ledgerDigest([packet.metadata]);
    expect(deskId).toBe(desk.deskId);
    expect(epochs).toMatchObject([{ epoch: 1, highest: 1, count: 1, days: [{ digest }] }]);
    const asked = { epoch: 1, ranges: [{ from: 1, to: 5 }] };
    expect((await client.ranges(asked, never)).ranges).toEqual([{ from: 1, to: 5, count: 1, digest }]);
    expect(await client.items({ epoch: 1, from: 1, to: 9 }, never)).toMatchObject([{ deskSeq: 1 }]);
  });

  it('is what comes down: decisions, trust, code lists', async () => {
    const { desk, client, packet } = await deskWithPacket();
    await desk.send(packet);
    expect(await client.trust(never)).toBe(null);
    await trial.upstream.office.decide(packet.metadata.dossierId, 1, { is: 'returned', reason: 'Ảnh mờ' });
    const { decisions } = await client.decisions(0, never);
    expect(decisions).toMatchObject([{ rev: 1, decision: { is: 'returned' } }]);
    expect((await client.decisions(decisions[0]?.cursor ?? 0, never)).decisions).toEqual([]);
    const list = { id: 'danToc', version: 1, from: '2026-01-01', codes: [{ code: '01', vi: 'Kinh' }] };
    await trial.upstream.office.publishCodeLists([list]);
    expect(await client.codeLists(never)).toEqual([list]);
    await trial.upstream.office.publishTrust([Uint8Array.of(48, 0)], []);
    expect(await client.trust(never)).toMatchObject({ anchors: ['MAA='] });
    const stranger = clientOf(desk, { signing: textOf(trial.upstream.publicKeys.sealing) });
    expect(await codeOf(stranger.trust(never))).toBe('upstream.misunderstood');
  });

  it('is what changed in the population cache of its station, from the cursor on', async () => {
    const { client } = await deskWithPacket();
    const first = await client.registryChanges(null, never);
    expect(first).toEqual({ cursor: '99999 0', lines: '', more: false });
    const changes = Array.from({ length: upstreamCaps.changes + 1 }, () => ({ remove: '099000000018' }));
    await trial.upstream.office.publishChanges('99999', changes);
    const next = await client.registryChanges(first.cursor, never);
    expect([next.cursor, next.more]).toEqual([`99999 ${upstreamCaps.changes}`, true]);
    expect(next.lines.split('\n')).toHaveLength(upstreamCaps.changes + 2);
    const last = await client.registryChanges(next.cursor, never);
    expect([last.cursor, last.more]).toEqual([`99999 ${upstreamCaps.changes + 1}`, false]);
    expect((await client.registryChanges(last.cursor, never)).lines).toBe('');
  });
});

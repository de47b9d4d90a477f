import { setTimeout as wait } from 'node:timers/promises';
import { testDossier, testSigner } from '#fixtures/upstream/testing/test-desk.ts';
import type { KeptPacket } from '#ports/dossier-store.ts';
import type { Upstream } from '#ports/upstream.ts';
import { hexDigest } from '#sync/key.ts';
import { sealFor } from '#sync/seal-for.ts';
import { connectUpstream } from '#sync/upstream-client.ts';
import { ms, percentile, ratio, row } from '../registry/samples.ts';
import { nextId } from './bench-profile.ts';
import { noise, plainTus } from './plain-tus.ts';
import type { Reference } from './reference.ts';

const never = new AbortController().signal;

export type ManyWish = {
  readonly reference: Reference;
  readonly desks: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly packetBytes: number;
};

/** Many desks, each with a key and connections of its own, send a dossier now and then; how long until the receipt is verified. */
export async function manyDesks(wish: ManyWish): Promise<void> {
  const { reference, perSecond, seconds } = wish;
  const desks = await enrolled(wish);
  const sent = await inTheirTime(wish, async (at) => {
    const desk = desks[at % desks.length];
    if (!desk) throw new Error('no desk');
    const packet = await desk.packet();
    return () => send(desk.upstream, packet);
  });
  // The floor: tus alone, at the same rate, over connections as new as those of a desk that has not sent for a while.
  const [first] = desks;
  if (!first) throw new Error('no desk');
  const raw = noise(wish.packetBytes);
  const { url, caPem } = reference;
  const part = { ...wish, seconds: Math.max(5, Math.round(seconds / 3)) };
  const places = await plainTus({ url, caPem, ...first.plain }).prepare(part.seconds * perSecond, raw);
  const plain = await inTheirTime(part, async (at) => {
    const tus = plainTus({ url, caPem, ...first.plain });
    return () => tus.upload(places.slice(at, at + 1), raw, 1).finally(() => tus.close());
  });
  for (const { upstream } of desks) await upstream.close();
  row(`(d) ${desks.length} desks, ${perSecond}/s together, ${seconds} s`, 'receipt', 'plain tus', 'ratio', 'aim');
  for (const point of [50, 95, 99]) {
    const [one, other] = [percentile(sent, point), percentile(plain, point)];
    row(
      `announce to verified receipt, p${point} of ${sent.length}`,
      ms(one),
      ms(other),
      ratio(one, other),
      point === 95 ? '< 100 ms' : '',
    );
  }
}

async function enrolled({ reference, desks: count, packetBytes }: ManyWish) {
  const { url, caPem, keys } = reference;
  const desks = Array.from({ length: count }, () => {
    const signer = testSigner();
    const upstream = connectUpstream({ signer })({ url, authorityPem: caPem, signing: keys.signing });
    const seal = sealFor(signer);
    const deskId = hexDigest(signer.publicKey);
    let deskSeq = 0;
    const packet = (): Promise<KeptPacket> => {
      const dossierId = nextId();
      const part = { record: 'r1', name: 'portrait', mediaType: 'image/jpeg', bytes: noise(packetBytes) };
      const ids = { dossierId, rev: 1, deskId, epoch: 1, deskSeq: ++deskSeq };
      return seal({ ids, dossier: testDossier(dossierId), parts: [part] }, keys.sealing);
    };
    return { deskId, upstream, packet, plain: { signer, announced: upstream } };
  });
  for (let at = 0; at < desks.length; at += 20)
    await Promise.all(
      desks.slice(at, at + 20).map(({ upstream }) => upstream.enrol({ station: '99999', name: 'Bàn MẪU' }, never)),
    );
  await reference.approve(desks.map(({ deskId }) => deskId));
  return desks;
}

/** Begins so many a second whether or not those before are done; ms that each took. */
async function inTheirTime(
  { perSecond, seconds }: Pick<ManyWish, 'perSecond' | 'seconds'>,
  prepare: (at: number) => Promise<() => Promise<void>>,
): Promise<readonly number[]> {
  const began = performance.now();
  const taken: number[] = [];
  const under: Promise<void>[] = [];
  for (let at = 0; at < perSecond * seconds; at++) {
    const work = await prepare(at);
    // Not every tenth of a second on the beat: spread over the interval.
    const due = began + ((at + Math.random()) * 1000) / perSecond;
    await wait(Math.max(0, due - performance.now()));
    const from = Math.max(due, performance.now());
    under.push(work().then(() => void taken.push(performance.now() - from)));
  }
  await Promise.all(under);
  return taken;
}

async function send(upstream: Upstream, packet: KeptPacket): Promise<void> {
  const [answer] = await upstream.announce([packet.metadata], never);
  if (answer?.is !== 'want') throw new Error(`not wanted: ${answer?.is}`);
  await upstream.upload(packet, answer.upload, { signal: never, sent: () => undefined });
  await upstream.finalise(packet.metadata, never);
}

import { runSizes } from '#services/sync-run.ts';
import { connectUpstream } from '#sync/upstream-client.ts';
import { ratio, row } from '../registry/samples.ts';
import { noise, plainTus } from './plain-tus.ts';
import { openQueueingDesk } from './queueing-desk.ts';
import type { Reference } from './reference.ts';
import type { LinkWish } from './slow-link.ts';

const never = new AbortController().signal;
const rate = (bytes: number, ms: number): string => `${(bytes / 1e6 / (ms / 1000)).toFixed(1)} MB/s`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export type DrainWish = {
  readonly where: string;
  readonly reference: Reference;
  readonly packets: number;
  readonly bytes: number;
  readonly rounds: number;
};

/** Drains a queue on loopback, all of it: announced, uploaded, opened and kept upstream, acknowledged here; beside plain tus. */
export async function drainOnLoopback({ where, reference, packets, bytes, rounds }: DrainWish): Promise<void> {
  const desk = await openQueueingDesk(where);
  const { url, caPem, keys } = reference;
  const connect = connectUpstream({ signer: desk.signer });
  const upstream = connect({ url, authorityPem: caPem, signing: keys.signing });
  await upstream.enrol({ station: '99999', name: 'Bàn MẪU' }, never);
  await reference.approve([desk.deskId]);
  const plain = plainTus({ url, caPem, signer: desk.signer, announced: upstream });
  const raw = noise(bytes);
  const taken = { desk: [] as number[], plain: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const places = await plain.prepare(packets, raw);
    await desk.fill(packets, bytes, keys.sealing);
    const waiting = await desk.waiting();
    taken.plain.push((raw.length * packets) / (await timed(() => plain.upload(places, raw, runSizes.lanes))));
    const ms = await timed(async () => {
      const { sent, stopped } = await desk.run(upstream);
      if (sent !== packets) throw new Error(`${sent} of ${packets} were sent: ${stopped?.code}`);
    });
    taken.desk.push(waiting / ms);
  }
  const [own = 0, limit = 0] = [median(taken.desk), median(taken.plain)];
  row(
    `(a) ${packets} × ${(bytes / 1e6).toFixed(2)} MB on loopback, median of ${rounds}`,
    'desk',
    'plain tus',
    'ratio',
    'aim',
  );
  row('queue drained, receipts kept', rate(own, 1), rate(limit, 1), ratio(own, limit), '≥ 0.60×');
  plain.close();
  await upstream.close();
  await desk.close();
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export type SlowWish = Omit<DrainWish, 'rounds'> & { readonly link: LinkWish };

/** Drains a queue over a slow line that is cut again and again, in one run; beside the time its bytes take on that line, and plain tus on it. */
export async function drainOverLine({ where, reference, packets, bytes, link }: SlowWish): Promise<void> {
  const desk = await openQueueingDesk(where);
  const { caPem, keys, url } = reference;
  const address = { authorityPem: caPem, signing: keys.signing };
  const direct = connectUpstream({ signer: desk.signer })({ ...address, url });
  await direct.enrol({ station: '99999', name: 'Bàn MẪU' }, never);
  await reference.approve([desk.deskId]);
  await desk.fill(packets, bytes, keys.sealing);
  const waiting = await desk.waiting();
  const whole = await reference.link({ ...link, resets: { ...link.resets, share: 0 } });
  const raw = noise(bytes);
  const few = Math.max(6, Math.round(packets / 10));
  const plain = plainTus({ url: whole.url, caPem, signer: desk.signer, announced: direct });
  const places = await plain.prepare(few, raw);
  const plainMs = await timed(() => plain.upload(places, raw, runSizes.lanes));
  plain.close();
  await whole.close();
  const cut = await reference.link(link);
  const upstream = connectUpstream({ signer: desk.signer })({ ...address, url: cut.url });
  let ended = '';
  const ms = await timed(async () => {
    const { sent, stopped } = await desk.run(upstream);
    ended = sent === packets ? 'all in one run' : `${sent} of ${packets} in one run (${stopped?.code ?? 'put off'})`;
  });
  const { connections, resets } = await cut.counts();
  const ownTime = (waiting / link.bytesPerSecond) * 1000;
  const plainTime = (plainMs * waiting) / (few * bytes);
  const seconds = (value: number): string => `${(value / 1000).toFixed(1)} s`;
  const mbit = ((link.bytesPerSecond * 8) / 1e6).toFixed(0);
  row(`(b) ${packets} × ${(bytes / 1e6).toFixed(2)} MB at ${mbit} Mbit/s`, 'desk', 'the line', 'ratio', 'aim');
  row(
    `${resets} resets on ${connections} connections; ${ended}`,
    seconds(ms),
    seconds(ownTime),
    ratio(ms, ownTime),
    '≤ 1.05×',
  );
  row(
    `the same by plain tus without resets (of ${few})`,
    seconds(plainTime),
    seconds(ownTime),
    ratio(plainTime, ownTime),
  );
  for (const line of [direct, upstream, cut]) await line.close();
  await desk.close();
}

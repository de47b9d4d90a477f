import { FailureError, failure } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import {
  type Announced,
  announceAnswerSchema,
  codeListsAnswerSchema,
  type DeskStanding,
  decisionsAnswerSchema,
  deskStandingSchema,
  itemsAnswerSchema,
  rangesAnswerSchema,
  receiptAnswerSchema,
  reconcileAnswerSchema,
  type TrustSnapshot,
  trustAnswerSchema,
  trustSnapshotSchema,
  upstreamInfoSchema,
} from '#contract/upstream.ts';
import { idempotencyKey } from '#domain/packet/signed-metadata.ts';
import type { Signer } from '#ports/signer.ts';
import type { ConnectUpstream, ProvedReceipt, RegistryChanges, Upstream, UpstreamAddress } from '#ports/upstream.ts';
import { readAuthority } from './authority.ts';
import { verifyJws } from './jws.ts';
import { hexDigest, type NamedKey } from './key.ts';
import { verifyReceipt } from './receipt.ts';
import { readRegistryChanges } from './registry-changes.ts';
import { keyNamed } from './seal-for.ts';
import { uploadPacket } from './upload-packet.ts';
import { type After, uploadRate } from './upload-rate.ts';
import { type Ask, asking, jsonOf, misunderstood, type Shape } from './upstream-ask.ts';
import { upstreamClock } from './upstream-clock.ts';
import { type Patience, upstreamLine } from './upstream-line.ts';

/** What lines to an upstream are made of; all but the key has a usual value. */
export type ConnectParts = {
  readonly signer: Signer;
  /** Wall time, ms since 1970. */
  readonly now: () => number;
  /** Ms of a clock that only goes on. */
  readonly monotonic: () => number;
  readonly after: After;
  readonly patience: Patience;
  /** Waits before an upload that was cut goes on, in ms. */
  readonly again: readonly number[];
};

const usual = {
  now: Date.now,
  monotonic: () => performance.now(),
  after: (ms: number, work: () => void) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  patience: { connect: 10_000, answer: 30_000, whole: 5 * 60_000, stall: 60_000 },
  again: [0, 250, 1000],
} as const;

/** Makes lines to upstreams for the desk with this key: HTTPS with the pinned authority alone, every request proved. */
export function connectUpstream(given: Pick<ConnectParts, 'signer'> & Partial<ConnectParts>): ConnectUpstream {
  const parts: ConnectParts = { ...usual, ...given };
  return (address) => {
    const clock = upstreamClock(parts);
    const origin = originOf(address);
    const authorityPem = readAuthority(address.authorityPem).pem;
    const line = upstreamLine({ ...parts, origin, authorityPem, clock });
    const rate = uploadRate(parts);
    const ask = asking(line);
    const places = announcedPlaces();
    const deskId = hexDigest(parts.signer.publicKey);
    return {
      ...standingOf(ask, parts.signer),
      ...sendingOf(ask, address, places),
      ...booksOf(ask, deskId),
      ...comingDown(ask, address),
      async upload(packet, place, options) {
        const held = places.take(place);
        await uploadPacket({ line, rate, again: parts.again }, { packet, held, url: placeOf(place, origin) }, options);
      },
      skewMs: () => clock.skewMs(),
      limit: (bytesPerSecond) => rate.limit(bytesPerSecond),
      close: () => line.close(),
    };
  };
}

function originOf({ url }: UpstreamAddress): string {
  const { protocol, origin } = new URL(url);
  if (protocol !== 'https:') throw new RangeError('an upstream is asked over HTTPS');
  return origin;
}

/** The upload's address as the upstream gave it; nothing is sent to any other place. */
function placeOf(place: string, origin: string): URL {
  const url = URL.canParse(place, origin) ? new URL(place, origin) : null;
  if (url?.origin !== origin || url.pathname !== place) throw misunderstood();
  return url;
}

function standingOf(ask: Ask, { publicKey }: Signer): Pick<Upstream, 'info' | 'enrol' | 'standing'> {
  const own = (standing: DeskStanding): DeskStanding => mine(standing, hexDigest(publicKey));
  return {
    async info(signal) {
      // This may be the first look at somebody nobody has decided to trust: the desk does not say which it is.
      const info = await ask.json(
        { method: 'GET', path: '/upstream', proved: false, answer: upstreamInfoSchema },
        signal,
      );
      for (const key of Object.values(info.keys)) checkNamed(() => keyNamed(key));
      return info;
    },
    async enrol({ station, name }, signal) {
      const body = { publicKey: Buffer.from(publicKey).toString('base64'), station, name };
      return own(await ask.json({ method: 'POST', path: '/desks', body, answer: deskStandingSchema }, signal));
    },
    standing: async (signal) =>
      own(await ask.json({ method: 'GET', path: '/desks/self', answer: deskStandingSchema }, signal)),
  };
}

/** What the last announcement said of each place: how many bytes are there. */
type Places = { note(answers: readonly Announced[]): void; take(place: string): number | null };

function announcedPlaces(): Places {
  let held = new Map<string, number>();
  return {
    note(answers) {
      held = new Map(answers.flatMap((answer) => (answer.is === 'want' ? [[answer.upload, answer.offset]] : [])));
    },
    take(place) {
      const found = held.get(place) ?? null;
      // What comes after an upload that failed is not what was announced.
      held.delete(place);
      return found;
    },
  };
}

function sendingOf(
  ask: Ask,
  { signing }: UpstreamAddress,
  places: Places,
): Pick<Upstream, 'announce' | 'finalise' | 'verify'> {
  const key = signing === null ? null : keyNamed(signing);
  const known = (): NamedKey => {
    if (key === null) throw new FailureError(failure('sync.receiptFalse'));
    return key;
  };
  const verify = async (jws: string, metadata: SyncMetadata): Promise<ProvedReceipt> => ({
    receipt: await verifyReceipt(jws, known(), metadata),
    jws,
  });
  return {
    async announce(items, signal) {
      const asked = { method: 'POST', path: '/announce', body: { items }, answer: announceAnswerSchema } as const;
      const answer = await ask.json(asked, signal);
      places.note(answer.items);
      return inOrder(answer.items, items);
    },
    async finalise(metadata, signal) {
      known();
      const headers = { 'idempotency-key': idempotencyKey(metadata) };
      const asked = { method: 'POST', path: '/packets', body: metadata, headers, answer: receiptAnswerSchema } as const;
      return verify((await ask.json(asked, signal)).receipt, metadata);
    },
    verify,
  };
}

/** Each packet has its own answer, in the order they were announced. */
function inOrder(answers: readonly Announced[], items: readonly SyncMetadata[]): readonly Announced[] {
  const isAll =
    answers.length === items.length &&
    items.every(({ dossierId, rev }, at) => answers[at]?.dossierId === dossierId && answers[at]?.rev === rev);
  if (!isAll) throw misunderstood();
  return answers;
}

function booksOf(ask: Ask, deskId: string): Pick<Upstream, 'reconcile' | 'ranges' | 'items'> {
  return {
    reconcile: async (signal) =>
      mine(await ask.json({ method: 'GET', path: '/reconcile', answer: reconcileAnswerSchema }, signal), deskId),
    ranges: (body, signal) =>
      ask.json({ method: 'POST', path: '/reconcile/ranges', body, answer: rangesAnswerSchema }, signal),
    items: async (body, signal) =>
      (await ask.json({ method: 'POST', path: '/reconcile/items', body, answer: itemsAnswerSchema }, signal)).items,
  };
}

function comingDown(
  ask: Ask,
  { signing }: UpstreamAddress,
): Pick<Upstream, 'decisions' | 'registryChanges' | 'trust' | 'codeLists'> {
  const get = <T>(path: string, answer: Shape<T>, signal: AbortSignal): Promise<T> =>
    ask.json({ method: 'GET', path: `/downlink${path}`, answer }, signal);
  return {
    decisions: (after, signal) => get(`/decisions?after=${after}`, decisionsAnswerSchema, signal),
    registryChanges: async (after, signal): Promise<RegistryChanges> =>
      readRegistryChanges(after, (query) => ask.text(`/downlink/registry?${query}`, signal)),
    async trust(signal) {
      if (signing === null) throw misunderstood();
      const answer = await get('/trust', trustAnswerSchema, signal).catch(nullIfUnknown);
      return answer && (await snapshotIn(answer.snapshot, keyNamed(signing)));
    },
    codeLists: async (signal) => (await get('/code-lists', codeListsAnswerSchema, signal)).lists,
  };
}

function nullIfUnknown(error: unknown): null {
  if (error instanceof FailureError && error.failure.code === 'sync.unknown') return null;
  throw error;
}

async function snapshotIn(jws: string, signing: NamedKey): Promise<TrustSnapshot> {
  const payload = await verifyJws(jws, 'truc-ban-trust+jws', signing);
  const snapshot = trustSnapshotSchema.safeParse(payload && jsonOf(new TextDecoder().decode(payload)));
  if (!snapshot.success) throw misunderstood(snapshot.error);
  return snapshot.data;
}

/** What is said of another desk is no answer to this one. */
function mine<T extends { readonly deskId: string }>(answer: T, deskId: string): T {
  if (answer.deskId !== deskId) throw misunderstood();
  return answer;
}

function checkNamed(read: () => NamedKey): void {
  try {
    read();
  } catch (error) {
    throw misunderstood(error);
  }
}

import { randomBytes, randomUUID } from 'node:crypto';
import { Agent as TlsAgent } from 'node:https';
import { DefaultHttpStack, type HttpRequest, Upload } from 'tus-js-client';
import type { SyncMetadata } from '#contract/packet.ts';
import { metadataBytes } from '#domain/packet/signed-metadata.ts';
import type { Signer } from '#ports/signer.ts';
import type { Upstream } from '#ports/upstream.ts';
import { detach, signJws } from '#sync/jws.ts';
import { hexDigest } from '#sync/key.ts';
import { proveRequest } from '#sync/request-proof.ts';

/** What tus uploads by itself: bytes that nobody opens, keeps or acknowledges. */
export type PlainTus = {
  /** Makes places for so many uploads of these bytes; not part of what is measured. */
  prepare(count: number, bytes: Uint8Array): Promise<readonly string[]>;
  /** Uploads the bytes to each place, so many side by side. */
  upload(places: readonly string[], bytes: Uint8Array, lanes: number): Promise<void>;
  close(): void;
};

export type PlainParts = {
  readonly url: string;
  readonly caPem: string;
  readonly signer: Signer;
  /** The upstream wants to be told of what it is sent. */
  readonly announced: Upstream;
};

/** The client library of tus over HTTPS of Node, with connections that are kept: the limit of this machine. */
export function plainTus({ url, caPem, signer, announced }: PlainParts): PlainTus {
  const agent = new TlsAgent({ ca: caPem, keepAlive: true, maxSockets: 8 });
  const httpStack = new DefaultHttpStack({ agent });
  let deskSeq = 1_000_000;
  const prove = async (asked: HttpRequest): Promise<void> => {
    const method = asked.getMethod() as 'HEAD' | 'PATCH';
    const body = method === 'PATCH' ? 'unsigned' : null;
    const path = new URL(asked.getURL()).pathname;
    asked.setHeader('Authorization', await proveRequest({ method, path, body }, signer, Date.now()));
  };
  const one = (place: string, bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      new Upload(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
        ...{ uploadUrl: `${url}${place}`, uploadSize: bytes.length, httpStack, retryDelays: [0, 100, 500] },
        onBeforeRequest: prove,
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });
  return {
    async prepare(count, bytes) {
      const items: SyncMetadata[] = [];
      for (let n = 0; n < count; n++) items.push(await metadataOf(signer, ++deskSeq, bytes));
      const places: string[] = [];
      for (let at = 0; at < items.length; at += 100) {
        const answers = await announced.announce(items.slice(at, at + 100), new AbortController().signal);
        places.push(...answers.map((answer) => (answer.is === 'want' ? answer.upload : '')));
      }
      return places;
    },
    async upload(places, bytes, lanes) {
      const left = places.values();
      const lane = async (): Promise<void> => {
        for (const place of left) await one(place, bytes);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    },
    close: () => agent.destroy(),
  };
}

async function metadataOf(signer: Signer, deskSeq: number, bytes: Uint8Array): Promise<SyncMetadata> {
  const dossierId = `019a9e00-0000-7000-a000-${randomUUID().slice(-12)}`;
  const ids = { dossierId, rev: 1, deskId: hexDigest(signer.publicKey), epoch: 9, deskSeq };
  const unsigned = { ...ids, size: bytes.length, sha256: hexDigest(bytes) };
  const jws = await signJws({ typ: 'truc-ban-packet+jws', payload: metadataBytes(unsigned) }, signer);
  return { ...unsigned, sig: detach(jws) };
}

/** Bytes that nothing can make smaller. */
export function noise(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length));
}

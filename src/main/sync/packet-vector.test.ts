import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type JsonWebKey,
  verify,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SyncMetadata } from '#contract/packet.ts';
import { publicKeyOf } from './key.ts';
import { openPacket } from './open-packet.ts';

// A packet that was made once. Dossiers wait in queues and on sticks longer than a version of the program lives.

type Vector = {
  readonly metadata: SyncMetadata;
  readonly deskPublicKey: string;
  readonly upstreamPrivateKey: JsonWebKey;
  readonly body: { readonly dossier: unknown; readonly attachments: readonly { readonly record: string }[] };
};

const kept = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/vectors/packet/${name}`, import.meta.url));
const vector = JSON.parse(kept('packet-1.json').toString()) as Vector;
const sealed = kept('packet-1.sealed');
const privateKey = createPrivateKey({ key: vector.upstreamPrivateKey, format: 'jwk' });
const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64url');

/** JWE by the letter (RFC 7518 §4.6, §5.3), with node:crypto alone: the library must not be the only one to open it. */
function openedByHand(): Buffer {
  const at = 'truc-ban sealed 1\n'.length;
  const length = sealed.readUInt16BE(at);
  const head = JSON.parse(sealed.subarray(at + 2, at + 2 + length).toString());
  const ciphertext = sealed.subarray(at + 2 + length);
  const header = JSON.parse(fromBase64(head.protected).toString());
  const shared = diffieHellman({ privateKey, publicKey: createPublicKey({ key: header.epk, format: 'jwk' }) });
  const word = (n: number): Buffer => Buffer.of(0, 0, 0, n);
  const algorithm = Buffer.from('A256GCM');
  const parts = [word(1), shared, word(algorithm.length), algorithm, word(0), word(0), Buffer.of(0, 0, 1, 0)];
  const content = createHash('sha256').update(Buffer.concat(parts)).digest();
  const decipher = createDecipheriv('aes-256-gcm', content, fromBase64(head.iv), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(head.protected)).setAuthTag(fromBase64(head.tag));
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

describe('the packet of format 1', () => {
  it('is opened as it always was', async () => {
    const { kid } = publicKeyOf(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64'));
    const keys = { desk: publicKeyOf(vector.deskPublicKey), sealing: { kid, privateKey } };
    const { body, files, manifest } = await openPacket(new Uint8Array(sealed), vector.metadata, keys);
    expect(body.dossier).toEqual(vector.body.dossier);
    expect(body.attachments).toMatchObject(vector.body.attachments);
    expect(manifest.files.map((file) => file.mediaType).sort()).toEqual(['application/pdf', 'image/jpeg']);
    expect([...files.values()].map((file) => file.length).sort()).toEqual([10, 300]);
  });

  it('is opened by the standards alone', () => {
    const plain = openedByHand();
    const begin = 'truc-ban packet 1\n';
    expect(plain.subarray(0, begin.length).toString()).toBe(begin);
    const length = plain.readUInt32BE(begin.length);
    const listAt = begin.length + 4;
    const list = JSON.parse(plain.subarray(listAt, listAt + length).toString());
    const body = plain.subarray(listAt + length, listAt + length + list.body.size);
    expect(createHash('sha256').update(body).digest('hex')).toBe(list.body.sha256);
    expect(JSON.parse(body.toString()).dossier).toEqual(vector.body.dossier);
  });

  it('is signed over its metadata in canonical JSON', () => {
    const { sig, ...unsigned } = vector.metadata;
    const text = JSON.stringify(Object.fromEntries(Object.entries(unsigned).sort(([a], [b]) => (a < b ? -1 : 1))));
    const [head = '', signature = ''] = sig.split('..');
    const key = createPublicKey({ key: Buffer.from(vector.deskPublicKey, 'base64'), format: 'der', type: 'spki' });
    const signed = Buffer.from(`${head}.${Buffer.from(text).toString('base64url')}`);
    expect(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, fromBase64(signature))).toBe(true);
    expect(createHash('sha256').update(sealed).digest('hex')).toBe(vector.metadata.sha256);
  });
});

import { generateKeyPairSync, sign } from 'node:crypto';
import { FlattenedEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import { packetCaps, type SyncMetadata, syncMetadataSchema } from '#contract/packet.ts';
import { writePacketContent } from '#domain/packet/packet-content.ts';
import { readSealedFrame, writeSealedFrame } from '#domain/packet/sealed-frame.ts';
import { metadataBytes } from '#domain/packet/signed-metadata.ts';
import type { Signer } from '#ports/signer.ts';
import { detach, signJws } from './jws.ts';
import { hexDigest, type NamedKey, readPublicKey } from './key.ts';
import { openPacket } from './open-packet.ts';
import { type SealedPacket, sealedType, sealPacket } from './seal-packet.ts';

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  const signer: Signer = {
    publicKey: der,
    sign: async (message) => new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  };
  return { named: readPublicKey(der), privateKey, signer };
}

const desk = keyPair();
const upstream = keyPair();
const keys = { desk: desk.named, sealing: { kid: upstream.named.kid, privateKey: upstream.privateKey } };
const ids = { dossierId: '01930000-0000-7000-8000-000000000001', rev: 1, deskId: desk.named.kid, epoch: 1, deskSeq: 1 };
const dossier = {
  id: ids.dossierId,
  revision: 1,
  kind: { code: 'cardExchange', regime: '2024-07-01' },
  subject: { number: '099000000017', name: 'NGUYỄN THỊ MẪU' },
};
const parts = [{ record: 'r1', name: 'portrait', mediaType: 'image/jpeg', bytes: new Uint8Array(5000).fill(7) }];
const input = { ids, dossier, parts };
const sealed = await sealPacket(input, upstream.named, desk.signer);

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof FailureError ? error.failure.code : String(error)),
  );

/** Other bytes under metadata that the desk itself signed for them: what a desk gone wrong could send. */
async function signedAs(bytes: Uint8Array, given = ids): Promise<SealedPacket> {
  const unsigned = { ...given, size: bytes.length, sha256: hexDigest(bytes) };
  const jws = await signJws({ typ: 'truc-ban-packet+jws', payload: metadataBytes(unsigned) }, desk.signer);
  return { sealed: bytes, metadata: { ...unsigned, sig: detach(jws) } };
}

type Head = { readonly zip?: 'DEF'; readonly typ?: string; readonly apu?: string; readonly enc?: string };

async function sealedBy(plain: Uint8Array, to: NamedKey, more: Head = {}) {
  const head = { alg: 'ECDH-ES', enc: 'A256GCM', kid: to.kid, typ: sealedType, ...more };
  const jwe = await new FlattenedEncrypt(plain).setProtectedHeader(head).encrypt(to.key);
  return writeSealedFrame({
    protected: jwe.protected ?? '',
    iv: jwe.iv ?? '',
    tag: jwe.tag ?? '',
    ciphertext: new Uint8Array(Buffer.from(jwe.ciphertext, 'base64url')),
  });
}

describe('a sealed packet', () => {
  it('is opened by whom it is for, and shows nobody else anything', async () => {
    const { body, files } = await openPacket(sealed.sealed, sealed.metadata, keys);
    expect(body.dossier.subject.name).toBe('NGUYỄN THỊ MẪU');
    expect([...files.values()]).toEqual([parts[0]?.bytes]);
    const seen = Buffer.from(sealed.sealed).toString('latin1') + JSON.stringify(sealed.metadata);
    for (const secret of ['MẪU', '099000000017', 'cardExchange', 'portrait']) expect(seen).not.toContain(secret);
    expect(Object.keys(syncMetadataSchema.parse(sealed.metadata)).sort()).toEqual(
      ['dossierId', 'rev', 'deskId', 'epoch', 'deskSeq', 'size', 'sha256', 'sig'].sort(),
    );
  });

  it('costs little more than what is in it', () => {
    expect(sealed.sealed.length - writePacketContent(input).length).toBeLessThan(700);
  });

  it('is of the desk whose key signs it', async () => {
    const foreign = { ...input, ids: { ...ids, deskId: 'ab'.repeat(32) } };
    await expect(sealPacket(foreign, upstream.named, desk.signer)).rejects.toThrow(RangeError);
  });
});

describe('a hostile packet', () => {
  it('is refused cut off or longer, and with any byte changed', async () => {
    for (const bytes of [sealed.sealed.subarray(0, -1), sealed.sealed.subarray(0, 40), new Uint8Array()])
      expect(await codeOf(openPacket(bytes, sealed.metadata, keys))).toBe('packet.hashDiffers');
    for (const at of [0, 20, 200, 700, sealed.sealed.length - 1]) {
      const changed = sealed.sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await codeOf(openPacket(changed, sealed.metadata, keys))).toBe('packet.hashDiffers');
      const resigned = await signedAs(changed);
      expect(await codeOf(openPacket(changed, resigned.metadata, keys))).toMatch(/^packet\.(malformed|otherKey)$/);
    }
  });

  it('is refused when it is larger than any may be, before anything else', async () => {
    const bytes = new Uint8Array(packetCaps.sealed + 1);
    expect(await codeOf(openPacket(bytes, sealed.metadata, keys))).toBe('packet.tooLarge');
  });

  it('is refused under any other metadata: changed, of another packet, of another desk', async () => {
    const others: SyncMetadata[] = [
      { ...sealed.metadata, rev: 2 },
      { ...sealed.metadata, deskSeq: 2 },
      { ...sealed.metadata, epoch: 2 },
      { ...sealed.metadata, size: sealed.metadata.size + 1 },
      { ...sealed.metadata, sig: sealed.metadata.sig.replace(/.{3}$/, 'AAA') },
    ];
    for (const metadata of others)
      expect(await codeOf(openPacket(sealed.sealed, metadata, keys))).toBe('packet.notSigned');
    const stranger = keyPair();
    expect(await codeOf(openPacket(sealed.sealed, sealed.metadata, { ...keys, desk: stranger.named }))).toBe(
      'packet.notSigned',
    );
  });

  it('is refused when its own desk put it under other numbers', async () => {
    const replayed = await signedAs(sealed.sealed, { ...ids, rev: 2, deskSeq: 2 });
    expect(await codeOf(openPacket(sealed.sealed, replayed.metadata, keys))).toBe('packet.otherDossier');
  });

  it('is refused when a signature of another use stands on it', async () => {
    const { sig: _, ...unsigned } = sealed.metadata;
    const jws = await signJws({ typ: 'truc-ban-receipt+jws', payload: metadataBytes(unsigned) }, desk.signer);
    const metadata = { ...unsigned, sig: detach(jws) };
    expect(await codeOf(openPacket(sealed.sealed, metadata, keys))).toBe('packet.notSigned');
  });

  it('is refused when it is sealed for another key, compressed, or something else', async () => {
    const plain = writePacketContent(input);
    const other = await signedAs(await sealedBy(plain, keyPair().named));
    expect(await codeOf(openPacket(other.sealed, other.metadata, keys))).toBe('packet.otherKey');
    const zipped = await signedAs(await sealedBy(plain, upstream.named, { zip: 'DEF' }));
    expect(await codeOf(openPacket(zipped.sealed, zipped.metadata, keys))).toBe('packet.otherKey');
    const typed = await signedAs(await sealedBy(plain, upstream.named, { typ: 'JWT' }));
    expect(await codeOf(openPacket(typed.sealed, typed.metadata, keys))).toBe('packet.otherKey');
    for (const more of [{ enc: 'A256CBC-HS512' }, { apu: 'QQ' }]) {
      const unusual = await signedAs(await sealedBy(plain, upstream.named, more));
      expect(await codeOf(openPacket(unusual.sealed, unusual.metadata, keys))).toBe('packet.otherKey');
    }
    const claimed = { kid: upstream.named.kid, key: keyPair().named.key };
    const false_ = await signedAs(await sealedBy(plain, claimed));
    expect(await codeOf(openPacket(false_.sealed, false_.metadata, keys))).toBe('packet.malformed');
    const nothing = await signedAs(await sealedBy(new Uint8Array(9), upstream.named));
    expect(await codeOf(openPacket(nothing.sealed, nothing.metadata, keys))).toBe('packet.malformed');
  });

  it('is refused with a head that is none, or a key that is on no curve', async () => {
    const frame = readSealedFrame(sealed.sealed);
    const head = JSON.parse(Buffer.from(frame.protected, 'base64url').toString());
    const heads = [null, [], 'x', {}, { ...head, crit: ['b64'] }, { ...head, epk: null }, { ...head, kid: 7 }];
    const points = [{ x: head.epk.y }, { x: 'AA' }, { x: 7 }].map((of) => ({ ...head, epk: { ...head.epk, ...of } }));
    for (const other of [...heads, ...points, { ...head, epk: { ...head.epk, d: 'AA' } }]) {
      const text = Buffer.from(JSON.stringify(other)).toString('base64url');
      const changed = await signedAs(writeSealedFrame({ ...frame, protected: text }));
      expect(await codeOf(openPacket(changed.sealed, changed.metadata, keys))).toMatch(
        /^packet\.(otherKey|malformed)$/,
      );
    }
    for (const part of [{ iv: 'AA' }, { tag: 'AAAA' }]) {
      const changed = await signedAs(writeSealedFrame({ ...frame, ...part }));
      expect(await codeOf(openPacket(changed.sealed, changed.metadata, keys))).toBe('packet.malformed');
    }
  });

  it('is refused with parts of the seal of another packet', async () => {
    const [a, b] = [
      readSealedFrame(sealed.sealed),
      readSealedFrame((await sealPacket(input, upstream.named, desk.signer)).sealed),
    ];
    const mixed = await signedAs(writeSealedFrame({ ...a, protected: b.protected }));
    expect(await codeOf(openPacket(mixed.sealed, mixed.metadata, keys))).toBe('packet.malformed');
  });
});

describe('readPublicKey', () => {
  it('takes P-256 in its one encoding, and nothing else', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'der', type: 'spki' });
    const longer = Buffer.concat([desk.signer.publicKey, Buffer.of(0)]);
    for (const der of [other, longer, Buffer.alloc(0), Buffer.alloc(91)])
      expect(() => readPublicKey(new Uint8Array(der))).toThrow('enrolment.key');
  });
});

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import { packetCaps } from '#contract/packet.ts';
import { concat } from '#domain/bytes.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import { type PacketPart, readPacketContent, writePacketContent } from './packet-content.ts';

const ids = {
  dossierId: '01930000-0000-7000-8000-000000000001',
  rev: 1,
  deskId: 'ab'.repeat(32),
  epoch: 1,
  deskSeq: 7,
} as const;
const dossier = {
  id: ids.dossierId,
  revision: 1,
  kind: { code: 'cardExchange', regime: '2024-07-01' },
  subject: { number: '099000000017', name: 'NGUYỄN THỊ MẪU' },
};
const part = (record: string, ...bytes: number[]): PacketPart => ({
  record,
  name: 'portrait',
  mediaType: 'image/jpeg',
  bytes: Uint8Array.from(bytes),
});
const parts = [part('a', 1, 2, 3), part('b', 9), part('c', 1, 2, 3)];
const packet = (): Uint8Array => writePacketContent({ ids, dossier, parts });

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code;
    throw error;
  }
  return 'nothing';
}

/** The same packet with its list changed, its length put right. */
function relisted(change: (list: string) => string): Uint8Array {
  const bytes = packet();
  const at = 'truc-ban packet 1\n'.length;
  const length = new DataView(bytes.buffer).getUint32(at);
  const list = new TextEncoder().encode(change(new TextDecoder().decode(bytes.subarray(at + 4, at + 4 + length))));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, list.length);
  return concat(bytes.subarray(0, at), size, list, bytes.subarray(at + 4 + length));
}

/** The same files under a body that names none of them. */
function relistedWith(body: string): Uint8Array {
  const { manifest } = readPacketContent(packet(), ids);
  const bytes = new TextEncoder().encode(body);
  const changed = relisted((list) =>
    canonicalJson({ ...JSON.parse(list), body: { sha256: bytesToHex(sha256(bytes)), size: bytes.length } }),
  );
  const files = manifest.files.reduce((sum, file) => sum + file.size, 0);
  const bodyAt = changed.length - files - manifest.body.size;
  return concat(changed.subarray(0, bodyAt), bytes, changed.subarray(changed.length - files));
}

describe('a packet', () => {
  it('has each file once, and gives back what was put in', () => {
    const { manifest, body, files } = readPacketContent(packet(), ids);
    expect(manifest.files.map((file) => file.size).sort()).toEqual([1, 3]);
    expect(body.dossier).toEqual(dossier);
    expect(body.attachments.map(({ record, sha256 }) => [record, files.get(sha256)])).toEqual(
      parts.map(({ record, bytes }) => [record, bytes]),
    );
  });

  it('has the same bytes however the dossier is put together', () => {
    const { subject, kind, revision, id } = dossier;
    expect(writePacketContent({ ids, dossier: { subject, kind, revision, id }, parts })).toEqual(packet());
  });

  it('comes back whole for any files', () => {
    const files = fc.array(fc.record({ record: fc.string({ minLength: 1, maxLength: 9 }), bytes: fc.uint8Array() }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(files, (given) => {
        const wish = given.map((file) => ({ ...part(file.record), bytes: file.bytes }));
        const { body, files: found } = readPacketContent(writePacketContent({ ids, dossier, parts: wish }), ids);
        expect(body.attachments.map(({ sha256 }) => found.get(sha256))).toEqual(given.map(({ bytes }) => bytes));
      }),
      { numRuns: 60 },
    );
  });

  it('takes no more than it may hold', () => {
    const many = Array.from({ length: packetCaps.files + 1 }, (_, at) => part(`r${at}`, at));
    expect(codeOf(() => writePacketContent({ ids, dossier, parts: many }))).toBe('packet.tooMany');
    const note = 'x'.repeat(packetCaps.body);
    expect(codeOf(() => writePacketContent({ ids, dossier: { ...dossier, note }, parts }))).toBe('packet.tooLarge');
  });
});

describe('a hostile packet', () => {
  it('is refused wherever it is cut off or goes on', () => {
    const bytes = packet();
    for (let length = 0; length < bytes.length; length++)
      expect(codeOf(() => readPacketContent(bytes.subarray(0, length), ids))).toBe('packet.malformed');
    expect(codeOf(() => readPacketContent(concat(bytes, Uint8Array.of(0)), ids))).toBe('packet.malformed');
  });

  it('is refused with any byte changed, but for the kind of a file, which the seal alone guards', () => {
    const bytes = packet();
    const list = new TextDecoder('latin1').decode(bytes);
    const kinds = [...list.matchAll(/image\/jpeg/g)].map(({ index }) => index);
    for (let at = 0; at < bytes.length; at++) {
      if (kinds.some((begin) => at >= begin && at < begin + 'image/jpeg'.length)) continue;
      const changed = bytes.map((byte, index) => (index === at ? byte ^ 0x01 : byte));
      expect(codeOf(() => readPacketContent(changed, ids))).toMatch(/^packet\./);
    }
  });

  it('is refused with files exchanged', () => {
    const bytes = packet();
    const [a, b] = [bytes.at(-1) ?? 0, bytes.at(-2) ?? 0];
    const swapped = concat(bytes.subarray(0, -2), Uint8Array.of(a, b));
    expect(codeOf(() => readPacketContent(swapped, ids))).toBe('packet.hashDiffers');
  });

  it('is refused for another dossier, revision, desk, epoch or number', () => {
    for (const other of [
      { dossierId: '01930000-0000-7000-8000-000000000002' },
      { rev: 2 },
      { deskId: 'cd'.repeat(32) },
      { epoch: 2 },
      { deskSeq: 8 },
    ])
      expect(codeOf(() => readPacketContent(packet(), { ...ids, ...other }))).toBe('packet.otherDossier');
    const stranger = { ...dossier, id: '01930000-0000-7000-8000-000000000009' };
    const bytes = writePacketContent({ ids, dossier: stranger, parts });
    expect(codeOf(() => readPacketContent(bytes, ids))).toBe('packet.otherDossier');
  });

  it('is refused with more files than there may be, before they are looked at', () => {
    const absurd = relisted((list) => {
      const files = Array.from({ length: 500 }, () => ({ sha256: '', size: 0 }));
      return canonicalJson({ ...JSON.parse(list), files });
    });
    expect(codeOf(() => readPacketContent(absurd, ids))).toBe('packet.tooMany');
  });

  it('is refused with lengths that lead nowhere, another spelling, or names that come twice', () => {
    const sizes = relisted((list) => list.replace('"size":3', '"size":9007199254740991'));
    const spelt = relisted((list) => list.replace('{', '{ '));
    const doubled = relisted((list) => list.replace('{', '{"rev":1,'));
    const shuffled = relisted((list) => {
      const value = JSON.parse(list);
      return canonicalJson({ ...value, files: value.files.toReversed() });
    });
    const deep = relisted(() => '['.repeat(30_000) + ']'.repeat(30_000));
    for (const bytes of [sizes, spelt, doubled, shuffled, deep])
      expect(codeOf(() => readPacketContent(bytes, ids))).toBe('packet.malformed');
  });

  it('is refused with a file nobody names, and a name without its file', () => {
    const body = canonicalJson({ dossier, attachments: [] });
    const unnamed = relistedWith(body);
    expect(codeOf(() => readPacketContent(unnamed, ids))).toBe('packet.malformed');
    const nameless = relisted((list) => {
      const value = JSON.parse(list);
      return canonicalJson({ ...value, files: value.files.slice(1) });
    });
    expect(codeOf(() => readPacketContent(nameless, ids))).toBe('packet.malformed');
  });
});

import { describe, expect, it } from 'vitest';
import { closedSync, type Minute } from '#contract/sync.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import { testSigner } from '#fixtures/upstream/testing/test-desk.ts';
import { makeTls } from '#fixtures/upstream/upstream-keys.ts';
import { authorityDigest, readAuthority } from './authority.ts';
import { signJws } from './jws.ts';
import { hexDigest, readPublicKey } from './key.ts';
import { signMinute, verifyMinute } from './minute.ts';
import { sealFor } from './seal-for.ts';

const signer = testSigner();
const desk = readPublicKey(signer.publicKey);
const minute: Minute = {
  format: 'truc-ban minute 1',
  station: '99999',
  deskId: desk.kid,
  officer: 'CB001',
  at: '2026-11-22T10:00:00.000Z',
  upstream: { name: 'MẪU', url: 'https://localhost', time: '2026-11-22T10:00:00.000Z', highestReceipt: 1 },
  epochs: [{ epoch: 1, numbered: 1, acknowledged: 1, held: 1, digest: 'a'.repeat(64) }],
  figures: closedSync.figures,
  lists: { unacknowledged: [], unknown: [], differing: [], gaps: [] },
  percent: '100.00',
  agreed: true,
  resent: 0,
  purged: 0,
};
const bytesOf = (value: Minute): Uint8Array => new TextEncoder().encode(canonicalJson(value));

describe('a minute', () => {
  it('is what the desk signed, and nothing else is', async () => {
    const jws = await signMinute(signer)(bytesOf(minute));
    expect(await verifyMinute(jws, desk)).toEqual(minute);
    const [head, , signature] = jws.split('.');
    const better = Buffer.from(bytesOf({ ...minute, percent: '99.99' })).toString('base64url');
    const stranger = readPublicKey(testSigner().publicKey);
    expect(await verifyMinute(`${head}.${better}.${signature}`, desk)).toBe(null);
    expect(await verifyMinute(jws, stranger)).toBe(null);
    expect(await verifyMinute('no minute', desk)).toBe(null);
  });

  it('is of the desk that signed it, of this format, and signed as a minute', async () => {
    const sign = signMinute(signer);
    expect(await verifyMinute(await sign(bytesOf({ ...minute, deskId: 'b'.repeat(64) })), desk)).toBe(null);
    expect(await verifyMinute(await sign(new TextEncoder().encode('{}')), desk)).toBe(null);
    const receipt = await signJws({ typ: 'truc-ban-receipt+jws', payload: bytesOf(minute) }, signer);
    expect(await verifyMinute(receipt, desk)).toBe(null);
  });
});

describe('the pinned authority', () => {
  const { caPem, certificatePem } = makeTls();

  it('has the digest people compare: of the certificate itself', () => {
    const der = Buffer.from(caPem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    expect(authorityDigest(caPem)).toBe(hexDigest(der));
    expect(readAuthority(`Gốc MẪU\n${caPem}`).pem.replace(/\s/g, '')).toBe(caPem.replace(/\s/g, ''));
  });

  it('is one certificate of an authority, or nothing', () => {
    for (const text of [
      '',
      'no certificate',
      certificatePem,
      caPem + certificatePem,
      caPem + caPem,
      caPem.slice(0, 90),
    ])
      expect(() => authorityDigest(text)).toThrow('upstream.authorityUnreadable');
  });
});

describe('sealing', () => {
  it('is for the key that bears its name', async () => {
    const input = {
      ids: { dossierId: '01930000-0000-7000-8000-000000000001', rev: 1, deskId: desk.kid, epoch: 1, deskSeq: 1 },
      dossier: {
        id: '01930000-0000-7000-8000-000000000001',
        revision: 1,
        kind: { code: 'cardExchange', regime: '2024-07-01' },
        subject: { number: '099000000017', name: 'NGUYỄN THỊ MẪU' },
      },
      parts: [],
    };
    const publicKey = Buffer.from(testSigner().publicKey).toString('base64');
    const kid = hexDigest(Buffer.from(publicKey, 'base64'));
    const { metadata, sealed } = await sealFor(signer)(input, { kid, publicKey });
    expect(metadata).toMatchObject({ ...input.ids, size: sealed.length });
    await expect(sealFor(signer)(input, { kid: desk.kid, publicKey })).rejects.toThrow('enrolment.key');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from './certificate.ts';
import { importTrust } from './import-trust.ts';
import { parseMasterList } from './master-list.ts';
import { parseSignedData } from './signed-data.ts';
import { createTrust, describeAnchor } from './trust.ts';

// The German master list of 2026-05-28 and its root: public, too big to be kept here; expected beside the repository.
const folder = new URL('../../../../../shared/data/masterlist/', import.meta.url);
const isThere = existsSync(folder);
const file = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, folder))) });

const reason = 'needs ../shared/data/masterlist (the German master list and its root)';

describe.skipIf(!isThere)(`the German master list of 2026-05-28${isThere ? '' : `: ${reason}`}`, () => {
  it('holds what it is known to hold', () => {
    const list = parseMasterList(parseSignedData(file('DE_ML_2026-05-28-08-28-45.ml').bytes));
    const certificates = list.certificates.map(parseCertificate);
    const keys = certificates.map((certificate) => certificate.key());
    expect(certificates).toHaveLength(588);
    expect(keys.filter((key) => key.kind === 'ec' && key.explicit)).toHaveLength(160);
    expect(keys.filter((key) => key.kind === 'unknown')).toEqual([]);
    expect(certificates.filter(({ subject, issuer }) => subject.text === issuer.text)).toHaveLength(509);
  });

  it('is imported under its root', async () => {
    const files = [file('DE_ML_2026-05-28-08-28-45.ml'), file('DE_ROOT_CA_CSCA07.cer')];
    const told: number[] = [];
    const now = new Date('2026-11-22T00:00:00Z');
    const { accepted, refused } = await importTrust({
      files,
      trust: createTrust([]),
      now,
      onProgress: ({ done }) => told.push(done),
    });
    const count = (code: string) => refused.filter((one) => one.code === code).length;
    expect(accepted).toHaveLength(568);
    expect(refused).toHaveLength(21);
    // The list holds its own root once more; eight certificates say they are no authority; twelve links lack their issuer.
    expect([count('trust.duplicate'), count('trust.notAuthority'), count('trust.linkUnproved')]).toEqual([1, 8, 12]);
    expect(told.at(-1)).toBe(588);
    const anchors = accepted.map(describeAnchor);
    expect(anchors.filter(({ kind }) => kind === 'link')).toHaveLength(193);
    expect(new Set(anchors.map(({ country }) => country)).size).toBeGreaterThan(100);
    const vietnam = anchors.filter(({ country }) => country === 'VN');
    expect(vietnam).toMatchObject([
      {
        fingerprint: '6b5fa6fe45cc4e855a73760413e08b7a9ac50a27722c702f3909a90facc991bd',
        key: 'ECDSA brainpoolP512r1',
        vouchedBy: { by: 'masterList', signer: expect.stringContaining('CN=CSCA Master List Signer') },
      },
    ]);
  });

  it('is refused without its root', async () => {
    const { accepted, refused } = await importTrust({
      files: [file('DE_ML_2026-05-28-08-28-45.ml')],
      trust: createTrust([]),
      now: new Date('2026-11-22T00:00:00Z'),
    });
    expect(accepted).toEqual([]);
    expect(refused).toEqual([{ subject: 'DE_ML_2026-05-28-08-28-45.ml', code: 'trust.listNoRoot' }]);
  });

  it('does not name a self-issued link a root: 134 of 509 do not verify under their own key', () => {
    const list = parseMasterList(parseSignedData(file('DE_ML_2026-05-28-08-28-45.ml').bytes));
    const stored = list.certificates.map(
      (der) => ({ der, origin: '', vouchedBy: { by: 'operator' }, importedAt: '' }) as const,
    );
    const selfIssued = stored.filter(({ der }) => {
      const { subject, issuer } = parseCertificate(der);
      return subject.text === issuer.text;
    });
    expect(selfIssued.map(describeAnchor).filter(({ kind }) => kind === 'link')).toHaveLength(134);
  });
});

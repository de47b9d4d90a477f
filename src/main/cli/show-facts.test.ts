import { describe, expect, it } from 'vitest';
import { commonName, showFacts, shownDay } from './show-facts.ts';

describe('showFacts', () => {
  it('says dates as dates and certificates by their short names', () => {
    const facts = {
      signer: 'CN=DS MẪU 2021,O=TRUC BAN MAU,C=VN',
      validFrom: '2021-01-01T00:00:00.000Z',
      validUntil: '2036-01-01T00:00:00.000Z',
      anchor: 'CN=CSCA MẪU 2021,O=TRUC BAN MAU,C=VN',
      country: 'VN',
    };
    expect(showFacts(facts)).toBe('ký bởi DS MẪU 2021 · hiệu lực 01/01/2021 – 01/01/2036 · gốc CSCA MẪU 2021 (VN)');
  });

  it.each([
    [{ matched: 'DG1 DG2', unlisted: 'DG4' }, 'khớp: DG1 DG2 · ngoài danh sách ký: DG4'],
    [{ matched: 'DG2', mismatched: 'DG1', injected: 'DG11' }, 'khớp: DG2 · bị sửa: DG1 · bị chèn: DG11'],
    [{ differs: 'name birth' }, 'khác nhau: họ tên, ngày sinh'],
    [{ until: '2029-02-14' }, 'đến 14/02/2029'],
    [{ weak: 'SHA-1, RSA 1024' }, 'quá yếu: SHA-1, RSA 1024'],
    [{}, ''],
  ])('%j', (facts, said) => {
    expect(showFacts(facts)).toBe(said);
  });
});

describe('commonName', () => {
  it.each([
    ['CN=CSCA,O=State,C=VN', 'CSCA'],
    ['serialNumber=1.2.276,CN=DS,O=GmbH,C=DE', 'DS'],
    ['CN=A\\, B\\+C,C=DE', 'A, B+C'],
    ['O=NOTCN=X,C=DE', 'O=NOTCN=X,C=DE'],
    ['C=DE+CN=Two,O=X', 'Two'],
    ['', ''],
  ])('of %s is %s', (name, short) => {
    expect(commonName(name)).toBe(short);
  });
});

it('shows the day of a moment', () => {
  expect(shownDay('2041-01-01T00:00:00.000Z')).toBe('01/01/2041');
});

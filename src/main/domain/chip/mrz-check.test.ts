import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { synthetic, td1, td1Long, td2, td2Long, td3 } from '#fixtures/vectors/mrz.ts';
import { mrzCheck, parseMrz } from './mrz.ts';

describe('mrzCheck, while it is typed', () => {
  test.each([
    ['TD1', td1],
    ['TD1', td1Long],
    ['TD1', synthetic.join('\n')],
    ['TD2', td2],
    ['TD2', td2Long],
    ['TD3', td3],
  ])('%s: from the first character on no digit is called wrong, and each becomes right: %s', (format, zone) => {
    let right = 0;
    for (let length = 0; length <= zone.length; length++) {
      const check = mrzCheck(zone.slice(0, length));
      const good = check.checks.filter(({ ok }) => ok === true).length;
      // Before the name of a TD2 zone is long enough to tell, it is taken for TD1.
      if (format !== 'TD2' || length > 36) {
        expect(
          check.checks.filter(({ ok }) => ok === false),
          `after ${length}`,
        ).toEqual([]);
        expect(good).toBeGreaterThanOrEqual(right);
        right = good;
      }
      expect(check.complete).toBe(length === zone.length);
    }
    expect(mrzCheck(zone).format).toBe(format);
    expect(mrzCheck(zone).checks.every(({ ok }) => ok === true)).toBe(true);
  });

  test('each digit has its own state', () => {
    const typed = 'idvnm199999993 6 001199999993<<6\n990101 8 m';
    const states = Object.fromEntries(mrzCheck(typed).checks.map(({ field, ok }) => [field, ok]));
    expect(states).toEqual({ documentNumber: false, optional: true, birth: true, expiry: null, composite: null });
  });

  test('lines are shown as typed, in capitals, and O stays O', () => {
    expect(mrzCheck('idvnm o19').lines).toEqual(['IDVNMO19']);
    expect(mrzCheck('IDVNM\n99').lines).toEqual(['IDVNM', '99']);
    expect(mrzCheck(synthetic.join('')).lines).toEqual(synthetic);
  });

  test('a line too short does not shift the next', () => {
    const check = mrzCheck(`${synthetic[0]?.slice(0, 29)}\n${synthetic[1]}\n`);
    const states = Object.fromEntries(check.checks.map(({ field, ok }) => [field, ok]));
    expect(states).toEqual({ documentNumber: true, optional: null, birth: true, expiry: true, composite: null });
    expect(check.complete).toBe(false);
  });

  test('a long number keeps its check digit open until the filler that ends it', () => {
    const state = (length: number) => mrzCheck(td1Long.slice(0, length)).checks[0];
    expect(state(15)).toMatchObject({ column: 14, ok: null });
    expect(state(19)).toMatchObject({ column: 14, ok: null });
    expect(state(20)).toMatchObject({ line: 0, column: 18, ok: true });
  });

  test('a filler where the check digit of a short number belongs is wrong', () => {
    const zone = synthetic.join('').replace('1999999935001199999993<<6', '199999993<<<<<<<<<<<<<<<<');
    expect(mrzCheck(zone).checks[0]).toMatchObject({ field: 'documentNumber', column: 14, ok: false });
  });

  test('what is no zone has no format', () => {
    for (const text of ['', 'V<UTO', '4', '?', '\n\n'])
      expect(mrzCheck(text)).toMatchObject({ format: null, checks: [], complete: false });
  });

  test('characters that cannot occur are wrong, not an exception', () => {
    const check = mrzCheck(synthetic.join('').replace('990101', '99Ó101'));
    expect(check.checks.find(({ field }) => field === 'birth')?.ok).toBe(false);
    expect(check.complete).toBe(false);
  });

  test('more than a zone is not complete', () => {
    expect(mrzCheck(`${synthetic.join('')}<`)).toMatchObject({ format: 'TD1', complete: false });
  });

  test('never throws; what is complete can be parsed, in the same format', () => {
    const zone = fc.constantFrom(td1, td2, td3, td1Long, synthetic.join('\n'));
    const typed = fc
      .tuple(zone, fc.nat(100), fc.string({ unit: fc.constantFrom(...'0OIPV<é \n'), maxLength: 4 }))
      .map(([text, at, change]) => text.slice(0, at) + change + text.slice(at + change.length));
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 100 }), typed), (text) => {
        const check = mrzCheck(text);
        if (check.complete) expect(parseMrz(text)).toMatchObject({ format: check.format, lines: check.lines });
      }),
      { numRuns: 1000 },
    );
  });
});

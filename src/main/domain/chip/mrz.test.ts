import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { people, synthetic, td1, td1Long, td2, td2Long, td3, td3Old } from '#fixtures/vectors/mrz.ts';
import { Malformed } from './malformed.ts';
import { checkDigit, mrzInformation, mrzKeyFields, parseMrz } from './mrz.ts';

const wrong = (text: string) => parseMrz(text).checks.filter(({ ok }) => !ok);
const information = (text: string) => new TextDecoder().decode(mrzInformation(mrzKeyFields(parseMrz(text))));

describe('specimens', () => {
  test.each([
    [
      'TD1',
      td1,
      {
        documentNumber: 'D23145890',
        issuer: 'UTO',
        birth: '740812',
        expiry: '120415',
        sex: 'F',
        optional: '',
        optional2: '',
      },
    ],
    [
      'TD1',
      td1Long,
      {
        documentNumber: 'D23145890734',
        issuer: 'UTO',
        birth: '340712',
        expiry: '950712',
        sex: 'M',
        optional: '',
        optional2: '',
      },
    ],
    [
      'TD2',
      td2,
      {
        documentNumber: 'D23145890',
        issuer: 'UTO',
        birth: '740812',
        expiry: '120415',
        sex: 'F',
        optional: '',
        optional2: null,
      },
    ],
    [
      'TD2',
      td2Long,
      {
        documentNumber: 'D23145890734',
        issuer: 'UTO',
        birth: '340712',
        expiry: '950712',
        sex: 'M',
        optional: '',
        optional2: null,
      },
    ],
    [
      'TD3',
      td3,
      {
        documentNumber: 'L898902C3',
        issuer: 'UTO',
        birth: '740812',
        expiry: '120415',
        sex: 'F',
        optional: 'ZE184226B',
        optional2: null,
      },
    ],
    [
      'TD3',
      td3Old,
      {
        documentNumber: 'L898902C',
        issuer: 'UTO',
        birth: '690806',
        expiry: '940623',
        sex: 'F',
        optional: 'ZE184226B',
        optional2: null,
      },
    ],
  ])('%s %s', (format, zone, fields) => {
    expect(parseMrz(zone)).toMatchObject({ format, nationality: 'UTO', ...fields });
    expect(wrong(zone)).toEqual([]);
  });

  test.each([
    [td1Long, 'D23145890734934071279507122'],
    [td2Long, 'D23145890734934071279507122'],
    [td3Old, 'L898902C<369080619406236'],
    [synthetic.join(''), '199999993599010183901016'],
  ])('the access key information of %s', (zone, expected) => {
    expect(information(zone)).toBe(expected);
  });

  test('names', () => {
    expect(parseMrz(td3)).toMatchObject({ surname: 'ERIKSSON', givenNames: 'ANNA MARIA', documentCode: 'P' });
    const oneName = parseMrz(`${td1.slice(0, 60)}VAN<DER<MAU${'<'.repeat(19)}`);
    expect(oneName).toMatchObject({ surname: 'VAN DER MAU', givenNames: '' });
    const none = parseMrz(td1.slice(0, 60) + '<'.repeat(30));
    expect(none).toMatchObject({ surname: '', givenNames: '', nameRaw: '<'.repeat(30) });
    expect(parseMrz(`${td1.slice(0, 60)}MAU<<A<<B<<<C${'<'.repeat(17)}`).givenNames).toBe('A B C');
  });
});

describe('the Vietnamese card', () => {
  test('nine digits as document number, twelve as optional data, five check digits', () => {
    expect(parseMrz(synthetic.join('\n'))).toMatchObject({
      format: 'TD1',
      documentCode: 'ID',
      issuer: 'VNM',
      documentNumber: '199999993',
      optional: '001199999993',
      optional2: '',
      surname: 'NGUYEN',
      givenNames: 'VAN THU',
      checks: [
        { field: 'documentNumber', line: 0, column: 14, ok: true },
        { field: 'optional', line: 0, column: 29, ok: true },
        { field: 'birth', line: 1, column: 6, ok: true },
        { field: 'expiry', line: 1, column: 14, ok: true },
        { field: 'composite', line: 1, column: 29, ok: true },
      ],
    });
  });

  test.each(people)('%s: %s', (_, number, zone) => {
    const mrz = parseMrz(zone);
    expect(mrz.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(mrz.optional).toBe(number);
    expect(mrz.documentNumber).toBe(number.slice(3));
  });

  test('unknown month and day of birth are fillers and count as such in the key', () => {
    const zone = people.find(([id]) => id === 'F05')?.[2] ?? '';
    expect(parseMrz(zone)).toMatchObject({ birth: '62<<<<', expiry: '991231' });
    expect(information(zone)).toBe('162999905462<<<<89912315');
  });

  test('optional data of another form is left as it stands', () => {
    const other = parseMrz(`IDVNM1999999935ABC<<<<<<<<<<<<${synthetic[1]}${synthetic[2]}`);
    expect(other.optional).toBe('ABC');
    const none = `IDVNM1999999935${'<'.repeat(15)}${synthetic[1]}${synthetic[2]}`;
    expect(parseMrz(none)).toMatchObject({ optional: '' });
    expect(wrong(none).map(({ field }) => field)).not.toContain('optional');
  });
});

describe('tolerance', () => {
  test.each([
    ['lines', synthetic.join('\n')],
    ['lines of Windows', synthetic.join('\r\n')],
    ['one line', synthetic.join('')],
    ['lower case', synthetic.join('\n').toLowerCase()],
    ['spaces', synthetic.join('\n').replace(/(.{5})/g, '$1 ')],
    ['blank lines and tabs', `\n\t${synthetic.join('\n\n')}\n \n`],
    ['no-break spaces and a byte order mark', `\ufeff${synthetic.join('\u00a0')}`],
  ])('%s', (_, text) => {
    expect(parseMrz(text).lines).toEqual(synthetic);
  });

  test('the letter O and the digit 0 are kept apart, and the check digit tells', () => {
    const typed = synthetic.join('').replace('VNM199', 'VNMI99').replace('390101', '39O101');
    expect(parseMrz(typed)).toMatchObject({ documentNumber: 'I99999993', expiry: '39O101' });
    expect(wrong(typed).map(({ field }) => field)).toEqual(expect.arrayContaining(['documentNumber', 'expiry']));
  });

  test('a passport without optional data may have a filler as its check digit', () => {
    const empty = td3.slice(0, 72) + '<'.repeat(15);
    expect(parseMrz(`${empty}4`).checks.find(({ field }) => field === 'optional')?.ok).toBe(true);
    const digit = `${td3.slice(0, 72)}${'<'.repeat(14)}0`;
    expect(parseMrz(`${digit}4`).checks.find(({ field }) => field === 'optional')?.ok).toBe(true);
    expect(wrong(`${td3.slice(0, 86)}<0`).map(({ field }) => field)).toEqual(['optional', 'composite']);
  });

  test('dates are not judged', () => {
    expect(parseMrz(td1.replace('120415', '999999'))).toMatchObject({ expiry: '999999' });
  });
});

describe('hostile input', () => {
  test.each([
    ['nothing', ''],
    ['spaces only', ' \n '],
    ['one character short', td1.slice(1)],
    ['one character long', `${td1}<`],
    ['a foreign letter', td1.replace('ANNA', 'ẢNNA')],
    ['a sharp s, which has no single capital', td1.replace('ANNA', 'ANNß')],
    ['full-width digits', td1.replace('740812', '\uff17\uff14\uff10\uff18\uff11\uff12')],
    ['punctuation', td1.replace('<<ANNA', '«ANNA<')],
    ['a zero byte', td1.replace('<<ANNA', '<\0ANNA')],
    ['a visa', `V${td3.slice(1)}`],
    ['a megabyte', '<'.repeat(1_000_000)],
  ])('%s is malformed', (_, text) => {
    expect(() => parseMrz(text)).toThrow(Malformed);
  });

  test.each([td1, td2, td3])('%s is malformed when cut at any other length', (zone) => {
    for (let length = 0; length < zone.length; length++) {
      if (length === 72 || length === 88) continue; // the length of another format: parsed, with wrong check digits
      expect(() => parseMrz(zone.slice(0, length))).toThrow(Malformed);
    }
  });

  test('a wrong character anywhere under a check digit is noticed', () => {
    for (let at = 0; at < 60; at++) {
      const zone = synthetic.join('');
      const changed = zone.slice(0, at) + (zone.charAt(at) === '7' ? '8' : '7') + zone.slice(at + 1);
      const unguarded = at < 5 || at === 37 || (at >= 45 && at < 48); // codes, sex and nationality have no check digit
      const sevens = checkDigit('7') === checkDigit(zone.charAt(at)); // a letter or filler worth as much
      if (!unguarded && !sevens) expect(wrong(changed).length, `character ${at}`).toBeGreaterThan(0);
    }
  });

  test.each(['12a', '1 2', 'É', '-'])('checkDigit refuses %j', (text) => {
    expect(() => checkDigit(text)).toThrow(Malformed);
  });

  test.each([
    { documentNumber: '', birth: '990101', expiry: '390101' },
    { documentNumber: '199999993', birth: '99011', expiry: '390101' },
    { documentNumber: '199999993', birth: '990101', expiry: '3901011' },
    { documentNumber: '19999999?', birth: '990101', expiry: '390101' },
  ])('no access key from %j', (fields) => {
    expect(() => mrzInformation(fields)).toThrow(Malformed);
  });

  test('any text is a zone or malformed', () => {
    const character = fc.constantFrom(...'0189AIOPVZ<<<<<< \naé');
    const text = fc
      .constantFrom(72, 88, 90)
      .chain((length) => fc.string({ unit: character, minLength: length, maxLength: length }));
    fc.assert(
      fc.property(text, (noise) => {
        try {
          const mrz = parseMrz(noise);
          expect(mrz.lines.join('')).toBe(noise.replace(/\s/g, '').toUpperCase());
          expect(mrz.checks.length).toBeGreaterThanOrEqual(4);
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 500 },
    );
  });
});

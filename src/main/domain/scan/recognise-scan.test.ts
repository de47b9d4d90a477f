import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessKeySchema } from '#contract/evidence.ts';
import { people } from '#fixtures/people/people.ts';
import { accessKeyOf, recogniseBytes, recogniseMrz, recogniseText } from './recognise-scan.ts';

const f01 = '001304999901||Đặng Thị Mẫu Hòa|14022004|Nữ|Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình, Hà Nội|10052021';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const nameIn = (scan: ReturnType<typeof recogniseText>) =>
  scan.is === 'card2021' || scan.is === 'card2024' ? scan.card.identity.name : null;

const windows1258 = new TextDecoder('windows-1258');
const zone = people().find(({ mrz }) => mrz !== undefined)?.mrz ?? [];

describe('bytes of a code', () => {
  it.each([
    ['UTF-8', bytesOf(f01)],
    ['with a byte order mark', bytesOf(`\ufeff${f01}`)],
    ['with what a scanner puts around it', bytesOf(`]Q1${f01}\r\n`)],
    ['with the number of the encoding', bytesOf(`]Q2\\000026${f01}`)],
    ['in decomposed letters', bytesOf(f01.normalize('NFD'))],
    ['UTF-8 encoded once more, as Latin-1', bytesOf(Buffer.from(f01).toString('latin1'))],
    ['UTF-8 encoded once more, as Windows-1258', bytesOf(windows1258.decode(bytesOf(f01)))],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(f01, 'utf16le')])],
    ['UTF-16 of the other order', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(f01, 'utf16le')]).swap16()],
  ])('%s', (_, bytes) => {
    const scan = recogniseBytes(bytes);
    expect([scan.is, nameIn(scan)]).toEqual(['card2021', 'Đặng Thị Mẫu Hòa']);
    expect(accessKeyOf(scan)).toEqual({ kind: 'can', can: '999901' });
  });

  it('that a scanner has changed into Windows-1258 are read, as that has all the letters', () => {
    const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [windows1258.decode(Uint8Array.of(byte)), byte]));
    // Base letters with their circumflex, breve or horn, and the tone mark behind: what the code page has.
    const spelt = f01.normalize('NFC').replace(/[\u1ea0-\u1ef9òìõãáàéèíóùúý]/gu, (letter) => {
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(letter.normalize('NFD'))?.[0] ?? '';
      return letter.normalize('NFD').replace(tone, '').normalize('NFC') + tone;
    });
    const bytes = Uint8Array.from([...spelt].map((letter) => byteOf.get(letter) ?? 0x3f));
    expect(nameIn(recogniseBytes(bytes))).toBe('Đặng Thị Mẫu Hòa');
  });

  it.each([
    ['Big5 made of a letter', f01.replace('ặ', '廙')],
    ['replaced letters', f01.replace('ặ', '\ufffd')],
    ['lost letters', f01.replace('Đặng', '??ng')],
  ])('of a card with %s are garbled', (_, text) => {
    expect(recogniseBytes(bytesOf(text))).toEqual({ is: 'garbled' });
  });

  it('of a card over a line of seven bits are garbled', () => {
    expect(recogniseBytes(bytesOf(f01).map((byte) => byte & 0x7f))).toEqual({ is: 'garbled' });
  });

  it('of a card cut within a letter are garbled', () => {
    const whole = bytesOf(f01);
    expect(recogniseBytes(whole.subarray(0, whole.lastIndexOf(0xc3) + 1))).toEqual({ is: 'garbled' });
  });

  it.each([
    ['', new Uint8Array()],
    ['a payment code', bytesOf('00020101021138540010A00000072701240006970436011000000000015802VN6304ABCD')],
    ['an address', bytesOf('https://example.invalid/?a=1||||||')],
    ['text in Chinese', bytesOf('微信支付')],
    ['chance', Uint8Array.from({ length: 200 }, (_, at) => (at * 167 + 13) % 256)],
    ['far too much', new Uint8Array(100_000).fill(0x41)],
    ['strokes alone', bytesOf('|'.repeat(2000))],
  ])('of something else (%s)', (_, bytes) => {
    expect(recogniseBytes(bytes)).toEqual({ is: 'somethingElse' });
  });
});

describe('a card', () => {
  it('of each person of the set is known, whatever is behind it', () => {
    const coded = people().flatMap(({ qr }) => qr ?? []);
    expect(coded.length).toBeGreaterThan(8);
    for (const qr of coded) {
      expect(recogniseText(qr)).toMatchObject({ is: 'card2021', text: qr });
      expect(recogniseText(`${qr}|033188000001|ĐẶNG VĂN MẪU CHA`)).toMatchObject({
        is: 'card2024',
        card: { cancelledNumbers: ['033188000001'], rest: ['ĐẶNG VĂN MẪU CHA'] },
      });
    }
  });

  it('keeps its text as it was before a scanner spoiled it', () => {
    expect(recogniseText(Buffer.from(f01).toString('latin1'))).toMatchObject({ is: 'card2021', text: f01 });
  });
});

describe('a machine readable zone', () => {
  const key = { kind: 'mrz', mrz: zone.join('\n') };
  it.each([
    ['in lines', zone.join('\r\n')],
    ['in one run', zone.join('')],
    ['in small letters', `]Q1${zone.join('\n').toLowerCase()}\r`],
    ['with blanks between', zone.join('  \t')],
  ])('%s is one', (_, text) => {
    const scan = recogniseText(text);
    expect(scan.is).toBe('mrz');
    expect(accessKeyOf(scan)).toEqual(key);
    expect(accessKeySchema.parse(accessKeyOf(scan))).toEqual(key);
  });

  it('with a wrong digit, or cut off, is garbled and gives no key', () => {
    const [first = '', ...others] = zone;
    const wrong = [first.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)), ...others];
    for (const scan of [recogniseMrz(wrong), recogniseText(wrong.join('')), recogniseText(zone.join('').slice(0, -1))])
      expect([scan, accessKeyOf(scan)]).toEqual([{ is: 'garbled' }, null]);
  });

  it('is nothing where there are no lines', () => {
    expect(recogniseMrz([])).toEqual({ is: 'somethingElse' });
  });
});

describe('a health insurance card', () => {
  const hex = (text: string) => Buffer.from(text).toString('hex');
  const code = `GD4010199990001|${hex('Đặng Thị Mẫu Hòa')}|14/02/2004|2|${hex('Số 1 ngõ Thử Nghiệm')}|01 - 001|-|$`;

  it('is read', () => {
    const scan = recogniseText(code);
    expect(scan).toEqual({
      is: 'insurance',
      card: {
        ...{ number: 'GD4010199990001', name: 'Đặng Thị Mẫu Hòa', birth: '2004-02-14', sex: 'female' },
        ...{ address: 'Số 1 ngõ Thử Nghiệm', rest: ['01 - 001', '-', '$'] },
      },
    });
    expect(accessKeyOf(scan)).toBeNull();
  });

  it.each([
    ['hexadecimal of no text', code.replace(hex('Đặng Thị Mẫu Hòa'), 'c3c3c3')],
    ['an odd count of digits', code.replace(hex('Đặng Thị Mẫu Hòa'), 'c3a')],
    ['controls in the name', code.replace(hex('Đặng Thị Mẫu Hòa'), hex('Đặng\u0000Hòa'))],
    ['no number', code.slice(1)],
  ])('with %s is not', (_, text) => {
    expect(recogniseText(text).is).toBe('somethingElse');
  });
});

describe('anything at all', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '001304999901',
      '000999003',
      '29021988',
      'Nam',
      'MẪU',
      '',
      ']Q1',
      '\\000026',
      '<<',
      'GD4010199990001',
    ),
  );
  const holds = (scan: ReturnType<typeof recogniseText>) => {
    if (scan.is !== 'card2021' && scan.is !== 'card2024') return;
    expect(scan.card.identity.number).toMatch(/^\d{12}$/);
    expect(scan.card.identity.name).toMatch(/^[\p{L}\p{M}'’ .-]+$/u);
    expect(scan.text).not.toMatch(/\ufffd/);
  };

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => holds(recogniseBytes(bytes))));
    fc.assert(fc.property(fc.array(cell, { maxLength: 20 }), (cells) => holds(recogniseText(cells.join('|')))));
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 4 }), (lines) => holds(recogniseMrz(lines))));
  });

  it('that spoils single bytes of a card never gives another name without saying so', () => {
    const bytes = bytesOf(f01);
    const nonAscii = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) > 0x7f);
    fc.assert(
      fc.property(fc.constantFrom(...nonAscii), fc.integer({ min: 0x80, max: 0xff }), (at, value) => {
        const scan = recogniseBytes(bytes.with(at, value));
        // Another continuation byte is another letter: no code without a check sum can tell.
        if (nameIn(scan) !== null) expect([...(nameIn(scan) ?? '')].length).toBe('Đặng Thị Mẫu Hòa'.length);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { createTrust } from '#domain/trust/trust.ts';
import { evidenceOf, syntheticFolder, without } from '#fixtures/vectors/folders.ts';
import { encodeTlv } from '../tlv.ts';
import { checkHolder } from './holder-check.ts';
import type { Verification } from './verification.ts';

const utf8 = (text: string) => encodeTlv(0x0c, new TextEncoder().encode(text));

function dg13(fields: Readonly<Record<number, string>>): Uint8Array {
  const entries = Object.entries(fields).map(([number, text]) =>
    encodeTlv(0x30, encodeTlv(0x02, Uint8Array.of(Number(number))), utf8(text)),
  );
  const oid = Uint8Array.of(0x06, 0x05, 0x28, 0xd3, 0x16, 0x00, 0x08);
  return encodeTlv(0x6d, encodeTlv(0x30, Uint8Array.of(0x02, 0x01, 0x01), oid, encodeTlv(0x31, ...entries)));
}

const dg1 = (lines: readonly string[]) => encodeTlv(0x61, encodeTlv(0x5f1f, new TextEncoder().encode(lines.join(''))));

// MRZ and values of the fictitious people F01, F05, F13, F16 (MẪU).
const f01 = ['IDVNM3049999018001304999901<<9', '0402143F2902142VNM<<<<<<<<<<<0', 'DANG<<THI<MAU<HOA<<<<<<<<<<<<<'];
const details01 = { 1: '001304999901', 2: 'ĐẶNG THỊ MẪU HÒA', 3: '14/02/2004', 4: 'Nữ', 12: '14/02/2029' };
const f05 = ['IDVNM1629999054066162999905<<8', '62<<<<8F9912315VNM<<<<<<<<<<<0', 'H<<MAU<BYA<<<<<<<<<<<<<<<<<<<<'];
const details05 = { 1: '066162999905', 2: "H' MẪU BYĂ", 3: '1962', 4: 'Nữ', 12: 'Không thời hạn' };
const f13 = ['IDVNM1959999137046195999913<<5', '9506170F3506178VNM<<<<<<<<<<<2', 'TON<<NU<THI<VI<DU<HOANG<THUY<D'];
const name13 = 'TÔN NỮ THỊ VÍ DỤ HOÀNG THÙY DƯƠNG BẢO NGỌC KHÁNH LINH';
const f16 = ['IDVNM1869999168036186999916<<3', '8601241M2601249VNM<<<<<<<<<<<8', 'PHAM<<VAN<KHUE<MAU<<<<<<<<<<<<'];

function judge(
  lines: readonly string[],
  details: Readonly<Record<number, string>> | null,
  over: Partial<Verification> = {},
) {
  const { DG2 } = syntheticFolder();
  const folder = { DG1: dg1(lines), ...(details && { DG13: dg13(details) }), ...(DG2 && { DG2 }) };
  return checkHolder(verificationOf(folder, over));
}

function verificationOf(folder: Parameters<typeof evidenceOf>[0], over: Partial<Verification> = {}): Verification {
  const evidence = evidenceOf(folder);
  const files = new Map(evidence.files.map(({ name, bytes }) => [name, bytes] as const));
  const rest = {
    gaps: new Map(),
    trust: createTrust([]),
    now: new Date(0),
    partial: false,
    recorded: false,
    groups: null,
    signedAt: null,
  };
  return { evidence, files, sod: { state: 'missing' }, ...rest, ...over };
}

describe('checkHolder', () => {
  it('passes where zone and details agree', () => {
    expect(judge(f01, details01)).toEqual({ id: 'holder', outcome: 'passed', reasons: [], facts: {} });
    expect(judge(f01, { ...details01, 2: 'Đặng Thị Mẫu Hoà'.normalize('NFD') }).outcome).toBe('passed');
    expect(judge(f01, { ...details01, 2: 'ÐẶNG THỊ MẪU HÒA' }).outcome).toBe('passed');
    expect(judge(f01, null).outcome).toBe('passed');
    expect(judge(f01, { 1: '001304999901' }).outcome).toBe('passed');
  });

  it('knows apostrophes, years alone and cards without an end', () => {
    expect(judge(f05, details05).outcome).toBe('passed');
    expect(judge(f05, { ...details05, 3: '01/05/1962' }).outcome).toBe('passed');
  });

  it('takes a zone that is full as the beginning of the name only', () => {
    expect(judge(f13, { 2: name13 }).outcome).toBe('passed');
    expect(judge(f13, { 2: 'TÔN NỮ THỊ VÍ DỤ HOÀNG THÙY AN' })).toMatchObject({ facts: { differs: 'name' } });
    expect(judge(f01, { ...details01, 2: 'ĐẶNG THỊ MẪU HÒA AN' })).toMatchObject({ facts: { differs: 'name' } });
  });

  it.each([
    [1, '001304999902', 'number'],
    [2, 'ĐẶNG THỊ MẪU HẰNG', 'name'],
    [3, '15/02/2004', 'birth'],
    [4, 'Nam', 'sex'],
    [12, '14/02/2030', 'expiry'],
    [12, 'Không thời hạn', 'expiry'],
  ])('warns of field %i saying %s', (field, text, differs) => {
    const check = judge(f01, { ...details01, [field]: text });
    expect(check).toMatchObject({ outcome: 'warning', reasons: ['holder.differs'], facts: { differs } });
  });

  it('never shows what differs, only where', () => {
    const check = judge(f01, { ...details01, 1: '001304999902', 2: 'NGƯỜI KHÁC' });
    expect(check.facts).toEqual({ differs: 'number name' });
  });

  it('warns of a number that does not fit sex or year of birth', () => {
    expect(judge(f16, null)).toMatchObject({ outcome: 'warning', reasons: ['holder.numberStructure'] });
  });

  it('warns of a wrong check digit', () => {
    const wrong = [f01[0]?.replace(/9$/, '8') ?? '', f01[1] ?? '', f01[2] ?? ''];
    expect(judge(wrong, details01).reasons).toContain('holder.mrzCheckDigit');
  });

  it('warns of details that are not of the Vietnamese form, on a Vietnamese card', () => {
    const folder = { ...without(syntheticFolder(), 'DG13'), DG13: encodeTlv(0x6d, Uint8Array.of(1, 2, 3)) };
    expect(checkHolder(verificationOf(folder)).reasons).toContain('holder.malformed');
  });

  it('warns of a missing portrait once the read is over', () => {
    const folder = without(syntheticFolder(), 'DG2');
    expect(checkHolder(verificationOf(folder)).reasons).toContain('holder.noPortrait');
    expect(checkHolder(verificationOf(folder, { partial: true })).reasons).not.toContain('holder.noPortrait');
    const broken = new Map([['DG2', { name: 'DG2', cause: 'broken', sw: null }]] as const);
    expect(checkHolder(verificationOf(folder, { gaps: broken })).reasons).not.toContain('holder.noPortrait');
  });

  it('has no opinion without a zone', () => {
    expect(checkHolder(verificationOf({}))).toMatchObject({ outcome: 'unknown', reasons: ['groups.unread'] });
    expect(checkHolder(verificationOf({}, { partial: true })).outcome).toBe('pending');
    const broken = checkHolder(verificationOf({ DG1: encodeTlv(0x61, Uint8Array.of(1)) }));
    expect(broken).toMatchObject({ outcome: 'unknown', reasons: ['holder.malformed'] });
  });
});

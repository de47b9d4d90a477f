import { describe, expect, it } from 'vitest';
import type { FileName } from '#contract/evidence.ts';
import { toHex } from '#domain/bytes.ts';
import type { Channel, Command, Response } from './apdu.ts';
import { createChunks } from './chunks.ts';
import { createFileReader, MAX_FILE_LENGTH } from './file-reader.ts';
import { encodeTlv, readTlv } from './tlv.ts';

const none = new Uint8Array();
const status = (sw: number): Response => ({ data: none, sw });
const filled = (tag: number, length: number) =>
  encodeTlv(
    tag,
    Uint8Array.from({ length }, (_, i) => i & 0xff),
  );

type Answer = (command: Command) => Response | null;

/**
 * A card of one application, stricter than a real one: it knows the current file only, serves exactly what is asked, and
 * fails the test at anything that is no READ BINARY or SELECT by identifier. `odd` may answer first.
 */
function cardWith(files: Partial<Record<FileName, { sfi: number; fid: number; bytes: Uint8Array }>>, odd?: Answer) {
  const log: string[] = [];
  let current: Uint8Array | null = null;
  const all = Object.values(files);
  const read = (offset: number, le: number): Response => {
    if (current === null) return status(0x6986);
    if (offset >= current.length) return status(0x6b00);
    return { data: current.slice(offset, offset + le), sw: 0x9000 };
  };
  const channel: Channel = async (command) => {
    const { cla, ins, p1, p2, data = none, le } = command;
    log.push(`${toHex(Uint8Array.of(cla, ins, p1, p2)) + (data.length > 0 ? ` ${toHex(data)}` : '')} ${le ?? '-'}`);
    const answer = odd?.(command);
    if (answer) return answer;
    if (ins === 0xa4 && p1 === 2 && p2 === 0x0c) {
      const found = all.find(({ fid }) => fid === ((data[0] ?? 0) << 8) + (data[1] ?? 0));
      current = found?.bytes ?? current;
      return status(found ? 0x9000 : 0x6a82);
    }
    if (le === undefined || le < 1) throw new Error('READ BINARY without Le');
    if (ins === 0xb0 && p1 >= 0x80) {
      const found = all.find(({ sfi }) => sfi === (p1 & 0x1f));
      if (!found) return status(0x6a82);
      current = found.bytes;
      return read(p2, le);
    }
    if (ins === 0xb0) return read((p1 << 8) | p2, le);
    if (ins !== 0xb1) throw new Error('unexpected instruction');
    const { tag, value } = readTlv(data);
    if (tag !== 0x54) throw new Error('odd READ BINARY without an offset');
    const offset = value.reduce((sum, byte) => sum * 256 + byte, 0);
    const part = read(offset, le - (le > 0x102 ? 4 : le > 0x81 ? 3 : 2));
    return part.data.length > 0 ? { data: encodeTlv(0x53, part.data), sw: part.sw } : part;
  };
  return { channel, log };
}

function readerOf(channel: Channel, maxResponse: number | null = null) {
  const chunks = createChunks();
  chunks.allow(maxResponse);
  return createFileReader({ channel, chunks, block: () => 16 });
}

const dg1 = { sfi: 1, fid: 0x0101, bytes: filled(0x61, 93) };
const dg13 = { sfi: 13, fid: 0x010d, bytes: filled(0x6d, 380) };

describe('createFileReader', () => {
  it('needs one command for a short file, and never selects', async () => {
    const { channel, log } = cardWith({ DG1: dg1, DG13: dg13 });
    const reader = readerOf(channel);
    expect(await reader.read('DG1')).toEqual({ state: 'read', bytes: dg1.bytes });
    expect(await reader.read('DG13')).toEqual({ state: 'read', bytes: dg13.bytes });
    expect(log).toEqual(['00b08100 223', '00b08d00 223', '00b000df 161']);
  });

  it('takes the odd instruction beyond 32,767, with the offset in DO54', async () => {
    const dg2 = { sfi: 2, fid: 0x0102, bytes: filled(0x75, 70_000) };
    const { channel, log } = cardWith({ DG2: dg2 });
    expect(await readerOf(channel, 4096).read('DG2')).toEqual({ state: 'read', bytes: dg2.bytes });
    expect(log.slice(0, 2)).toEqual(['00b08200 4063', '00b00fdf 4063']);
    expect(log.slice(9, 11)).toEqual(['00b10000 54028ed7 4063', '00b10000 54029eb2 4063']);
    expect(log.at(-1)).toMatch(/^00b10000 5403010/);
  });

  it('selects by identifier where short ones are refused, and remembers it', async () => {
    const refuse: Answer = ({ ins, p1 }) => (ins === 0xb0 && p1 >= 0x80 ? status(0x6a86) : null);
    const { channel, log } = cardWith({ DG1: dg1, DG13: dg13 }, refuse);
    const reader = readerOf(channel);
    await reader.read('DG1');
    await reader.read('DG13');
    expect(log).toEqual([
      '00b08100 223',
      '00a4020c 0101 -',
      '00b00000 223',
      '00a4020c 010d -',
      '00b00000 223',
      '00b000df 161',
    ]);
  });

  it.each([0x6982, 0x6985, 0x6986, 0x6a82, 0x6b00, 0x6d00])(
    'does not take the refusal of a short identifier for one of the file (%i)',
    async (sw) => {
      const refuse: Answer = ({ ins, p1 }) => (ins === 0xb0 && p1 >= 0x80 ? status(sw) : null);
      const { channel, log } = cardWith({ DG1: dg1 }, refuse);
      expect(await readerOf(channel).read('DG1')).toEqual({ state: 'read', bytes: dg1.bytes });
      expect(log).toHaveLength(3);
    },
  );

  it('selects by identifier where the short one leads to another file', async () => {
    const elsewhere: Answer = ({ ins, p1 }) =>
      ins === 0xb0 && p1 >= 0x80 ? { data: filled(0x60, 20), sw: 0x9000 } : null;
    const { channel } = cardWith({ DG1: dg1 }, elsewhere);
    expect(await readerOf(channel).read('DG1')).toEqual({ state: 'read', bytes: dg1.bytes });
  });

  it.each([
    [0x6a82, 'absent'],
    [0x6982, 'notPermitted'],
    [0x6985, 'notPermitted'],
    [0x6f00, 'broken'],
  ] as const)('%o is %s', async (sw, state) => {
    const { channel } = cardWith({}, () => status(sw));
    expect(await readerOf(channel).read('DG3')).toEqual({ state, sw });
  });

  it('does not ask twice for a file whose absence a card with short identifiers has told', async () => {
    const { channel, log } = cardWith({ DG1: dg1 });
    const reader = readerOf(channel);
    await reader.read('DG1');
    expect(await reader.read('DG11')).toEqual({ state: 'absent', sw: 0x6a82 });
    expect(log.slice(1)).toEqual(['00b08b00 223']);
  });

  it('cuts what the card gives beyond the file’s end', async () => {
    const padded = { ...dg1, bytes: Uint8Array.of(...dg1.bytes, ...new Uint8Array(40)) };
    const { channel } = cardWith({ DG1: padded });
    expect(await readerOf(channel).read('DG1')).toEqual({ state: 'read', bytes: dg1.bytes });
  });

  it('steps down 991, 223, 160 at 6700', async () => {
    const limit: Answer = ({ ins, le = 0 }) => (ins === 0xb0 && le > 160 ? status(0x6700) : null);
    const { channel, log } = cardWith({ DG13: dg13 }, limit);
    expect(await readerOf(channel, 1024).read('DG13')).toEqual({ state: 'read', bytes: dg13.bytes });
    expect(log.map((line) => line.split(' ').at(-1))).toEqual(['991', '223', '160', '160', '64']);
  });

  it('asks again with the length that 6Cxx names; the end of a small file is no limit of the card', async () => {
    const exact: Answer = ({ ins, p1, le = 0 }) =>
      ins === 0xb0 && p1 === 0x81 && le > dg1.bytes.length ? status(0x6c00 | dg1.bytes.length) : null;
    const { channel, log } = cardWith({ DG1: dg1, DG13: dg13 }, exact);
    const reader = readerOf(channel);
    await reader.read('DG1');
    await reader.read('DG13');
    expect(log).toEqual(['00b08100 223', '00b08100 95', '00b08d00 223', '00b000df 161']);
  });

  it('keeps to the length of 6Cxx where the file goes on', async () => {
    const limit: Answer = ({ ins, le = 0 }) => (ins === 0xb0 && le > 200 ? status(0x6cc8) : null);
    const { channel, log } = cardWith({ DG13: dg13 }, limit);
    expect(await readerOf(channel).read('DG13')).toEqual({ state: 'read', bytes: dg13.bytes });
    expect(log).toEqual(['00b08d00 223', '00b08d00 200', '00b000c8 184']);
  });

  it('reads on where the first answer does not even hold the header', async () => {
    const crumbs: Answer = ({ ins, p1 }) =>
      ins === 0xb0 && p1 === 0x8d ? { data: Uint8Array.of(0x6d), sw: 0x9000 } : null;
    const card = cardWith({ DG13: dg13 }, crumbs);
    await card.channel({ cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: Uint8Array.of(1, 13) });
    expect(await readerOf(card.channel).read('DG13')).toEqual({ state: 'read', bytes: dg13.bytes });
  });

  it('gives a card up that hands out one byte at a time', async () => {
    const crumbs: Answer = ({ ins, p1, p2, le }) =>
      ins === 0xb0 && p1 < 0x80 && le !== undefined
        ? { data: dg13.bytes.slice((p1 << 8) | p2, ((p1 << 8) | p2) + 1), sw: 0x9000 }
        : null;
    const { channel, log } = cardWith({ DG13: dg13 }, crumbs);
    expect(await readerOf(channel).read('DG13')).toEqual({ state: 'broken', sw: null });
    expect(log.length).toBeLessThan(20);
  });

  it.each([
    ['an indefinite length', Uint8Array.of(0x6d, 0x80, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['a huge length', Uint8Array.of(0x6d, 0x84, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0)],
    ['more than 256 KiB', encodeTlv(0x6d, new Uint8Array(MAX_FILE_LENGTH))],
  ])('gives a file up that states %s', async (_, bytes) => {
    const { channel, log } = cardWith({ DG13: { ...dg13, bytes } });
    expect(await readerOf(channel).read('DG13')).toEqual({ state: 'broken', sw: null });
    expect(log).toHaveLength(1);
  });

  it.each([
    ['ends before its header says', () => null, 0x6b00],
    ['answers without data for ever', ({ p1 }: Command) => (p1 < 0x80 ? status(0x9000) : null), 0x9000],
    ['says 6700 to everything', ({ p1 }: Command) => (p1 < 0x80 ? status(0x6700) : null), 0x6700],
    ['says 6C01 to everything', ({ p1 }: Command) => (p1 < 0x80 ? status(0x6c01) : null), 0x6c01],
    [
      'gives more than was asked for',
      ({ p1 }: Command) => (p1 < 0x80 ? { data: new Uint8Array(400), sw: 0x9000 } : null),
      0x6f00,
    ],
  ] as const)('gives a file up that %s', async (_, odd, sw) => {
    const short = { ...dg13, bytes: dg13.bytes.subarray(0, 300) };
    const { channel, log } = cardWith({ DG13: short }, odd);
    expect(await readerOf(channel).read('DG13')).toEqual({ state: 'broken', sw });
    expect(log.length).toBeLessThan(12);
  });

  it('refuses an odd answer that is no DO53', async () => {
    const dg2 = { sfi: 2, fid: 0x0102, bytes: filled(0x75, 40_000) };
    const wrong: Answer = ({ ins }) => (ins === 0xb1 ? { data: Uint8Array.of(0x87, 0x01, 0x00), sw: 0x9000 } : null);
    const { channel } = cardWith({ DG2: dg2 }, wrong);
    expect(await readerOf(channel, 4096).read('DG2')).toEqual({ state: 'broken', sw: 0x6f00 });
  });
});

import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { AccessKey, Evidence, FileName, ReadProgress } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { generateKeyPair } from '#domain/crypto/ecdh.ts';
import { cardholder, cardholders } from '#fixtures/people/people.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import type { Behaviour } from '#fixtures/virtual-card/behaviour.ts';
import { CardRemoved, createCard, type VirtualCard } from '#fixtures/virtual-card/card.ts';
import { type CardContents, type PersonaliseOptions, personalise } from '#fixtures/virtual-card/personalise.ts';
import { syntheticCccd } from '#fixtures/virtual-card/synthetic-cccd.ts';
import { trickCard } from '#fixtures/virtual-card/tricks.ts';
import { verifyActiveAuthentication } from './active-auth.ts';
import { verifyChipAuthentication } from './chip-auth.ts';
import { parseDg14 } from './lds/dg14.ts';
import { parseDg15 } from './lds/dg15.ts';
import { type ReadRequest, readChip } from './read.ts';
import { encodeTlv } from './tlv.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));
const pki = testPki();

const openLimits = { maxCommand: null, maxResponse: null };
const shortLimits = { maxCommand: 261, maxResponse: 258 };

type Options = Partial<Omit<ReadRequest, 'transport' | 'accessKey'>> & {
  readonly limits?: { readonly maxCommand: number | null; readonly maxResponse: number | null };
  /** Stands between reader and card: may answer instead of it. */
  readonly tamper?: (command: Uint8Array, card: VirtualCard) => Promise<Uint8Array>;
};

function transportOf(card: VirtualCard, { limits = openLimits, tamper }: Options) {
  return {
    limits,
    async transmit(command: Uint8Array) {
      try {
        return tamper === undefined ? await card.transmit(command) : await tamper(command, card);
      } catch (error) {
        if (error instanceof CardRemoved) throw new FailureError(failure('card.removed'), error);
        throw error;
      }
    },
    reset: vi.fn(async () => card.reset()),
  };
}

async function read(card: VirtualCard, accessKey: AccessKey, options: Options = {}) {
  const transport = transportOf(card, options);
  const arrived: FileName[] = [];
  const progress: ReadProgress[] = [];
  const evidence = await readChip({
    transport, accessKey, random, readAt: '2026-11-22T08:00:00+07:00',
    signal: new AbortController().signal,
    onFile: (name) => arrived.push(name),
    onProgress: (each) => progress.push(each),
    ...options,
  }); // biome-ignore format: what is the same in every read
  return { evidence, arrived, progress, transport, apdus: card.traffic.commands };
}

const canOf = ({ can }: CardContents): AccessKey => ({ kind: 'can', can });
const mrzOf = ({ mrz }: CardContents): AccessKey => ({ kind: 'mrz', mrz: mrz.join('\n') });

function cardOf(id: string, behaviour: Behaviour = {}, options: PersonaliseOptions = {}) {
  const contents = personalise(cardholder(id), { pki, ...options });
  return { contents, card: createCard(contents, behaviour) };
}

/** The synthetic card: 6.8 KB of files, no chip authentication. */
function syntheticCard(behaviour: Behaviour = {}) {
  const contents = syntheticCccd();
  return { contents, card: createCard(contents, behaviour) };
}

function expectFilesOf(evidence: Evidence, contents: CardContents, names: readonly FileName[]): void {
  for (const name of names) {
    expect(evidence.files.find((file) => file.name === name)?.bytes, name).toEqual(contents.files.get(name));
  }
}

const groups: readonly FileName[] = ['EF.CardAccess', 'EF.SOD', 'DG1', 'DG14', 'DG15', 'DG13', 'DG2'];
const closed = { name: 'DG3', cause: 'notPermitted', sw: null };

function chipProved(evidence: Evidence): readonly string[] {
  const file = (name: FileName) => evidence.files.find((each) => each.name === name)?.bytes ?? new Uint8Array();
  const infos = parseDg14(file('DG14'));
  return [
    verifyChipAuthentication(evidence.chipAuthentication, infos),
    verifyActiveAuthentication(evidence.activeAuthentication, { key: parseDg15(file('DG15')), infos }),
  ];
}

describe('a whole read', () => {
  const ways = [
    ['CAN', canOf],
    ['MRZ', mrzOf],
  ] as const;
  const lengths = [
    ['extended', openLimits],
    ['short', shortLimits],
  ] as const;

  describe.each(ways)('by %s', (_, keyOf) => {
    it.each(lengths)('with %s APDUs brings every file, and proves the chip', async (_length, limits) => {
      const { card, contents } = cardOf('F01');
      const { evidence } = await read(card, keyOf(contents), { limits });
      expect(evidence).toMatchObject({ version: 1, readAt: '2026-11-22T08:00:00+07:00', failure: null });
      expectFilesOf(evidence, contents, groups);
      expect(evidence.gaps).toEqual([closed]);
      expect(evidence.access).toMatchObject({ protocol: 'pace', parameterId: 13, oid: '0.4.0.127.0.7.2.2.4.2.2' });
      expect(chipProved(evidence)).toEqual(['passed', 'passed']);
    });
  });

  it.each(lengths)('by BAC, of a card without PACE, with %s APDUs', async (_, limits) => {
    const { card, contents } = cardOf('F18', { access: 'bac' }, { pace: null });
    const { evidence } = await read(card, mrzOf(contents), { limits });
    expect([evidence.failure, evidence.access]).toEqual([null, { protocol: 'bac' }]);
    expectFilesOf(evidence, contents, groups.slice(1));
    expect(chipProved(evidence)).toEqual(['passed', 'passed']);
  });

  it.each(cardholders().map(({ id }) => [id]))('of %s, by CAN', async (id) => {
    const { card, contents } = cardOf(id);
    const { evidence } = await read(card, canOf(contents));
    expect(evidence.failure).toBeNull();
    expectFilesOf(evidence, contents, groups);
  });

  it.each([
    ['P-256, AES-128', { pace: { curve: 'P-256', cipher: 'AES-128' } }],
    ['brainpoolP256r1, 3DES, and 3DES in chip authentication', {
      pace: { curve: 'brainpoolP256r1', cipher: '3DES' },
      chip: { curve: 'P-256', cipher: '3DES' },
    }],
    ['AES after 3DES', {
      pace: { curve: 'P-256', cipher: '3DES' },
      chip: { curve: 'brainpoolP256r1', cipher: 'AES-128' },
    }],
    ['explicit parameters and a DER signature', {
      chip: { curve: 'brainpoolP256r1', cipher: 'AES-128', explicit: true },
      active: { kind: 'ecdsa', curve: 'P-256', digest: 'SHA-256', encoding: 'der' },
    }],
    ['RSA 3072', { active: { kind: 'rsa', bits: 3072, digest: 'SHA-256' } }],
  ] as const satisfies readonly (readonly [string, PersonaliseOptions])[])('of a card with %s', async (_, options) => {
    const { card, contents } = cardOf('F10', {}, options);
    const { evidence } = await read(card, canOf(contents));
    expect([evidence.failure, evidence.access?.protocol]).toEqual([null, 'pace']);
    expectFilesOf(evidence, contents, groups);
    expect(chipProved(evidence)).toEqual(['passed', 'passed']);
  }); // biome-ignore format: one card per entry

  it('identity first, portrait last, with progress that only grows', async () => {
    const { card, contents } = cardOf('F01');
    const { arrived, progress, apdus } = await read(card, canOf(contents), { limits: shortLimits });
    expect(arrived).toEqual(['EF.CardAccess', 'EF.SOD', 'DG1', 'DG14', 'DG15', 'DG13', 'EF.COM', 'DG2']);
    const steps = [...new Set(progress.map(({ step }) => step))];
    const order = ['connecting', 'access', 'identity', 'chipProof', 'holder', 'others', 'portrait', 'finished'];
    expect(steps).toEqual(order);
    for (const key of ['bytesRead', 'bytesKnown', 'apdus'] as const) {
      const values = progress.map((each) => each[key]);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
    }
    const sum = [...groups.slice(1), 'EF.COM' as const].reduce(
      (bytes, name) => bytes + (contents.files.get(name)?.length ?? 0),
      0,
    );
    expect(progress.at(-1)).toEqual({ step: 'finished', file: null, bytesRead: sum, bytesKnown: sum, apdus });
    const portrait = progress.filter(({ file }) => file === 'DG2');
    expect(portrait.length).toBeGreaterThan(60);
  });

  it('uses a prepared PACE key pair once', async () => {
    const { card, contents } = cardOf('F01');
    const keyPair = generateKeyPair('brainpoolP256r1', random);
    const sent = vi.fn<(command: Uint8Array) => void>();
    const { evidence } = await read(card, canOf(contents), {
      preparedKeyPair: { curve: 'brainpoolP256r1', keyPair },
      tamper: (command, to) => {
        sent(command);
        return to.transmit(command);
      },
    });
    expect(evidence.failure).toBeNull();
    const hex = Buffer.from(keyPair.publicKey).toString('hex');
    expect(sent.mock.calls.filter(([command]) => Buffer.from(command).toString('hex').includes(hex))).toHaveLength(1);
    expect(keyPair.privateKey.every((byte) => byte === 0)).toBe(true);
  });
});

describe('figures, synthetic card of 6.8 KB, PACE included, without the proof of the chip', () => {
  it.each([
    ['short APDUs', shortLimits, 40],
    ['extended length', openLimits, 15],
  ] as const)('%s', async (_, limits, most) => {
    const { card, contents } = syntheticCard();
    const { evidence, apdus } = await read(card, canOf(contents), { limits });
    expect(evidence.failure).toBeNull();
    expectFilesOf(evidence, contents, ['EF.SOD', 'DG1', 'DG15', 'DG13', 'DG2']);
    // The chip has DG15 but no key: the one refused INTERNAL AUTHENTICATE is a proof's, not the read's; so is EF.COM,
    // which is read to find groups that nobody signed.
    expect(evidence.activeAuthentication).toEqual({ state: 'refused', sw: 0x6d00 });
    expectFilesOf(evidence, contents, ['EF.COM']);
    expect(apdus - 2).toBeLessThanOrEqual(most);
  });

  it('bytes on the wire stay within 5 % of the least for the chunk size', async () => {
    const { card, contents } = syntheticCard();
    await read(card, canOf(contents), { limits: shortLimits });
    const names = ['EF.SOD', 'DG1', 'DG15', 'DG13', 'EF.COM', 'DG2'] as const;
    const lengths = names.map((name) => contents.files.get(name)?.length ?? 0);
    // Per chunk of n bytes: DO87 header 3 or 4, padding indicator, padded bytes; DO99 4, DO8E 10, SW 2.
    const chunk = (n: number) => 19 + (Math.floor(n / 16) + 1) * 16 + (n > 111 ? 1 : 0);
    const least = lengths.reduce((sum, length) => {
      const whole = Math.floor(length / 223);
      return sum + whole * chunk(223) + (length % 223 > 0 ? chunk(length % 223) : 0);
    }, 0);
    const accessAndProof = 56 + 2 + (22 + 2) + 2 * (69 + 2) + 14 + 16 + 18;
    expect(card.traffic.sent).toBeLessThan((least + accessAndProof) * 1.05);
  });
});

describe('cards that behave otherwise', () => {
  it.each([
    ['SELECT MF is refused and EF.CardAccess is there', {}],
    ['no short identifiers (6A86)', { shortIdentifiers: 0x6a86 }],
    ['no short identifiers (6D00), plain errors', { shortIdentifiers: 0x6d00, errors: 'plain' }],
    ['no short identifiers (6A82)', { shortIdentifiers: 0x6a82 }],
    ['no short identifiers (6985)', { shortIdentifiers: 0x6985 }],
    ['6282 at the end of file', { endOfFile: 0x6282 }],
    ['no extended length', { extended: null }],
    ['6700 above 231', { extended: null, maxLe: { length: 231, over: '6700' } }],
    ['6700 above 160', { extended: null, maxLe: { length: 160, over: '6700' } }],
    ['6700 above 160, plain', { maxLe: { length: 160, over: '6700' }, errors: 'plain' }],
    ['6700 above 1024', { maxLe: { length: 1024, over: '6700' } }],
    ['6Cxx above 231', { maxLe: { length: 231, over: '6Cxx' } }],
    ['6Cxx above 112', { maxLe: { length: 112, over: '6Cxx' } }],
    ['less than asked', { maxLe: { length: 180, over: 'short' } }],
    ['GET RESPONSE', { longAnswers: 'getResponse' }],
    ['GET RESPONSE without extended length', { longAnswers: 'getResponse', extended: null }],
    ['short answers in extended length', { extended: { maxCommand: 2048, maxResponse: 700 } }],
  ] as const satisfies readonly (readonly [string, Behaviour])[])('%s', async (_, behaviour) => {
    const { card, contents } = cardOf('F02', behaviour);
    const { evidence, transport } = await read(card, canOf(contents));
    expect(evidence.failure).toBeNull();
    expectFilesOf(evidence, contents, groups);
    expect(evidence.gaps).toEqual([closed]);
    expect(transport.reset).not.toHaveBeenCalled();
  });

  it.each([
    ['extended length', openLimits],
    ['short APDUs', shortLimits],
  ])('reads beyond 32,767 bytes with %s', async (_, limits) => {
    const large = encodeTlv(0x75, random(70_000));
    const { card, contents } = cardOf('F01', {}, { afterSigning: new Map([['DG2', large]]) });
    const { evidence, transport } = await read(card, canOf(contents), { limits });
    expect([evidence.failure, transport.reset.mock.calls.length]).toEqual([null, 0]);
    expectFilesOf(evidence, { ...contents, files: new Map([['DG2', large]]) }, ['DG2']);
  });

  it('gives a file of more than 256 KiB up', async () => {
    const large = encodeTlv(0x75, new Uint8Array(0x4_0001));
    const { card, contents } = cardOf('F01', {}, { afterSigning: new Map([['DG2', large]]) });
    const { evidence } = await read(card, canOf(contents));
    expect(evidence.gaps).toContainEqual({ name: 'DG2', cause: 'broken', sw: null });
  });

  it('is a missing file where a chip gives neither SOD nor DG1', async () => {
    const gone = new Map([
      ['EF.SOD', null],
      ['DG1', null],
    ] as const);
    const { card, contents } = cardOf('F01', {}, { afterSigning: gone });
    const { evidence } = await read(card, canOf(contents));
    expect(evidence.failure).toMatchObject({ code: 'read.fileMissing', params: { file: 'EF.SOD' } });
  });

  it('falls back to BAC where PACE is not offered, and says so where only the CAN is known', async () => {
    const { card, contents } = cardOf('F18', { access: 'bac' }, { pace: null });
    const { evidence, apdus } = await read(card, canOf(contents));
    expect(evidence.failure).toMatchObject({ code: 'access.unsupported' });
    expect(apdus).toBeLessThan(8);
    expect((await read(card, mrzOf(contents))).evidence.access).toEqual({ protocol: 'bac' });
  });

  it('falls back to BAC where the chip refuses PACE for another reason than the key', async () => {
    const { card, contents } = cardOf('F18', { access: 'bac' });
    const offered = createCard({ ...contents, files: contents.files }, { access: 'bac' });
    const tamper = async (command: Uint8Array, to: VirtualCard) => {
      const isCardAccess = command[1] === 0xb0 && command[2] === 0x9c && command[0] === 0;
      const bytes = contents.files.get('EF.CardAccess') ?? new Uint8Array();
      return isCardAccess ? Uint8Array.of(...bytes, 0x90, 0x00) : to.transmit(command);
    };
    const { evidence } = await read(offered, mrzOf(contents), { tamper });
    expect([evidence.failure, evidence.access]).toEqual([null, { protocol: 'bac' }]);
    expect((await read(card, canOf(contents), { tamper })).evidence.failure?.code).toBe('access.unsupported');
  });

  it('resets once where an application was selected before, so that EF.CardAccess is closed', async () => {
    const { card, contents } = cardOf('F01');
    await card.transmit(Uint8Array.of(0, 0xa4, 4, 0x0c, 7, 0xa0, 0, 0, 2, 0x47, 0x10, 1));
    const { evidence, transport } = await read(card, canOf(contents));
    expect([evidence.failure, transport.reset.mock.calls.length]).toEqual([null, 1]);
  });

  it('is short with a reader that cannot pass extended length and does not say so', async () => {
    const { card, contents } = cardOf('F01');
    const tamper = async (command: Uint8Array, to: VirtualCard) => {
      if (command.length > 6 && command[4] === 0) throw new FailureError(failure('card.protocol'));
      return to.transmit(command);
    };
    const { evidence } = await read(card, canOf(contents), { tamper });
    expect(evidence.failure).toBeNull();
    expectFilesOf(evidence, contents, groups);
  });

  it('stays short with a card that refuses EF.CardAccess before it looks at the length', async () => {
    const { card, contents } = cardOf('F18', { access: 'bac', extended: null }, { pace: null });
    const isExtended = (command: Uint8Array) => command.length > 6 && command[4] === 0;
    let extended = 0;
    const tamper = async (command: Uint8Array, to: VirtualCard) => {
      if (isExtended(command)) extended++;
      const opened = to.traffic.commands > 0 && (command[0] ?? 0) === 0x0c;
      return isExtended(command) && !opened ? Uint8Array.of(0x69, 0x86) : to.transmit(command);
    };
    const { evidence, transport } = await read(card, mrzOf(contents), { tamper });
    expect([evidence.failure, extended, transport.reset.mock.calls.length]).toEqual([null, 1, 0]);
    expectFilesOf(evidence, contents, groups.slice(1));
  });

  it.each([0x6985, 0x6988])(
    'opens anew, and goes on short, where extended length works before access and not under it (%i)',
    async (wrongMac) => {
      const { card, contents } = cardOf('F01');
      const tamper = async (command: Uint8Array, to: VirtualCard) => {
        const underSession = ((command[0] ?? 0) & 0x0c) === 0x0c;
        if (underSession && command.length > 6 && command[4] === 0) return Uint8Array.of(0x67, 0x00);
        const answer = await to.transmit(command);
        const isWrongMac = answer.length === 2 && answer[0] === 0x69 && answer[1] === 0x88;
        return isWrongMac ? Uint8Array.of(wrongMac >> 8, wrongMac & 0xff) : answer;
      };
      const { evidence, transport } = await read(card, canOf(contents), { tamper });
      expect([evidence.failure, transport.reset.mock.calls.length]).toEqual([null, 1]);
      expectFilesOf(evidence, contents, groups);
      expect(chipProved(evidence)).toEqual(['passed', 'passed']);
    },
  );

  it.each([[[0x3f, 0x00]], [[]]])('selects the master file by whichever form the card knows (%j)', async (known) => {
    const { card, contents } = cardOf('F01');
    let selected = false;
    const tamper = async (command: Uint8Array, to: VirtualCard) => {
      const [, ins, p1] = command;
      if (ins === 0xa4 && p1 === 0) {
        selected = [...command.subarray(5)].join() === known.join();
        return selected ? Uint8Array.of(0x90, 0x00) : Uint8Array.of(0x6a, 0x86);
      }
      return selected ? to.transmit(command) : Uint8Array.of(0x6a, 0x82);
    };
    const { evidence } = await read(card, canOf(contents), { tamper });
    expect([evidence.failure, evidence.access?.protocol]).toEqual([null, 'pace']);
  });

  it('a card that is no eMRTD', async () => {
    const { contents } = cardOf('F01');
    const bank = createCard({ ...contents, files: new Map() }, {});
    const tamper = async () => Uint8Array.of(0x6a, 0x82);
    const { evidence } = await read(bank, mrzOf(contents), { tamper });
    expect(evidence.failure).toMatchObject({ code: 'card.notEmrtd' });
    expect(evidence.files).toEqual([]);
  });

  it('reads by EF.COM where there is no SOD, and notes the gap', async () => {
    const { card, contents } = cardOf('F01', {}, { afterSigning: new Map([['EF.SOD', null]]) });
    const { evidence } = await read(card, canOf(contents));
    expect(evidence.failure).toBeNull();
    expectFilesOf(evidence, contents, ['EF.COM', 'DG1', 'DG13', 'DG2']);
    expect(evidence.gaps).toContainEqual({ name: 'EF.SOD', cause: 'absent', sw: 0x6a82 });
  });

  it('notes a group that the SOD lists and the chip does not have', async () => {
    const { card, contents } = cardOf('F01', {}, { afterSigning: new Map([['DG13', null]]) });
    const { evidence } = await read(card, canOf(contents));
    expect(evidence.gaps).toContainEqual({ name: 'DG13', cause: 'absent', sw: 0x6a82 });
    expectFilesOf(evidence, contents, ['DG1', 'DG2']);
  });

  it('finds the group that EF.COM claims and nobody signed', async () => {
    const card = trickCard('injected', pki);
    const { evidence } = await read(card, canOf(card.contents));
    expect(evidence.files.map(({ name }) => name)).toContain('DG11');
  });
});

describe('wrong keys', () => {
  it.each([
    ['CAN', 'can', (): AccessKey => ({ kind: 'can', can: '000000' })],
    ['MRZ of somebody else', 'mrz', (): AccessKey => ({ kind: 'mrz', mrz: cardholder('F02').mrz.join('') })],
  ] as const)('%s: one attempt, nothing else tried', async (_, kind, keyOf) => {
    const { card } = cardOf('F01');
    const { evidence, apdus, transport } = await read(card, keyOf());
    expect(evidence.failure).toEqual({ code: 'access.wrongKey', retryable: true, params: { kind } });
    expect(evidence.access).toBeNull();
    expect([apdus, transport.reset.mock.calls.length]).toEqual([7, 0]);
  });

  it('counts down where the chip counts, and stops at a blocked chip', async () => {
    const { card } = cardOf('F01', { wrongKey: { attempts: 3 } });
    const wrong: AccessKey = { kind: 'can', can: '000000' };
    const codes = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const { evidence } = await read(card, wrong);
      codes.push([evidence.failure?.code, evidence.failure?.params.left]);
      card.reset();
    }
    expect(codes).toEqual([
      ['access.wrongKey', 2],
      ['access.lastAttempt', 1],
      ['access.blocked', 0],
      ['access.blocked', 0],
    ]);
  });

  it('BAC with a wrong zone', async () => {
    const { card } = cardOf('F18', { access: 'bac' }, { pace: null });
    const { evidence } = await read(card, { kind: 'mrz', mrz: cardholder('F01').mrz.join('') });
    expect(evidence.failure).toMatchObject({ code: 'access.wrongKey', params: { kind: 'mrz' } });
  });

  it.each([
    ['a CAN of five digits', { kind: 'can', can: '12345' }],
    ['no zone', { kind: 'mrz', mrz: 'x'.repeat(90) }],
    ['a mistyped birth date', { kind: 'mrz', mrz: cardholder('F01').mrz.join('').replace('0402143', '0402153') }],
  ] as const)('%s never reaches the card', async (_, key) => {
    const { card } = cardOf('F01');
    const { evidence, apdus } = await read(card, key);
    expect([evidence.failure?.code, apdus]).toEqual(['access.keyInvalid', 0]);
  });
});

describe('reads that are broken off', () => {
  it('keeps what was read when the card is pulled in the middle of the portrait', async () => {
    const { card, contents } = cardOf('F02', { removedAfter: { file: 'DG2', bytes: 6000 } });
    const { evidence, progress } = await read(card, canOf(contents));
    expect(evidence.failure).toMatchObject({ code: 'card.removed' });
    expectFilesOf(evidence, contents, ['EF.SOD', 'DG1', 'DG14', 'DG15', 'DG13']);
    expect(evidence.gaps).toEqual([closed, { name: 'DG2', cause: 'broken', sw: null }]);
    expect(chipProved(evidence)).toEqual(['passed', 'passed']);
    expect(progress.at(-1)?.step).toBe('finished');
  });

  it('ends at any command the same way, with every planned file a file or a gap', async () => {
    const whole = cardOf('F01');
    const { apdus } = await read(whole.card, canOf(whole.contents));
    for (let last = 0; last < apdus; last++) {
      const { card, contents } = cardOf('F01');
      const tamper = async (command: Uint8Array, to: VirtualCard) => {
        if (to.traffic.commands >= last) throw new CardRemoved();
        return to.transmit(command);
      };
      const { evidence } = await read(card, canOf(contents), { tamper });
      expect(evidence.failure?.code, `after ${last}`).toBe('card.removed');
      const known = new Set([...evidence.files, ...evidence.gaps].map(({ name }) => name));
      if (known.has('DG1')) for (const name of groups.slice(1)) expect(known, `after ${last}`).toContain(name);
      if (evidence.chipAuthentication.state === 'done') {
        const infos = parseDg14(contents.files.get('DG14') ?? new Uint8Array());
        expect(verifyChipAuthentication(evidence.chipAuthentication, infos)).toBe('passed');
      }
    }
  });

  it.each([
    ['the officer’s wish', undefined, 'read.cancelled'],
    ['time', new DOMException('late', 'TimeoutError'), 'read.timeout'],
    ['a failure of its own', new FailureError(failure('reader.gone')), 'reader.gone'],
    ['anything', 'enough', 'read.cancelled'],
  ] as const)('ends at once when aborted by %s, even if the transport does not notice', async (_, reason, code) => {
    const { card, contents } = cardOf('F01', { mute: { fromCommand: 12 } });
    const abort = new AbortController();
    const onProgress = ({ file }: ReadProgress) => {
      if (file === 'DG1') setImmediate(() => abort.abort(reason));
    };
    const { evidence } = await read(card, canOf(contents), { signal: abort.signal, onProgress });
    expect(evidence.failure?.code).toBe(code);
    expect(evidence.files.map(({ name }) => name)).toContain('EF.SOD');
  });

  it('does nothing under a signal that is aborted already', async () => {
    const { card, contents } = cardOf('F01');
    const { evidence, apdus } = await read(card, canOf(contents), { signal: AbortSignal.abort() });
    expect([evidence.failure?.code, apdus]).toEqual(['read.cancelled', 0]);
  });
});

describe('hostile chips', () => {
  it('a clone: both proofs fail, the data are all there', async () => {
    const { card, contents } = cardOf('F03', {}, { cloned: { chip: true, active: true } });
    const { evidence, transport } = await read(card, canOf(contents));
    expect(evidence.failure).toBeNull();
    expectFilesOf(evidence, contents, groups);
    expect(chipProved(evidence)).toEqual(['failed', 'failed']);
    expect(transport.reset).toHaveBeenCalledOnce();
  });

  it('a clone that sends answers under the old keys after chip authentication', async () => {
    const { card, contents } = cardOf('F03', {}, { cloned: { chip: true } });
    const { evidence } = await read(card, canOf(contents), { limits: shortLimits });
    expect(chipProved(evidence)).toEqual(['failed', 'passed']);
  });

  it.each(['hugeLength', 'endless', 'noProgress'] as const)(
    'DG2 is a trap (%s): noted, the rest kept',
    async (kind) => {
      const { card, contents } = cardOf('F13', { trap: { file: 'DG2', kind } });
      const { evidence, apdus } = await read(card, canOf(contents));
      expect(evidence.failure).toBeNull();
      expect(evidence.gaps).toContainEqual(expect.objectContaining({ name: 'DG2', cause: 'broken' }));
      expectFilesOf(evidence, contents, ['EF.SOD', 'DG1', 'DG13']);
      expect(apdus).toBeLessThan(40);
    },
  );

  it.each([1, 3, 8, 12])('MACs go wrong from answer %o on: opened anew, then given up', async (spoilMacFrom) => {
    const { card, contents } = cardOf('F01', { spoilMacFrom });
    const { evidence, transport } = await read(card, canOf(contents));
    expect(evidence.failure).toMatchObject({ code: 'read.secureMessaging' });
    expect(transport.reset.mock.calls.length).toBeLessThanOrEqual(2);
    expect(evidence.chipAuthentication.state).not.toBe('refused');
  });

  it.each([
    ['nothing but status words', () => Uint8Array.of(0x90, 0x00)],
    ['noise', () => random(20)],
    ['61FF for ever', () => Uint8Array.of(0x61, 0xff)],
    ['6C01 for ever', () => Uint8Array.of(0x6c, 0x01)],
    ['half a status word', () => Uint8Array.of(0x90)],
    ['an answer of 60,000 bytes', () => new Uint8Array(60_000)],
    ['one byte at a time', () => Uint8Array.of(0x77, 0x90, 0x00)],
  ])('answers %s: a failure, soon', async (_, answer) => {
    const { card, contents } = cardOf('F01');
    const commands = vi.fn();
    for (const key of [canOf(contents), mrzOf(contents)]) {
      const tamper = async () => {
        commands();
        return answer();
      };
      const { evidence } = await read(card, key, { tamper });
      expect(evidence.failure).not.toBeNull();
      expect(evidence.access).toBeNull();
    }
    expect(commands.mock.calls.length).toBeLessThan(1500);
  });

  it('a defect of this program is thrown, not called the card’s', async () => {
    const { card, contents } = cardOf('F01');
    const tamper = async () => {
      throw new TypeError('defect');
    };
    await expect(read(card, canOf(contents), { tamper })).rejects.toThrow('defect');
  });
});

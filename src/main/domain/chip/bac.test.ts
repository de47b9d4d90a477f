import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#domain/bytes.ts';
import type { Channel, Command } from './apdu.ts';
import { openWithBac } from './bac.ts';
import { Malformed } from './malformed.ts';
import { mrzInformation } from './mrz.ts';

// ICAO 9303-11 appendix D.2 and D.3.
const mrzInfo = mrzInformation({ documentNumber: 'L898902C', birth: '690806', expiry: '940623' });
const rndIc = '4608f91988702212';
const rndIfd = '781723860c06c226';
const kIfd = '0b795240cb7049b01c19b33e32804f0b';
const sent = '72c29c2371cc9bdb65b779b8e8d37b29ecc154aa56a8799fae2f498f76ed92f25f1448eea8ad90a7';
const answer = '46b9342a41396cd7386bf5803104d7cedc122b9132139baf2eedc94ee178534f2f2d235d074d7449';

/** The example's random numbers, a new copy each time because BAC zeroes its key share. */
const random = (length: number) => fromHex(length === 8 ? rndIfd : kIfd);

type Answers = { readonly challenge?: string; readonly authenticate?: string; readonly sw?: readonly [number, number] };

function card({ challenge = rndIc, authenticate = answer, sw = [0x9000, 0x9000] }: Answers = {}) {
  const commands: Command[] = [];
  const channel: Channel = async (command) => {
    commands.push(command);
    if (command.ins === 0x84) return { data: fromHex(challenge), sw: sw[0] };
    return { data: fromHex(sw[1] === 0x9000 ? authenticate : ''), sw: sw[1] };
  };
  return { channel, commands };
}

describe('BAC', () => {
  test('D.3: the whole exchange, the session keys and the counter', async () => {
    const { channel, commands } = card();
    const session = await openWithBac(channel, mrzInfo, random);
    expect(commands).toEqual([
      { cla: 0, ins: 0x84, p1: 0, p2: 0, le: 8 },
      { cla: 0, ins: 0x82, p1: 0, p2: 0, data: fromHex(sent), le: 40 },
    ]);
    expect(session.suite.name).toBe('3DES');
    expect(toHex(session.kEnc)).toBe('979ec13b1cbfe9dcd01ab0fed307eae5');
    expect(toHex(session.kMac)).toBe('f1cb1f1fb5adf208806b89dc579dc1f8');
    expect(session.ssc).toBe(0x887022120c06c226n);
  });

  test('the key share is zeroed, in success and in failure', async () => {
    const shares: Uint8Array[] = [];
    const keeping = (length: number) => {
      const bytes = random(length);
      if (length === 16) shares.push(bytes);
      return bytes;
    };
    await openWithBac(card().channel, mrzInfo, keeping);
    await expect(openWithBac(card({ sw: [0x9000, 0x6300] }).channel, mrzInfo, keeping)).rejects.toThrow();
    expect(shares.map(toHex)).toEqual(['00'.repeat(16), '00'.repeat(16)]);
  });

  test.each([
    [0x6300, 'wrongKey', null],
    [0x63c3, 'wrongKey', 3],
    [0x63c1, 'lastAttempt', 1],
    [0x6982, 'wrongKey', null],
    [0x6983, 'blocked', 0],
    [0x6988, 'wrongKey', null],
    [0x6d00, 'unsupported', null],
  ])('EXTERNAL AUTHENTICATE answered with %i means %s', async (sw, cause, attemptsLeft) => {
    const opening = openWithBac(card({ sw: [0x9000, sw] }).channel, mrzInfo, random);
    await expect(opening).rejects.toMatchObject({ name: 'AccessError', cause, attemptsLeft, sw });
  });

  test.each([0x6d00, 0x6985, 0x6982])('a chip that gives no challenge (%i) has no BAC', async (sw) => {
    const opening = openWithBac(card({ challenge: '', sw: [sw, 0x9000] }).channel, mrzInfo, random);
    await expect(opening).rejects.toMatchObject({ name: 'AccessError', cause: 'unsupported', sw });
  });

  test.each<[string, Answers]>([
    ['a challenge of seven bytes', { challenge: rndIc.slice(2) }],
    ['a challenge of nine bytes', { challenge: `${rndIc}00` }],
    ['an empty answer', { authenticate: '' }],
    ['an answer one byte short', { authenticate: answer.slice(2) }],
    ['an answer one byte long', { authenticate: `${answer}00` }],
    ['our own message sent back', { authenticate: sent }],
    ['the answer to another challenge', { challenge: '4608f91988702213' }],
  ])('%s is malformed', async (_, answers) => {
    await expect(openWithBac(card(answers).channel, mrzInfo, random)).rejects.toThrow(Malformed);
  });

  test('a change of any byte of the answer is noticed', async () => {
    for (let at = 0; at < 40; at++) {
      const changed = fromHex(answer).map((byte, i) => (i === at ? byte ^ 1 : byte));
      const opening = openWithBac(card({ authenticate: toHex(changed) }).channel, mrzInfo, random);
      await expect(opening, `byte ${at}`).rejects.toThrow(Malformed);
    }
  });

  test('what the channel throws passes through', async () => {
    const gone: Channel = async () => {
      throw new Error('card removed');
    };
    await expect(openWithBac(gone, mrzInfo, random)).rejects.toThrow('card removed');
  });
});

import { expect, test } from 'vitest';
import { fromHex } from '#domain/bytes.ts';
import { suites } from '#domain/crypto/cipher-suite.ts';
import { decodeResponse } from './apdu.ts';
import { createSession, secureMessaging, verifyProtectedResponse } from './secure-messaging.ts';

// ICAO 9303-11 appendix D.4, first response: its MAC is under SSC 887022120C06C228.
const response = fromHex('990290008e08fa855a5d4c50a8ed9000');
const under = { suite: suites['3DES'], kMac: fromHex('f1cb1f1fb5adf208806b89dc579dc1f8'), ssc: 0x887022120c06c228n };

test('the hook hears the raw response and its counter, which verify again later', async () => {
  const heard: [Uint8Array, bigint][] = [];
  const kEnc = fromHex('979ec13b1cbfe9dcd01ab0fed307eae5');
  const session = createSession({ ...under, kEnc, ssc: under.ssc - 2n });
  const secured = secureMessaging(
    async () => decodeResponse(response),
    session,
    (raw, ssc) => heard.push([raw, ssc]),
  );
  await secured({ cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: fromHex('011e') });
  expect(heard).toEqual([[response, under.ssc]]);
  expect(verifyProtectedResponse(response, under)).toBe(true);
});

test('the hook hears a response whose MAC is wrong, but no plain status', async () => {
  const heard: Uint8Array[] = [];
  const open = (raw: Uint8Array) => {
    const session = createSession({ ...under, kEnc: new Uint8Array(16), ssc: 0n });
    const channel = async () => decodeResponse(raw);
    return secureMessaging(channel, session, (bytes) => heard.push(bytes))({ cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 4 });
  };
  await expect(open(response)).rejects.toThrow('wrong MAC');
  await open(fromHex('6a82'));
  expect(heard).toEqual([response]);
});

test('a change of any byte, key or counter fails', () => {
  for (let at = 0; at < response.length; at++) {
    expect(
      verifyProtectedResponse(
        response.map((byte, i) => (i === at ? byte ^ 0x10 : byte)),
        under,
      ),
    ).toBe(false);
  }
  expect(verifyProtectedResponse(response, { ...under, ssc: under.ssc + 1n })).toBe(false);
  expect(verifyProtectedResponse(response, { ...under, kMac: new Uint8Array(16) })).toBe(false);
});

test('nothing makes it throw', () => {
  for (let length = 0; length < response.length; length++) {
    expect(verifyProtectedResponse(response.subarray(0, length), under)).toBe(false);
  }
  expect(verifyProtectedResponse(response, { ...under, kMac: new Uint8Array(3) })).toBe(false);
  expect(verifyProtectedResponse(response, { ...under, ssc: -1n })).toBe(false);
  expect(verifyProtectedResponse(response, { ...under, ssc: 1n << 64n })).toBe(false);
  expect(verifyProtectedResponse(fromHex('8784ffffffff9000'), under)).toBe(false);
});

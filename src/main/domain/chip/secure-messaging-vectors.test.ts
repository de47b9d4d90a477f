import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#domain/bytes.ts';
import { type CipherSuite, suites } from '#domain/crypto/cipher-suite.ts';
import { type Channel, type Command, decodeResponse, encodeCommand } from './apdu.ts';
import { createSession, type Session, secureMessaging } from './secure-messaging.ts';

/** A channel that records what is sent and answers with the given APDUs in turn. */
function replay(...answers: readonly string[]) {
  const sent: string[] = [];
  const left = [...answers];
  const channel: Channel = async (command) => {
    sent.push(toHex(encodeCommand(command)));
    return decodeResponse(fromHex(left.shift() ?? ''));
  };
  return { channel, sent };
}

function session(name: CipherSuite['name'], keys: readonly [kEnc: string, kMac: string], ssc: bigint): Session {
  return createSession({ suite: suites[name], kEnc: fromHex(keys[0]), kMac: fromHex(keys[1]), ssc });
}

const icao = () =>
  session('3DES', ['979ec13b1cbfe9dcd01ab0fed307eae5', 'f1cb1f1fb5adf208806b89dc579dc1f8'], 0x887022120c06c226n);
const aes256Keys = [
  '7319d1537ef2fe5cb46afcff2df33b521f3a0c4fa92212d98eb49d9cd6bb8916',
  'adcba368fd14a836908252ef76d09bad2766c5ffb2fe7857f468676fc4b293e0',
] as const;
const selectCom: Command = { cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c, data: fromHex('011e') };
const read = (p1: number, p2: number, le: number): Command => ({ cla: 0x00, ins: 0xb0, p1, p2, le });

describe('vectors', () => {
  test('ICAO 9303-11 appendix D.4: SELECT EF.COM and two READ BINARY', async () => {
    const { channel, sent } = replay(
      '990290008e08fa855a5d4c50a8ed9000',
      '8709019ff0ec34f9922651990290008e08ad55cc17140b2ded9000',
      '871901fb9235f4e4037f2327dcc8964f1f9b8c30f42c8e2fff224a990290008e08c8b2787eaea07d749000',
    );
    const secured = secureMessaging(channel, icao());
    expect(await secured(selectCom)).toEqual({ data: new Uint8Array(), sw: 0x9000 });
    expect(toHex((await secured(read(0, 0, 4))).data)).toBe('60145f01');
    expect(toHex((await secured(read(0, 4, 18))).data)).toBe('04303130365f36063034303030305c026175');
    expect(sent).toEqual([
      '0ca4020c158709016375432908c044f68e08bf8b92d635ff24f800',
      '0cb000000d9701048e08ed6705417e96ba5500',
      '0cb000040d9701128e082ea28a70f3c7b53500',
    ]);
  });

  // A public AES-128 recording: gmrtd iso7816/secure_messaging_test.go.
  test('AES-128 command with data', async () => {
    const { channel, sent } = replay('6a80');
    const keys = ['cc86415f2ed7e8fd663b754265695ae1', '581e84b8ee06c4d3eee30461498d7fb3'] as const;
    const data = fromHex('800a04007f000702020302028401c3');
    await secureMessaging(channel, session('AES-128', keys, 0xban))({ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data });
    expect(sent).toEqual(['0c2241a41d871101980953d37f67558690045d78a853b18a8e08929767a2cef172e200']);
  });

  test('AES-128 response with data', async () => {
    const { channel } = replay(
      '8781e1012fabf9e0655d7e987fd28a8aeb19c9cadd990d49399799ed1fe465bcea56da9ba3024291d40d23d7f1e00485d71faddc6d8c1382e8028dd22efdcc72ed47663d56d20dd6c4b867956fe0507313083ae7fc54fb46133f184febbe13ad6fd3e2616a1f4a829e75ada1a0e443ca738288f6014be8a7745d8259b089e6bee35bcc4bf5b63db5fdd84244f67eca099213b70a861b4487225aa68af684278fceb4cb809de42be3ee95b0e0d72bcdb0ed47cb56efc264e04a9397a90e81ad1d81efa2d14b2ca8ec7bd997f4b1c1fd344d5dee8589c38b227ca4cb35810060a7cc76403e990290008e083eb47ef4fa82afc99000',
    );
    const keys = ['a8e85e938514ec67ae33cda3d43d3c48', '27f1adeb705a049a305b0c619b14b9b3'] as const;
    const secured = secureMessaging(channel, session('AES-128', keys, 0xan));
    const { data, sw } = await secured(read(0, 0, 223));
    expect(sw).toBe(0x9000);
    expect(toHex(data)).toBe(
      'a729901d1a71874700133107ec53306404307bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826043004a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c110461041d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c53150231008cb91e82a3',
    );
  });

  // Public AES-256 commands around the change from short to extended length: RDE-LIB AesCommandApduTest, SFI 14.
  test.each([
    [1, '0cb08e000d9701018e08fb1cc883d1a9b32d00'],
    [255, '0cb08e000d9701ff8e085d83100cf76663d300'],
    [256, '0cb08e000d9701008e08b16e78e0d1d0023f00'],
    [257, '0cb08e0000000e970201018e08be975ead600e26f70000'],
    [300, '0cb08e0000000e9702012c8e08bd308fb58e028d140000'],
  ])('AES-256 READ BINARY of %i bytes', async (le, expected) => {
    const { channel, sent } = replay('6a82');
    await secureMessaging(channel, session('AES-256', aes256Keys, 0n))(read(0x8e, 0, le));
    expect(sent).toEqual([expected]);
  });
});

import { expect, it } from 'vitest';
import { concat } from '#domain/bytes.ts';
import { readSealedFrame, writeSealedFrame } from './sealed-frame.ts';

const frame = { protected: 'e30', iv: 'BBBB', tag: 'CCCC', ciphertext: Uint8Array.of(1, 2, 3) };

it('comes back as it was written', () => {
  expect(readSealedFrame(writeSealedFrame(frame))).toEqual(frame);
});

it('is refused cut off, with another format, a length that leads nowhere, or another head', () => {
  const bytes = writeSealedFrame(frame);
  for (let length = 0; length <= bytes.length - frame.ciphertext.length; length++)
    expect(() => readSealedFrame(bytes.subarray(0, length))).toThrow('packet.malformed');
  const at = 'truc-ban sealed 1\n'.length;
  const withHead = (text: string): Uint8Array => {
    const head = new TextEncoder().encode(text);
    const length = Uint8Array.of(head.length >> 8, head.length & 0xff);
    return concat(bytes.subarray(0, at), length, head, frame.ciphertext);
  };
  const heads = ['{}', '[]', 'null', '"x"', '{"iv":2,"protected":3,"tag":4}', `"${'x'.repeat(5000)}"`];
  for (const head of [...heads, '{"iv":"BBB=","protected":"e30","tag":"CCCC"}'])
    expect(() => readSealedFrame(withHead(head))).toThrow('packet.malformed');
  expect(() => readSealedFrame(concat(Uint8Array.of(0), bytes))).toThrow('packet.malformed');
});

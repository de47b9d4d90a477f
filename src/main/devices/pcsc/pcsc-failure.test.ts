import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { pcscFailure, returnCodeOf } from './pcsc-failure.ts';

describe('returnCodeOf', () => {
  it.each([
    ['SCardConnect error: Sharing violation.(0x8010000b)', 0x8010000b],
    // 64-bit LONG of pcsc-lite printed with %.8lx, and a sign-extended one as Windows prints it.
    ['SCardTransmit error: Card was removed.(0xffffffff80100069)', 0x80100069],
    ['SCardGetStatusChange error: x\r\n(0x8010001D)', 0x8010001d],
    ['Card Reader not connected', null],
  ])('%s', (message, code) => {
    expect(returnCodeOf(new Error(message))).toBe(code);
  });

  it('knows nothing of what is no error', () => {
    expect(returnCodeOf('0x8010000b')).toBeNull();
  });
});

describe('pcscFailure', () => {
  it.each([
    ['0x8010000b', 'card.inUse'],
    ['0x80100069', 'card.removed'],
    ['0x8010000c', 'card.absent'],
    ['0x80100066', 'card.mute'],
    ['0x8010001d', 'reader.serviceDown'],
    ['0x80100017', 'reader.gone'],
    ['0x8010002e', 'reader.none'],
    ['0x80101234', 'card.protocol'],
  ])('%s means %s', (code, meaning) => {
    expect(pcscFailure(new Error(`SCard error: text(${code})`)).failure.code).toBe(meaning);
  });

  it('passes a failure on', () => {
    const known = new FailureError(failure('card.mute'));
    expect(pcscFailure(known)).toBe(known);
  });

  it('does not guess at an error without a code', () => {
    expect(pcscFailure(new Error('what?')).failure).toMatchObject({ code: 'card.protocol' });
  });
});

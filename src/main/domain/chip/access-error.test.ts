import { describe, expect, test } from 'vitest';
import { AccessError, accessErrorOf } from './access-error.ts';

describe('accessErrorOf', () => {
  test.each([
    [0x6300, 'wrongKey', null],
    [0x63cf, 'wrongKey', 15],
    [0x63c2, 'wrongKey', 2],
    [0x63c1, 'lastAttempt', 1],
    [0x63c0, 'blocked', 0],
    [0x6982, 'wrongKey', null],
    [0x6983, 'blocked', 0],
    [0x6984, 'blocked', 0],
    [0x6985, 'wrongKey', null],
    [0x6988, 'wrongKey', null],
    [0x6a80, 'wrongKey', null],
    [0x6f00, 'wrongKey', null],
    [0x6700, 'unsupported', null],
    [0x6a88, 'unsupported', null],
    [0x6d00, 'unsupported', null],
    [0x6e00, 'unsupported', null],
  ])('%i is %s, %j attempts left', (sw, cause, attemptsLeft) => {
    expect(accessErrorOf(sw)).toMatchObject({ cause, attemptsLeft, sw });
  });

  test('is an error that names cause and status word', () => {
    expect(accessErrorOf(0x63c2)).toBeInstanceOf(AccessError);
    expect(accessErrorOf(0x63c2).message).toBe('access: wrongKey (63c2)');
    expect(new AccessError('unsupported')).toMatchObject({
      message: 'access: unsupported',
      sw: null,
      attemptsLeft: null,
    });
  });
});

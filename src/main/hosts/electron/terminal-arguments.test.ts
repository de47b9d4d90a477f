import { describe, expect, test } from 'vitest';
import { terminalArguments } from './terminal-arguments.ts';

describe('the installed program as a command', () => {
  test.each([
    [true, ['truc-ban', 'desk', 'verify', 'chung-cu', '--json'], ['verify', 'chung-cu', '--json']],
    [true, ['truc-ban', '--profile=training', 'desk', 'readers'], ['readers']],
    [false, ['electron', '.', 'desk', 'doctor'], ['doctor']],
    [true, ['truc-ban', 'desk'], []],
    [true, ['truc-ban'], null],
    [true, ['truc-ban', 'verify', 'desk'], null],
    [false, ['electron', 'desk'], null],
  ])('packaged %s: %j → %j', (packaged, argv, wanted) => {
    expect(terminalArguments({ packaged, argv })).toEqual(wanted);
  });
});

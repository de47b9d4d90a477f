import { describe, expect, it } from 'vitest';
import { crashStates } from './crash-states.ts';
import { filesFound, followRecording, losable } from './recorded-disk.ts';
import { type DiskStep, readRecording } from './recording.ts';

const text = (bytes: string) => new TextEncoder().encode(bytes);
const read = (bytes: Uint8Array | undefined) => (bytes === undefined ? null : new TextDecoder().decode(bytes));
const written = (inode: string, offset: number, bytes: string): DiskStep => ({
  ...{ is: 'written', inode, offset, bytes: text(bytes) },
});

/** A file is rewritten and flushed, another one made, filled, and put in the place of a third. */
const steps: readonly DiskStep[] = [
  { is: 'opened', inode: '1', path: 'a' },
  written('1', 0, 'AAAA'),
  { is: 'flushed', inode: '1' },
  written('1', 4, 'BB'),
  { is: 'made', inode: '9', path: 'c.part' },
  written('9', 0, 'new'),
  { is: 'flushed', inode: '9' },
  { is: 'renamed', from: 'c.part', to: 'c' },
  { is: 'folderFlushed', path: '' },
];
const disk = followRecording(
  new Map([
    ['a', text('aaaa')],
    ['c', text('old')],
  ]),
  steps,
);
const found = (moment: number, lost = losable(disk, moment)) => {
  const files = filesFound(disk, moment, { lost: new Set(lost), torn: null });
  return Object.fromEntries([...files].map(([path, bytes]) => [path, read(bytes)]));
};

describe('a power cut', () => {
  it('leaves what was there before the first step', () => {
    expect(found(0)).toEqual({ a: 'aaaa', c: 'old' });
  });

  it('takes a write that was not flushed, or leaves it', () => {
    expect([found(2), found(2, [])]).toEqual([
      { a: 'aaaa', c: 'old' },
      { a: 'AAAA', c: 'old' },
    ]);
  });

  it('never takes what was flushed', () => {
    expect(losable(disk, 3)).toEqual([]);
    expect(found(4)).toEqual({ a: 'AAAA', c: 'old' });
  });

  it('takes a name until its folder was flushed, with all that is under it', () => {
    expect(found(8)).toEqual({ a: 'AAAA', c: 'old' });
    expect(found(9)).toEqual({ a: 'AAAA', c: 'new' });
  });

  it('keeps the later write without the earlier one', () => {
    const later = followRecording(new Map([['a', text('')]]), [
      { is: 'opened', inode: '1', path: 'a' },
      written('1', 0, 'xx'),
      written('1', 2, 'yy'),
    ]);
    const [first] = losable(later, 3);
    const files = filesFound(later, 3, { lost: new Set(first ? [first] : []), torn: null });
    expect(read(files.get('a'))).toBe('\0\0yy');
  });

  it('tears a write at its sectors', () => {
    const long = followRecording(new Map([['a', text('')]]), [
      { is: 'opened', inode: '1', path: 'a' },
      written('1', 0, 'x'.repeat(1536)),
    ]);
    const torn = crashStates(long, 2, () => 0.5).filter(({ what }) => what.startsWith('the last write'));
    const sizes = torn.map((state) => filesFound(long, 2, state).get('a')?.length);
    expect(sizes).toEqual([512, 0]);
  });

  it('keeps a file apart from an earlier one of the same inode', () => {
    const again = followRecording(new Map(), [
      { is: 'made', inode: '1', path: 'a' },
      written('1', 0, 'first'),
      { is: 'unlinked', path: 'a' },
      { is: 'made', inode: '1', path: 'b' },
      written('1', 0, 'second'),
      { is: 'flushed', inode: '1' },
    ]);
    // The flush is of the second file alone.
    expect(losable(again, 6).filter(({ isName }) => !isName)).toHaveLength(1);
  });
});

describe('a recording', () => {
  it('is read with bytes that look like its own lines', () => {
    const log = text('C 5 /p/a b\nW 5 0 6\nS 5\nS5S 5\nR /p/a b\t/p/c\nA 3\nhi\n');
    expect(readRecording(log, '/p')).toEqual([
      { is: 'made', inode: '5', path: 'a b' },
      { is: 'written', inode: '5', offset: 0, bytes: text('S 5\nS5') },
      { is: 'flushed', inode: '5' },
      { is: 'renamed', from: 'a b', to: 'c' },
      { is: 'said', text: 'hi\n' },
    ]);
  });

  it('of a program that was killed ends with the last whole entry', () => {
    expect(readRecording(text('S 5\nW 5 0 9\nabc'), '/p')).toEqual([{ is: 'flushed', inode: '5' }]);
    expect(readRecording(text('S 5\nW 5 0'), '/p')).toEqual([{ is: 'flushed', inode: '5' }]);
  });

  it('with something nobody can replay is refused', () => {
    expect(() => readRecording(text('X sendfile\n'), '/p')).toThrow('not recorded');
  });
});

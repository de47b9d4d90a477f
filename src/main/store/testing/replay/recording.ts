/** Something a program did to the files of its folder, or said, in its order. Paths are within the folder; inodes are the system's. */
export type DiskStep =
  | { readonly is: 'opened' | 'made'; readonly inode: string; readonly path: string }
  | { readonly is: 'written'; readonly inode: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly is: 'sized'; readonly inode: string; readonly size: number }
  | { readonly is: 'flushed'; readonly inode: string }
  | { readonly is: 'folderFlushed'; readonly path: string }
  | { readonly is: 'renamed' | 'linked'; readonly from: string; readonly to: string }
  | { readonly is: 'unlinked'; readonly path: string }
  | { readonly is: 'folderMade'; readonly path: string }
  | { readonly is: 'said'; readonly text: string };

const lineFeed = 10;
const decoder = new TextDecoder();

/** Reads what `disk-recorder.c` wrote down of what happened below `root`. @throws Error for what cannot be replayed */
export function readRecording(log: Uint8Array, root: string): readonly DiskStep[] {
  const steps: DiskStep[] = [];
  for (let at = 0; at < log.length; ) {
    const end = log.indexOf(lineFeed, at);
    // A program that was killed leaves half an entry, of what it had not done yet.
    if (end < 0) break;
    const [letter = '', ...words] = decoder.decode(log.subarray(at, end)).split(' ');
    const size = letter === 'W' || letter === 'A' ? Number(words.at(-1)) : 0;
    const bytes = log.subarray(end + 1, end + 1 + size);
    if (bytes.length < size) break;
    steps.push(stepOf(letter, words, { bytes, root }));
    at = end + 1 + size;
  }
  return steps;
}

type Entry = { readonly bytes: Uint8Array; readonly root: string };

function stepOf(letter: string, words: readonly string[], { bytes, root }: Entry): DiskStep {
  const [first = '', second = ''] = words;
  const within = (path: string) => path.slice(root.length + 1);
  const [from = '', to = ''] = words.join(' ').split('\t').map(within);
  switch (letter) {
    case 'O':
    case 'C':
      return { is: letter === 'O' ? 'opened' : 'made', inode: first, path: within(words.slice(1).join(' ')) };
    case 'W':
      return { is: 'written', inode: first, offset: Number(second), bytes };
    case 'T':
      return { is: 'sized', inode: first, size: Number(second) };
    case 'S':
      return { is: 'flushed', inode: first };
    case 'D':
      return { is: 'folderFlushed', path: from };
    case 'R':
    case 'L':
      return { is: letter === 'R' ? 'renamed' : 'linked', from, to };
    case 'U':
      return { is: 'unlinked', path: from };
    case 'M':
      return { is: 'folderMade', path: from };
    case 'A':
      return { is: 'said', text: decoder.decode(bytes) };
    default:
      throw new Error(`not recorded: ${letter} ${words.join(' ')}`);
  }
}

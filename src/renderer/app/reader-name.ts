import { useLabels } from '../i18n/language.ts';
import { useDesk } from '../state/desk-context.tsx';

/** PC/SC adds serial and slot numbers to names (`ACS ACR1252 [Interface] (0123) 00 00`): the officer knows the reader without. */
export function shortReaderName(name: string, all: readonly string[] = []): string {
  const short = shortened(name);
  return all.some((other) => other !== name && shortened(other) === short) ? name : short;
}

function shortened(name: string): string {
  return name
    .replace(/(?:\s+\d\d){1,2}$/, '')
    .replace(/\s*\[[^\]]*\]/, '')
    .replace(/\s*\([0-9A-F]+\)$/i, '');
}

/** The name of a reader, as short as it stays distinct among those that are there; the demo's own in the officer's language. */
export function useReaderName(name: string): string {
  const { top } = useLabels();
  return useDesk(({ readers }) => {
    const [sample, ...more] = readers.filter(({ simulated }) => simulated);
    if (sample?.name === name && more.length === 0) return top.sampleReader;
    return shortReaderName(
      name,
      readers.map((reader) => reader.name),
    );
  });
}

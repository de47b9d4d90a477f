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

/** The name of a reader, as short as it stays distinct among those that are there. */
export function useReaderName(name: string): string {
  return useDesk((desk) =>
    shortReaderName(
      name,
      desk.readers.map((reader) => reader.name),
    ),
  );
}

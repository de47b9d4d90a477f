/** One part of an RFC 4514 subject, unescaped; null when it is not there. */
function part(subject: string, type: string): string | null {
  const value = new RegExp(`(?:^|,)\\s*${type}=((?:\\\\.|[^,\\\\])+)`, 'i').exec(subject)?.[1];
  return value?.replace(/\\(.)/g, '$1').trim() ?? null;
}

/** The CN of a subject, else all of it. */
export function commonName(subject: string): string {
  return part(subject, 'CN') ?? subject;
}

/** The parts of a subject people know it by: common name and organisation, else all of it. */
export function nameOf(subject: string): string {
  const parts = [part(subject, 'CN'), part(subject, 'O')].filter((value) => value !== null);
  return [...new Set(parts)].join(' · ') || subject;
}

/** A hash in groups of four characters. */
export function groupsOf(hash: string): readonly string[] {
  return hash.match(/.{1,4}/g) ?? [];
}

import type { FileName } from '#contract/evidence.ts';
import { applicationFileByTag } from '../elementary-files.ts';
import { Malformed } from '../malformed.ts';
import { findTlv } from '../tlv.ts';
import { contentOf } from './data-group.ts';

/** What EF.COM says (it is not signed: a hint at most). */
export type Com = {
  /** LDS version, four digits (`0107`), empty when it is not stated. */
  readonly ldsVersion: string;
  readonly unicodeVersion: string;
  /** The data groups it lists, in its order. */
  readonly groups: readonly FileName[];
  /** Listed tags that name no data group. */
  readonly unknownTags: readonly number[];
};

const MAX_TAGS = 32;

/** Reads EF.COM (ICAO 9303-10 §4.6.1). @throws Malformed */
export function parseCom(file: Uint8Array): Com {
  const content = contentOf(file, 'EF.COM');
  const list = findTlv(content, 0x5c, 'EF.COM');
  if (list === undefined) throw new Malformed('EF.COM', 'no tag list');
  if (list.value.length > MAX_TAGS) throw new Malformed('EF.COM', 'tag list too long');
  const tags = Array.from(list.value);
  const names = tags.map((tag) => groupByTag(tag));
  return {
    ldsVersion: digits(findTlv(content, 0x5f01, 'EF.COM')?.value),
    unicodeVersion: digits(findTlv(content, 0x5f36, 'EF.COM')?.value),
    groups: names.filter((name) => name !== null),
    unknownTags: tags.filter((_, index) => names[index] === null),
  };
}

function groupByTag(tag: number): FileName | null {
  const name = applicationFileByTag(tag);
  return name?.startsWith('DG') ? name : null;
}

function digits(value: Uint8Array | undefined): string {
  return String.fromCharCode(...(value ?? []).filter((byte) => byte >= 0x30 && byte <= 0x39)).slice(0, 6);
}

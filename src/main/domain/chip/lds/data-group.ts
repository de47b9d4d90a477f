import type { FileName } from '#contract/evidence.ts';
import { elementaryFiles } from '../elementary-files.ts';
import { Malformed } from '../malformed.ts';
import { expectTlv } from '../tlv.ts';

/** The value inside a file's application tag; what follows the object (padding of the EF) is ignored. @throws Malformed */
export function contentOf(file: Uint8Array, name: FileName): Uint8Array {
  const { tag } = elementaryFiles[name];
  if (tag === null) throw new Malformed(name, 'has no application tag');
  return expectTlv(file, tag, name).value;
}

import type { FileName } from '#contract/evidence.ts';
import { Malformed } from '../malformed.ts';
import { findTlv, readTlvs } from '../tlv.ts';
import { contentOf } from './data-group.ts';

/** One biometric data block, still in its own format. */
export type BiometricBlock = {
  /** `plain`: 5F2E, an ISO/IEC 19794 record; `constructed`: 7F2E, an ISO/IEC 39794 object. */
  readonly form: 'plain' | 'constructed';
  readonly data: Uint8Array;
};

const MAX_INSTANCES = 16;

/**
 * The biometric data blocks of DG2, DG3 or DG4: a group template 7F61 of templates 7F60 (ISO/IEC 7816-11, ICAO 9303-10
 * §4.7.2). The stated count is not held against the templates: they are counted as they stand. @throws Malformed
 */
export function parseBiometricTemplates(file: Uint8Array, name: FileName): readonly BiometricBlock[] {
  const group = findTlv(contentOf(file, name), 0x7f61, name);
  if (group === undefined) throw new Malformed(name, 'no biometric group template');
  const templates = readTlvs(group.value, name).filter(({ tag }) => tag === 0x7f60);
  if (templates.length > MAX_INSTANCES) throw new Malformed(name, 'too many templates');
  return templates.map(({ value }) => blockOf(value, name));
}

function blockOf(template: Uint8Array, name: FileName): BiometricBlock {
  const plain = findTlv(template, 0x5f2e, name);
  if (plain !== undefined) return { form: 'plain', data: plain.value };
  const constructed = findTlv(template, 0x7f2e, name);
  if (constructed === undefined) throw new Malformed(name, 'template without a biometric data block');
  return { form: 'constructed', data: constructed.value };
}

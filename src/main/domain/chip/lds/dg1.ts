import { Malformed } from '../malformed.ts';
import { type Mrz, parseMrz } from '../mrz.ts';
import { expectTlv } from '../tlv.ts';
import { contentOf } from './data-group.ts';

/** The machine readable zone of DG1 (ICAO 9303-10 §4.7.1): TD1, TD2 or TD3. @throws Malformed */
export function parseDg1(file: Uint8Array): Mrz {
  const { value } = expectTlv(contentOf(file, 'DG1'), 0x5f1f, 'DG1');
  if (value.length > 90) throw new Malformed('DG1', 'longer than any machine readable zone');
  if (!value.every((byte) => byte >= 0x20 && byte < 0x7f)) throw new Malformed('DG1', 'characters outside ASCII');
  return parseMrz(String.fromCharCode(...value));
}

import { parseSecurityInfos, type SecurityInfos } from '../security-infos.ts';
import { contentOf } from './data-group.ts';

/** The security protocols of DG14 (ICAO 9303-10 §4.7.14). @throws Malformed */
export function parseDg14(file: Uint8Array): SecurityInfos {
  return parseSecurityInfos(contentOf(file, 'DG14'));
}

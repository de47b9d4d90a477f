import { expect, it } from 'vitest';
import type { Check } from '#contract/verdict.ts';
import { vi } from '../../../i18n/vi.ts';
import { factsText } from './check-facts.ts';

const check = (id: Check['id'], facts: Check['facts']): Check => ({ id, outcome: 'passed', reasons: [], facts });

it.each([
  [check('sod', { algorithm: 'ECDSA SHA-256', key: 'ECDSA P-256' }), 'ECDSA SHA-256'],
  [check('signer', { signer: 'CN=DS 7,C=VN', anchor: 'CN=CSCA MẪU\\, hai,O=X,C=VN' }), 'CSCA MẪU, hai'],
  [check('signer', { signer: 'CN=DS 7,C=VN' }), 'DS 7'],
  [check('groups', { matched: 'DG1 DG2 DG13' }), '1·2·13'],
  [check('groups', { matched: 'DG1', mismatched: 'DG13' }), '13'],
  [check('chipAuthentication', { key: 'ECDSA brainpoolP256r1' }), 'CA'],
  [check('activeAuthentication', {}), ''],
  [check('holder', { differs: 'name expiry' }), 'họ tên, hạn'],
  [check('holder', {}), ''],
  [check('expiry', { until: '2029-02-14' }), '14/02/2029'],
])('says the most telling fact of %o', (given, text) => {
  expect(factsText(given, vi)).toBe(text);
});

import type { Check } from '#contract/verdict.ts';
import { commonName } from '../../../i18n/distinguished-name.ts';
import { formatIsoDate } from '../../../i18n/format.ts';
import type { Labels } from '../../../i18n/vi.ts';

/** The most telling fact of a check in a few characters, for its right-hand side. */
export function factsText({ id, outcome, facts }: Check, { proof }: Labels): string {
  const fact = (name: string) => (facts[name] === undefined ? '' : String(facts[name]));
  switch (id) {
    case 'sod':
      return fact('algorithm');
    case 'signer':
      return commonName(fact('anchor') || fact('signer'));
    case 'algorithms':
      return fact('weak');
    case 'groups':
      return groupNumbers(
        fact('mismatched') || fact('injected') || (outcome === 'pending' ? '' : fact('unread')) || fact('matched'),
      );
    case 'chipAuthentication':
      return fact('key') && 'CA';
    case 'activeAuthentication':
      return fact('key') && 'AA';
    case 'holder':
      return fact('differs')
        .split(' ')
        .filter((name) => name in proof.differs)
        .map((name) => proof.differs[name as keyof typeof proof.differs])
        .join(', ');
    case 'expiry':
      return formatIsoDate(fact('until'));
    case 'biometrics':
      return fact('groups');
    case 'revocation':
      return '';
  }
}

/** `DG1 DG2 DG13` → `1·2·13`. */
function groupNumbers(names: string): string {
  return names.replaceAll('DG', '').replaceAll(' ', '·');
}

import type { Reason } from '../verdict.ts';
import type { ReasonWords } from './words.ts';

/** English words of every reason a check can give. */
export const enReasons: Readonly<Record<Reason, ReasonWords>> = {
  'sod.missing': { text: 'The chip has no signature file', meaning: 'Nothing shows that the issuer signed the data.' },
  'sod.malformed': {
    text: 'The signature file is malformed',
    meaning: 'The signature cannot be read, so nothing is concluded.',
  },
  'sod.signatureBad': { text: 'The data signature is wrong', meaning: 'Data or signature were changed after issue.' },
  'sod.algorithmUnknown': {
    text: 'Signature algorithm not supported',
    meaning: 'This desk cannot check this kind of signature; that does not make the card forged.',
  },
  'sod.algorithmWeak': {
    text: 'Signature algorithm too weak',
    meaning: 'An old kind of signature that policy no longer accepts.',
  },
  'sod.noSigner': {
    text: 'The signer’s certificate is missing',
    meaning: 'Without it the signature cannot be checked.',
  },
  'signer.noAnchor': {
    text: 'No root certificate of the issuer',
    meaning: 'Import the issuer’s root (CSCA) under Trust data, then read again.',
  },
  'signer.signatureBad': {
    text: 'The signer was not certified by the root',
    meaning: 'Whoever signed the data is not certified by the issuing authority.',
  },
  'signer.malformed': {
    text: 'The signer certificate is malformed',
    meaning: 'It cannot be read, so nothing is concluded.',
  },
  'signer.notValidAtSigning': {
    text: 'The signer was not valid when signing',
    meaning: 'The data were signed outside the certificate’s validity.',
  },
  'signer.anchorNotValid': {
    text: 'The root was not valid at the time',
    meaning: 'The issuer’s root was not valid when the signer was certified.',
  },
  'signer.keyUsage': { text: 'The certificate may not sign documents', meaning: 'It was issued for something else.' },
  'signer.criticalExtension': {
    text: 'The signer has an unknown condition',
    meaning: 'A binding condition that this desk cannot check.',
  },
  'signer.algorithmUnknown': {
    text: 'Certificate algorithm not supported',
    meaning: 'This desk cannot check this kind of certificate signature.',
  },
  'signer.algorithmWeak': {
    text: 'Certificate algorithm too weak',
    meaning: 'An old kind of signature that policy no longer accepts.',
  },
  'signer.signingTimeUnknown': {
    text: 'Signing date unknown',
    meaning: 'The chip does not say when it was signed, so validity cannot be compared.',
  },
  'signer.otherState': {
    text: 'The root belongs to another state',
    meaning: 'The root certificate is of another state than the one on the card.',
  },
  'groups.hashMismatch': { text: 'Data differ from what was signed', meaning: 'A data group was changed after issue.' },
  'groups.injected': { text: 'A data group was added', meaning: 'The chip holds data the issuer did not sign.' },
  'groups.unlisted': {
    text: 'A file is not in the signed list',
    meaning: 'It may not belong to this document; the verdict does not rest on it.',
  },
  'groups.unread': {
    text: 'A data group was not read',
    meaning: 'The issuer signed this group but it could not be read.',
  },
  'groups.notPermitted': {
    text: 'may not be read',
    meaning: 'Fingerprints and irises open only to specially authorised terminals.',
  },
  'groups.readBrokenOff': {
    text: 'Not all data were read',
    meaning: 'The read broke off; put the card back and read again.',
  },
  'groups.comDiffers': {
    text: 'The chip’s index differs from the signed part',
    meaning: 'The index is not signed; the verdict rests on the signed part.',
  },
  'chip.notOffered': { text: 'The chip does not offer this proof', meaning: 'A copy cannot be excluded this way.' },
  'chip.notDone': { text: 'The chip proof was not done', meaning: 'It needs the card on the reader.' },
  'chip.refused': { text: 'The chip refused the proof', meaning: 'Read once more; a copy is not excluded.' },
  'chip.keyUnproved': {
    text: 'The chip’s key is not proved',
    meaning: 'It is not in a correctly signed part, so it does not count.',
  },
  'chip.recordOnly': {
    text: 'The chip proof is only a record',
    meaning: 'Anybody who holds these files can make such a record: only a card on the reader proves its chip.',
  },
  'chip.caFailed': {
    text: 'The chip lacks the original key (CA)',
    meaning: 'This chip is a copy: its data come from another card.',
  },
  'chip.aaFailed': {
    text: 'The chip lacks the original key (AA)',
    meaning: 'This chip is a copy: its data come from another card.',
  },
  'chip.algorithmUnknown': {
    text: 'Chip algorithm not supported',
    meaning: 'This desk cannot check this kind of chip proof.',
  },
  'holder.malformed': { text: 'Personal data malformed', meaning: 'A field in the chip is not in its proper form.' },
  'holder.differs': {
    text: 'Parts of the chip disagree',
    meaning: 'The machine readable and Vietnamese parts differ about the person.',
  },
  'holder.numberStructure': {
    text: 'The number’s structure is wrong',
    meaning: 'Sex, birth year or place coded in the number do not fit.',
  },
  'holder.noPortrait': {
    text: 'No portrait in the chip',
    meaning: 'Cards of children under 6 have none; look closer at any other.',
  },
  'holder.mrzCheckDigit': {
    text: 'A check digit of the MRZ is wrong',
    meaning: 'The stored machine readable zone does not fit itself.',
  },
  'document.expired': {
    text: 'The card has expired',
    meaning: 'Genuine but no longer valid; guide the holder to a new one.',
  },
  'document.expiryUnknown': { text: 'Expiry unknown', meaning: 'Look at the date printed on the card.' },
  'revocation.noList': {
    text: 'No revocation list',
    meaning: 'Whether the signer was revoked is not known; the verdict does not change.',
  },
};

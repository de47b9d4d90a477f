import type { Failure, FailureCode } from '../failures.ts';
import { enCaptureFailures } from './en-capture-failures.ts';
import { enDeviceFailures } from './en-device-failures.ts';
import { enDossierFailures } from './en-dossier-failures.ts';
import { enPageFailures } from './en-page-failures.ts';
import { enRegistryFailures } from './en-registry-failures.ts';
import { enSyncFailures } from './en-sync-failures.ts';
import type { FailureWords } from './words.ts';

const attempts = ({ left }: Failure['params']) => (left === undefined ? '' : ` (${left} left)`);
const named = (params: Failure['params'], key: string) => (params[key] === undefined ? '' : ` “${params[key]}”`);

/** English text and remedy of every failure. */
export const enFailures: Readonly<Record<FailureCode, FailureWords>> = {
  'reader.serviceDown': {
    text: () => 'Readers cannot be used. The smart card service (PC/SC) of this machine is not running.',
    remedy: 'Start pcscd (Windows: Smart Card) or call support. The desk notices by itself.',
  },
  'reader.none': {
    text: () => 'No reader found.',
    remedy: 'Plug in a reader and wait a few seconds; the desk notices.',
  },
  'reader.gone': {
    text: (params) => `The reader${named(params, 'reader')} has lost its connection.`,
    remedy: 'Plug it in again, try another USB port if it repeats, then put the card back.',
  },
  'reader.unknown': {
    text: (params) => `There is no reader${named(params, 'reader') || ' of this name'}.`,
    remedy: 'Choose one of the readers in the list.',
  },
  'reader.driver': {
    text: () => 'The part that talks to readers could not be loaded.',
    remedy: 'Run the set-up again (npm start) or call support; “Check this machine” says what is missing.',
  },
  'device.stopped': {
    text: () => 'The device process stopped and is starting again.',
    remedy: 'Wait a few seconds, then do it again: lift the card and put it back, or scan the code once more.',
  },
  'card.absent': {
    text: () => 'There is no card on the reader.',
    remedy: 'Lay the card flat on the middle of the reader.',
  },
  'card.removed': {
    text: () => 'The card was lifted during the read.',
    remedy: 'Put it back and leave it until there is a verdict.',
  },
  'card.mute': {
    text: () => 'The card does not answer.',
    remedy:
      'Lay it flat, away from wallets and other cards. If it stays mute, try another reader: the chip may be broken.',
  },
  'card.inUse': {
    text: () => 'Another program holds the card.',
    remedy: 'Close other card software on this machine, then put the card back.',
  },
  'card.notEmrtd': {
    text: () => 'This is not an identity card or passport with a chip.',
    remedy: 'Check the card on the reader; bank and door cards cannot be read here.',
  },
  'card.protocol': {
    text: () => 'Reader and card did not understand each other.',
    remedy: 'Lift the card, wait a second, put it back.',
  },
  'access.wrongKey': {
    text: (params) =>
      params.kind === 'mrz'
        ? `The chip did not open. The machine readable lines do not fit this card${attempts(params)}.`
        : `The chip did not open. The last six digits do not fit this card${attempts(params)}.`,
    remedy: 'Compare with what is printed on the card and enter it again.',
  },
  'access.lastAttempt': {
    text: () => 'The chip allows one more attempt before it locks.',
    remedy: 'Stop entering six digits. Enter the machine readable lines on the back of the card.',
  },
  'access.blocked': {
    text: () => 'The chip has locked opening by six digits.',
    remedy: 'Enter the machine readable lines on the back; if that fails the card must be replaced.',
  },
  'access.unsupported': {
    text: ({ kind }) =>
      kind === 'can'
        ? 'This chip cannot be opened by six digits.'
        : 'The chip wants to be opened in a way this desk does not support yet.',
    remedy: 'Open it by the machine readable lines on the back. If that fails, tell support.',
  },
  'access.keyInvalid': {
    text: () => 'The key is not in the right form.',
    remedy: 'Enter all six digits, or all machine readable lines on the back of the card.',
  },
  'read.secureMessaging': {
    text: () => 'The secure channel to the chip broke.',
    remedy: 'Put the card back and read from the start.',
  },
  'read.fileMissing': {
    text: (params) => `The chip lacks a required file${named(params, 'file')}.`,
    remedy: 'Read once more. If it is still missing, do not rely on this chip.',
  },
  'read.malformed': {
    text: (params) => `Data in the chip${named(params, 'file')} are malformed and cannot be read.`,
    remedy: 'Read once more. If it repeats, do not rely on this chip and tell the duty commander.',
  },
  'read.timeout': {
    text: () => 'The chip answered too slowly, so the read was stopped.',
    remedy: 'Lay the card flat on the middle of the reader and read again.',
  },
  'read.cancelled': { text: () => 'The read was stopped as asked.', remedy: 'Press F1 to read again.' },
  'ocr.dataWrong': {
    text: ({ file }) =>
      `The text recognition data${file === undefined ? '' : ` (“${file}”)`} are missing or not those that were checked.`,
    remedy: 'Install the program again from its original package; type printed text by hand.',
  },
  'face.modelWrong': {
    text: ({ file }) =>
      `A file${file === undefined ? '' : ` (“${file}”)`} of the program that sees faces is missing or was changed.`,
    remedy:
      'Install the program again from its original package. Until then, take pictures by hand and compare by eye.',
  },
  'image.undecodable': {
    text: () => 'The picture cannot be read.',
    remedy:
      'From the chip: the original is kept in DG2; use the printed picture and tell support. From a file: give a whole JPEG or PNG.',
  },
  'trust.notCertificate': {
    text: () => 'The file is neither a certificate nor a list of certificates.',
    remedy: 'Choose a PEM or DER file or a master list sent by the authority above.',
  },
  'trust.malformed': { text: () => 'The certificate is malformed.', remedy: 'Get the file again from its issuer.' },
  'trust.listSignature': {
    text: () => 'The signature of the list is wrong.',
    remedy: 'Do not use this file. Get it again from the official source.',
  },
  'trust.listNoRoot': {
    text: () => 'There is no root to check the signature of this list.',
    remedy: 'Import the root certificate of the list’s issuer together with it.',
  },
  'trust.notAuthority': {
    text: () => 'The certificate may not sign other certificates.',
    remedy: 'Import root certificates (CSCA) only; document signers are not anchors.',
  },
  'trust.selfSignature': {
    text: () => 'The root certificate’s own signature is wrong.',
    remedy: 'Do not use it. Get it again from the official source.',
  },
  'trust.linkUnproved': {
    text: () => 'The link certificate is not proved by an earlier key of the same authority.',
    remedy: 'Import the earlier root of that authority, then this one again.',
  },
  'trust.expired': { text: () => 'The certificate has expired.', remedy: 'Get the authority’s newer certificate.' },
  'trust.algorithmUnknown': {
    text: () => 'The certificate uses an algorithm this desk cannot check yet.',
    remedy: 'Send the file to support.',
  },
  'trust.criticalExtension': {
    text: () => 'The certificate has a binding condition this desk does not know.',
    remedy: 'Send the file to support.',
  },
  'trust.duplicate': { text: () => 'The certificate is already here.', remedy: 'Nothing to do.' },
  'evidence.notFound': {
    text: (params) => `There is no folder or file${named(params, 'file')}.`,
    remedy: 'Check the path.',
  },
  'evidence.empty': {
    text: () => 'No file of a chip was recognised in this folder.',
    remedy: 'Choose a folder saved by a read (EF.SOD, DG1, DG2 …).',
  },
  'file.unreadable': {
    text: (params) => `The file${named(params, 'file')} cannot be opened.`,
    remedy: 'Check that it is there and may be read, then try again.',
  },
  'file.tooLarge': {
    text: (params) => `The file${named(params, 'file')} is larger than is accepted.`,
    remedy: 'Check that the right file was chosen.',
  },
  'storage.full': {
    text: () => 'The disk is full; nothing was saved.',
    remedy: 'Make room and do it again. What was saved before is safe.',
  },
  'storage.denied': {
    text: () => 'The data folder may not be written to.',
    remedy: 'Ask support for rights on the desk’s data folder.',
  },
  'storage.damaged': {
    text: () => 'A data file of the desk is damaged.',
    remedy:
      'Delete nothing. If the desk does not open, choose a backup on its opening screen; damaged population data are begun again and imported again.',
  },
  'storage.wrongKey': {
    text: () => 'The key of this profile does not open the data file.',
    remedy: 'Check that the data files and the key file (keys.json) are of one profile. Delete nothing; call support.',
  },
  'storage.foreign': {
    text: (params) => `The file${named(params, 'file')} is not data of this profile.`,
    remedy: 'Move that file elsewhere and open the desk again, or restore a backup of this profile.',
  },
  'storage.newer': {
    text: () => 'These data were written by a newer version of the desk.',
    remedy: 'Install the newer version and open it again. The data are untouched.',
  },
  'storage.schema': {
    text: () => 'The structure of the data file does not fit the program.',
    remedy: 'Delete nothing. Install the released version again; if that fails, call support.',
  },
  'storage.inUse': {
    text: () => 'This profile is open in another desk on this machine.',
    remedy: 'Use that desk, or close it and open this one again.',
  },
  'storage.driver': {
    text: () => 'The part that keeps data could not be loaded.',
    remedy: 'Run the set-up again (npm run setup) or call support.',
  },
  'storage.stopped': {
    text: () => 'The part that keeps data stopped and is starting again.',
    remedy: 'Wait a few seconds and do it again; what was reported as saved is safe.',
  },
  'keys.wrongSecret': {
    text: () => 'The secret or the recovery key is wrong.',
    remedy: 'Enter it again. If it is forgotten, an administrator and the commander can issue a new one.',
  },
  'keys.noSuchHolder': {
    text: () => 'This person holds no key to the data of this machine.',
    remedy: 'Ask an officer who can open this desk to add the person.',
  },
  'keys.storeUnavailable': {
    text: () => 'The key store of the operating system cannot be used.',
    remedy: 'Open the desk by an officer’s secret. To open it by itself, enable the keyring and log in again.',
  },
  'keys.missing': {
    text: () => 'The key file of the data is missing.',
    remedy: 'Do not delete the data. Copy keys.json back from the backup folder, or call support.',
  },
  'keys.lastHolder': {
    text: () => 'This cannot be removed: it is the last way to open the data.',
    remedy: 'Add another key holder first, then do it again.',
  },
  'backup.notFound': {
    text: (params) => `There is no backup${named(params, 'file')}.`,
    remedy: 'Choose another backup in the list.',
  },
  'backup.unusable': {
    text: (params) => `The backup${named(params, 'file')} cannot be used.`,
    remedy: 'Choose another backup. The data in use have not been touched.',
  },
  'session.refused': {
    text: (params) => `Officer or secret is wrong${params.left === undefined ? '' : ` (${params.left} tries left)`}.`,
    remedy: 'Try again. For a forgotten secret ask two officers with the role commander or administrator.',
  },
  'session.mustWait': {
    text: ({ minutes }) => `Too many wrong secrets: wait${minutes === undefined ? '' : ` ${minutes} min`}.`,
    remedy: 'Wait, or ask the commander or administrator on duty to end the wait.',
  },
  'session.nobody': {
    text: () => 'Nobody is signed in at this desk.',
    remedy: 'Sign in with your own officer id and secret.',
  },
  'session.locked': {
    text: () => 'The desk is locked.',
    remedy: 'Type your secret to go on; unfinished work is all there.',
  },
  'session.chooseSecret': {
    text: () => 'This secret was given by somebody else and is good for one sign-in.',
    remedy: 'Choose a secret of your own, then go on.',
  },
  'session.proveAgain': {
    text: () => 'This asks you to show again that it is you.',
    remedy: 'Type your secret once more; it holds for five minutes.',
  },
  'session.notPermitted': {
    text: () => 'The role of this account may not do that.',
    remedy: 'Ask an officer with the right role, or have the administrator look at yours.',
  },
  'purpose.missing': {
    text: () => 'The purpose of the look-up is missing.',
    remedy: 'Choose one of the list; “other” needs a few words.',
  },
  'purpose.hasNumber': {
    text: () => 'The note has a number in it that could be a person’s.',
    remedy: 'Take it out; give the dossier’s code or a few words. The log keeps no numbers of citizens.',
  },
  'secret.weak': {
    text: () => 'This secret is easy to guess or too short.',
    remedy:
      'Choose a phrase of 12 characters or more, not only digits, without your name or id. It never has to be changed on a schedule.',
  },
  'secret.same': {
    text: () => 'The new secret is the old one.',
    remedy: 'Choose another phrase.',
  },
  'officer.idTaken': {
    text: () => 'This officer id is taken.',
    remedy: 'Choose another. Ids of officers who left are not used again.',
  },
  'officer.notFound': {
    text: () => 'There is no officer with this id.',
    remedy: 'Look the id up in the list of officers.',
  },
  'officer.left': {
    text: () => 'This account has ended.',
    remedy: 'Make a new one with another id.',
  },
  'officer.rolesConflict': {
    text: () => 'These roles exclude each other.',
    remedy:
      'Administration and inspection are accounts of their own: administrators see no citizen data, nobody inspects themselves.',
  },
  'officer.ownRights': {
    text: () => 'Nobody changes their own rights.',
    remedy: 'Ask another administrator.',
  },
  'officer.lastAdministrator': {
    text: () => 'A desk always keeps one active administrator.',
    remedy: 'Add another administrator first.',
  },
  'officer.notFirst': {
    text: () => 'This desk has officers already.',
    remedy: 'Sign in; administrators add officers.',
  },
  'officer.changedMeanwhile': {
    text: () => 'The account was changed by somebody else just now.',
    remedy: 'Look at the list and do it again.',
  },
  'approval.needed': {
    text: () => 'This needs somebody else’s approval.',
    remedy: 'Ask another officer in charge to type their id and secret at this desk.',
  },
  'approval.notFound': {
    text: () => 'There is no such request.',
    remedy: 'Make a new one.',
  },
  'approval.closed': {
    text: () => 'This request was used or withdrawn.',
    remedy: 'Make a new one.',
  },
  'approval.expired': {
    text: () => 'This request is older than 30 minutes.',
    remedy: 'Make a new one when everybody is at the desk.',
  },
  'approval.sameOfficer': {
    text: () => 'Nobody approves their own request.',
    remedy: 'Ask another officer.',
  },
  'approval.notApprover': {
    text: () => 'This officer may not approve that.',
    remedy: 'Ask the commander, or the role that the request names.',
  },
  'audit.broken': {
    text: () => 'The log is not whole any more.',
    remedy:
      'Leave the machine as it is and delete nothing. Tell the commander and inspection; within 72 hours it must be judged as a possible breach.',
  },
  'audit.unreadable': {
    text: (params) => `The exported log cannot be read${named(params, 'file')}.`,
    remedy: 'See that both files are there, .ndjson and .seals.json, and try again.',
  },
  'audit.nothingToPurge': {
    text: () => 'Nothing is older than it has to be kept.',
    remedy: 'Nothing to do. The log page shows how long each level is kept.',
  },
  ...enCaptureFailures,
  ...enPageFailures,
  ...enDeviceFailures,
  ...enRegistryFailures,
  ...enDossierFailures,
  ...enSyncFailures,
  'demo.unknownPerson': {
    text: (params) => `There is no sample person${named(params, 'person') || ' of this id'}.`,
    remedy: 'Choose a person from the sample list.',
  },
  'demo.noCard': {
    text: () => 'This sample person has no chip card.',
    remedy: 'Choose a sample person who has a card.',
  },
  'desk.disconnected': {
    text: () => 'The window has lost the desk behind it.',
    remedy: 'It reconnects by itself. After a minute open the desk again; saved work is not lost.',
  },
  'desk.secondWindow': {
    text: () => 'This desk is open in another window.',
    remedy: 'Use that window, or close it and open the desk again.',
  },
  'contract.invalid': {
    text: () => 'The window and the desk behind it do not understand each other.',
    remedy: 'Open the desk again. If it repeats, tell support: the two may be of different versions.',
  },
  internal: {
    text: (params) =>
      `The desk met an unexpected error${params.incident === undefined ? '' : ` (incident ${params.incident})`}.`,
    remedy: 'Try once more. If it repeats, tell support the incident number.',
  },
};

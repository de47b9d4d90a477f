import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

type SyncCode = Extract<
  FailureCode,
  `request.${string}` | `enrolment.${string}` | `sync.${string}` | `packet.${string}` | `upstream.${string}`
>;

/** What may go wrong between desk and upstream, in English. */
export const enSyncFailures: Readonly<Record<SyncCode, FailureWords>> = {
  'request.invalid': {
    text: () => 'The upstream does not understand the desk’s request.',
    remedy: 'Tell support: the two programs may not be of one version.',
  },
  'request.notProved': {
    text: () => 'The upstream does not accept the desk’s signature on this request.',
    remedy: 'Check that the desk is still enrolled; enrol again if it was just restored.',
  },
  'request.clock': {
    text: () => 'The desk’s time is too far from the upstream’s.',
    remedy:
      'Nothing to do: the desk signs again with the upstream’s time. Set the clock of this machine if it comes back.',
  },
  'request.replayed': {
    text: () => 'This very request was sent before.',
    remedy: 'Nothing to do: the desk sends it again under a new signature.',
  },
  'enrolment.unknown': {
    text: () => 'The upstream does not know this desk yet.',
    remedy: 'Ask for the desk to be enrolled and wait for approval. Dossiers are still taken and kept here.',
  },
  'enrolment.pending': {
    text: () => 'The desk has asked to be enrolled and is not approved yet.',
    remedy: 'Wait for the approval. Dossiers are still taken and kept here.',
  },
  'enrolment.revoked': {
    text: () => 'The upstream has revoked this desk.',
    remedy: 'Sending stops; tell the station chief. The dossiers stay here and are not lost.',
  },
  'enrolment.key': {
    text: () => 'The desk’s key is not of the kind the upstream takes.',
    remedy: 'Tell support: it must be a P-256 key.',
  },
  'sync.keyMissing': {
    text: () => 'The request to take a dossier has no idempotency key.',
    remedy: 'Tell support: the two programs are not of one version.',
  },
  'sync.otherContent': {
    text: () => 'The upstream has this dossier with another content.',
    remedy:
      'Tell the commander. Trying again sends it as a later revision; the other one is kept, and both can be found.',
  },
  'sync.inProgress': {
    text: () => 'The upstream is taking this dossier right now.',
    remedy: 'Nothing to do: the desk asks again.',
  },
  'sync.incomplete': {
    text: () => 'The upstream does not have the whole packet yet.',
    remedy: 'Nothing to do: the desk sends what is missing.',
  },
  'sync.sequenceTaken': {
    text: () => 'The packet’s sequence number was used for another dossier.',
    remedy: 'Tell support: the desk may run on a restored old file. The dossier stays here.',
  },
  'sync.unknown': {
    text: () => 'The upstream does not have this dossier.',
    remedy: 'Reconcile; the desk sends again what the upstream does not have.',
  },
  'sync.decisionClosed': {
    text: () => 'This dossier can no longer be given that decision.',
    remedy: 'Load the page again and look at its newest state.',
  },
  'sync.receiptFalse': {
    text: () => 'The receipt is not signed by the upstream, or is for something else.',
    remedy: 'The dossier does not count as sent. Tell support; delete nothing.',
  },
  'sync.mayNotPurge': {
    text: () => 'This packet may not be taken off the desk yet.',
    remedy:
      'It needs a receipt, a last reconciliation that agrees, and the end of its retention. Reconcile and try again.',
  },
  'sync.mayNotReplace': {
    text: () => 'This packet has a receipt and cannot be sealed anew.',
    remedy: 'Nothing to do: the dossier was taken.',
  },
  'packet.malformed': {
    text: () => 'The packet cannot be read.',
    remedy: 'The dossier stays here. Export it from the list of faulty ones and tell support.',
  },
  'packet.tooLarge': {
    text: () => 'The packet is too large.',
    remedy: 'Take the papers again with fewer pages, then finish the dossier again.',
  },
  'packet.tooMany': {
    text: () => 'The packet has too many files.',
    remedy: 'Join pages of papers into one file, then finish the dossier again.',
  },
  'packet.hashDiffers': {
    text: () => 'The packet that arrived is not the one that was signed.',
    remedy: 'Nothing to do: the desk sends it again from the start. Tell support if it comes back.',
  },
  'packet.notSigned': {
    text: () => 'The desk’s signature on the packet is not right.',
    remedy: 'The dossier stays here. Tell support.',
  },
  'packet.otherKey': {
    text: () => 'The packet is sealed for another key.',
    remedy: 'Take over the upstream’s newest key, then seal the dossier again.',
  },
  'packet.otherDossier': {
    text: () => 'What is in the packet is not what stands on it.',
    remedy: 'The dossier stays here. Tell support; the packet may have been exchanged.',
  },
  'upstream.busy': {
    text: () => 'The upstream is overloaded.',
    remedy: 'Nothing to do: the desk sends again later.',
  },
  'upstream.failed': {
    text: () => 'The upstream has a fault.',
    remedy: 'Nothing to do: the desk sends again later. The dossiers stay here.',
  },
  'upstream.full': {
    text: () => 'The upstream’s disk is full.',
    remedy: 'Tell the upstream. The desk keeps the dossiers and sends them later.',
  },
  'upstream.noSuchThing': {
    text: () => 'The upstream has no such address.',
    remedy: 'Check the upstream’s address in the settings; the two programs may not be of one version.',
  },
  'upstream.unset': {
    text: () => 'This desk was not connected with any upstream.',
    remedy: 'An administrator connects it. Dossiers are still taken and kept here.',
  },
  'upstream.unreachable': {
    text: () => 'The upstream cannot be reached.',
    remedy: 'Check cable and Wi-Fi. Nothing else to do: the desk tries again by itself, dossiers stay here.',
  },
  'upstream.captivePortal': {
    text: () => 'A sign-in page of the network answered in the place of the upstream.',
    remedy: 'Sign in to the network with a browser, or tell whoever runs it. No dossier was sent anywhere.',
  },
  'upstream.wrongAuthority': {
    text: () => 'Whoever answered has no certificate of the pinned authority.',
    remedy:
      'Do not go past it. Tell technical support: something may stand between, or the upstream changed its certificate. Dossiers stay here.',
  },
  'upstream.certificateEnded': {
    text: () => 'The upstream’s certificate has ended or is not valid yet.',
    remedy: 'Check date and time of this machine; if they are right, tell the upstream. Dossiers stay here.',
  },
  'upstream.slow': {
    text: () => 'The upstream did not answer in time.',
    remedy: 'Nothing to do: the desk tries again and goes on where it stopped.',
  },
  'upstream.misunderstood': {
    text: () => 'The answer of the upstream is not of the protocol.',
    remedy: 'Tell technical support: the versions may differ. Dossiers stay here.',
  },
  'upstream.keyChanged': {
    text: () => 'The upstream’s keys are not those this desk knows.',
    remedy: 'Nothing is sent. Confirm the new key with the upstream by telephone, then connect the desk again.',
  },
  'upstream.authorityUnreadable': {
    text: () => 'The file with the upstream’s authority cannot be read.',
    remedy: 'Choose the PEM file the upstream gave out.',
  },
  'upstream.forTests': {
    text: () => 'This is a system for tests, and nothing for a desk that serves people.',
    remedy: 'Check the address and the certificate file the upstream gave out. Dossiers stay here.',
  },
};

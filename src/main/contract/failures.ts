import { z } from 'zod';

/**
 * Every way an operation can fail, as `<step>.<cause>`; `retryable` says whether the same act may succeed when done again.
 * Text and remedy of each stand in `contract/wording`; `docs/failures.md` is generated from both.
 */
export const failures = {
  'reader.serviceDown': { retryable: true },
  'reader.none': { retryable: true },
  'reader.gone': { retryable: true },
  'reader.unknown': { retryable: false },
  'reader.driver': { retryable: false },
  'device.stopped': { retryable: true },
  'device.unknown': { retryable: false },
  'device.taken': { retryable: true },
  'device.denied': { retryable: false },
  'device.gone': { retryable: true },
  'device.broken': { retryable: true },
  'device.driver': { retryable: false },
  'device.cancelled': { retryable: true },
  'scanner.unreadable': { retryable: true },
  'card.absent': { retryable: true },
  'card.removed': { retryable: true },
  'card.mute': { retryable: true },
  'card.inUse': { retryable: true },
  'card.notEmrtd': { retryable: false },
  'card.protocol': { retryable: true },
  'access.wrongKey': { retryable: true },
  'access.lastAttempt': { retryable: true },
  'access.blocked': { retryable: false },
  'access.unsupported': { retryable: false },
  'access.keyInvalid': { retryable: true },
  'read.secureMessaging': { retryable: true },
  'read.fileMissing': { retryable: false },
  'read.malformed': { retryable: false },
  'read.timeout': { retryable: true },
  'read.cancelled': { retryable: true },
  'image.undecodable': { retryable: false },
  'trust.notCertificate': { retryable: false },
  'trust.malformed': { retryable: false },
  'trust.listSignature': { retryable: false },
  'trust.listNoRoot': { retryable: true },
  'trust.notAuthority': { retryable: false },
  'trust.selfSignature': { retryable: false },
  'trust.linkUnproved': { retryable: true },
  'trust.expired': { retryable: false },
  'trust.algorithmUnknown': { retryable: false },
  'trust.criticalExtension': { retryable: false },
  'trust.duplicate': { retryable: false },
  'evidence.notFound': { retryable: false },
  'evidence.empty': { retryable: false },
  'file.unreadable': { retryable: true },
  'file.tooLarge': { retryable: false },
  'storage.full': { retryable: true },
  'storage.denied': { retryable: true },
  'storage.damaged': { retryable: false },
  'storage.wrongKey': { retryable: false },
  'storage.foreign': { retryable: false },
  'storage.newer': { retryable: false },
  'storage.schema': { retryable: false },
  'storage.inUse': { retryable: true },
  'storage.driver': { retryable: false },
  'storage.stopped': { retryable: true },
  'keys.wrongSecret': { retryable: true },
  'keys.noSuchHolder': { retryable: false },
  'keys.storeUnavailable': { retryable: true },
  'keys.missing': { retryable: false },
  'keys.lastHolder': { retryable: false },
  'backup.notFound': { retryable: false },
  'backup.unusable': { retryable: false },
  'session.refused': { retryable: true },
  'session.mustWait': { retryable: true },
  'session.nobody': { retryable: true },
  'session.locked': { retryable: true },
  'session.chooseSecret': { retryable: true },
  'session.proveAgain': { retryable: true },
  'session.notPermitted': { retryable: false },
  'purpose.missing': { retryable: true },
  'purpose.hasNumber': { retryable: true },
  'secret.weak': { retryable: true },
  'secret.same': { retryable: true },
  'officer.idTaken': { retryable: true },
  'officer.notFound': { retryable: false },
  'officer.left': { retryable: false },
  'officer.rolesConflict': { retryable: true },
  'officer.ownRights': { retryable: false },
  'officer.lastAdministrator': { retryable: false },
  'officer.notFirst': { retryable: false },
  'officer.changedMeanwhile': { retryable: true },
  'approval.needed': { retryable: true },
  'approval.notFound': { retryable: false },
  'approval.closed': { retryable: false },
  'approval.expired': { retryable: false },
  'approval.sameOfficer': { retryable: true },
  'approval.notApprover': { retryable: true },
  'audit.broken': { retryable: false },
  'audit.unreadable': { retryable: false },
  'audit.nothingToPurge': { retryable: false },
  'registry.busy': { retryable: true },
  'registry.noGenuineCard': { retryable: true },
  'registry.unknownPerson': { retryable: false },
  'registry.contradicted': { retryable: false },
  'registry.nothingToTake': { retryable: false },
  'registry.unknownImport': { retryable: false },
  'registry.notDamaged': { retryable: false },
  'registry.personDead': { retryable: false },
  'registry.notDelta': { retryable: false },
  'registry.deltaGap': { retryable: false },
  'registry.deltaMalformed': { retryable: false },
  'ocr.dataWrong': { retryable: false },
  'qr.garbled': { retryable: true },
  'qr.notACard': { retryable: true },
  'qr.notFound': { retryable: true },
  'camera.refused': { retryable: true },
  'camera.taken': { retryable: true },
  'camera.gone': { retryable: true },
  'camera.broken': { retryable: true },
  'capture.gone': { retryable: true },
  'capture.notGood': { retryable: true },
  'capture.unknown': { retryable: false },
  'capture.damaged': { retryable: false },
  'capture.noSubject': { retryable: true },
  'capture.noPortrait': { retryable: false },
  'capture.noPages': { retryable: true },
  'capture.tooMany': { retryable: false },
  'face.none': { retryable: true },
  'face.several': { retryable: true },
  'face.cutOff': { retryable: true },
  'face.modelWrong': { retryable: false },
  'page.corners': { retryable: true },
  'page.overCap': { retryable: true },
  'page.notJpeg': { retryable: false },
  'signature.empty': { retryable: true },
  'signature.malformed': { retryable: true },
  'demo.unknownPerson': { retryable: false },
  'demo.noCard': { retryable: false },
  'desk.disconnected': { retryable: true },
  'desk.secondWindow': { retryable: false },
  'contract.invalid': { retryable: false },
  internal: { retryable: true },
} as const satisfies Record<string, { readonly retryable: boolean }>;

export type FailureCode = keyof typeof failures;

export const failureCodes = Object.keys(failures) as readonly FailureCode[];

export const failureSchema = z.object({
  code: z.enum(failureCodes as readonly [FailureCode, ...FailureCode[]]),
  retryable: z.boolean(),
  /** Values the text names (attempts left, a reader's name, a short incident id); never data of a person. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** An expected failure, as a value that crosses every boundary unchanged. */
export type Failure = z.infer<typeof failureSchema>;

/** Makes the failure value of a code. */
export function failure(code: FailureCode, params: Failure['params'] = {}): Failure {
  return { code, retryable: failures[code].retryable, params };
}

/** A failure on its way up to the boundary that turns it into a value: thrown by services, caught by `serve`. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.code, { cause });
    this.name = 'FailureError';
    this.failure = failure;
  }
}

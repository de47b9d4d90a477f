import { type FailureCode, FailureError, failure } from '#contract/failures.ts';

/** PC/SC return codes that this desk tells apart (pcsc-lite `pcsclite.h`, Windows `winerror.h`). */
export const returnCodes = {
  invalidHandle: 0x80100003,
  unknownReader: 0x80100009,
  timeout: 0x8010000a,
  sharingViolation: 0x8010000b,
  noSmartcard: 0x8010000c,
  protocolMismatch: 0x8010000f,
  notTransacted: 0x80100016,
  readerUnavailable: 0x80100017,
  communicationError: 0x80100013,
  noService: 0x8010001d,
  serviceStopped: 0x8010001e,
  noReaders: 0x8010002e,
  unsupportedCard: 0x80100065,
  unresponsiveCard: 0x80100066,
  unpoweredCard: 0x80100067,
  resetCard: 0x80100068,
  removedCard: 0x80100069,
} as const;

const meanings: ReadonlyMap<number, FailureCode> = new Map([
  [returnCodes.invalidHandle, 'reader.gone'],
  [returnCodes.unknownReader, 'reader.gone'],
  [returnCodes.readerUnavailable, 'reader.gone'],
  [returnCodes.timeout, 'card.mute'],
  [returnCodes.sharingViolation, 'card.inUse'],
  [returnCodes.noSmartcard, 'card.absent'],
  [returnCodes.protocolMismatch, 'card.protocol'],
  [returnCodes.notTransacted, 'card.protocol'],
  [returnCodes.communicationError, 'reader.serviceDown'],
  [returnCodes.noService, 'reader.serviceDown'],
  [returnCodes.serviceStopped, 'reader.serviceDown'],
  [returnCodes.noReaders, 'reader.none'],
  [returnCodes.unsupportedCard, 'card.protocol'],
  [returnCodes.unresponsiveCard, 'card.mute'],
  [returnCodes.unpoweredCard, 'card.mute'],
  [returnCodes.resetCard, 'card.protocol'],
  [returnCodes.removedCard, 'card.removed'],
]);

/** The PC/SC return code in an error of the addon ("SCardConnect error: … (0x8010000b)"), or null. */
export function returnCodeOf(error: unknown): number | null {
  const digits = error instanceof Error ? /\(0x([0-9a-f]+)\)\s*$/i.exec(error.message)?.[1] : undefined;
  return digits === undefined ? null : Number.parseInt(digits.slice(-8), 16);
}

/** The failure that an error of the addon means; the return code goes along for support. */
export function pcscFailure(error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  const code = returnCodeOf(error);
  if (code === null) return new FailureError(failure('card.protocol', { cause: 'unknown' }), error);
  const meaning = meanings.get(code) ?? 'card.protocol';
  return new FailureError(failure(meaning, { cause: `0x${code.toString(16)}` }), error);
}

/** Block length of the session's cipher in bytes, or null where nothing is secured. */
export type BlockLength = 8 | 16 | null;

/** How much one READ BINARY asks for: begins with what reader and card say they carry and goes down where they do not. */
export type Chunks = {
  /** Bytes of a file to ask for at once under the present session. */
  size(block: BlockLength): number;
  /** Whether the size needs the extended form of the APDU. */
  isExtended(): boolean;
  /** Starts over with the longest response APDU (bytes, SW included) that reader and card pass; null: short ones only. */
  allow(maxResponse: number | null): void;
  /** Asks for less from now on: at most `atMost` where the card said so, else one step less. False at the bottom. */
  lower(atMost?: number): boolean;
  /** Gives extended length up. */
  dropExtended(): void;
};

/** A short response APDU: 256 bytes and the status word. */
const SHORT_RESPONSE = 258;
/** The first size tried where reader and card both leave open what they carry. */
export const UNSTATED_RESPONSE = 1024;
/** More would only make the bytes that a pulled card takes with it more. */
const LONGEST_RESPONSE = 4096;
/** Sizes to fall back to: cards were seen that fail at 256 bytes and do 160 (NFCPassportReader#91, #107), or only 112. */
const FALLBACKS = [1024, SHORT_RESPONSE] as const;
const SMALLEST = [160, 96] as const;

/** A new ladder of sizes; short responses only until `allow` says otherwise. */
export function createChunks(): Chunks {
  let steps: readonly Step[] = stepsFor(null);
  let cap = Number.POSITIVE_INFINITY;
  const size = (block: BlockLength) => Math.min(cap, sizeOf(steps[0], block));
  const next = (): boolean => {
    if (steps.length < 2) return false;
    steps = steps.slice(1);
    return true;
  };
  return {
    size,
    isExtended: () => (steps[0]?.response ?? 0) > SHORT_RESPONSE && cap > 256,
    allow(maxResponse) {
      steps = stepsFor(maxResponse);
      cap = Number.POSITIVE_INFINITY;
    },
    lower(atMost) {
      if (atMost === undefined || atMost < 64 || atMost >= size(null)) return next();
      cap = atMost;
      return true;
    },
    dropExtended() {
      while ((steps[0]?.response ?? 0) > SHORT_RESPONSE && next());
    },
  };
}

/** Either the longest response APDU, which the session's overhead is taken from, or a number of file bytes as it is. */
type Step = { readonly response: number; readonly bytes: number | null };

function stepsFor(maxResponse: number | null): readonly Step[] {
  const longest = Math.min(maxResponse ?? SHORT_RESPONSE, LONGEST_RESPONSE);
  const responses = [longest, ...FALLBACKS.filter((each) => each < longest)];
  return [
    ...responses.map((response) => ({ response, bytes: null })),
    ...SMALLEST.map((bytes) => ({ response: SHORT_RESPONSE, bytes })),
  ];
}

function sizeOf(step: Step | undefined, block: BlockLength): number {
  if (step === undefined) return SMALLEST[1];
  return step.bytes ?? fileBytesIn(step.response, block);
}

/**
 * File bytes that fit into a response APDU of a length: DO87 (tag, length, padding indicator, padded cryptogram), DO99 (4)
 * and DO8E (10) stand around them (ICAO 9303-11 §9.8.6). 258 gives 223 under AES and 231 under 3DES.
 */
export function fileBytesIn(response: number, block: BlockLength): number {
  const room = response - 2;
  if (block === null) return Math.max(1, room);
  const lengthBytes = room > 0x110 ? 3 : 2;
  const cryptogram = room - 14 - 1 - lengthBytes - 1;
  return Math.max(1, Math.floor(cryptogram / block) * block - 1);
}

import { FailureError } from '#contract/failures.ts';
import { asn1, readSmall } from '#domain/crypto/der.ts';
import type { TransportLimits } from '#ports/card-transport.ts';
import type { GuardedLink } from './card-link.ts';
import { createChunks, UNSTATED_RESPONSE } from './chunks.ts';
import { createFileReader, type ReadOutcome } from './file-reader.ts';
import { Malformed } from './malformed.ts';
import { readTlvs } from './tlv.ts';

/** What the card says of itself before any application is selected. */
export type MasterFile = {
  /** EF.CardAccess, null where the card has none or does not give it away. */
  readonly cardAccess: Uint8Array | null;
  /** EF.ATR/INFO, null where it is not there or was of no use. */
  readonly atrInfo: Uint8Array | null;
  /** Longest response APDU that reader and card pass, SW included; null: short ones only. */
  readonly maxResponse: number | null;
};

const SHORT_COMMAND = 261;
const SHORT_RESPONSE = 258;

/**
 * Reads EF.CardAccess, and EF.ATR/INFO where it may pay. EF.CardAccess is asked for with extended length at once, where the
 * reader does not rule it out: the answer says, at no cost, whether reader and card can do it. Nothing the card answers
 * is fatal: cards refuse SELECT of the master file with 6D00, and EF.CardAccess with 6982 once an application is
 * selected (then one reset puts that right). Throws what the link throws.
 */
export async function readMasterFile(link: GuardedLink, limits: TransportLimits): Promise<MasterFile> {
  const mayExtend = (limits.maxResponse ?? UNSTATED_RESPONSE) > SHORT_RESPONSE && passesLongCommands(limits);
  const probe = await probeCardAccess(link, mayExtend);
  const cardAccess = probe.outcome.state === 'read' ? probe.outcome.bytes : null;
  if (!probe.extended) {
    link.setExtended(false);
    return { cardAccess, atrInfo: null, maxResponse: null };
  }
  const atrInfo = await readAtrInfo(link);
  const stated = atrInfo === null ? null : responseLimitOf(atrInfo);
  // A refusal proves nothing: a card may refuse before it looks at the length.
  const card = stated ?? (cardAccess === null ? SHORT_RESPONSE : UNSTATED_RESPONSE);
  const maxResponse = Math.min(card, limits.maxResponse ?? card);
  const extended = maxResponse > SHORT_RESPONSE;
  link.setExtended(extended);
  return { cardAccess, atrInfo, maxResponse: extended ? maxResponse : null };
}

function passesLongCommands({ maxCommand }: TransportLimits): boolean {
  return maxCommand === null || maxCommand > SHORT_COMMAND;
}

type Probe = { readonly outcome: ReadOutcome; readonly extended: boolean };

async function probeCardAccess(link: GuardedLink, mayExtend: boolean): Promise<Probe> {
  try {
    const first = await tryCardAccess(link, mayExtend);
    if (first.outcome.state === 'read') return first;
    if (first.outcome.state === 'notPermitted') {
      await link.reset();
      return await tryCardAccess(link, first.extended);
    }
    return (await selectMasterFile(link)) ? await tryCardAccess(link, first.extended) : first;
  } catch (error) {
    // A reader that cannot pass extended length ends the exchange, and takes the card's state with it.
    if (!mayExtend || !(error instanceof FailureError && error.failure.code === 'card.protocol')) throw error;
    await link.reset();
    return probeCardAccess(link, false);
  }
}

/** With and without its identifier: some cards know one form, some the other, some neither. */
async function selectMasterFile({ channel }: GuardedLink): Promise<boolean> {
  const select = { cla: 0x00, ins: 0xa4, p1: 0x00, p2: 0x0c } as const;
  const explicit = await channel({ ...select, data: Uint8Array.of(0x3f, 0x00) });
  return explicit.sw === 0x9000 || (await channel(select)).sw === 0x9000;
}

async function tryCardAccess(link: GuardedLink, extended: boolean): Promise<Probe> {
  const chunks = createChunks();
  chunks.allow(extended ? UNSTATED_RESPONSE : null);
  link.setExtended(extended);
  const outcome = await createFileReader({ channel: link.channel, chunks, block: () => null }).read('EF.CardAccess');
  return { outcome, extended: chunks.isExtended() };
}

/** EF.ATR/INFO is several objects one after another, so it has no length of its own; it fits into one answer. */
async function readAtrInfo({ channel }: GuardedLink): Promise<Uint8Array | null> {
  const { data, sw } = await channel({ cla: 0x00, ins: 0xb0, p1: 0x81, p2: 0x00, le: 256 });
  return (sw === 0x9000 || sw === 0x6282) && data.length > 0 ? data.slice() : null;
}

/** The longest response APDU by extended length information, DO7F66 (ISO/IEC 7816-4 §12.7.1): the second of two numbers. */
function responseLimitOf(atrInfo: Uint8Array): number | null {
  try {
    const information = readTlvs(atrInfo, 'EF.ATR/INFO').find(({ tag }) => tag === 0x7f66);
    if (information === undefined) return null;
    const [, response] = readTlvs(information.value, 'EF.ATR/INFO').filter(({ tag }) => tag === asn1.integer);
    return response === undefined ? null : readSmall(response, 'EF.ATR/INFO');
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

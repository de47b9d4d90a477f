import type { Access } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { fromHex } from '#domain/bytes.ts';
import type { CurveName } from '#domain/crypto/curves.ts';
import type { KeyPair } from '#domain/crypto/ecdh.ts';
import type { Random } from '#ports/environment.ts';
import { AccessError } from './access-error.ts';
import type { Channel } from './apdu.ts';
import { openWithBac } from './bac.ts';
import type { GuardedLink } from './card-link.ts';
import { elementaryFiles } from './elementary-files.ts';
import { Malformed } from './malformed.ts';
import { choosePace, openWithPace, type PacePassword } from './pace.ts';
import type { Session } from './secure-messaging.ts';
import { type PaceInfo, parseSecurityInfos } from './security-infos.ts';

/** A PACE key pair made before the card was there; it is used once. */
export type PreparedKeyPair = { readonly curve: CurveName; readonly keyPair: KeyPair };

/** What opening a chip needs. */
export type AccessSetting = {
  readonly link: GuardedLink;
  readonly password: PacePassword;
  readonly random: Random;
  readonly prepared: PreparedKeyPair | null;
};

/** An opened chip: how, and under which session (null: it is open to everybody). */
export type Opened = { readonly access: Access; readonly session: Session | null };

/** How a chip will be opened, again and again if need be. */
export type Opener = { open(): Promise<Opened> };

/** The eMRTD application (ICAO 9303-10 §3.6.2). */
const emrtdAid: Uint8Array = fromHex('a0000002471001');

/**
 * Chooses how to open a chip from what EF.CardAccess says (null: it has none): PACE where offered; BAC where PACE is absent or
 * failed for another reason than the password, which only the machine readable zone can do. The choice is kept, so that
 * a session that broke can be opened again. `open` throws AccessError, Malformed, FailureError `card.notEmrtd`, and what the channel throws.
 */
export function createOpener(setting: AccessSetting, cardAccess: Uint8Array | null): Opener {
  const { link, password } = setting;
  let pace = cardAccess === null ? null : paceOffered(cardAccess);
  let { prepared } = setting;
  const openByPace = (info: PaceInfo): Promise<Opened> => {
    const keyPair = prepared?.curve === info.curve ? prepared.keyPair : null;
    prepared = null;
    return viaPace(setting, info, keyPair);
  };
  return {
    async open() {
      if (pace === null) return viaBac(setting);
      try {
        return await openByPace(pace);
      } catch (error) {
        if (password.kind !== 'mrz' || !leavesBac(error)) throw error;
        pace = null;
        await link.reset();
        return viaBac(setting);
      }
    },
  };
}

/** A malformed EF.CardAccess offers nothing: BAC may still open the chip, and the proof will name the file. */
function paceOffered(cardAccess: Uint8Array): PaceInfo | null {
  try {
    return choosePace(parseSecurityInfos(cardAccess));
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** Whether PACE failed without having judged the password; after a wrong one nothing else is tried. */
function leavesBac(error: unknown): boolean {
  return error instanceof Malformed || (error instanceof AccessError && error.cause === 'unsupported');
}

async function viaPace(
  { link, password, random }: AccessSetting,
  info: PaceInfo,
  keyPair: KeyPair | null,
): Promise<Opened> {
  const session = await openWithPace(link.channel, { info, password, random, ...(keyPair ? { keyPair } : {}) });
  const access: Access = {
    protocol: 'pace',
    password: password.kind,
    oid: info.oid,
    parameterId: info.parameterId ?? 0,
  };
  return { access, session };
}

async function viaBac({ link, password, random }: AccessSetting): Promise<Opened> {
  await selectApplication(link.channel);
  if (password.kind === 'mrz') {
    try {
      return {
        access: { protocol: 'bac' },
        session: await openWithBac(link.channel, password.mrzInfo, random),
      };
    } catch (error) {
      if (!(error instanceof AccessError && error.cause === 'unsupported')) throw error;
    }
  }
  if (await isOpen(link.channel)) return { access: { protocol: 'none' }, session: null };
  throw new AccessError('unsupported');
}

/** Whether EF.SOD can be read without any key: old documents without access control. */
async function isOpen(channel: Channel): Promise<boolean> {
  const { data, sw } = await channel({ cla: 0x00, ins: 0xb0, p1: 0x9d, p2: 0x00, le: 4 });
  return sw === 0x9000 && data.length === 4 && data[0] === elementaryFiles['EF.SOD'].tag;
}

/** Selects the eMRTD application. @throws FailureError `card.notEmrtd` where the card does not have it */
export async function selectApplication(channel: Channel): Promise<void> {
  const { sw } = await channel({ cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c, data: emrtdAid });
  if (sw !== 0x9000) throw new FailureError(failure('card.notEmrtd'));
}

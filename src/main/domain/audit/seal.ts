import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type AuditLevel, type AuditSeal, auditLevels, auditSealSchema } from '#contract/audit.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { type PublicKey, parsePublicKey } from '#domain/crypto/public-key.ts';
import { verifySignature } from '#domain/crypto/signature.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import type { Signer } from '#ports/signer.ts';
import type { AuditPlace, ChainPoint, LogTail } from './record.ts';

/** What a seal says before it is signed. */
export type SealStatement = Omit<AuditSeal, 'key' | 'signature' | 'format'>;

/** The word that the log ends here (`head`). */
export function headStatement(place: AuditPlace, tail: LogTail, at: string): SealStatement {
  const { profile, machine, station, epoch } = place;
  return { kind: 'head', profile, machine, station, epoch, at, sequence: tail.sequence, chains: tail.chains };
}

/** How a key is named in a seal: SHA-256 of its SubjectPublicKeyInfo, hex. */
export function sealKeyId(publicKey: Uint8Array): string {
  return bytesToHex(sha256(publicKey));
}

/** Signs a statement with the desk's key. @throws FailureError of the signer */
export async function signSeal(statement: SealStatement, signer: Signer): Promise<AuditSeal> {
  const unsigned = { format: 'truc-ban audit 1' as const, ...statement, key: sealKeyId(signer.publicKey) };
  const signature = await signer.sign(sealText(unsigned));
  return { ...unsigned, signature: bytesToHex(signature) };
}

function sealText(unsigned: Omit<AuditSeal, 'signature'>): Uint8Array {
  return utf8ToBytes(canonicalJson(unsigned));
}

/** Reads a seal from JSON text. @throws Malformed */
export function parseSeal(text: string): AuditSeal {
  try {
    return auditSealSchema.parse(JSON.parse(text));
  } catch {
    throw new Malformed('audit seal', 'form');
  }
}

/** The keys whose seals are believed, by id. */
export type SealKeys = ReadonlyMap<string, PublicKey>;

/** Reads the keys that seals may be signed with (DER SubjectPublicKeyInfo). @throws Malformed for any that is no P-256 key */
export function sealKeys(publicKeys: readonly Uint8Array[]): SealKeys {
  return new Map(
    publicKeys.map((der) => {
      const key = parsePublicKey(der);
      if (key.kind !== 'ec' || key.curve !== 'P-256') throw new Malformed('audit key', 'not P-256');
      return [sealKeyId(der), key];
    }),
  );
}

/** Whether a seal was signed by one of the keys. */
export function judgeSeal(seal: AuditSeal, keys: SealKeys): 'sound' | 'sealSignature' | 'sealKeyUnknown' {
  const key = keys.get(seal.key);
  if (key === undefined) return 'sealKeyUnknown';
  const { signature, ...unsigned } = seal;
  const isSound = verifySignature({
    algorithm: { scheme: 'ecdsa', hash: 'SHA-256', encoding: 'plain' },
    key,
    message: sealText(unsigned),
    signature: hexToBytes(signature),
  });
  return isSound ? 'sound' : 'sealSignature';
}

/** The point of a level in a seal; a level it does not name is at its beginning, which is null. */
export function pointOf(seal: AuditSeal | null, level: AuditLevel): ChainPoint | null {
  return seal?.chains[level] ?? null;
}

/** Lines after which the log is signed again although the day is not over: so few can be cut off unseen. */
const mostUnsealed = 500;

/** Whether the log is due for a signed head: the first record of another day, or many since the last one. */
export function headDue(newest: AuditSeal | null, tail: LogTail, now: Date): boolean {
  const since = tail.sequence - (newest?.sequence ?? 0);
  if (since <= 0) return false;
  return newest === null || since >= mostUnsealed || newest.at.slice(0, 10) !== now.toISOString().slice(0, 10);
}

/** All levels, with the points of a seal or the beginnings given. */
export function startPoints(
  seal: AuditSeal | null,
  beginnings: LogTail['chains'],
): Readonly<Record<AuditLevel, ChainPoint>> {
  const points = auditLevels.map((level) => [level, pointOf(seal, level) ?? beginnings[level]] as const);
  return Object.fromEntries(points) as Record<AuditLevel, ChainPoint>;
}

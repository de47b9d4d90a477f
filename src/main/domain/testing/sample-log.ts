import { p256 } from '@noble/curves/nist.js';
import { concat, fromHex } from '#domain/bytes.ts';
import type { Signer } from '#ports/signer.ts';
import { digestOf } from '../audit/digest.ts';
import {
  type AuditDraft,
  type AuditPlace,
  auditObject,
  chainRecord,
  emptyTail,
  type LogTail,
} from '../audit/record.ts';

/** SubjectPublicKeyInfo of P-256 up to the point (RFC 5480). */
const p256Prefix = fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200');

/** A signer of made-up logs: for tests only. */
export function sampleSigner(seed = 1): Signer {
  const secret = new Uint8Array(32).fill(seed);
  return {
    publicKey: concat(p256Prefix, p256.getPublicKey(secret, false)),
    sign: async (message) => p256.sign(message, secret, { lowS: false }),
  };
}

export const samplePlace: AuditPlace = {
  profile: 'profile-MAU',
  epoch: 1,
  machine: 'MAY-MAU-01',
  station: '99999',
  run: 'run-1',
};

const actions = ['citizen.lookedUp', 'session.signedIn', 'citizen.changed', 'session.refused'] as const;

/** A made-up act; `kind` picks its level, `minutes` when it was. */
export function sampleDraft(kind: number, minutes: number): AuditDraft {
  return {
    at: new Date(Date.UTC(2026, 10, 22, 0, minutes)).toISOString(),
    monotonic: minutes * 60_000,
    officer: 'CB001',
    role: 'thuNhan',
    action: actions[kind % actions.length] ?? 'citizen.lookedUp',
    object: auditObject('citizen', '099204999901', null),
    purpose: { code: 'doiChieu', note: null },
    result: { outcome: 'done', code: null, count: 1 },
  };
}

/** A made-up log: one line for each number in `kinds`. */
export function sampleLog(
  kinds: readonly number[],
  from: LogTail = emptyTail(samplePlace.profile, digestOf),
): { readonly lines: readonly string[]; readonly tail: LogTail; readonly tails: readonly LogTail[] } {
  const lines: string[] = [];
  const tails: LogTail[] = [];
  let tail = from;
  for (const kind of kinds) {
    const made = chainRecord(sampleDraft(kind, tail.sequence), tail, { place: samplePlace, digest: digestOf });
    tail = made.tail;
    lines.push(made.line);
    tails.push(tail);
  }
  return { lines, tail, tails };
}

import { randomBytes } from 'node:crypto';
import { FailureError, failure } from '#contract/failures.ts';
import { type RequestProof, requestProofSchema } from '#contract/upstream.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import type { Signer } from '#ports/signer.ts';
import { claimedKey, signJws, verifyJws } from './jws.ts';
import { hexDigest, type NamedKey } from './key.ts';

/** How far, in ms, the time in a proof may be from the upstream's: what a nonce has to be remembered for, twice. */
export const proofWindow = 5 * 60_000;

/** A request that is to be proved. `body` is null where there is none, and `unsigned` for the bytes of an upload. */
export type ProvedRequest = {
  readonly method: RequestProof['method'];
  /** With its query. */
  readonly path: string;
  readonly body: Uint8Array | null | 'unsigned';
};

/**
 * The `Authorization` header of one request: `Desk <compact JWS>`.
 * @param at ms since 1970 of the upstream's clock, as far as the desk knows it
 */
export async function proveRequest(request: ProvedRequest, signer: Signer, at: number): Promise<string> {
  const proof: RequestProof = {
    method: request.method,
    path: request.path,
    body: bodyHash(request.body),
    deskId: hexDigest(signer.publicKey),
    at,
    nonce: randomBytes(16).toString('base64url'),
  };
  const payload = new TextEncoder().encode(canonicalJson(proof));
  return `Desk ${await signJws({ typ: 'truc-ban-request+jws', payload }, signer)}`;
}

/** The desk a header says it is of, before anything of it is believed; null if it is no such header. */
export function claimedDesk(authorization: string | undefined): string | null {
  return claimedKey(proofOf(authorization));
}

/**
 * Judges the header of a request. Whether the nonce came before is the caller's to know.
 * @throws FailureError `request.notProved`, `request.clock`
 */
export async function judgeProof(
  authorization: string | undefined,
  request: ProvedRequest,
  by: { readonly desk: NamedKey; readonly now: number },
): Promise<RequestProof> {
  const payload = await verifyJws(proofOf(authorization), 'truc-ban-request+jws', by.desk);
  const proof = requestProofSchema.safeParse(payload === null ? null : jsonOf(payload)).data;
  const isThis =
    proof !== undefined &&
    proof.method === request.method &&
    proof.path === request.path &&
    proof.body === bodyHash(request.body) &&
    proof.deskId === by.desk.kid;
  if (!isThis) throw new FailureError(failure('request.notProved'));
  if (Math.abs(proof.at - by.now) > proofWindow) throw new FailureError(failure('request.clock', { now: by.now }));
  return proof;
}

function bodyHash(body: ProvedRequest['body']): string | null {
  return body === 'unsigned' ? null : hexDigest(body ?? new Uint8Array());
}

function proofOf(authorization: string | undefined): string {
  return authorization?.startsWith('Desk ') === true ? authorization.slice(5) : '';
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return null;
  }
}

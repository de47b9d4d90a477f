import { base64url, compactVerify, decodeProtectedHeader } from 'jose';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import type { Signer } from '#ports/signer.ts';
import { hexDigest, type NamedKey } from './key.ts';

/** What a signature is for; it is part of what is signed, so that none can stand for another (RFC 8725 §3.11). */
export type JwsType =
  | 'truc-ban-packet+jws'
  | 'truc-ban-request+jws'
  | 'truc-ban-receipt+jws'
  | 'truc-ban-trust+jws'
  | 'truc-ban-minute+jws';

export type JwsInput = { readonly typ: JwsType; readonly payload: Uint8Array };

/** The text that is signed (RFC 7515 §5.1), by the key named `kid`. */
export function jwsText({ typ, payload }: JwsInput, kid: string): string {
  return `${base64url.encode(canonicalJson({ alg: 'ES256', kid, typ }))}.${base64url.encode(payload)}`;
}

/** A compact JWS from the text and its ES256 signature (r ‖ s, 64 bytes). */
export function joinJws(text: string, signature: Uint8Array): string {
  return `${text}.${base64url.encode(signature)}`;
}

/** Signs with a key that is kept elsewhere: a compact JWS, ES256. @throws FailureError of the signer */
export async function signJws(input: JwsInput, signer: Signer): Promise<string> {
  const text = jwsText(input, hexDigest(signer.publicKey));
  return joinJws(text, await signer.sign(new TextEncoder().encode(text)));
}

/** Takes the payload out of a compact JWS (RFC 7515, appendix F); whoever verifies it has it anyway. */
export function detach(jws: string): string {
  const [head = '', , signature = ''] = jws.split('.');
  return `${head}..${signature}`;
}

/** Puts a payload back into a detached JWS. */
export function attach(jws: string, payload: Uint8Array): string {
  const [head = '', , signature = ''] = jws.split('.');
  return `${head}.${base64url.encode(payload)}.${signature}`;
}

/** The name of the key a JWS says it is signed with, before anything of it is believed; null if it says none. */
export function claimedKey(jws: string): string | null {
  try {
    return decodeProtectedHeader(jws).kid ?? null;
  } catch {
    return null;
  }
}

/** The payload of a compact JWS if it is of this type and by this key, else null. */
export async function verifyJws(jws: string, typ: JwsType, by: NamedKey): Promise<Uint8Array | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, by.key, { algorithms: ['ES256'] });
    const { kid, typ: found, ...others } = protectedHeader;
    return found === typ && kid === by.kid && Object.keys(others).join() === 'alg' ? payload : null;
  } catch {
    return null;
  }
}

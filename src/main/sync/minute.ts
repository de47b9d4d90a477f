import { type Minute, minuteSchema } from '#contract/sync.ts';
import type { Signer } from '#ports/signer.ts';
import type { SignMinute } from '#ports/upstream.ts';
import { signJws, verifyJws } from './jws.ts';
import type { NamedKey } from './key.ts';

/** Signs minutes with the desk's key. */
export function signMinute(signer: Signer): SignMinute {
  return (payload) => signJws({ typ: 'truc-ban-minute+jws', payload }, signer);
}

/** The minute in a compact JWS if this desk signed it, else null. */
export async function verifyMinute(jws: string, desk: NamedKey): Promise<Minute | null> {
  const payload = await verifyJws(jws, 'truc-ban-minute+jws', desk);
  const minute = payload === null ? null : parsed(payload);
  return minute?.deskId === desk.kid ? minute : null;
}

function parsed(payload: Uint8Array): Minute | null {
  try {
    return minuteSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return null;
  }
}

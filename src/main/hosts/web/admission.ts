import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A page's place at the desk, made by a launch token. `held` is the live connection's end while there is one. */
export type Place = { readonly session: string; held: Promise<void> | null };

export type Admission = {
  /** A new launch token (256 bit); one that was not used yet stops working. */
  issueToken(): string;
  /** The place a page's first message (`token …` or `session …`) gives it, or null. A token works once, a session secret for reloads. */
  admit(hello: string): Place | null;
};

/** Decides who may talk to the desk over the loopback. Secrets are compared in constant time and never logged. */
export function createAdmission(): Admission {
  let launchToken: string | null = null;
  const places: Place[] = [];
  return {
    issueToken() {
      launchToken = secret();
      return launchToken;
    },
    admit(hello) {
      const [, kind, given] = /^(token|session) ([\w-]{43})$/.exec(hello) ?? [];
      if (given === undefined) return null;
      if (kind === 'session') return places.find((place) => same(place.session, given)) ?? null;
      if (launchToken === null || !same(launchToken, given)) return null;
      launchToken = null;
      const place = { session: secret(), held: null };
      places.push(place);
      return place;
    },
  };
}

const secret = () => randomBytes(32).toString('base64url');

function same(expected: string, given: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(expected), digest(given));
}

/** What an upstream is named by: its address, and the certificate of its authority. */
export type NamedUpstream = { readonly url: string; readonly authorityPem: string };

const mostPem = 20_000;

/** An address as the host takes it; null for one that is none. What is typed without `https://` gets it. */
export function addressOf(typed: string): string | null {
  const text = typed.normalize('NFC').trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  const isPlain = url.protocol === 'https:' && url.pathname === '/' && url.search + url.hash + url.username === '';
  return isPlain ? url.origin : null;
}

/** A text that may be a certificate in PEM; the host looks closer. */
export function looksLikePem(text: string): boolean {
  return text.length <= mostPem && /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text);
}

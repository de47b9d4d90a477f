import { Malformed } from '#domain/chip/malformed.ts';
import { readTlv, readTlvs } from '#domain/chip/tlv.ts';
import { derTag } from './der.ts';
import { looksLikeSignedData } from './signed-data.ts';

/** What a file given to the trust store holds, by its content: certificates, a CMS message, or nothing this desk knows. */
export type TrustFile =
  | { readonly kind: 'certificates'; readonly ders: readonly Uint8Array[] }
  | { readonly kind: 'signedData'; readonly der: Uint8Array }
  | { readonly kind: 'unknown' };

const pemBlock = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g;
const certificateLabels: readonly string[] = ['CERTIFICATE', 'X509 CERTIFICATE'];
const messageLabels: readonly string[] = ['CMS', 'PKCS7', 'PKCS #7 SIGNED DATA'];

/** Recognises PEM and DER certificates and CMS messages (RFC 7468, RFC 5652) by content. @throws Malformed on PEM that is not base64 */
export function recogniseTrustFile(bytes: Uint8Array): TrustFile {
  if (bytes[0] === derTag.sequence) return recogniseDer(bytes);
  const text = new TextDecoder('latin1').decode(bytes);
  const blocks = [...text.matchAll(pemBlock)].map(([, label = '', body = '']) => ({ label, body }));
  const message = blocks.find(({ label }) => messageLabels.includes(label));
  if (message) return { kind: 'signedData', der: decodeBase64(message.body) };
  const certificates = blocks.filter(({ label }) => certificateLabels.includes(label));
  if (certificates.length === 0) return { kind: 'unknown' };
  return { kind: 'certificates', ders: certificates.map(({ body }) => decodeBase64(body)) };
}

function recogniseDer(bytes: Uint8Array): TrustFile {
  if (looksLikeSignedData(bytes)) return { kind: 'signedData', der: bytes };
  try {
    const [first, second, third] = readTlvs(readTlv(bytes).value);
    const tags = [first?.tag, second?.tag, third?.tag];
    if (tags.join() !== [derTag.sequence, derTag.sequence, derTag.bitString].join()) return { kind: 'unknown' };
    return { kind: 'certificates', ders: [bytes] };
  } catch (error) {
    // A file cut short is still a certificate's beginning; its parser says what is wrong with it.
    if (error instanceof Malformed) return { kind: 'certificates', ders: [bytes] };
    throw error;
  }
}

function decodeBase64(body: string): Uint8Array {
  // Headers such as `Proc-Type:` stand before an empty line (RFC 1421); certificates have none in practice.
  const digits = body.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(digits) || digits.length % 4 !== 0) throw new Malformed('PEM', 'not base64');
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
}

import { type Failure, FailureError, failure } from '#contract/failures.ts';

type LineCode = Extract<Failure['code'], `upstream.${string}`>;

/** The certificate is of the pinned authority and not of today; or the clock of this machine is wrong. */
const ended = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** What verifying a certificate may come to (OpenSSL's names, which BoringSSL shares), beside those above. */
const notProved =
  /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERROR_IN_CERT_|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_|HOSTNAME_MISMATCH$|UNSPECIFIED$)/;

/** Something answered that does not speak TLS at all: a sign-in page, or another service on the port. */
const notTls =
  /^ERR_SSL_(WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL|UNEXPECTED_MESSAGE|RECORD_OVERFLOW|INVALID_RECORD)$/;
const notTlsWords = /wrong version number|http request|packet length too long|unknown protocol|record overflow/i;

const slow = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const notHttp = /^(HPE_|UND_ERR_RES_EXCEEDED_MAX_SIZE$|UND_ERR_HEADERS_OVERFLOW$)/;
/** Of the resolver, which gives no system call for all of them. */
const resolver = /^(EAI_|ENOTFOUND$|ENODATA$|ESERVFAIL$|ETIMEOUT$)/;

/**
 * What an error of the line means to the desk. What is no error of a line is given back as it is: an abort, a failure that
 * was named already, a fault of the program.
 */
export function lineFailure(error: unknown): unknown {
  const code = lineCode(error);
  return code === null ? error : new FailureError(failure(code), error);
}

function lineCode(error: unknown): LineCode | null {
  if (!(error instanceof Error) || error instanceof FailureError) return null;
  const { code: given, syscall, message } = error as NodeJS.ErrnoException;
  const code = typeof given === 'string' ? given : '';
  if (ended.has(code)) return 'upstream.certificateEnded';
  if (notProved.test(code) || code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'upstream.wrongAuthority';
  if (notTls.test(code) || (code === 'EPROTO' && notTlsWords.test(message))) return 'upstream.captivePortal';
  // Some other end of TLS that this desk does not accept: too old, no common cipher, an alert.
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') return 'upstream.wrongAuthority';
  if (slow.has(code)) return 'upstream.slow';
  if (notHttp.test(code) || error.name === 'HTTPParserError') return 'upstream.misunderstood';
  if (code === 'UND_ERR_SOCKET' || resolver.test(code) || isSystem(code, syscall)) return 'upstream.unreachable';
  return null;
}

const isSystem = (code: string, syscall: string | undefined): boolean =>
  ['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ECONNABORTED', 'ENETUNREACH', 'EHOSTUNREACH'].includes(code) ||
  (syscall !== undefined && /^E[A-Z0-9]+$/.test(code));

import { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import type { FailureError } from '#contract/failures.ts';
import { upstreamVersion } from '#contract/upstream.ts';
import type { Signer } from '#ports/signer.ts';
import { type Answer, answerFailure } from './answer-failure.ts';
import { lineFailure } from './line-failure.ts';
import { type ProvedRequest, proveRequest } from './request-proof.ts';
import type { UpstreamClock } from './upstream-clock.ts';

/** How long the desk waits, in ms: for a connection, for an answer to begin or to go on, for all of an answer, for bytes of an upload to move. */
export type Patience = {
  readonly connect: number;
  readonly answer: number;
  readonly whole: number;
  readonly stall: number;
};

/** One request on the line. */
export type LineRequest = {
  readonly method: ProvedRequest['method'];
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly is: 'bytes'; readonly bytes: Uint8Array | null } | UploadBody;
  /** Whether the desk says who it is. */
  readonly proved: boolean;
  readonly signal: AbortSignal;
};

/** Bytes of an upload, given piece by piece; each piece calls `moved`, so that only a line that stands still is given up. */
export type UploadBody = {
  readonly is: 'upload';
  readonly length: number;
  readonly pieces: (moved: () => void, signal: AbortSignal) => AsyncIterable<Uint8Array>;
};

/** HTTPS to one upstream: its authority alone is believed, connections are kept, every request is proved anew. */
export type UpstreamLine = {
  /**
   * Asks once more by itself when only the time was wrong. @throws FailureError for every answer that is not 2xx or among `taken`,
   * and for what goes wrong on the line; the reason of `signal`
   */
  send(request: LineRequest, taken?: readonly number[]): Promise<Answer>;
  close(): Promise<void>;
};

export type LineParts = {
  readonly origin: string;
  readonly authorityPem: string;
  readonly signer: Signer;
  readonly clock: UpstreamClock;
  readonly monotonic: () => number;
  readonly patience: Patience;
};

/** Nothing an upstream says is longer: a snapshot of trust with its revocation lists is the longest. */
const longestAnswer = 32 * 2 ** 20;
/** A few uploads and what is asked beside them. */
const connections = 8;

export function upstreamLine(parts: LineParts): UpstreamLine {
  const { patience } = parts;
  const agent = new Agent({
    connections,
    allowH2: false,
    connect: {
      ca: parts.authorityPem,
      minVersion: 'TLSv1.2',
      // Said here, so that no variable of the environment says otherwise.
      rejectUnauthorized: true,
      timeout: patience.connect,
    },
    maxResponseSize: longestAnswer,
  });
  const closing = new AbortController();
  const once = async (request: LineRequest): Promise<Answer> => {
    const ended = new AbortController();
    const signal = AbortSignal.any([request.signal, closing.signal, ended.signal]);
    signal.throwIfAborted();
    const stall = stallTimer(request.body.is === 'upload' ? patience.stall : patience.whole, ended);
    try {
      return await exchange({ parts, agent, moved: stall.moved }, request, signal);
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      if (closing.signal.aborted) throw closing.signal.reason;
      throw lineFailure(error);
    } finally {
      stall.over();
      // Whoever still brings pieces of the body stops.
      ended.abort();
    }
  };
  const isTaken = ({ status }: Answer, taken: readonly number[]): boolean =>
    (status >= 200 && status < 300) || taken.includes(status);
  return {
    async send(request, taken = []) {
      const first = await once(request);
      if (isTaken(first, taken)) return first;
      const refused = answerFailure(first, parts.clock.time());
      const time = upstreamTime(refused);
      if (time === null || !request.proved) throw refused;
      parts.clock.set(time);
      const second = await once(request);
      if (isTaken(second, taken)) return second;
      throw answerFailure(second, parts.clock.time());
    },
    async close() {
      closing.abort();
      await agent.destroy();
    },
  };
}

/** What the upstream's clock says, where the desk's was the only thing wrong. */
function upstreamTime({ failure }: FailureError): number | null {
  const now = failure.code === 'request.clock' ? failure.params.now : null;
  return typeof now === 'number' && Number.isSafeInteger(now) && now > 0 ? now : null;
}

type Exchanging = { readonly parts: LineParts; readonly agent: Agent; readonly moved: () => void };

async function exchange(
  { parts, agent, moved }: Exchanging,
  request: LineRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const { method, path, body } = request;
  const isUpload = body.is === 'upload';
  const proved: ProvedRequest = { method, path, body: isUpload ? 'unsigned' : body.bytes };
  const proof = request.proved ? { authorization: await proveRequest(proved, parts.signer, parts.clock.time()) } : {};
  const asked = parts.monotonic();
  const length = isUpload ? { 'content-length': String(body.length) } : {};
  const answer = await agent.request({
    origin: parts.origin,
    method,
    path,
    headers: { ...request.headers, ...length, ...proof, 'user-agent': `truc-ban/${upstreamVersion}` },
    body: isUpload ? Readable.from(body.pieces(moved, signal)) : body.bytes,
    signal,
    // The client library closes a connection after HEAD unless it is told that the other side keeps to HTTP.
    reset: false,
    // An upload has its own timer, which knows what has moved.
    headersTimeout: isUpload ? 0 : parts.patience.answer,
    bodyTimeout: parts.patience.answer,
  });
  const header = headerOf(answer.headers);
  if (!isUpload) parts.clock.learn(header('date'), asked);
  return { status: answer.statusCode, header, text: await answer.body.text() };
}

function headerOf(headers: Dispatcher.ResponseData['headers']): Answer['header'] {
  return (name) => {
    const value = headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
}

/** Gives up what stands still for so long. */
function stallTimer(ms: number, ended: AbortController): { moved(): void; over(): void } {
  const timer = setTimeout(() => ended.abort(Object.assign(new Error('stalled'), { code: 'ETIMEDOUT' })), ms);
  return { moved: () => void timer.refresh(), over: () => clearTimeout(timer) };
}

import { type DetailedError, type HttpRequest, type HttpResponse, type HttpStack, Upload } from 'tus-js-client';
import { FailureError, failure } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import { upstreamVersion } from '#contract/upstream.ts';
import type { KeptPacket } from '#ports/dossier-store.ts';
import type { UploadOptions } from '#ports/upstream.ts';
import type { Answer } from './answer-failure.ts';
import type { UploadRate } from './upload-rate.ts';
import type { LineRequest, UploadBody, UpstreamLine } from './upstream-line.ts';

export type UploadParts = {
  readonly line: UpstreamLine;
  readonly rate: UploadRate;
  /** How long to wait before going on after a cut, in ms, one after the other while nothing moves; as many as there are. */
  readonly again: readonly number[];
};

/** What is uploaded, the address of its upload, and how many bytes the upstream said it holds; null where that has to be asked. */
export type Uploaded = { readonly packet: KeptPacket; readonly url: URL; readonly held: number | null };

/** The upstream holds another number of bytes, or still writes those of a connection that is gone: its offset has to be asked again. */
const askAgain = [409, 423];
/** The upload is not there any more: the packet was taken meanwhile, or thrown away. It is announced again. */
const gone = [404, 410];

/**
 * Brings what is missing of a packet to its upload (tus 1.0), going on behind what the upstream holds when the line is cut.
 * @throws FailureError `sync.incomplete` when there is no such upload any more; as `UpstreamLine.send`; the reason of the signal
 */
export function uploadPacket(parts: UploadParts, uploaded: Uploaded, options: UploadOptions): Promise<void> {
  const { signal, sent } = options;
  const { sealed, metadata } = uploaded.packet;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const end = (work: () => void): void => {
      signal.removeEventListener('abort', leave);
      work();
    };
    const leave = (): void => {
      void upload.abort();
      end(() => reject(signal.reason));
    };
    const upload = new Upload(Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength), {
      uploadUrl: uploaded.url.href,
      uploadSize: metadata.size,
      chunkSize: parts.rate.request(),
      retryDelays: [...parts.again],
      httpStack: lineStack({ ...parts, metadata, signal, said: { held: uploaded.held } }),
      // Nothing is remembered between runs: the upstream says the address and what it holds.
      storeFingerprintForResuming: false,
      onShouldRetry: (error) => isWorthAgain(error),
      onProgress: (bytes) => sent(bytes),
      onSuccess: () => end(resolve),
      onError: (error) => end(() => reject(whatWasWrong(error))),
    });
    signal.addEventListener('abort', leave, { once: true });
    upload.start();
  });
}

/** Only a cut: everything else is for whoever decides when to come again. */
function isWorthAgain({ causingError, originalResponse }: DetailedError): boolean {
  if (originalResponse !== null) return askAgain.includes(originalResponse.getStatus());
  return causingError instanceof FailureError && causingError.failure.code === 'upstream.unreachable';
}

function whatWasWrong(error: Error | DetailedError): unknown {
  const { causingError = null, originalResponse = null } = 'originalRequest' in error ? error : {};
  const status = originalResponse?.getStatus() ?? 0;
  if (gone.includes(status)) return new FailureError(failure('sync.incomplete'), error);
  if (askAgain.includes(status)) return new FailureError(failure('sync.inProgress'), error);
  if (causingError !== null) return causingError;
  return new FailureError(failure('upstream.misunderstood'), error);
}

/** Requests of tus on the line of everything else: the same authority, connections, proofs and names of failures. */
function lineStack(stack: Stack): HttpStack {
  return {
    getName: () => 'upstream-line',
    createRequest: (method, url) => lineRequest(stack, method, new URL(url).pathname),
  };
}

type Stack = UploadParts & {
  readonly metadata: SyncMetadata;
  readonly signal: AbortSignal;
  /** What the announcement said; good for the first question alone. */
  readonly said: { held: number | null };
};

function lineRequest(stack: Stack, method: string, path: string): HttpRequest {
  if (method !== 'HEAD' && method !== 'PATCH') throw new RangeError(`an upload asks ${method}`);
  const headers: Record<string, string> = {};
  const aborted = new AbortController();
  let progress = (_bytes: number): void => undefined;
  return {
    getMethod: () => method,
    getURL: () => path,
    setHeader: (name, value) => {
      headers[name.toLowerCase()] = value;
    },
    getHeader: (name) => headers[name.toLowerCase()],
    setProgressHandler: (handler) => {
      progress = handler;
    },
    async send(given: Buffer | null) {
      const body: UploadBody = {
        is: 'upload',
        length: given?.length ?? 0,
        pieces: (moved, signal) => pieces(given ?? Buffer.alloc(0), { rate: stack.rate, moved, progress, signal }),
      };
      const signal = AbortSignal.any([stack.signal, aborted.signal]);
      const isPatch = method === 'PATCH';
      const request = { method, path, headers, body: isPatch ? body : nothing, proved: true, signal } as const;
      const answer = isPatch ? await stack.line.send(request, told) : await whereItStands(stack, request);
      checkOffset(answer, { method, size: stack.metadata.size, from: Number(headers['upload-offset'] ?? 0) });
      return responseOf(answer);
    },
    abort: async () => aborted.abort(),
    getUnderlyingObject: () => null,
  };
}

const nothing = { is: 'bytes', bytes: null } as const;
const told = [...gone, ...askAgain];
const unsaid = [401, 403];

/** Asks for the offset. The answer to a HEAD has no body, so why a desk is not let in is asked by a request that has one. */
async function whereItStands({ line, metadata, said }: Stack, request: LineRequest): Promise<Answer> {
  const { held } = said;
  said.held = null;
  if (held !== null) return saidAlready(held, metadata.size);
  const answer = await line.send(request, [...told, ...unsaid]);
  if (!unsaid.includes(answer.status)) return answer;
  const { dossierId, rev } = metadata;
  const path = `/${upstreamVersion}/receipts/${dossierId}/${rev}`;
  // Throws what it was, or learns the time by the way; that there is no receipt is nothing new.
  await line.send({ ...request, method: 'GET', path, headers: {} }, [404]);
  return line.send(request, told);
}

/** The answer that tus would get, without asking for what was said a moment ago. One that is old by now is refused with 409. */
function saidAlready(held: number, size: number): Answer {
  const headers = new Map([
    ['upload-offset', String(held)],
    ['upload-length', String(size)],
  ]);
  return { status: 200, text: '', header: (name) => headers.get(name) ?? null };
}

type Pace = {
  readonly rate: UploadRate;
  readonly moved: () => void;
  readonly progress: (bytes: number) => void;
  readonly signal: AbortSignal;
};

/** Views of the packet's own bytes, as fast as the rate allows and the line takes them. */
async function* pieces(bytes: Buffer, { rate, moved, progress, signal }: Pace): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.subarray(at, at + rate.slice());
    await rate.take(piece.length, signal);
    moved();
    yield piece;
    at += piece.length;
    progress(at);
  }
  moved();
}

type Expected = { readonly method: 'HEAD' | 'PATCH'; readonly size: number; readonly from: number };

/** An offset that does not grow would make tus send the same bytes for ever; another length is another packet. */
function checkOffset(answer: Answer, { method, size, from }: Expected): void {
  if (answer.status >= 300) return;
  const offset = Number(answer.header('upload-offset') ?? Number.NaN);
  const length = method === 'HEAD' ? Number(answer.header('upload-length') ?? Number.NaN) : size;
  const isSound =
    Number.isSafeInteger(offset) && offset <= size && length === size && (method === 'HEAD' || offset > from);
  if (!isSound) throw new FailureError(failure('upstream.misunderstood'));
}

function responseOf({ status, header, text }: Answer): HttpResponse {
  return {
    getStatus: () => status,
    getHeader: (name) => header(name.toLowerCase()) ?? undefined,
    getBody: () => text,
    getUnderlyingObject: () => null,
  };
}

import { FailureError, failure } from '#contract/failures.ts';
import { upstreamVersion } from '#contract/upstream.ts';
import type { UpstreamLine } from './upstream-line.ts';

/** What judges an answer: a schema of the contract. */
export type Shape<T> = {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: unknown };
};

type Asked<T> = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly proved?: false;
  readonly answer: Shape<T>;
};
/** What is asked of the upstream beside uploads. Throws as `UpstreamLine.send`. */
export type Ask = {
  /** An answer of this shape. @throws FailureError `upstream.misunderstood` for any other */
  json<T>(asked: Asked<T>, signal: AbortSignal): Promise<T>;
  text(path: string, signal: AbortSignal): Promise<string>;
};

/** Asks on a line. */
export function asking(line: UpstreamLine): Ask {
  const send = async (asked: Omit<Asked<unknown>, 'answer'>, signal: AbortSignal): Promise<string> => {
    const { method, path, body, headers, proved = true } = asked;
    const bytes = body === undefined ? null : new TextEncoder().encode(JSON.stringify(body));
    const type = bytes === null ? {} : { 'content-type': 'application/json' };
    const request = {
      method,
      path: `/${upstreamVersion}${path}`,
      body: { is: 'bytes', bytes },
      proved,
      signal,
    } as const;
    return (await line.send({ ...request, headers: { ...headers, ...type } })).text;
  };
  return {
    json: async (asked, signal) => {
      const judged = asked.answer.safeParse(jsonOf(await send(asked, signal)));
      if (!judged.success) throw misunderstood(judged.error);
      return judged.data;
    },
    text: (path, signal) => send({ method: 'GET', path }, signal),
  };
}

/** The value of a JSON text, or undefined. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer that is not of the protocol. */
export const misunderstood = (cause?: unknown): FailureError =>
  new FailureError(failure('upstream.misunderstood'), cause);

import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import type { SyncMetadata } from '#contract/packet.ts';
import {
  type StrangeServer,
  strangePlain,
  strangeSocket,
  strangeTls,
} from '#fixtures/upstream/testing/strange-server.ts';
import { testSigner } from '#fixtures/upstream/testing/test-desk.ts';
import { makeTls } from '#fixtures/upstream/upstream-keys.ts';
import type { Upstream } from '#ports/upstream.ts';
import { lineFailure } from './line-failure.ts';
import { connectUpstream } from './upstream-client.ts';

const tls = makeTls();
const signer = testSigner();
const servers: StrangeServer[] = [];
const lines: Upstream[] = [];
afterEach(async () => {
  await Promise.all(lines.splice(0).map((line) => line.close()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const patience = { connect: 2000, answer: 150, whole: 400, stall: 150 };

function lineTo(url: string, authorityPem = tls.caPem, now = Date.now): Upstream {
  const line = connectUpstream({ signer, patience, again: [0, 0], now })({ url, authorityPem, signing: null });
  lines.push(line);
  return line;
}

async function at(server: Promise<StrangeServer>): Promise<string> {
  const started = await server;
  servers.push(started);
  return started.url;
}

const never = new AbortController().signal;

async function failureOf(work: Promise<unknown>): Promise<FailureError['failure']> {
  const error: unknown = await work.then(
    () => 'no failure',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FailureError)) throw error;
  return error.failure;
}
const codeAt = async (server: Promise<StrangeServer>, authority = tls.caPem): Promise<string> =>
  (await failureOf(lineTo(await at(server), authority).standing(never))).code;
const answering = (answer: RequestListener): Promise<StrangeServer> => strangeTls(tls, answer);
const saying = (status: number, type: string, text: string): Promise<StrangeServer> =>
  answering((_asked, answer) => void answer.writeHead(status, { 'content-type': type }).end(text));

describe('a line that does not come about', () => {
  it('finds nobody: no port, no name', async () => {
    const gone = await strangePlain(() => undefined);
    await gone.close();
    expect(await failureOf(lineTo(gone.url).standing(never))).toMatchObject({
      code: 'upstream.unreachable',
      retryable: true,
    });
    expect((await failureOf(lineTo('https://nowhere.invalid').standing(never))).code).toBe('upstream.unreachable');
  });

  it('finds a sign-in page, or something else, that speaks no TLS', async () => {
    const page = strangePlain((_asked, answer) => void answer.end('<html>Đăng nhập</html>'));
    expect(await codeAt(page)).toBe('upstream.captivePortal');
    const redirect = 'HTTP/1.1 302 Found\r\nLocation: http://login.mau/\r\n\r\n';
    for (const banner of [redirect, 'SSH-2.0-MAU\r\n', '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'])
      expect(await codeAt(strangeSocket((socket) => void socket.end(banner)))).toBe('upstream.captivePortal');
  });

  it('finds somebody whom the pinned authority did not vouch for', async () => {
    const fine: RequestListener = (_asked, answer) => void answer.end('{}');
    expect(await codeAt(strangeTls(makeTls(), fine))).toBe('upstream.wrongAuthority');
    const other = makeTls({ from: -1, to: 1, names: ['another.mau'] });
    expect(await codeAt(strangeTls(other, fine), other.caPem)).toBe('upstream.wrongAuthority');
    const old = strangeTls(tls, fine, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' });
    expect(await codeAt(old)).toBe('upstream.wrongAuthority');
  });

  it('believes no variable of the environment', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    try {
      const fine = strangeTls(makeTls(), (_asked, answer) => void answer.end('{}'));
      expect(await codeAt(fine)).toBe('upstream.wrongAuthority');
    } finally {
      warned.mockRestore();
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it('finds a certificate of another day', async () => {
    for (const [from, to] of [
      [-20, -10],
      [10, 20],
    ] as const) {
      const ended = makeTls({ from, to, names: ['localhost'] });
      expect(
        await codeAt(
          strangeTls(ended, () => undefined),
          ended.caPem,
        ),
      ).toBe('upstream.certificateEnded');
    }
  });

  it('is cut before anything was said', async () => {
    expect(await codeAt(strangeSocket((socket) => void socket.destroy()))).toBe('upstream.unreachable');
    const reset = (socket: Socket): void => void socket.once('data', () => socket.resetAndDestroy());
    expect(await codeAt(strangeSocket(reset))).toBe('upstream.unreachable');
  });

  it('names what cannot be made here: no route, and what is no fault of a line', () => {
    const coded = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'connect' });
    for (const code of ['ENETUNREACH', 'EHOSTUNREACH', 'EPIPE', 'ECONNRESET', 'EAI_AGAIN', 'ENETDOWN'])
      expect(lineFailure(coded(code))).toMatchObject({ failure: { code: 'upstream.unreachable' } });
    for (const code of ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'])
      expect(lineFailure(coded(code))).toMatchObject({ failure: { code: 'upstream.slow' } });
    const bug = new TypeError('a fault of the program');
    expect(lineFailure(bug)).toBe(bug);
  });
});

describe('an answer that is none', () => {
  it('is somebody else’s: a page, a way elsewhere, a sign-in', async () => {
    expect(await codeAt(saying(404, 'text/html', '<html>'))).toBe('upstream.captivePortal');
    expect(await codeAt(saying(511, 'text/html', '<html>'))).toBe('upstream.captivePortal');
    const away = answering((_asked, answer) => void answer.writeHead(302, { location: 'https://login.mau' }).end());
    expect(await codeAt(away)).toBe('upstream.captivePortal');
  });

  it('is not what was asked for', async () => {
    expect(await codeAt(saying(200, 'text/html', '<html>'))).toBe('upstream.misunderstood');
    expect(await codeAt(saying(200, 'application/json', '{"standing":"approved"}'))).toBe('upstream.misunderstood');
    expect(await codeAt(saying(400, 'application/json', '{}'))).toBe('upstream.misunderstood');
    expect(await codeAt(answering((asked) => void asked.socket.end('what?')))).toBe('upstream.misunderstood');
  });

  it('is that of a proxy before it', async () => {
    expect(await codeAt(saying(502, 'text/html', '<html>Bad Gateway'))).toBe('upstream.failed');
    expect(await codeAt(saying(500, 'application/json', '{"code":"audit.broken"}'))).toBe('upstream.failed');
    expect(await codeAt(saying(507, 'text/plain', ''))).toBe('upstream.full');
    expect(await codeAt(saying(503, 'text/plain', ''))).toBe('upstream.busy');
  });

  it('says when to come again: after seconds, at a moment, never in a year', async () => {
    const now = Date.parse('2026-11-22T08:00:00Z');
    const busy = async (retryAfter: string) => {
      const server = answering((_asked, answer) => {
        answer.writeHead(429, { 'retry-after': retryAfter, date: new Date(now).toUTCString() }).end();
      });
      return failureOf(lineTo(await at(server), tls.caPem, () => now).standing(never));
    };
    expect(await busy('7')).toMatchObject({ code: 'upstream.busy', params: { retryAfterMs: 7000 } });
    const { params } = await busy('Sun, 22 Nov 2026 08:01:00 GMT');
    expect(Math.abs(Number(params.retryAfterMs) - 60_000)).toBeLessThan(1001);
    expect((await busy('99999999')).params.retryAfterMs).toBe(86_400_000);
    expect((await busy('soon')).params).toEqual({});
  });

  it('does not come, or not to an end', async () => {
    expect(await codeAt(answering(() => undefined))).toBe('upstream.slow');
    const half = answering((_asked, answer) => void answer.writeHead(200, { 'content-length': '9' }).write('{'));
    expect(await codeAt(half)).toBe('upstream.slow');
    const drops = answering((_asked, answer) => {
      const drop = setInterval(() => answer.write(' '), 30);
      answer.on('close', () => clearInterval(drop));
    });
    expect(await codeAt(drops)).toBe('upstream.slow');
    const cut = answering((_asked, answer) => {
      answer.writeHead(200, { 'content-length': '9' }).write('{', () => answer.socket?.destroy());
    });
    expect(await codeAt(cut)).toBe('upstream.unreachable');
  });
});

describe('connections', () => {
  it('are kept from one request to the next, also of an upload', async () => {
    const seen = new Set<Socket>();
    const methods: (string | undefined)[] = [];
    const url = await at(
      answering((asked, answer) => {
        seen.add(asked.socket);
        methods.push(asked.method);
        asked.resume().on('end', () => {
          const isHead = asked.method === 'HEAD';
          const headers = { 'upload-offset': isHead ? '0' : '4', 'upload-length': '4' };
          answer.writeHead(asked.method === 'GET' ? 404 : isHead ? 200 : 204, headers).end();
        });
      }),
    );
    const line = lineTo(url);
    const packet = { sealed: new Uint8Array(4), metadata: { size: 4 } as SyncMetadata };
    await failureOf(line.standing(never));
    await line.upload(packet, '/v1/uploads/x', { signal: never, sent: () => undefined });
    await failureOf(line.standing(never));
    expect(methods).toEqual(['GET', 'HEAD', 'PATCH', 'GET']);
    for (let n = 0; n < 6; n++) await failureOf(line.standing(never));
    // The library opens a second one where a request follows at once.
    expect(seen.size).toBeLessThanOrEqual(2);
  });

  it('bring no upload to an end that does not move, or is of another length', async () => {
    const uploaded = async (offset: string, length: string): Promise<string> => {
      const url = await at(
        answering((asked, answer) => {
          const isHead = asked.method === 'HEAD';
          const headers = { 'upload-offset': isHead ? '0' : offset, 'upload-length': length };
          asked.resume().on('end', () => answer.writeHead(isHead ? 200 : 204, headers).end());
        }),
      );
      const packet = { sealed: new Uint8Array(4), metadata: { size: 4 } as SyncMetadata };
      const sent = lineTo(url).upload(packet, '/v1/uploads/x', { signal: never, sent: () => undefined });
      return (await failureOf(sent)).code;
    };
    for (const [offset, length] of [
      ['0', '4'],
      ['5', '4'],
      ['x', '4'],
      ['4', '9'],
    ] as const)
      expect(await uploaded(offset, length)).toBe('upstream.misunderstood');
  });
});

describe('whoever waits no longer', () => {
  it('ends with the reason of the signal; a line that is closed ends everything', async () => {
    const url = await at(answering(() => undefined));
    const giving = new AbortController();
    const asked = lineTo(url).standing(giving.signal);
    giving.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await expect(lineTo(url).standing(giving.signal)).rejects.toThrow('enough');
    const line = lineTo(url);
    const open = [line.standing(never), line.info(never)].map((one) => expect(one).rejects.toThrow(/abort/i));
    await line.close();
    await Promise.all(open);
    await expect(line.standing(never)).rejects.toThrow(/abort/i);
  });
});

import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeMessage } from '#contract/message-codec.ts';
import type { Port } from '#contract/rpc.ts';
import { type Loopback, openLoopback } from '#main/hosts/web/loopback.ts';
import type { WindowFiles } from '#main/hosts/window-files.ts';
import { ask, dial, greet, shout, tokenOf } from './support/attack.ts';

const page = { type: 'text/html; charset=utf-8', bytes: new Uint8Array(Buffer.from('<!doctype html>')) };
const files: WindowFiles = new Map([
  ['/', page],
  ['/index.html', page],
]);

let loopback: Loopback;
let admitted: Port[];

beforeAll(async () => {
  loopback = await openLoopback({ files, onPage: (port) => admitted.push(port) });
});
beforeEach(() => {
  admitted = [];
});
afterAll(() => loopback.close());

const own = () => loopback.origin.replace('http://', '');
const port = () => new URL(loopback.origin).port;

describe('HTTP', () => {
  test('the window itself comes with its policy', async () => {
    const { status, headers, body } = await ask(loopback.origin, {});
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html>' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain(`connect-src ws://${own()}/desk;`);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each(['localhost', 'evil.example', '127.0.0.1', '127.1', '[::1]', '127.0.0.1.', '127.0.0.1.evil.example'])(
    'Host %s is not this desk (DNS rebinding)',
    async (name) => {
      expect(await ask(loopback.origin, { headers: { Host: `${name}:${port()}` } })).toMatchObject(
        name === '127.0.0.1' ? { status: 200 } : { status: 403, body: '' },
      );
      expect(await ask(loopback.origin, { headers: { Host: name } })).toMatchObject({ status: 403, body: '' });
    },
  );

  test.each(['http://localhost:1', 'https://evil.example', 'null', 'file://'])(
    'Origin %s is refused',
    async (Origin) => {
      expect((await ask(loopback.origin, { headers: { Origin } })).status).toBe(403);
    },
  );

  test.each(['cross-site', 'same-site'])('a request another site causes (%s) is refused', async (site) => {
    expect((await ask(loopback.origin, { headers: { 'Sec-Fetch-Site': site } })).status).toBe(403);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('%s is not a method here', async (method) => {
    expect((await ask(loopback.origin, { method })).status).toBe(405);
  });

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/../../../package.json',
    '/..\\..\\package.json',
    '//etc/passwd',
    '/index.html/../../package.json',
    '/index.html%00.js',
    '/constructor',
    '/__proto__',
    '*',
  ])('the path %s leads nowhere', async (path) => {
    expect(await ask(loopback.origin, { path })).toMatchObject({ status: 404, body: '' });
  });

  test('a head that is too large, or is none, ends the connection', async () => {
    expect(await shout(loopback.origin, `GET / HTTP/1.1\r\nHost: ${own()}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toBe(
      '',
    );
    expect(await shout(loopback.origin, 'not http at all\r\n\r\n')).toBe('');
  });

  test('other addresses of this machine do not answer', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    for (const { address } of others)
      await expect(ask(`http://${address}:${port()}`, {})).rejects.toThrow(/ECONNREFUSED/);
    await expect(ask(`http://127.0.0.2:${port()}`, {})).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('WebSocket', () => {
  test.each([
    { what: 'a page of another site', origin: 'https://evil.example' },
    { what: 'a page of another local server', origin: 'http://127.0.0.1:1' },
    { what: 'a page by another name', origin: 'http://localhost' },
    { what: 'a file', origin: 'null' },
    { what: 'another host name', host: 'evil.example' },
    { what: 'another path', path: '/other' },
    { what: 'the path with a query', path: '/desk?x' },
  ])('$what is refused before the handshake', async ({ what: _, ...dialled }) => {
    await expect(dial(loopback.origin, dialled)).rejects.toThrow('refused with 403');
  });

  test('no Origin at all is refused', async () => {
    const upgrade = `GET /desk HTTP/1.1\r\nHost: ${own()}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==\r\n\r\n`;
    expect(await shout(loopback.origin, upgrade)).toMatch(/^HTTP\/1\.1 403/);
  });

  test.each([
    ['no token', 'token '],
    ['nothing', ''],
    ['an unknown token', `token ${'A'.repeat(43)}`],
    ['an unknown session', `session ${'A'.repeat(43)}`],
    ['an empty session', 'session '],
    ['a binary message', new Uint8Array([1, 2, 3])],
    ['a call before the hello', encodeMessage({ kind: 'call', id: 1, command: 'desk.snapshot' })],
  ])('%s is not admitted', async (_, hello) => {
    loopback.issueAddress();
    expect(await greet(await dial(loopback.origin), hello)).toBe(4401);
    expect(admitted).toEqual([]);
  });

  test('a token works once', async () => {
    const hello = `token ${tokenOf(loopback.issueAddress())}`;
    const first = await dial(loopback.origin);
    expect(await greet(first, hello)).toMatch(/^[\w-]{43}$/);
    expect(await greet(await dial(loopback.origin), hello)).toBe(4401);
    first.terminate();
    expect(await greet(await dial(loopback.origin), hello)).toBe(4401);
    expect(admitted).toHaveLength(1);
  });

  test('a token that was replaced before its use works no more', async () => {
    const old = tokenOf(loopback.issueAddress());
    expect(tokenOf(loopback.issueAddress())).not.toBe(old);
    expect(await greet(await dial(loopback.origin), `token ${old}`)).toBe(4401);
  });

  test('the session secret is for a reload: not beside a live page, again after it', async () => {
    const first = await dial(loopback.origin);
    const session = await greet(first, `token ${tokenOf(loopback.issueAddress())}`);
    expect(await greet(await dial(loopback.origin), `session ${session}`)).toBe(4409);
    first.close();
    const second = await dial(loopback.origin);
    expect(await greet(second, `session ${session}`)).toBe(session);
    expect(admitted).toHaveLength(2);
    second.close();
  });

  test('a reload that overtakes the end of its earlier self still gets its place', async () => {
    const first = await dial(loopback.origin);
    const session = await greet(first, `token ${tokenOf(loopback.issueAddress())}`);
    const second = await dial(loopback.origin);
    const seated = greet(second, `session ${session}`);
    first.close();
    expect(await seated).toBe(session);
    second.close();
  });

  test('a stranger cannot send more than a hello', async () => {
    const socket = await dial(loopback.origin);
    socket.on('error', () => {});
    const end = once(socket, 'close');
    socket.send('x'.repeat(100_000));
    expect(Number((await end)[0])).toBe(1006);
  });

  test('a stranger who says nothing is sent away', { timeout: 30_000 }, async () => {
    const socket = await dial(loopback.origin);
    expect(Number((await once(socket, 'close'))[0])).toBe(1006);
  });

  test.each([
    ['garbage', new Uint8Array([0xff, 0xff, 0xff, 0xff, 1]), 1007],
    ['text', 'hello', 1007],
    ['more than the largest message', new Uint8Array((64 << 20) + 1), 1009],
  ])('an admitted page that sends %s is cut off', async (_, message, code) => {
    const socket = await dial(loopback.origin);
    await greet(socket, `token ${tokenOf(loopback.issueAddress())}`);
    admitted[0]?.onMessage(() => expect.unreachable('it reached the desk'));
    socket.on('error', () => {});
    const end = once(socket, 'close');
    socket.send(message);
    expect(Number((await end)[0])).toBe(code);
  });
});

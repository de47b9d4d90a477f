import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { codecLimits } from '#contract/message-codec.ts';
import type { Port } from '#contract/rpc.ts';
import { contentSecurityPolicy, windowHeaders } from '#main/hosts/content-security.ts';
import type { WindowFiles } from '#main/hosts/window-files.ts';
import { type Admission, createAdmission, type Place } from './admission.ts';
import { closeCodes, socketPort } from './socket-port.ts';

export type Loopback = {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** A new address with a single-use launch token in its fragment. */
  issueAddress(): string;
  close(): Promise<void>;
};

type Options = {
  readonly files: WindowFiles;
  /** A page has proved itself and talks over `port` until it closes. */
  onPage(port: Port): void;
};

/** How long a page has to say who it is, and how long a reload waits for its earlier self to be gone. */
const helloMs = 5_000;
const handOverMs = 3_000;
/** Bytes an unknown peer may send before it has said who it is. */
const helloBytes = 1_024;

/** Serves the built window on 127.0.0.1, on a port the system chooses, and admits its page to the desk. */
export async function openLoopback({ files, onPage }: Options): Promise<Loopback> {
  const admission = createAdmission();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: codecLimits.message, perMessageDeflate: false });
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8_192 });
  server.maxConnections = 64;
  const origin = await listen(server);

  server.on('request', (request, response) => {
    const refusal = refuse(request, origin);
    if (refusal) answer(response, refusal, {});
    else sendFile(files, { request, response, origin });
  });
  server.on('upgrade', (request, stream, head) => {
    if (request.url !== '/desk' || request.headers.origin !== origin || refuse(request, origin)) return reject(stream);
    sockets.handleUpgrade(request, stream, head, (socket) => welcome(socket, stream, { admission, onPage }));
  });
  server.on('clientError', (_, stream) => stream.destroy());

  return {
    origin,
    issueAddress: () => `${origin}/#${admission.issueToken()}`,
    close: () => closeAll(server, sockets),
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The status that refuses a request, or null. Host and Origin must be this very address: a name that resolves here is not. */
function refuse({ method, headers }: IncomingMessage, origin: string): number | null {
  if (`http://${headers.host}` !== origin) return 403;
  if (headers.origin !== undefined && headers.origin !== origin) return 403;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403;
  return method === 'GET' || method === 'HEAD' ? null : 405;
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly origin: string };

function sendFile(files: WindowFiles, { request, response, origin }: Exchange): void {
  const file = files.get((request.url ?? '').split('?', 1)[0] ?? '');
  if (!file) {
    answer(response, 404, {});
    return;
  }
  const policy = contentSecurityPolicy({ channel: `${origin.replace('http', 'ws')}/desk` });
  const headers = { ...windowHeaders(policy), 'Content-Type': file.type, 'Content-Length': `${file.bytes.length}` };
  answer(response, 200, headers, request.method === 'GET' ? file.bytes : undefined);
}

function answer(response: ServerResponse, status: number, headers: Record<string, string>, body?: Uint8Array): void {
  const always = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };
  response.writeHead(status, { ...always, ...headers }).end(body);
}

function reject(stream: Duplex): void {
  stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

type Welcoming = { readonly admission: Admission; onPage(port: Port): void };

function welcome(socket: WebSocket, stream: Duplex, { admission, onPage }: Welcoming): void {
  let received = 0;
  const count = (chunk: Buffer) => {
    received += chunk.length;
    if (received > helloBytes) socket.terminate();
  };
  stream.on('data', count);
  const silence = AbortSignal.timeout(helloMs);
  const hangUp = () => socket.terminate();
  silence.addEventListener('abort', hangUp);
  socket.on('error', hangUp);
  socket.once('message', (data: Buffer, isBinary) => {
    silence.removeEventListener('abort', hangUp);
    const place = isBinary ? null : admission.admit(data.toString());
    if (!place) return socket.close(closeCodes.notAdmitted);
    void seat(socket, place).then((seated) => {
      if (!seated) return socket.close(closeCodes.secondWindow);
      stream.off('data', count);
      socket.send(place.session);
      onPage(socketPort(socket));
    });
  });
}

/** Takes the place unless a live page holds it; a page that reloads is given a moment to see its old connection end. */
async function seat(socket: WebSocket, place: Place): Promise<boolean> {
  await Promise.race([place.held, setTimeout(handOverMs, undefined, { ref: false })]);
  // A host that was busy for as long may have that very end still unread.
  await setImmediate();
  if (place.held || socket.readyState !== socket.OPEN) return false;
  place.held = new Promise((resolve) =>
    socket.once('close', () => {
      place.held = null;
      resolve();
    }),
  );
  return true;
}

async function closeAll(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

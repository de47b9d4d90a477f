import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { WebSocket } from 'ws';

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
type Asked = { readonly method?: string; readonly path?: string; readonly headers?: Record<string, string> };

/** One HTTP request exactly as given: nothing is normalised on the way. */
export async function ask(origin: string, { method = 'GET', path = '/', headers = {} }: Asked): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const outgoing = request({ hostname, port, method, path, headers: { ...headers }, agent: false }).end();
  const [response] = await once(outgoing, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

/** Raw bytes to the port; what comes back until the server hangs up. */
export async function shout(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  const heard: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => heard.push(chunk));
  socket.on('error', () => socket.destroy());
  socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(heard).toString();
}

type Dialled = { readonly path?: string; readonly origin?: string; readonly host?: string };

/** Opens a WebSocket as a page of `origin` would; rejects with the refusing status. */
export async function dial(
  server: string,
  { path = '/desk', origin = server, host }: Dialled = {},
): Promise<WebSocket> {
  const headers = host === undefined ? {} : { Host: host };
  const socket = new WebSocket(`${server.replace('http', 'ws')}${path}`, { origin, headers });
  const refused = once(socket, 'unexpected-response').then(([, response]) => {
    socket.on('error', () => {});
    socket.terminate();
    throw new Error(`refused with ${response.statusCode}`);
  });
  await Promise.race([once(socket, 'open'), refused]);
  return socket;
}

/** Says hello; the session secret the host answers with, or the code it hangs up with. */
export async function greet(socket: WebSocket, hello: string | Uint8Array): Promise<string | number> {
  const answer = once(socket, 'message').then(([data]) => String(data));
  const end = once(socket, 'close').then(([code]) => Number(code));
  answer.catch(() => {});
  end.catch(() => {});
  socket.send(hello);
  return Promise.race([answer, end]);
}

export const tokenOf = (address: string): string => new URL(address).hash.slice(1);

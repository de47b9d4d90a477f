import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';

/** An upstream behind HTTPS with an authority that only its desks know. */
export type Behind = { readonly url: string; readonly authorityPem: string };

/**
 * Shows the page of the demo's upstream over plain HTTP on this machine, and says where: a browser would warn of its authority. What
 * desks ask goes over HTTPS alone and is not here.
 */
export async function servePlainPage(behind: Behind): Promise<string> {
  const server = createServer((asked, answer) => {
    const { port } = server.address() as AddressInfo;
    // Another name for this machine is how a stranger's page would read this one.
    const isOurs = asked.headers.host === `127.0.0.1:${port}` || asked.headers.host === `localhost:${port}`;
    if (isOurs && isOfThePage(asked)) pass(behind, asked, answer);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function isOfThePage({ method = '', url = '' }: IncomingMessage): boolean {
  if (method === 'GET') return url === '/' || url === '/page.css';
  return method === 'POST' && url.startsWith('/page/') && !url.includes('..');
}

function pass({ url, authorityPem }: Behind, asked: IncomingMessage, answer: ServerResponse): void {
  const { host: _, connection: __, ...headers } = asked.headers;
  const options = { method: asked.method, ca: authorityPem, headers } as const;
  const inner = request(new URL(asked.url ?? '/', url), options, (given) => {
    answer.writeHead(given.statusCode ?? 502, given.headers);
    given.pipe(answer);
  });
  inner.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
  asked.pipe(inner);
}

import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WebSocket } from 'ws';
import type { Port } from '#contract/rpc.ts';
import { openLoopback } from '#main/hosts/web/loopback.ts';
import { socketPort } from '#main/hosts/web/socket-port.ts';
import type { WindowFiles } from '#main/hosts/window-files.ts';

/** Two joined ports of one kind, and the way to break the channel between them. */
export type PortPair = { readonly client: Port; readonly server: Port; close(): Promise<void> };

export const noFiles: WindowFiles = new Map();

/** The web host's channel: a real loopback server, a real WebSocket. */
export async function webSocketPair(): Promise<PortPair> {
  const page = Promise.withResolvers<Port>();
  const loopback = await openLoopback({ files: noFiles, onPage: page.resolve });
  const { origin, hash } = new URL(loopback.issueAddress());
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/desk`, { origin });
  await once(socket, 'open');
  socket.send(`token ${hash.slice(1)}`);
  await once(socket, 'message');
  return { client: socketPort(socket), server: await page.promise, close: () => loopback.close() };
}

/** The Electron host's channel as far as Node has it: structured clones over a MessageChannel. */
export function messagePortPair(): Promise<PortPair> {
  const { port1, port2 } = new MessageChannel();
  const closed = once(port2, 'close');
  const close = async () => {
    port1.close();
    await closed;
  };
  return Promise.resolve({ client: messagePort(port1), server: messagePort(port2), close });
}

function messagePort(port: MessagePort): Port {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (handler) => void port.on('message', handler),
    onClose: (handler) => void port.on('close', () => handler()),
  };
}

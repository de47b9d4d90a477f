import { timingSafeEqual } from 'node:crypto';
import type { IpcMainEvent, MessagePortMain, WebContents } from 'electron';
import type { Port } from '#contract/rpc.ts';
import { appOrigin } from './app-protocol.ts';

/** The one IPC channel: a window's preload offers its port on it. */
export const deskChannel = 'desk.open';

export type Expected = { readonly contents: WebContents; readonly token: string };

/**
 * The one place where sender, origin and token of IPC are checked: a port is taken from the main frame of the desk's own window,
 * on the desk's own origin, with the token its preload was given; from nobody else. After that the port itself is the right to talk.
 */
export function admitPort(event: IpcMainEvent, token: unknown, expected: Expected): Port | null {
  const frame = event.senderFrame;
  const [port, ...others] = event.ports;
  if (event.sender !== expected.contents || !frame || frame !== event.sender.mainFrame) return null;
  if (frame.origin !== appOrigin || !sameToken(token, expected.token)) return null;
  return port && others.length === 0 ? mainPort(port) : null;
}

function sameToken(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The contract's Port over Electron's; it closes when the page reloads or goes. */
function mainPort(port: MessagePortMain): Port {
  let open = true;
  port.once('close', () => {
    open = false;
  });
  return {
    send(message) {
      if (open) port.postMessage(message);
    },
    onMessage(handler) {
      port.on('message', ({ data }) => handler(data));
      port.start();
    },
    onClose: (handler) => void port.once('close', () => handler()),
  };
}

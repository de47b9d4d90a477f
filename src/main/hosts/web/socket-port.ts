import type { WebSocket } from 'ws';
import { decodeMessage, encodeMessage, MessageMalformed } from '#contract/message-codec.ts';
import type { Port } from '#contract/rpc.ts';

/** WebSocket close codes this host uses; the window's side knows `secondWindow`. */
export const closeCodes = { notAdmitted: 4401, secondWindow: 4409, malformed: 1007 } as const;

/** The Port over one admitted WebSocket. A message that does not decode ends the connection. */
export function socketPort(socket: WebSocket): Port {
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage(handler) {
      socket.on('message', (data: Buffer, isBinary) => {
        const message = isBinary ? decoded(data) : null;
        if (message) handler(message.value);
        else socket.close(closeCodes.malformed);
      });
    },
    onClose: (handler) => void socket.once('close', () => handler()),
  };
}

function decoded(data: Uint8Array): { readonly value: unknown } | null {
  try {
    return { value: decodeMessage(data) };
  } catch (error) {
    if (error instanceof MessageMalformed) return null;
    throw error;
  }
}

import { type Failure, failure } from '#contract/failures.ts';
import { decodeMessage, encodeMessage } from '#contract/message-codec.ts';
import type { Port } from '#contract/rpc.ts';

const sessionKey = 'truc-ban.session';
/** Close codes of the web host: the address was used already; another page has this page's place. */
const notAdmitted = 4401;
const placeTaken = 4409;

/**
 * The Port to the web host that served this page. The first message proves this page may talk: the launch token from the
 * address's fragment, or after a reload the session secret kept for this tab. Messages sent before the host agrees wait.
 */
export function webSocketPort(): Port {
  const socket = new WebSocket(`ws://${location.host}/desk`);
  socket.binaryType = 'arraybuffer';
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  const handlers: { message: (message: unknown) => void; close: (cause?: Failure) => void } = {
    message: () => {},
    close: () => {},
  };
  let welcome = false;

  socket.addEventListener('open', () => socket.send(hello()));
  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data !== 'string') return handlers.message(decodeMessage(new Uint8Array(data)));
    sessionStorage.setItem(sessionKey, data);
    welcome = true;
    for (const message of waiting.splice(0)) socket.send(message);
  });
  socket.addEventListener('close', ({ code }) => {
    const elsewhere = code === notAdmitted || code === placeTaken;
    handlers.close(failure(elsewhere ? 'desk.secondWindow' : 'desk.disconnected'));
  });

  return {
    send(message) {
      const encoded = encodeMessage(message) as Uint8Array<ArrayBuffer>;
      if (!welcome) waiting.push(encoded);
      else if (socket.readyState === WebSocket.OPEN) socket.send(encoded);
    },
    onMessage: (handler) => void Object.assign(handlers, { message: handler }),
    onClose: (handler) => void Object.assign(handlers, { close: handler }),
  };
}

/** Takes the launch token out of the address, so that it is neither shown nor kept in the history. */
function hello(): string {
  const token = location.hash.slice(1);
  if (!token) return `session ${sessionStorage.getItem(sessionKey) ?? ''}`;
  history.replaceState(null, '', location.pathname);
  return `token ${token}`;
}

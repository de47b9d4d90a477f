import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Failure, failure } from '#contract/failures.ts';
import { decodeMessage, encodeMessage } from '#contract/message-codec.ts';
import { webSocketPort } from './web-socket-port.ts';

class StubSocket extends EventTarget {
  static readonly OPEN = 1;
  static last: StubSocket;
  readonly readyState = StubSocket.OPEN;
  readonly sent: (string | Uint8Array)[] = [];
  readonly address: string;
  binaryType = 'blob';

  constructor(address: string) {
    super();
    this.address = address;
    StubSocket.last = this;
  }
  send(message: string | Uint8Array) {
    this.sent.push(message);
  }
  hear(data: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  end(code: number) {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

const session = 's'.repeat(43);
const token = 't'.repeat(43);

/** A port on a page at `hash`, its socket open. */
function portAt(hash: string) {
  location.hash = hash;
  const port = webSocketPort();
  const socket = StubSocket.last;
  socket.dispatchEvent(new Event('open'));
  return { port, socket };
}

describe('webSocketPort', () => {
  beforeEach(() => {
    vi.stubGlobal('WebSocket', StubSocket);
    sessionStorage.clear();
    return () => vi.unstubAllGlobals();
  });

  test('shows the launch token once and takes it out of the address', () => {
    const { socket } = portAt(`#${token}`);
    expect(socket.address).toBe(`ws://${location.host}/desk`);
    expect(socket.sent).toEqual([`token ${token}`]);
    expect(location.hash).toBe('');
  });

  test('keeps the session secret for a reload', () => {
    portAt(`#${token}`).socket.hear(session);
    expect(portAt('').socket.sent).toEqual([`session ${session}`]);
  });

  test('holds messages back until the host has agreed, then sends them in order', () => {
    const { port, socket } = portAt(`#${token}`);
    port.send({ id: 1 });
    port.send({ id: 2, bytes: Uint8Array.of(7) });
    expect(socket.sent).toHaveLength(1);
    socket.hear(session);
    port.send({ id: 3 });
    const messages = socket.sent.slice(1).map((message) => decodeMessage(message as Uint8Array));
    expect(messages).toEqual([{ id: 1 }, { id: 2, bytes: Uint8Array.of(7) }, { id: 3 }]);
  });

  test('hands on what the host says', () => {
    const { port, socket } = portAt('');
    const heard = vi.fn();
    port.onMessage(heard);
    socket.hear(encodeMessage({ bytes: Uint8Array.of(1) }).buffer);
    expect(heard.mock.calls).toEqual([[{ bytes: Uint8Array.of(1) }]]);
  });

  test.each([
    [4401, 'desk.secondWindow'],
    [4409, 'desk.secondWindow'],
    [1006, 'desk.disconnected'],
    [1001, 'desk.disconnected'],
  ] as const)('close code %i means %s', (code, cause) => {
    const { port, socket } = portAt('');
    const closed = vi.fn<(cause?: Failure) => void>();
    port.onClose(closed);
    socket.end(code);
    expect(closed.mock.calls).toEqual([[failure(cause)]]);
  });
});

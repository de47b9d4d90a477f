import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How a line is: bytes a second each way, ms each way, and how often a connection is cut. */
export type LinkWish = {
  readonly bytesPerSecond: number;
  readonly latencyMs: number;
  /** Of so many bytes that pass on a connection, the share of times it is reset somewhere among them. */
  readonly resets: { readonly share: number; readonly everyBytes: number };
};

export type SlowLink = {
  readonly port: number;
  /** Connections it was asked for, and those it reset. */
  counts(): { readonly connections: number; readonly resets: number };
  close(): Promise<void>;
};

/** One direction of the line: bytes of all connections go one behind the other, each at its moment. */
type Way = { pass(bytes: Uint8Array, arrived: () => void): void };

/** So much is taken from a connection before the line has carried it. */
const window = 64 * 2 ** 10;
const piece = 4096;

/** A line of this rate before a port of this machine: TCP goes through as it is, slower, and is cut now and then. */
export async function openSlowLink(to: number, wish: LinkWish): Promise<SlowLink> {
  const ways = { up: openWay(wish), down: openWay(wish) };
  const counts = { connections: 0, resets: 0 };
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: false }, (desk) => {
    counts.connections += 1;
    const upstream = connect({ port: to, host: '127.0.0.1' });
    const both = [desk, upstream];
    for (const socket of both) {
      sockets.add(socket);
      socket.setNoDelay(true).on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    const cut = (): void => {
      counts.resets += 1;
      for (const socket of both) if (!socket.destroyed) socket.resetAndDestroy();
    };
    carry({ from: desk, to: upstream, way: ways.up, passed: cutter(wish.resets, cut) });
    carry({ from: upstream, to: desk, way: ways.down, passed: () => undefined });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    counts: () => ({ ...counts }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

type Carrying = {
  readonly from: Socket;
  readonly to: Socket;
  readonly way: Way;
  readonly passed: (bytes: number) => void;
};

function carry({ from, to, way, passed }: Carrying): void {
  let under = 0;
  from.on('data', (chunk: Uint8Array) => {
    for (let at = 0; at < chunk.length; at += piece) {
      const part = chunk.subarray(at, at + piece);
      under += part.length;
      way.pass(part, () => {
        under -= part.length;
        if (to.destroyed) return;
        to.write(part);
        passed(part.length);
        if (under < window / 2 && from.isPaused()) from.resume();
      });
    }
    if (under >= window) from.pause();
  });
  // What is still on the line arrives before the end does.
  from.on('end', () => way.pass(new Uint8Array(), () => to.end()));
  from.on('close', () => way.pass(new Uint8Array(), () => to.destroySoon()));
}

function openWay({ bytesPerSecond, latencyMs }: LinkWish): Way {
  const queue: { readonly at: number; readonly arrived: () => void }[] = [];
  let free = 0;
  let timer: NodeJS.Timeout | null = null;
  const serve = (): void => {
    timer = null;
    const now = performance.now();
    let due = 0;
    while ((queue[due]?.at ?? Number.POSITIVE_INFINITY) <= now) due += 1;
    for (const { arrived } of queue.splice(0, due)) arrived();
    const next = queue[0];
    if (next !== undefined && timer === null) timer = setTimeout(serve, Math.max(0, next.at - performance.now()));
  };
  return {
    pass(bytes, arrived) {
      free = Math.max(free, performance.now()) + (bytes.length / bytesPerSecond) * 1000;
      queue.push({ at: free + latencyMs, arrived });
      if (timer === null) serve();
    },
  };
}

/** Calls `cut` somewhere among so many bytes, that often. */
function cutter({ share, everyBytes }: LinkWish['resets'], cut: () => void): (bytes: number) => void {
  let left = everyBytes;
  const draw = (): number => (Math.random() < share ? Math.random() * everyBytes : Number.POSITIVE_INFINITY);
  let until = draw();
  return (bytes) => {
    left -= bytes;
    until -= bytes;
    if (until <= 0) {
      until = Number.POSITIVE_INFINITY;
      cut();
    }
    if (left <= 0) {
      left += everyBytes;
      until = draw();
    }
  };
}

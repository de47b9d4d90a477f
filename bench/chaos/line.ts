import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket, connect as tcp } from 'node:net';

/** What happens to a connection between desk and upstream. */
type Harm =
  | { readonly is: 'none' }
  | { readonly is: 'cut' | 'reset'; readonly afterBytes: number }
  | { readonly is: 'slow'; readonly ms: number };

export type Line = {
  readonly port: number;
  /** Where connections go from now on; null for nowhere. */
  aim(port: number | null): void;
  /** How often a new connection comes to harm, 0 to 1. */
  trouble(share: number): void;
  /** Ends every connection there is, at once. */
  resetAll(): void;
  close(): Promise<void>;
};

export type LineOptions = { readonly random: () => number; readonly harmed: (what: string) => void };

/** A line that knows nothing of what goes over it: it delays, ends and resets connections, before, within and after an answer. */
export async function startLine({ random, harmed }: LineOptions): Promise<Line> {
  const state = { target: null as number | null, share: 0 };
  const open = new Set<Socket>();
  const harmOf = (): Harm => {
    if (random() >= state.share) return { is: 'none' };
    const kind = random();
    if (kind < 0.3) return { is: 'slow', ms: random() * 150 };
    return { is: kind < 0.65 ? 'cut' : 'reset', afterBytes: Math.floor(random() ** 2 * 90_000) };
  };
  const server: Server = createServer((near) => {
    const { target } = state;
    if (target === null) return near.destroy();
    const harm = harmOf();
    if (harm.is !== 'none') harmed(harm.is);
    join(near, tcp(target, '127.0.0.1'), harm, open);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const resetAll = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    aim: (port) => {
      state.target = port;
    },
    trouble: (share) => {
      state.share = share;
    },
    resetAll,
    async close() {
      resetAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Passes bytes both ways until the harm comes; what passed before it has passed. */
function join(near: Socket, far: Socket, harm: Harm, open: Set<Socket>): void {
  let passed = 0;
  const end = () => {
    for (const socket of [near, far]) harm.is === 'reset' ? socket.resetAndDestroy() : socket.destroy();
  };
  const pass = (from: Socket, to: Socket) => {
    open.add(from);
    from.on('close', () => {
      open.delete(from);
      to.destroy();
    });
    from.on('error', () => to.destroy());
    from.on('data', (bytes) => {
      passed += bytes.length;
      const go = () => {
        if (!to.destroyed) to.write(bytes);
        if ('afterBytes' in harm && passed >= harm.afterBytes) end();
      };
      if (harm.is === 'slow') setTimeout(go, harm.ms);
      else go();
    });
  };
  pass(near, far);
  pass(far, near);
}

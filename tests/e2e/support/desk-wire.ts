import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type DeskApi, deskApi } from '#contract/api.ts';
import type { DeskState } from '#contract/desk.ts';
import { type Client, connect } from '#contract/rpc.ts';
import { socketPort } from '#main/hosts/web/socket-port.ts';

/** A desk spoken to as its window does, without a window: the same socket, the same contract. */
export type DeskWire = {
  readonly call: Client<DeskApi>['call'];
  /** Waits until the desk says so of itself. */
  until(condition: (state: DeskState) => boolean): Promise<DeskState>;
  close(): Promise<void>;
};

/** A place at a web host that was left and may be taken again, as a page does that is loaded anew. */
export type WirePlace = { readonly origin: string; readonly session: string };

const patienceMs = 60_000;

/** Takes the place an address is for, and leaves it: the host gives the next address then. */
export async function wirePlace(address: string): Promise<WirePlace> {
  const { origin, hash } = new URL(address);
  const { socket, welcome } = await knock(origin, `token ${hash.slice(1)}`);
  await ended(socket);
  return { origin, session: welcome };
}

/** Takes a place again that was left. */
export async function openWire({ origin, session }: WirePlace): Promise<DeskWire> {
  const { socket } = await knock(origin, `session ${session}`);
  const { call } = connect(deskApi, socketPort(socket));
  return {
    call,
    async until(condition) {
      const end = Date.now() + patienceMs;
      for (;;) {
        const state = await call('desk.snapshot');
        if (condition(state)) return state;
        if (Date.now() > end) throw new Error(`the desk never said so: ${JSON.stringify(state.sync)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    close: () => ended(socket),
  };
}

async function knock(origin: string, hello: string) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/desk`, { origin, perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(hello);
  const [welcome] = await once(socket, 'message');
  return { socket, welcome: String(welcome) };
}

async function ended(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}

import { type DeskApi, deskApi } from '#contract/api.ts';
import { type Client, connect, type Port } from '#contract/rpc.ts';
import { webSocketPort } from './web-socket-port.ts';

declare global {
  interface Window {
    /** The Port the Electron preload exposes; absent in the web host's window. */
    readonly trucBan?: Port;
  }
}

/** Connects the window to its host: through the preload's Port in Electron, else over the web host's loopback WebSocket. */
export function connectDesk(): Client<DeskApi> {
  return connect(deskApi, window.trucBan ?? webSocketPort());
}

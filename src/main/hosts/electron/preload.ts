import { contextBridge, ipcRenderer } from 'electron';
import type { Port } from '#contract/rpc.ts';

// Said again here and not imported: a sandboxed preload is one file and knows nothing of the host.
const tokenArgument = '--desk-token=';
const deskChannel = 'desk.open';

/** Exposes the three functions of a Port to the window, and nothing else. Messages are plain structured values. */
function exposeDesk(): void {
  const token = process.argv.find((argument) => argument.startsWith(tokenArgument))?.slice(tokenArgument.length);
  const { port1: port, port2: hostEnd } = new MessageChannel();
  ipcRenderer.postMessage(deskChannel, token, [hostEnd]);
  let open = true;
  port.addEventListener('close', () => {
    open = false;
  });
  const trucBan: Port = {
    send: (message) => port.postMessage(message),
    onMessage(handler) {
      port.addEventListener('message', ({ data }) => handler(data));
      port.start();
    },
    onClose: (handler) => (open ? port.addEventListener('close', () => handler()) : handler()),
  };
  contextBridge.exposeInMainWorld('trucBan', trucBan);
}

exposeDesk();

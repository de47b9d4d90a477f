import type { Port, Report } from '#contract/rpc.ts';
import { type ServedDesk, servePages } from '#main/hosts/pages.ts';
import type { WindowFiles } from '#main/hosts/window-files.ts';
import { openLoopback } from './loopback.ts';
import { messages } from './messages.ts';

export type WebHost = {
  readonly desk: ServedDesk & { close(): Promise<void> };
  readonly files: WindowFiles;
  readonly report: Report;
  /** Opens a window on an address and resolves at its end; null where the person opens the address themselves. */
  readonly openWindow: ((address: string) => Promise<WindowEnd>) | null;
  say(line: string): void;
};

/** `failed`: the window never came to be. */
export type WindowEnd = 'closed' | 'failed';

/** A page that left may be reloading: its address stays spent for this long before a new one is shown. */
const reloadMs = 3_000;

/** Serves the desk on the loopback until `stop` aborts or the presented window closes. */
export async function runWebHost(host: WebHost, stop: AbortSignal): Promise<void> {
  const pages = servePages(host.desk, host.report);
  const loopback = await openLoopback({ files: host.files, onPage });
  const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()));
  let byText = host.openWindow === null;

  function onPage(port: Port) {
    pages.open(port);
    port.onClose(() => setTimeout(offerAgain, reloadMs).unref());
  }
  function offer() {
    host.say(messages.address(loopback.issueAddress()) + messages.addressNote);
  }
  function offerAgain() {
    if (byText && pages.count === 0 && !stop.aborted) offer();
  }
  async function untilWindowEnds(open: (address: string) => Promise<WindowEnd>): Promise<void> {
    if ((await open(loopback.issueAddress())) === 'closed' || stop.aborted) return;
    byText = true;
    host.say(messages.windowFailed);
    offer();
    await stopped;
  }

  if (!host.openWindow) offer();
  if (!stop.aborted) await Promise.race([stopped, host.openWindow ? untilWindowEnds(host.openWindow) : stopped]);
  pages.close();
  await loopback.close();
  await host.desk.close();
}

import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Port } from '#contract/rpc.ts';

const page = vi.hoisted(() => ({ exposed: {} as Record<string, unknown>, posted: [] as unknown[][] }));
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => Object.assign(page.exposed, { [name]: value }),
  },
  ipcRenderer: { postMessage: (...given: unknown[]) => page.posted.push(given) },
}));

describe('the preload', () => {
  beforeAll(async () => {
    vi.stubGlobal('process', { ...process, argv: ['electron', '--desk-token=secret'] });
    await import('./preload.ts');
    vi.unstubAllGlobals();
  });

  test('exposes three functions and nothing else', () => {
    expect(Object.keys(page.exposed)).toEqual(['trucBan']);
    expect(Object.keys(page.exposed.trucBan as object).sort()).toEqual(['onClose', 'onMessage', 'send']);
  });

  test('offers the host one port, with the token of its window', () => {
    expect(page.posted).toEqual([['desk.open', 'secret', [expect.any(MessagePort)]]]);
  });

  test('joins the window to that port, until the host closes it', async () => {
    const [hostEnd] = page.posted.flatMap(([, , ports]) => ports as MessagePort[]);
    if (!hostEnd) return expect.unreachable('no port was offered');
    const port = page.exposed.trucBan as Port;
    const heard = new Promise((resolve) => port.onMessage(resolve));
    const closed = new Promise<void>((resolve) => port.onClose(() => resolve()));
    hostEnd.addEventListener('message', ({ data }) => hostEnd.postMessage({ echo: data }));
    hostEnd.start();
    port.send({ bytes: new Uint8Array([1, 2]) });
    expect(await heard).toEqual({ echo: { bytes: new Uint8Array([1, 2]) } });
    hostEnd.close();
    await closed;
    const late = vi.fn();
    port.onClose(late);
    expect(late).toHaveBeenCalledOnce();
  });
});

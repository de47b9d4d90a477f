import { beforeAll, describe, expect, test, vi } from 'vitest';
import { deskApi } from '#contract/api.ts';
import { connect } from '#contract/rpc.ts';
import type { ComposeOptions } from '#main/compose.ts';
import { type electronStub, stubPorts } from './testing/electron-stub.ts';

const electron = vi.hoisted(() => ({ stub: null as unknown }));
vi.mock('electron', async () => {
  const { electronStub } = await import('./testing/electron-stub.ts');
  electron.stub = electronStub();
  return electron.stub;
});
vi.mock('#main/compose.ts', () => ({
  compose(given: object) {
    desk.composedFrom = given;
    return Promise.resolve(desk);
  },
}));
vi.mock('#main/hosts/window-files.ts', () => ({
  loadWindowFiles: () => new Map([['/', { type: 'text/html; charset=utf-8', bytes: new Uint8Array([60]) }]]),
}));

const checked = { lines: [], format: null, checks: [], complete: false };
const desk = vi.hoisted(() => ({
  composedFrom: {},
  closed: false,
  state: {},
  hearers: new Set<(event: string, payload: unknown) => void>(),
  frames: [] as unknown[],
  handlers: { 'mrz.check': () => checked },
  frame(frame: unknown) {
    desk.frames.push(frame);
    return Promise.resolve();
  },
  snapshot: () => desk.state,
  onEvent(hear: (event: string, payload: unknown) => void) {
    desk.hearers.add(hear);
    return () => desk.hearers.delete(hear);
  },
  close() {
    desk.closed = true;
    return Promise.resolve();
  },
}));

describe('the Electron host', () => {
  let stub: ReturnType<typeof electronStub>;
  let window: ReturnType<typeof electronStub>['windows'][number];
  const called = () => stub.log.map(([name]) => name);
  const given = (name: string) => stub.log.filter((call) => call[0] === name).map(([, ...args]) => args);

  const nothing = { task: null, records: [], match: null, failure: null };
  const become = (change: object) => {
    desk.state = { ...desk.state, ...change };
    for (const hear of [...desk.hearers]) hear('desk.changed', {});
  };

  beforeAll(async () => {
    become({ reading: null, capture: nothing });
    await import('./main.ts');
    stub = electron.stub as typeof stub;
    await vi.waitUntil(() => called().includes('loadURL'));
    [window = expect.unreachable()] = stub.windows;
  });

  const tokenOf = () =>
    String((window.options.webPreferences.additionalArguments as string[])[0]).replace('--desk-token=', '');
  const offer = (token: unknown, change: object = {}) => {
    const { near, far } = stubPorts();
    const event = { sender: window.webContents, senderFrame: window.webContents.mainFrame, ports: [near], ...change };
    stub.ipcMain.emit('desk.open', event, token);
    return { near, far };
  };

  test('sandboxes every renderer and declares its scheme before it is ready', () => {
    const before = ['enableSandbox', 'registerSchemesAsPrivileged', 'requestSingleInstanceLock', 'whenReady'];
    expect(called().slice(0, 4)).toEqual(before);
    const privileges = { standard: true, secure: true, codeCache: true };
    expect(given('registerSchemesAsPrivileged')).toEqual([[[{ scheme: 'app', privileges }]]]);
  });

  test('opens one window, on its own scheme, in a session that stays in memory', () => {
    expect(stub.windows).toHaveLength(1);
    expect(given('loadURL')).toEqual([['app://desk/']]);
    expect(given('fromPartition')).toEqual([['desk', { cache: false }]]);
    expect(window.options.webPreferences.session).toBe(stub.confined);
  });

  test('opens the demo from the sources', () => {
    expect(desk.composedFrom).toMatchObject({ profile: 'demo', host: 'electron' });
  });

  test('asks that nobody photographs the window while a face, writing or papers are shown', () => {
    expect(given('setContentProtection')).toEqual([[false]]);
    become({ reading: { portrait: 'streaming' } });
    become({ reading: { portrait: 'ready' } });
    expect(given('setContentProtection')).toEqual([[false], [true]]);
    become({ reading: null });
    expect(given('setContentProtection').at(-1)).toEqual([false]);
    become({ capture: { ...nothing, task: { is: 'portrait' } } });
    expect(given('setContentProtection').at(-1)).toEqual([true]);
    become({ capture: { ...nothing, records: [{ id: '1' }] } });
    become({ capture: nothing });
    expect(given('setContentProtection')).toEqual([[false], [true], [false], [true], [false]]);
  });

  test('lets its own page use the camera, and nothing else', () => {
    const origin = 'app://desk/';
    const ask = (contents: unknown, details: object) => {
      const callback = vi.fn();
      const more = { isMainFrame: true, securityOrigin: origin, mediaTypes: ['video'], ...details };
      stub.confined.handlers.permissionRequest?.(...([contents, 'media', callback, more] as never[]));
      return callback.mock.calls[0]?.[0];
    };
    expect(ask(window.webContents, {})).toBe(true);
    expect(ask(window.webContents, { mediaTypes: ['video', 'audio'] })).toBe(false);
    expect(ask({ mainFrame: {} }, {})).toBe(false);
  });

  test('lets the system keep keys and pick files', async () => {
    const { keyStore, pickFile } = desk.composedFrom as ComposeOptions;
    expect(await keyStore?.available()).toBe(true);
    expect(await pickFile?.()).toBe('/tmp/xa.csv');
    expect(given('showOpenDialog')).toEqual([[expect.objectContaining({ properties: ['openFile'] })]]);
  });

  test('a second start brings the first window to the front', () => {
    stub.app.emit('second-instance');
    expect(called().slice(-3)).toEqual(['isMinimized', 'restore', 'focus']);
  });

  test('confines every page that is ever made', () => {
    const { webContents } = window;
    stub.app.emit('web-contents-created', {}, webContents);
    expect(webContents.opener.answer?.()).toEqual({ action: 'deny' });
  });

  test('serves the contract on the port its window offers', async () => {
    const { near, far } = offer(tokenOf());
    const client = connect(deskApi, {
      send: (message) => far.postMessage(message),
      onMessage: (handler) => void far.on('message', ({ data }) => handler(data)),
      onClose: (handler) => void far.once('close', () => handler()),
    });
    await expect(client.call('mrz.check', { text: 'IDVNM' })).resolves.toEqual(checked);
    const frame = { task: 't', seq: 1, pixels: { width: 1, height: 1, channels: 1, bytes: Uint8Array.of(7) } } as const;
    client.sendFrame('camera', frame);
    await vi.waitUntil(() => desk.frames.length > 0);
    expect(desk.frames).toEqual([frame]);
    expect(near.started).toBe(true);
    near.emit('close');
  });

  test.each([
    { whom: 'another token', token: 'x'.repeat(43) },
    { whom: 'no token', token: undefined },
    { whom: 'a token that is no text', token: { length: 43 } },
    { whom: 'another window', event: { sender: { mainFrame: {} } } },
    { whom: 'a frame inside the page', event: { senderFrame: { origin: 'app://desk' } } },
    { whom: 'a frame that is gone', event: { senderFrame: null } },
    { whom: 'a message without a port', event: { ports: [] } },
    { whom: 'a message with two ports', event: { ports: [stubPorts().near, stubPorts().near] } },
  ])('takes no port from $whom', (attack) => {
    const { near } = offer('token' in attack ? attack.token : tokenOf(), attack.event);
    expect(near.started).toBe(false);
  });

  test('takes no port when the page is on another origin', () => {
    const { mainFrame } = window.webContents;
    const { origin } = mainFrame;
    for (const other of ['https://desk', 'file://', 'app://other', 'null', 'app://desk.evil.example']) {
      mainFrame.origin = other;
      expect(offer(tokenOf()).near.started).toBe(false);
    }
    mainFrame.origin = origin;
  });

  test('closes the desk and ends when the last window is closed', async () => {
    stub.app.emit('window-all-closed');
    await vi.waitUntil(() => called().includes('quit'));
    expect(desk.closed).toBe(true);
  });
});

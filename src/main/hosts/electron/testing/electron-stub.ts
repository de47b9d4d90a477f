import { EventEmitter } from 'node:events';

type Call = readonly [name: string, ...given: unknown[]];

/** A recorded stand-in for `electron`, as much of it as the host uses; `log` is what the host called, in order. */
export function electronStub() {
  const log: Call[] = [];
  const records =
    <T>(name: string, answer: T) =>
    (...given: unknown[]): T => {
      log.push([name, ...given]);
      return answer;
    };
  const windows: StubWindow[] = [];
  const confined = stubSession();
  class BrowserWindow extends StubWindow {
    constructor(options: StubOptions) {
      super(options, records);
      windows.push(this);
    }
  }
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    enableSandbox: records('enableSandbox', undefined),
    requestSingleInstanceLock: records('requestSingleInstanceLock', true),
    whenReady: records('whenReady', Promise.resolve()),
    quit: records('quit', undefined),
  });
  return {
    log,
    windows,
    confined,
    app,
    BrowserWindow,
    ipcMain: new EventEmitter(),
    Menu: { setApplicationMenu: records('setApplicationMenu', undefined) },
    protocol: { registerSchemesAsPrivileged: records('registerSchemesAsPrivileged', undefined) },
    session: { fromPartition: records('fromPartition', confined) },
    utilityProcess: { fork: records('fork', undefined) },
    dialog: {
      showOpenDialog: records('showOpenDialog', Promise.resolve({ canceled: false, filePaths: ['/tmp/xa.csv'] })),
    },
    safeStorage: stubSafeStorage({ backend: 'gnome_libsecret' }),
  };
}

type SafeStubOptions = {
  readonly backend: 'basic_text' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6' | 'unknown';
  readonly isLocked?: boolean;
  /** Whose store it is: what one sealed another cannot open. */
  readonly user?: number;
};

/** A stand-in for `safeStorage` that hides what it is given, though not from who looks twice. */
export function stubSafeStorage({ backend, isLocked = false, user = 1 }: SafeStubOptions) {
  const hidden = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ (0x5a + user)));
  return {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => !isLocked,
    encryptStringAsync: async (text: string) => hidden(Buffer.from(`v1:${text}`)),
    async decryptStringAsync(sealed: Buffer) {
      const text = hidden(sealed).toString();
      if (!text.startsWith('v1:')) throw new Error('sealed by somebody else');
      return { result: text.slice(3), shouldReEncrypt: false };
    },
  };
}

type StubOptions = { readonly webPreferences: Readonly<Record<string, unknown>> };
type Records = <T>(name: string, answer: T) => (...given: unknown[]) => T;

class StubWindow extends EventEmitter {
  readonly options: StubOptions;
  readonly webContents = stubContents('app://desk');
  readonly setContentProtection;
  readonly loadURL;
  readonly show;
  readonly focus;
  readonly restore;
  readonly isMinimized;
  readonly isDestroyed = () => false;

  constructor(options: StubOptions, records: Records) {
    super();
    this.options = options;
    this.setContentProtection = records('setContentProtection', undefined);
    this.loadURL = records('loadURL', Promise.resolve());
    this.show = records('show', undefined);
    this.focus = records('focus', undefined);
    this.restore = records('restore', undefined);
    this.isMinimized = records('isMinimized', true);
  }
}

/** Web contents whose main frame shows `origin`. */
export function stubContents(origin: string) {
  const opener: { answer: (() => { action: string }) | null } = { answer: null };
  return Object.assign(new EventEmitter(), {
    mainFrame: { origin },
    opener,
    setWindowOpenHandler(answer: () => { action: string }) {
      opener.answer = answer;
    },
  });
}

/** A session that keeps the handlers it is given. */
export function stubSession() {
  const handlers: Record<string, (...given: never[]) => unknown> = {};
  const keep = (name: string) => (handler: (...given: never[]) => unknown) => {
    handlers[name] = handler;
  };
  return Object.assign(new EventEmitter(), {
    handlers,
    setPermissionRequestHandler: keep('permissionRequest'),
    setPermissionCheckHandler: keep('permissionCheck'),
    setDevicePermissionHandler: keep('devicePermission'),
    setDisplayMediaRequestHandler: keep('displayMedia'),
    webRequest: { onBeforeRequest: keep('beforeRequest') },
    protocol: {
      handle: (scheme: string, handler: (...given: never[]) => unknown) => keep(`protocol ${scheme}`)(handler),
    },
  });
}

/** Two ends of a MessagePortMain: what one posts the other hears, as structured clones. */
export function stubPorts() {
  const near = stubPort();
  const far = stubPort();
  near.peer = far;
  far.peer = near;
  return { near, far };
}

type StubPort = EventEmitter & {
  peer: StubPort | null;
  started: boolean;
  start(): void;
  postMessage(message: unknown): void;
};

function stubPort(): StubPort {
  const port: StubPort = Object.assign(new EventEmitter(), {
    peer: null as StubPort | null,
    started: false,
    start() {
      port.started = true;
    },
    postMessage(message: unknown) {
      const data: unknown = structuredClone(message);
      queueMicrotask(() => port.peer?.emit('message', { data }));
    },
  });
  return port;
}

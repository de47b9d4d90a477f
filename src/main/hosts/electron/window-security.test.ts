import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Protocol, Session, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { serveWindow } from './app-protocol.ts';
import { confinePage, confineSession } from './confinement.ts';
import { windowOptions } from './desk-window.ts';
import { isGranted, permissions } from './permissions.ts';
import { profileOf } from './profile.ts';
import { stubContents, stubSession } from './testing/electron-stub.ts';

const session = stubSession();
const ownPage = stubContents('app://desk') as unknown as WebContents;
confineSession(session as unknown as Session, () => ownPage);
const optionsFor = (production: boolean) =>
  windowOptions({ preload: '/p', session: session as unknown as Session, token: 't', production }).webPreferences ?? {};

describe('the window', () => {
  test.each([true, false])('has every safe setting, production %s', (production) => {
    expect(optionsFor(production)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
    expect(optionsFor(production)).not.toHaveProperty('enableBlinkFeatures');
  });

  test('has developer tools outside production only', () => {
    expect(optionsFor(true).devTools).toBe(false);
    expect(optionsFor(false).devTools).toBe(true);
  });

  test('belongs to production when installed, and to the demo from the sources', () => {
    expect(profileOf({ packaged: true, args: [] })).toBe('production');
    expect(profileOf({ packaged: false, args: ['.'] })).toBe('demo');
    expect(profileOf({ packaged: true, args: ['--profile=training'] })).toBe('training');
    expect(profileOf({ packaged: true, args: ['--profile=none'] })).toBe('production');
  });
});

describe('a page', () => {
  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
    'is stopped at %s',
    (name) => {
      const contents = stubContents('app://desk');
      confinePage(contents as unknown as WebContents);
      const preventDefault = vi.fn();
      contents.emit(name, { preventDefault });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  test('opens no windows', () => {
    const contents = stubContents('app://desk');
    confinePage(contents as unknown as WebContents);
    expect(contents.opener.answer?.()).toEqual({ action: 'deny' });
  });
});

describe('the session', () => {
  const call = (name: string, ...given: unknown[]) => session.handlers[name]?.(...(given as never[]));
  const cancelled = (url: string) => {
    const callback = vi.fn();
    call('beforeRequest', { url }, callback);
    return callback.mock.calls[0]?.[0]?.cancel;
  };

  const page = { isMainFrame: true, requestingUrl: 'app://desk/' };
  test.each(Object.entries(permissions))('answers %s by the table', (permission, { granted }) => {
    const callback = vi.fn();
    call('permissionRequest', ownPage, permission, callback, page);
    expect(callback).toHaveBeenCalledExactlyOnceWith(granted === true);
    expect(call('permissionCheck', ownPage, permission, 'app://desk', page)).toBe(granted === true);
  });

  type Asked = {
    readonly contents?: unknown;
    readonly frame?: boolean;
    readonly origin?: string;
    readonly types?: string[];
  };
  const media = ({ contents = ownPage, frame = true, origin = 'app://desk/', types = ['video'] }: Asked) => {
    const callback = vi.fn();
    const details = { isMainFrame: frame, securityOrigin: origin };
    call('permissionRequest', contents, 'media', callback, { ...details, mediaTypes: types });
    const checks = types.map((mediaType) =>
      call('permissionCheck', contents, 'media', origin, { ...details, mediaType }),
    );
    return {
      request: callback.mock.calls[0]?.[0],
      check: checks.length > 0 && checks.every((granted) => granted === true),
    };
  };

  test('grants the camera to its own page', () => {
    expect(media({})).toEqual({ request: true, check: true });
    expect(media({ origin: 'app://desk' })).toEqual({ request: true, check: true });
  });

  test.each<readonly [string, Asked]>([
    ['the microphone', { types: ['audio'] }],
    ['camera and microphone together', { types: ['video', 'audio'] }],
    ['what is not said', { types: [] }],
    ['something unknown', { types: ['unknown'] }],
    ['a frame inside the page', { frame: false }],
    ['another window', { contents: stubContents('app://desk') }],
    ['no window', { contents: null }],
    ['another origin', { origin: 'https://desk/' }],
    ['an origin that begins like its own', { origin: 'app://desk.evil.example/' }],
    ['no origin', { origin: '' }],
  ])('does not grant media to %s', (_, asked) => {
    expect(media(asked)).toEqual({ request: false, check: false });
  });

  test('grants two things, and gives a reason for each', () => {
    const granted = Object.entries(permissions).filter(([, permission]) => permission.granted);
    expect(granted.map(([name]) => name)).toEqual(['clipboard-sanitized-write', 'media']);
    expect(Object.values(permissions).every(({ why }) => why.length > 10)).toBe(true);
  });

  test.each(['constructor', 'toString', 'a-permission-of-the-future'])('does not grant %s', (name) => {
    expect(isGranted(name)).toBe(false);
  });

  test('gives no devices, no screen and no downloads', () => {
    const callback = vi.fn();
    call('displayMedia', {}, callback);
    expect(callback).toHaveBeenCalledExactlyOnceWith(null);
    expect(call('devicePermission', {})).toBe(false);
    const preventDefault = vi.fn();
    session.emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  test.each([
    ['app://desk/', false],
    ['app://desk/assets/index.js', false],
    ['blob:app://desk/0-0', false],
    ['data:image/png;base64,AA', false],
    ['https://example.org/', true],
    ['http://127.0.0.1:1/', true],
    ['ws://127.0.0.1:1/', true],
    ['file:///etc/passwd', true],
    ['app://other/', true],
    ['app://desk.evil.example/', true],
    ['blob:https://evil.example/0', true],
    ['data:text/html,x', true],
  ])('request to %s: cancelled %s', (url, cancel) => {
    expect(cancelled(url)).toBe(cancel);
  });
});

describe('the scheme', () => {
  const bytes = new Uint8Array([60]);
  const page = { type: 'text/html; charset=utf-8', bytes };
  serveWindow(session.protocol as unknown as Protocol, new Map([['/', page]]));
  const get = (url: string, method = 'GET') => session.handlers['protocol app']?.({ url, method } as never) as Response;

  test('serves the window with its policy', async () => {
    const response = get('app://desk/');
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test.each(['app://other/', 'app://desk/../package.json', 'app://desk/%2e%2e/package.json', 'app://desk//etc/passwd'])(
    'has nothing at %s but the window’s files',
    (url) => {
      const { status } = get(url);
      expect(status).toBe(new URL(url).pathname === '/' && new URL(url).host === 'desk' ? 200 : 404);
    },
  );

  test('is for reading', () => {
    expect(get('app://desk/', 'POST').status).toBe(404);
  });
});

describe('the host', () => {
  test('opens nothing outside: Electron’s shell is not imported', () => {
    const sources = globSync('*.ts', { cwd: import.meta.dirname }).filter((name) => !/\.(test|stub)\.ts$/.test(name));
    expect(sources).toContain('main.ts');
    for (const name of sources) {
      const imports = readFileSync(join(import.meta.dirname, name), 'utf8').match(/^import .*'electron'/gm) ?? [];
      expect(imports.join()).not.toMatch(/\b(shell|remote|webFrame)\b/);
    }
  });
});

describe('the package', () => {
  const builder = readFileSync(new URL('../../../../electron-builder.yml', import.meta.url), 'utf8');

  test.each([
    'runAsNode: false',
    'enableCookieEncryption: true',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeCliInspectArguments: false',
    'enableEmbeddedAsarIntegrityValidation: true',
    'onlyLoadAppFromAsar: true',
    'grantFileProtocolExtraPrivileges: false',
  ])('has the fuse %s', (fuse) => {
    expect(builder).toContain(`  ${fuse}\n`);
  });
});

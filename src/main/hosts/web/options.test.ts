import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBrowser, type Surroundings } from '#main/hosts/browser-path.ts';
import { browserArguments, sandboxPolicy } from './browser.ts';
import { messages } from './messages.ts';
import { planStart } from './options.ts';

const chromium = '/usr/bin/chromium';
const office: Surroundings = {
  platform: 'linux',
  uid: 1000,
  env: { PATH: ['/usr/local/bin', '/usr/bin'].join(delimiter) },
  isProgram: (path) => path === chromium,
};
const root: Surroundings = { ...office, uid: 0 };

describe('planStart', () => {
  test('opens the demo in a sandboxed window', () => {
    const plan = { act: 'window', profile: 'demo', browser: chromium, sandbox: 'sandboxed' };
    expect(planStart([], office)).toEqual(plan);
    expect(planStart(['--profile', 'training'], office)).toEqual({ ...plan, profile: 'training' });
  });

  test('refuses a production profile, with or without a window', () => {
    const refused = { act: 'refuse', say: messages.production, exitCode: 2 };
    expect(planStart(['--profile=production'], office)).toEqual(refused);
    expect(planStart(['--profile=production', '--address-only'], office)).toEqual(refused);
  });

  test.each([['--profile=other'], ['--no-sandbox'], ['file'], ['--profile']])('says its usage to %s', (argument) => {
    expect(planStart([argument], office)).toEqual({ act: 'refuse', say: messages.usage, exitCode: 2 });
  });

  test('as root it opens no window, and says what to do', () => {
    const plan = planStart([], { ...root, env: { ...root.env, SUDO_USER: 'canbo' } });
    expect(plan).toEqual({ act: 'refuse', say: messages.root('canbo'), exitCode: 1 });
    expect(messages.root('canbo')).toMatch(/^Không chạy bằng root/);
    expect(messages.root('canbo')).toContain('sudo -u canbo npm start');
    expect(messages.root(undefined)).toContain('npm start -- --address-only');
  });

  test('as root it gives the address alone when asked', () => {
    expect(planStart(['--address-only'], root)).toEqual({ act: 'address', profile: 'demo', say: '' });
  });

  test('without a browser it gives the address and says why', () => {
    const bare = { ...office, isProgram: () => false };
    expect(planStart([], bare)).toEqual({ act: 'address', profile: 'demo', say: messages.noBrowser });
  });
});

describe('sandboxPolicy', () => {
  test.each([
    [1000, {}, 'sandboxed'],
    [1000, { CI: '1', TRUC_BAN_TEST: '1' }, 'sandboxed'],
    [null, { CI: '1' }, 'sandboxed'],
    [0, {}, 'refused'],
    [0, { CI: '' }, 'refused'],
    [0, { CI: '1' }, 'unsandboxed'],
    [0, { TRUC_BAN_TEST: '1' }, 'unsandboxed'],
  ] as const)('uid %s with %j: %s', (uid, env, policy) => {
    expect(sandboxPolicy({ uid, env })).toBe(policy);
  });

  test('only an unsandboxed window has the flag', () => {
    const window = { browser: chromium, address: 'http://127.0.0.1:1/#t', profileFolder: '/p' };
    expect(browserArguments({ ...window, sandbox: 'sandboxed' })).not.toContain('--no-sandbox');
    expect(browserArguments({ ...window, sandbox: 'unsandboxed' })).toContain('--no-sandbox');
    expect(browserArguments({ ...window, sandbox: 'sandboxed' })).toContain('--app=http://127.0.0.1:1/#t');
  });
});

describe('findBrowser', () => {
  test.each([
    ['linux', { PATH: '/opt/bin' }, '/opt/bin/google-chrome'],
    ['linux', {}, '/snap/bin/chromium'],
    ['darwin', {}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    ['win32', { ProgramFiles: 'C:\\Program Files' }, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
    [
      'win32',
      { ProgramFiles: 'C:\\PF', 'ProgramFiles(x86)': 'C:\\PF86' },
      'C:\\PF86\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  ] as const)('on %s', (platform, env, path) => {
    expect(findBrowser({ platform, uid: null, env, isProgram: (program) => program === path })).toBe(path);
  });

  test('a browser named outright is the one or none', () => {
    const named = { ...office, env: { ...office.env, TRUC_BAN_BROWSER: '/opt/chromium' } };
    expect(findBrowser({ ...named, isProgram: () => true })).toBe('/opt/chromium');
    expect(findBrowser(named)).toBeNull();
  });
});

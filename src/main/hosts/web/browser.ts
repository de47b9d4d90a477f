import { type ChildProcess, spawn } from 'node:child_process';
import type { Surroundings } from '#main/hosts/browser-path.ts';

/**
 * How Chromium may run here. Its sandbox does not work for root, so root is refused; only a test machine, which says so,
 * may go without the sandbox.
 */
export function sandboxPolicy({
  uid,
  env,
}: Pick<Surroundings, 'uid' | 'env'>): 'sandboxed' | 'unsandboxed' | 'refused' {
  if (uid !== 0) return 'sandboxed';
  return env.CI || env.TRUC_BAN_TEST ? 'unsandboxed' : 'refused';
}

export type BrowserWindow = {
  readonly browser: string;
  readonly address: string;
  /** Folder of the browser's own data, apart from the officer's everyday profile. */
  readonly profileFolder: string;
  readonly sandbox: 'sandboxed' | 'unsandboxed';
};

/** Arguments of an application window that talks to nobody but the desk. */
export function browserArguments({ address, profileFolder, sandbox }: BrowserWindow): readonly string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profileFolder}`,
    '--window-size=1366,768',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-sync',
    '--disable-features=Translate',
    '--disable-quic',
    '--lang=vi',
    ...(sandbox === 'unsandboxed' ? ['--no-sandbox'] : []),
  ];
}

/** Opens the window; the process ends when the officer closes it. */
export function openBrowser(window: BrowserWindow): ChildProcess {
  return spawn(window.browser, browserArguments(window), { stdio: 'ignore' });
}

import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Browser, chromium, type Page } from 'playwright-core';
import { type HostOptions, root, startWebHost } from './host.ts';

/** Where the suite runs: the web host in Chromium, or Electron (`npm run e2e:electron`). */
export const host: 'web' | 'electron' = process.env.TRUC_BAN_E2E_HOST === 'electron' ? 'electron' : 'web';

/** The Chromium the suite drives. */
export const executablePath = process.env.TRUC_BAN_BROWSER ?? '/usr/bin/chromium';

/** Why the suite cannot run here, or null. For `describe.skipIf(reasonToSkip)` and the name of the skipped block. */
export const reasonToSkip: string | null =
  host === 'web' && !existsSync(executablePath) ? `no browser at ${executablePath}` : null;

/** One desk in one window, at the officer's 1366×768, on a profile folder of its own. */
export type Desk = {
  readonly page: Page;
  readonly home: string;
  /** Errors on the console, broken rules of the window's policy, uncaught exceptions: empty when all is well. */
  readonly trouble: readonly string[];
  close(): Promise<void>;
  /** Ends the host as a power cut does; the profile folder stays as it is. */
  kill(): Promise<void>;
};

export const viewport = { width: 1366, height: 768 } as const;

export type DeskOptions = HostOptions & {
  readonly colorScheme?: 'light' | 'dark';
  /** More arguments for Chromium: a camera that is not there. */
  readonly browserArgs?: readonly string[];
};

/** Opens the demo desk and waits until its window shows something. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  return host === 'electron' ? openElectronDesk(options) : openWebDesk(options);
}

async function openWebDesk({ colorScheme = 'light', browserArgs = [], ...options }: DeskOptions) {
  buildWindow();
  const started = await startWebHost(options);
  const browser = await launchChromium(browserArgs);
  const context = await browser.newContext({ viewport, colorScheme, locale: 'vi-VN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const trouble = troubleOf(page);
  await page.goto(await started.nextAddress());
  await untilThere(page, options.args ?? []);
  const close = async () => {
    await browser.close();
    await started.stop();
  };
  const kill = async () => {
    await endAtOnce(started.process);
    await browser.close();
  };
  return { page, home: started.home, trouble, close, kill };
}

/** The demo's desk is there once its files are open and its officer sits at it; others begin with asking who comes. */
async function untilThere(page: Page, args: readonly string[]): Promise<void> {
  await page.locator('#root > *').first().waitFor();
  if (!args.includes('--profile')) await page.getByRole('navigation').first().waitFor({ timeout: 60_000 });
}

/** Debian's Chromium, headless, talking to nobody but the desk. */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

/** The suite in Electron: the bundle of `npm run e2e:electron`, driven through Playwright's Electron driver. */
async function openElectronDesk({
  env = {},
  home: given,
  colorScheme = 'light',
}: HostOptions & { colorScheme?: 'light' | 'dark' }) {
  const home = given ?? mkdtempSync(join(tmpdir(), 'truc-ban-e2e-'));
  const unsandboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    cwd: root,
    args: [...unsandboxed, root, '--profile=demo'],
    env: { ...(process.env as Record<string, string>), TRUC_BAN_HOME: home, TRUC_BAN_TEST: '1', ...env },
    colorScheme,
  });
  const page = await app.firstWindow();
  const trouble = troubleOf(page);
  await page.setViewportSize(viewport);
  await untilThere(page, []);
  const close = async () => {
    await app.close();
    if (!given) await rm(home, { recursive: true, force: true });
  };
  const kill = async () => {
    await endAtOnce(app.process());
  };
  return { page, home, trouble, close, kill };
}

async function endAtOnce(host: ChildProcess): Promise<void> {
  const ended = once(host, 'exit');
  host.kill('SIGKILL');
  await ended;
}

/** Collects what a page complains of: console errors (broken CSP rules among them) and uncaught exceptions. */
export function troubleOf(page: Page): readonly string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(String(error)));
  return trouble;
}

/** Builds the window if it is out of date. */
export function buildWindow(): void {
  const built = spawnSync(process.execPath, [join(root, 'scripts/build-window.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('the window does not build');
}

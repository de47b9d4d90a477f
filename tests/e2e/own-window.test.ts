import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildWindow, executablePath, host, reasonToSkip } from './support/desk.ts';
import { root } from './support/host.ts';

/** `npm start` without flags: the host finds the browser, opens its window, and ends with it. */
describe.skipIf(host !== 'web' || reasonToSkip)('the window the web host opens itself', () => {
  let folder: string;
  let started: ChildProcess;
  let said: string;

  beforeAll(buildWindow);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'truc-ban-own-window-'));
    said = '';
  });
  afterEach(async () => {
    if (started.exitCode === null && started.kill()) await once(started, 'exit');
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts the host with a browser made of these shell lines; its temporary files go to a folder of this test. */
  function start(...browser: readonly string[]): void {
    const program = join(folder, 'browser');
    writeFileSync(program, ['#!/bin/sh', ...browser, ''].join('\n'), { mode: 0o755 });
    started = spawn(process.execPath, [join(root, 'src/main/hosts/web/main.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        TRUC_BAN_HOME: join(folder, 'home'),
        TMPDIR: folder,
        TRUC_BAN_BROWSER: program,
        TRUC_BAN_TEST: '1',
      },
    });
    started.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }

  const windowFolder = () => readdirSync(folder).find((name) => name.startsWith('truc-ban-window-'));
  const debuggerPort = () =>
    readFileSync(join(folder, windowFolder() ?? '', 'DevToolsActivePort'), 'utf8').split('\n')[0];

  test('shows the desk, and closing it ends the host and leaves nothing behind', async () => {
    start(`exec ${executablePath} --headless=new --disable-gpu --remote-debugging-port=0 "$@"`);
    await expect.poll(debuggerPort, { timeout: 20_000 }).toMatch(/^\d+$/);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${debuggerPort()}`);
    const page = browser.contexts()[0]?.pages()[0] ?? expect.unreachable();
    await page.locator('#root > *').first().waitFor();
    expect(new URL(page.url()).hash).toBe('');
    const ended = once(started, 'exit');
    const session = await browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => undefined);
    expect(await ended).toEqual([0, null]);
    expect(windowFolder()).toBeUndefined();
  });

  test('that cannot be opened is replaced by an address', async () => {
    start('exit 1');
    await expect
      .poll(() => said, { timeout: 20_000 })
      .toMatch(/không mở được cửa sổ[\s\S]*http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}/);
    started.kill('SIGTERM');
    expect(await once(started, 'exit')).toEqual([0, null]);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, WebSocket } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask, dial, greet, tokenOf } from './support/attack.ts';
import { buildWindow, host, launchChromium, reasonToSkip, troubleOf, viewport } from './support/desk.ts';
import { root, type StartedHost, startWebHost } from './support/host.ts';

/** Runs the web host with these arguments and surroundings to its end. */
async function runHost(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) {
  const program = join(root, 'src/main/hosts/web/main.ts');
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const [code] = await once(child, 'exit');
  return { code, said: said.join('') };
}

/** Process ids of the children `pid` has, by Linux's own account. */
function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.skipIf(host !== 'web' || reasonToSkip)(`the web host (${reasonToSkip ?? 'in Chromium'})`, () => {
  let started: StartedHost;
  let browser: Browser;

  beforeAll(async () => {
    buildWindow();
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(() => started.stop());

  /** Opens `address` in a window of its own and waits until it shows something. */
  async function open(address: string): Promise<{ page: Page; trouble: readonly string[]; socket: WebSocket }> {
    const page = await (await browser.newContext({ viewport })).newPage();
    const trouble = troubleOf(page);
    const [socket] = await Promise.all([page.waitForEvent('websocket'), page.goto(address)]);
    return { page, trouble, socket };
  }

  const shown = (page: Page) => page.locator('#root > *').first().waitFor();
  const binary = (socket: WebSocket) =>
    socket.waitForEvent('framereceived', { predicate: ({ payload }) => typeof payload !== 'string' });
  /** Whether the host hung up without one message of the contract. */
  async function hungUp(socket: WebSocket): Promise<boolean> {
    let heard = false;
    socket.on('framereceived', () => {
      heard = true;
    });
    if (!socket.isClosed()) await socket.waitForEvent('close');
    return !heard;
  }

  test('its window keeps to its own policy and hides the launch token', async () => {
    started = await startWebHost();
    const { page, trouble } = await open(await started.nextAddress());
    await shown(page);
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test('what a page might be made to do, its policy stops', async () => {
    started = await startWebHost();
    const { page } = await open(await started.nextAddress());
    await shown(page);
    const broken = await page.evaluate(async () => {
      const rules: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => rules.push(effectiveDirective));
      const attempts: (() => unknown)[] = [
        () => fetch('http://127.0.0.1:9/'),
        () => new WebSocket('ws://127.0.0.1:9/'),
        () => Object.assign(new Image(), { src: 'http://127.0.0.1:9/x.png' }),
        () => document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://127.0.0.1:9/' })),
        () => document.head.append(Object.assign(document.createElement('style'), { textContent: 'a{}' })),
        () => Reflect.set(document.createElement('div'), 'innerHTML', '<b>x</b>'),
        () => document.createElement('div').setAttribute('style', 'color:red'),
      ];
      for (const attempt of attempts)
        await Promise.resolve()
          .then(attempt)
          .catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [...new Set(rules)].sort();
    });
    expect(broken).toEqual([
      'connect-src',
      'frame-src',
      'img-src',
      'require-trusted-types-for',
      'style-src-attr',
      'style-src-elem',
    ]);
    await page.context().close();
  });

  test('a reload keeps the desk; the used address opens it for nobody else', async () => {
    started = await startWebHost();
    const address = await started.nextAddress();
    const { page } = await open(address);
    await shown(page);
    const [again] = await Promise.all([page.waitForEvent('websocket'), page.reload()]);
    await binary(again);
    const copied = await open(address);
    expect(await hungUp(copied.socket)).toBe(true);
    expect(await ask(new URL(address).origin, {})).toMatchObject({ status: 200 });
    const socket = await dial(new URL(address).origin);
    expect(await greet(socket, `token ${tokenOf(address)}`)).toBe(4401);
    await page.context().close();
    await copied.page.context().close();
  });

  test('a copied tab, session secret and all, gets no second desk', async () => {
    started = await startWebHost();
    const { page } = await open(await started.nextAddress());
    await shown(page);
    const secret = await page.evaluate(() => sessionStorage.getItem('truc-ban.session') ?? '');
    const copy = await page.context().newPage();
    await copy.addInitScript((session) => sessionStorage.setItem('truc-ban.session', session), secret);
    const [socket] = await Promise.all([copy.waitForEvent('websocket'), copy.goto(page.url())]);
    expect(await hungUp(socket)).toBe(true);
    await page.context().close();
  });

  test('a window that was closed for good is followed by a new address', async () => {
    started = await startWebHost();
    const { page } = await open(await started.nextAddress());
    await shown(page);
    await page.context().close();
    const next = await open(await started.nextAddress());
    await shown(next.page);
    expect(next.trouble).toEqual([]);
    await next.page.context().close();
  });

  test('it ends with its children when it is asked to', async () => {
    started = await startWebHost();
    const { page } = await open(await started.nextAddress());
    await shown(page);
    const children = childrenOf(started.process.pid ?? 0);
    expect(children.length).toBeGreaterThan(0);
    expect(await started.stop()).toBe(0);
    await expect.poll(() => children.filter(isRunning)).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(host !== 'web')('the web host refuses', () => {
  test('a production profile', async () => {
    expect(await runHost(['--profile', 'production', '--address-only'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('không chạy hồ sơ trực thật'),
    });
  });

  test.skipIf(process.getuid?.() !== 0)('to open a window as root, outside tests (needs root)', async () => {
    const { code, said } = await runHost([], { CI: undefined, TRUC_BAN_TEST: undefined });
    expect(code).toBe(1);
    expect(said).toMatch(/^Không chạy bằng root/);
  });
});

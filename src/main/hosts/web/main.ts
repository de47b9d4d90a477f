import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '#main/compose.ts';
import { findBrowser, surroundings } from '#main/hosts/browser-path.ts';
import { incidentLog } from '#main/hosts/incidents.ts';
import { loadWindowFiles } from '#main/hosts/window-files.ts';
import { openBrowser } from './browser.ts';
import { messages } from './messages.ts';
import { type Plan, planStart } from './options.ts';
import { runWebHost, type WindowEnd } from './run.ts';

const windowFolder = fileURLToPath(new URL('../../../../out/web', import.meta.url));
const say = (line: string) => void process.stdout.write(line);
const complain = (line: string) => void process.stderr.write(line);

/** The web host: the desk in a Chromium window on this machine, for trying out, demonstration and tests. Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const plan = planStart(args, surroundings);
  if (plan.act === 'refuse') {
    complain(plan.say);
    return plan.exitCode;
  }
  if (!existsSync(join(windowFolder, 'index.html'))) {
    complain(messages.notBuilt);
    return 1;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const report = incidentLog(complain);
  const browser = () => findBrowser(surroundings);
  const desk = await compose({ profile: plan.profile, host: 'web', report, findBrowser: browser });
  const files = loadWindowFiles(windowFolder);
  await runWebHost({ desk, files, report, openWindow: windowOpener(plan, stop.signal), say }, stop.signal);
  return 0;
}

function windowOpener(plan: Exclude<Plan, { act: 'refuse' }>, stop: AbortSignal) {
  if (plan.act === 'address') {
    say(plan.say);
    return null;
  }
  return async (address: string): Promise<WindowEnd> => {
    // A browser profile of this run alone: nothing a person's card said stays in it.
    const profileFolder = mkdtempSync(join(tmpdir(), 'truc-ban-window-'));
    const child = openBrowser({ browser: plan.browser, address, profileFolder, sandbox: plan.sandbox });
    stop.addEventListener('abort', () => child.kill());
    const code = await new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
    await rm(profileFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    return code === 0 || stop.aborted ? 'closed' : 'failed';
  };
}

process.exitCode = await main(process.argv.slice(2));

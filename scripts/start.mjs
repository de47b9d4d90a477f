// `npm start`: installs what is missing, builds the window if it is out of date, and opens the desk on the demo profile.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { buildWindow } from './build-window.mjs';
import { root, runtimeEnvironment, runtimeNode } from './runtime.mjs';
import { main, setup } from './setup.mjs';

await main(async () => {
  await setup({ for: 'start' });
  buildWindow();
  return runHost(process.argv.slice(2));
});

/** Runs the web host to its end; signals reach it, its exit code is ours. */
function runHost(args) {
  // Compiled code is kept between starts: the second start reads it instead of compiling again.
  const cache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node-compile') };
  const host = spawn(runtimeNode(), [join(root, 'src', 'main', 'hosts', 'web', 'main.ts'), ...args], {
    stdio: 'inherit',
    env: runtimeEnvironment(cache),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => host.kill(signal));
  return new Promise((resolve, reject) => {
    host.once('error', reject);
    host.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

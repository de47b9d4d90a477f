// `npm run upstream`: the reference upstream by itself, a test system (docs/upstream.md).
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root, runtimeEnvironment, runtimeNode } from './runtime.mjs';
import { main } from './setup.mjs';

await main(() => {
  const upstream = spawn(runtimeNode(), [join(root, 'fixtures/upstream/main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: runtimeEnvironment(),
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => upstream.kill(signal));
  return new Promise((resolve, reject) => {
    upstream.once('error', reject);
    upstream.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
});

// `npm run desk -- <command>`: the services from a terminal.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runtimeEnvironment, runtimeNode } from './runtime.mjs';
import { main, setup } from './setup.mjs';

await main(async () => {
  // The set-up speaks on standard output, which belongs to the command here: only a tree without packages is set up.
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) await setup({ for: 'desk' });
  const command = [join(root, 'src/main/cli/main.ts'), ...process.argv.slice(2)];
  const ran = spawnSync(runtimeNode(), command, {
    stdio: 'inherit',
    env: runtimeEnvironment(),
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
  return ran.status ?? 1;
});

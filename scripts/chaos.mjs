// `npm run chaos -- --kills <n>`: kills desks and upstreams while they work, and looks that nothing is lost or doubled.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, runtimeEnvironment, runtimeNode } from './runtime.mjs';
import { main, setup } from './setup.mjs';

await main(async () => {
  await setup({ for: 'desk' });
  const program = [join(root, 'bench/chaos.ts'), ...process.argv.slice(2)];
  return spawnSync(runtimeNode(), program, { stdio: 'inherit', env: runtimeEnvironment(), cwd: root }).status ?? 1;
});

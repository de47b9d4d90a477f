// `npm run bench -- <name>`: runs bench/<name>.ts and prints its figures; ratios within one run, never a test.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runtimeEnvironment, runtimeNode, Stop } from './runtime.mjs';
import { main, setup } from './setup.mjs';

await main(async () => {
  await setup({ for: 'desk' });
  const [name, ...rest] = process.argv.slice(2);
  const file = join(root, 'bench', `${name}.ts`);
  if (!name || !existsSync(file)) {
    const names = readdirSync(join(root, 'bench')).flatMap((entry) =>
      !entry.endsWith('.ts') ? [] : [entry.slice(0, -3)],
    );
    throw new Stop(`Dùng: npm run bench -- ${names.join(' | ')}`);
  }
  return (
    spawnSync(runtimeNode(), ['--expose-gc', file, ...rest], { stdio: 'inherit', env: runtimeEnvironment(), cwd: root })
      .status ?? 1
  );
});

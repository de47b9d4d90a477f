// Builds the window (src/renderer → out/web) when something it is made of is newer than the last build.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runtimeEnvironment, runtimeNode, Stop } from './runtime.mjs';

const sources = ['src/renderer', 'src/main/contract', 'vite.config.ts', 'package-lock.json'];
const built = join(root, 'out', 'web', 'index.html');

/** Returns whether it had to build. @throws {Stop} when the build fails */
export function buildWindow() {
  if (existsSync(built) && newest(sources) <= statSync(built).mtimeMs) return false;
  process.stdout.write('• Dựng cửa sổ …\n');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(runtimeNode(), [vite, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
    // Test runners set another NODE_ENV, which would put React's development build into the window.
    env: runtimeEnvironment({ NODE_ENV: 'production' }),
  });
  if (done.status !== 0) throw new Stop('Chưa dựng được cửa sổ (vite build).');
  return true;
}

function newest(paths) {
  const times = paths.flatMap((path) => {
    const full = join(root, path);
    const found = statSync(full);
    if (!found.isDirectory()) return [found.mtimeMs];
    return readdirSync(full, { recursive: true }).map((name) => statSync(join(full, name)).mtimeMs);
  });
  return Math.max(...times);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) buildWindow();

// `npm run e2e:electron`: the end-to-end suite of the desk, in Electron instead of Chromium.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runtimeEnvironment, runtimeNode } from './runtime.mjs';
import { main, setup } from './setup.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);

await main(async () => {
  await setup({ for: 'test' });
  if (!existsSync(join(root, 'node_modules', 'electron', 'dist'))) {
    process.stdout.write(
      'Bỏ qua: chưa có chương trình Electron (node_modules/electron/dist). Tải bằng: npx install-electron\n',
    );
    process.stdout.write('0 passed, 0 failed, 1 skipped\n');
    return 0;
  }
  // The demo is in this bundle: the suite puts its cards on the reader.
  const built = run([bin('electron-vite'), 'build', '--logLevel', 'error'], { TRUC_BAN_BUNDLE: 'demo' });
  if (built !== 0) return built;
  return run([bin('vitest'), 'run', '--project', 'e2e', 'tests/e2e/desk'], { TRUC_BAN_E2E_HOST: 'electron' });
});

function run(command, environment) {
  const env = runtimeEnvironment({ TRUC_BAN_TEST: '1', ...environment });
  return spawnSync(runtimeNode(), command, { cwd: root, stdio: 'inherit', env }).status ?? 1;
}

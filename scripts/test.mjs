// `npm test`: installs what is missing, then runs every check and every test; the last line counts them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runtimeEnvironment, runtimeNode } from './runtime.mjs';
import { main, setup } from './setup.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'truc-ban-test-'));

/** Each stage is one line of progress; `vitest` stages count their tests, the others count as one. */
const stages = [
  { name: 'Lint, định dạng và quy tắc nhập', command: [bin('biome'), 'ci', '--error-on-warnings', '.'] },
  { name: 'Kiểu', command: [bin('tsc'), '-p', '.'] },
  { name: 'Đơn vị, kiến trúc, hợp đồng, cửa sổ', vitest: ['unit', 'contract', 'renderer'] },
  { name: 'PC/SC thật (pcscd + vpcd)', vitest: ['pcsc'] },
  { name: 'Nút thiết bị (umockdev, pty)', vitest: ['devices'] },
  { name: 'Đầu cuối trong Chromium', vitest: ['e2e'] },
];

function runStage(stage, index) {
  const began = Date.now();
  process.stdout.write(`\n[${index + 1}/${stages.length}] ${stage.name}\n`);
  const counts = stage.vitest ? runVitest(stage.vitest, index) : runCommand(stage.command);
  process.stdout.write(
    `    ${counts.failed === 0 ? 'đạt' : 'KHÔNG ĐẠT'} sau ${Math.round((Date.now() - began) / 1000)} s\n`,
  );
  return counts;
}

function run(command) {
  const [program, ...args] = command.map((part) => (typeof part === 'function' ? part() : part));
  const env = runtimeEnvironment({ TRUC_BAN_TEST: '1' });
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

function runCommand(command) {
  const passed = run(command);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

function runVitest(projects, index) {
  const report = join(scratch, `${index}.json`);
  const args = projects.flatMap((name) => ['--project', name]);
  const ok = run([
    runtimeNode,
    bin('vitest'),
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counted = readReport(report);
  // A run that failed outside any test (a crash, a file that does not load) is a failure too; so is one that ran nothing.
  const outside = (!ok && counted.failed === 0) || counted.passed + counted.failed === 0 ? 1 : 0;
  return { ...counted, failed: counted.failed + outside };
}

function readReport(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

await main(async () => {
  await setup({ for: 'test' });
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [index, stage] of stages.entries()) {
    const counts = runStage(stage, index);
    for (const kind of Object.keys(total)) total[kind] += counts[kind];
  }
  rmSync(scratch, { recursive: true, force: true });
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 ? 0 : 1;
});

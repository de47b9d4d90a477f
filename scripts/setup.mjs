// Installs what is missing: npm packages, Debian packages (if it may), and the two things that need a compiler.
// Plain JavaScript that Node 20 can read. Used by `npm start`, `npm test` and `npm run setup`; each step is skipped when it is done.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { headersDirectory, root, runtimeEnvironment, runtimeNode, Stop } from './runtime.mjs';

const say = (line) => process.stdout.write(`• ${line}\n`);

/** What each purpose needs from Debian. Everything else is in npm packages. */
const debianPackages = {
  desk: ['g++', 'make', 'python3', 'libpcsclite-dev', 'pcscd'],
  start: ['g++', 'make', 'python3', 'libpcsclite-dev', 'pcscd', 'chromium'],
  test: ['g++', 'make', 'python3', 'libpcsclite-dev', 'pcscd', 'vsmartcard-vpcd', 'umockdev', 'chromium'],
};

/**
 * @param {{ for: 'desk' | 'start' | 'test' }} purpose
 * @throws {Stop} with one sentence for the person, when going on makes no sense
 */
export async function setup(purpose) {
  checkVersions();
  installNpmPackages();
  runtimeNode();
  installDebianPackages(debianPackages[purpose.for]);
  buildPcsclite();
  buildOwnAddons();
}

function checkVersions() {
  const node = process.versions.node;
  const npm = npmVersion();
  const [major = 0, minor = 0] = npm.split('.').map(Number);
  if (Number(node.split('.')[0]) < 20 || major < 10 || (major === 10 && minor < 8)) {
    throw new Stop(`Cần Node.js ≥ 20 và npm ≥ 10.8 (đang là Node.js ${node}, npm ${npm}). Cài bản mới rồi chạy lại.`);
  }
}

function npmVersion() {
  const fromAgent = /npm\/(\d+\.\d+\.\d+)/.exec(process.env.npm_config_user_agent ?? '');
  return fromAgent ? fromAgent[1] : runNpm(['--version'], { stdio: 'pipe' }).stdout.toString().trim();
}

function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  const [command, all] = cli ? [process.execPath, [cli, ...args]] : ['npm', args];
  return spawnSync(command, all, { cwd: root, shell: !cli && process.platform === 'win32', ...options });
}

function installNpmPackages() {
  if (packagesAreInstalled()) return;
  say('Cài các gói npm (npm ci) …');
  const done = runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
  if (done.status !== 0) throw new Stop('Chưa cài được các gói npm. Kiểm tra mạng tới kho npm rồi chạy lại.');
}

/** npm leaves a copy of the lock file of what it installed; the two must name the same versions. */
function packagesAreInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = there[path];
    return found ? found.version === version : Boolean(optional);
  });
}

function installDebianPackages(packages) {
  if (!existsSync('/usr/bin/dpkg-query')) return;
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    say('Còn thiếu gói hệ thống; đầu đọc thật chưa dùng được cho tới khi chạy:');
    process.stdout.write(`    sudo apt-get install --no-install-recommends ${missing.join(' ')}\n`);
    return;
  }
  for (const name of missing) say(`Cài gói Debian: ${name}`);
  const apt = (...args) =>
    spawnSync('apt-get', ['-q', '-o', 'Dpkg::Use-Pty=0', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', ...missing)) {
    say(`Chưa cài được gói hệ thống. Tự chạy: apt-get install --no-install-recommends ${missing.join(' ')}`);
  }
}

function isInstalled(name) {
  const found = spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8' });
  return found.status === 0 && /^Status: .* installed$/m.test(found.stdout);
}

function buildPcsclite() {
  const directory = join(root, 'node_modules', 'pcsclite');
  const addon = join(directory, 'build', 'Release', 'pcsclite.node');
  if (loads(addon)) return;
  say('Dựng pcsclite (đầu đọc thẻ PC/SC) …');
  if (!build(directory))
    say('Chưa dựng được pcsclite: đầu đọc thật chưa dùng được, phần còn lại vẫn chạy. Xem `npm run desk -- doctor`.');
}

/** Every folder of native/ with a binding.gyp is one addon of ours. */
function buildOwnAddons() {
  const native = join(root, 'native');
  if (!existsSync(native)) return;
  for (const name of readdirSync(native)) {
    const directory = join(native, name);
    if (!existsSync(join(directory, 'binding.gyp')) || loads(join(directory, 'build', 'Release', `${name}.node`)))
      continue;
    say(`Dựng native/${name} …`);
    if (!build(directory)) throw new Stop(`Chưa dựng được native/${name}.`);
  }
}

function loads(addon) {
  if (!existsSync(addon)) return false;
  const tried = spawnSync(runtimeNode(), ['-e', 'require(process.argv[1])', addon], { stdio: 'ignore' });
  return tried.status === 0;
}

/** Compiles against the packaged Node's headers by their absolute path, whatever the person's npm configuration says. */
function build(directory) {
  const headers = headersDirectory();
  const gyp = join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const environment = Object.fromEntries(
    Object.entries(runtimeEnvironment()).filter(
      ([name]) => !/^npm_(config|package_config_node_gyp)_nodedir$/i.test(name),
    ),
  );
  if (headers) environment.npm_config_nodedir = headers;
  const args = [gyp, 'rebuild', '--loglevel=error', ...(headers ? [`--nodedir=${headers}`] : [])];
  try {
    execFileSync(runtimeNode(), args, { cwd: directory, env: environment, stdio: 'pipe' });
    return true;
  } catch (error) {
    const lines = `${error.stderr ?? ''}`.split('\n').filter((line) => /error/i.test(line));
    process.stdout.write(
      lines
        .slice(0, 6)
        .map((line) => `    ${line}\n`)
        .join(''),
    );
    return false;
  }
}

/** Runs a script's main function; a `Stop` is one sentence and exit code 1. */
export async function main(run) {
  try {
    process.exitCode = await run();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await setup({ for: 'start' });
    say('Xong.');
    return 0;
  });
}

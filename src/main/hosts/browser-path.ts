import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What of the surroundings decides which browser opens and how; handed in so that tests can make it up. */
export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly uid: number | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  isProgram(path: string): boolean;
};

export const surroundings: Surroundings = {
  platform: process.platform,
  uid: process.getuid?.() ?? null,
  env: process.env,
  isProgram(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** Path of an installed Chromium, Chrome or Edge, or null. `TRUC_BAN_BROWSER` names one outright. */
export function findBrowser({ platform, env, isProgram }: Surroundings): string | null {
  const named = env.TRUC_BAN_BROWSER;
  if (named) return isProgram(named) ? named : null;
  return browserPaths(platform, env).find(isProgram) ?? null;
}

function browserPaths(platform: NodeJS.Platform, env: Surroundings['env']): readonly string[] {
  if (platform === 'darwin') return macPrograms;
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LocalAppData];
    return windowsPrograms.flatMap((program) => roots.flatMap((root) => (root ? [`${root}\\${program}`] : [])));
  }
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/snap/bin'];
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)));
}

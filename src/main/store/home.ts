import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where profiles are kept: `TRUC_BAN_HOME`, or where the operating system wants application data. */
export function homeFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const given = env.TRUC_BAN_HOME;
  if (given !== undefined && given !== '') return given;
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'truc-ban');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'truc-ban');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'truc-ban');
}

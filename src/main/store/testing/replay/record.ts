import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DiskStep, readRecording } from './recording.ts';

const source = fileURLToPath(new URL('./disk-recorder.c', import.meta.url));

/**
 * Compiles the recorder into a folder and says where it is; null where that cannot be: it is for Linux, and needs the C compiler that
 * the set-up installs for the desk's own addons.
 */
export function compileRecorder(folder: string): string | null {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'disk-recorder.so');
  const made = ['cc', 'gcc'].some((compiler) => {
    const args = ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl', '-lpthread'];
    return spawnSync(compiler, args, { stdio: 'ignore' }).status === 0;
  });
  return made ? library : null;
}

/** The environment of a program that is watched: its files below `root`; see `disk-recorder.c`. */
export function watchedEnvironment(
  library: string,
  {
    root,
    log = null,
    full = null,
  }: { readonly root: string; readonly log?: string | null; readonly full?: string | null },
): Readonly<Record<string, string>> {
  return {
    LD_PRELOAD: library,
    DISK_ROOT: root,
    ...(log === null ? {} : { DISK_LOG: log }),
    ...(full === null ? {} : { DISK_FULL: full }),
  };
}

export type Recorded = {
  readonly library: string;
  /** Below this its files are watched. */
  readonly root: string;
  readonly log: string;
};

/** Runs a program of Node to its end and tells what it did to the disk. @throws Error when it fails */
export function record(program: readonly string[], { library, root, log }: Recorded): Promise<readonly DiskStep[]> {
  const env = { ...process.env, ...watchedEnvironment(library, { root, log }) };
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'], env });
    running.stdout.resume();
    running.on('error', reject);
    running.on('close', (code) => {
      if (code === 0) resolve(readRecording(readFileSync(log), root));
      else reject(new Error(`${program.join(' ')} ended with ${code}`));
    });
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleOfficer } from '#domain/testing/sample-officers.ts';
import { describeKeyFile, unlockKeyRing } from '#store/keys/key-ring.ts';
import { operations } from '#store/operations/operations.ts';
import { refuseLostDesk } from '#store/profile-data.ts';
import { databaseFile, keyFilePath } from '#store/profile-paths.ts';
import { openStoreLink } from './store-link.ts';
import { storedAuditLog, storedAuditPlace } from './stored-audit-log.ts';
import { storedOfficers } from './stored-officers.ts';
import { startThread } from './thread-port.ts';

const program = fileURLToPath(new URL('./testing/first-run-child.ts', import.meta.url));

let folder: string;
let child: ChildProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-first-'));
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the desk until it has said `word`. */
const run = async (word: 'keys' | 'open', stopAt: 'keys' | 'open' = 'open') => {
  child = spawn(process.execPath, [program, folder, stopAt], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const text of child.stdout ?? []) if (String(text).includes(word)) return;
  throw new Error(`the desk did not get to “${word}”`);
};
const kill = async () => {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};
/** What the next start does with what it finds: opens the keys that are there, and begins with nobody. */
async function startAgain() {
  const path = keyFilePath(folder);
  refuseLostDesk(folder);
  expect(await describeKeyFile({ path })).toMatchObject({ profileId: 'p1' });
  const ring = await unlockKeyRing({ path }, { by: 'nothing' });
  const link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1e9 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  const log = storedAuditLog(
    link,
    storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU-01', station: 'Trạm thử' }),
  );
  return { link, log, officers: storedOfficers(link, log.place) };
}

async function expectFirstRun(): Promise<void> {
  const { link, log, officers } = await startAgain();
  try {
    expect(await officers.officers()).toEqual([]);
    expect((await log.tail()).sequence).toBe(0);
    await officers.write([{ kind: 'officer', officer: sampleOfficer('QT001', ['quanTri']) }], []);
    expect(await officers.officers()).toHaveLength(1);
  } finally {
    await link.close();
  }
}

describe('a first run that is killed', () => {
  it('between its keys and its files is finished by the next start', async () => {
    await run('keys', 'keys');
    await kill();
    expect(existsSync(databaseFile(folder, 'desk'))).toBe(false);
    await expectFirstRun();
  });

  it.each([40, 100, 160])('%i ms into the making of its files is finished by the next start', async (ms) => {
    await run('keys');
    await new Promise((resolve) => setTimeout(resolve, ms));
    await kill();
    await expectFirstRun();
  });

  it('before anybody is there leaves files that nobody has used', async () => {
    await run('open');
    await kill();
    expect(existsSync(databaseFile(folder, 'desk'))).toBe(true);
    await expectFirstRun();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startUpstream } from '#fixtures/upstream/start-upstream.ts';
import type { Told } from './reference.ts';

// The reference upstream in a process of its own: the desk that is measured shares no thread with it.

const [, , where = ''] = process.argv;
const folder = mkdtempSync(join(where, 'truc-ban-upstream-'));
const upstream = await startUpstream({ folder, port: 0 });
const tell = (told: Told): void => void process.send?.(told);

async function approve(desks: readonly string[]): Promise<void> {
  for (const desk of desks) await upstream.office.approve(desk);
  tell({ is: 'done' });
}

process.on('message', (desks: readonly string[]) => void approve(desks));
// Whoever measured is done, or gone: so is what was kept for it.
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
const textOf = ({ kid, key }: (typeof upstream.publicKeys)['signing']) => ({
  kid,
  publicKey: key.export({ format: 'der', type: 'spki' }).toString('base64'),
});
const keys = { sealing: textOf(upstream.publicKeys.sealing), signing: textOf(upstream.publicKeys.signing) };
tell({ is: 'started', url: upstream.url, caPem: upstream.caPem, keys });

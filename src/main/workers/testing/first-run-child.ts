// A desk at its first run, to be killed in the middle of it. Arguments: the folder of the profile, and where it stops by itself.
import { createKeyRing } from '#store/keys/key-ring.ts';
import { operations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { openStoreLink } from '../store-link.ts';
import { startThread } from '../thread-port.ts';

const [folder = '', stopAt = 'open'] = process.argv.slice(2);
const ring = await createKeyRing({
  ...{ path: keyFilePath(folder), profile: 'demo', profileId: 'p1', now: new Date() },
  holders: [{ by: 'nothing' }],
});
setInterval(() => undefined, 1000);
process.stdout.write('keys\n');
if (stopAt === 'keys') await new Promise(() => undefined);
await openStoreLink({
  ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1e9 },
  start: () => startThread('db'),
  onSlow: () => undefined,
});
process.stdout.write('open\n');

// `npm run bench -- capture [qr] [mrz] [face] [page]`: how much of what is held before a camera is read, and how long that takes, on
// generated pictures; each part prints its own table.
import { runFace } from './capture/face.ts';
import { runMrz } from './capture/mrz.ts';
import { runPages } from './capture/page.ts';
import { runQr } from './capture/qr.ts';

const parts: Readonly<Record<string, () => Promise<void>>> = { qr: runQr, mrz: runMrz, face: runFace, page: runPages };
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  process.stderr.write(`Không có phần ${unknown.join(', ')}. Các phần: ${Object.keys(parts).join(', ')}\n`);
  process.exit(2);
}
for (const [name, run] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await run();

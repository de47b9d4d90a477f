// `npm run bench -- sync [part …] [--packets 300] [--bytes 2000000] [--queued 50000] [--desks 1158] [--seconds 60] [--folder <where>]`:
// the way of dossiers upstream. Parts: `loopback` (a queue drained, beside plain tus uploads of the same bytes in turns), `line` (over
// 10 Mbit/s with a fifth of the connections reset, beside the time of the bytes on that line), `intake` (a step of a draft kept with
// a long queue beside none), `desks` (many desks at once, time until the receipt). The reference upstream runs in a process of its own.
// `line` takes eight minutes with 300 packets; fewer give the same ratio less surely.
import { tmpdir } from 'node:os';
import { drainOnLoopback, drainOverLine } from './sync/draining.ts';
import { intakeBesideQueue } from './sync/intake-beside-queue.ts';
import { manyDesks } from './sync/many-desks.ts';
import { startReference } from './sync/reference.ts';

const parts = ['loopback', 'line', 'intake', 'desks'] as const;
const option = (name: string, fallback: string) =>
  process.argv[process.argv.indexOf(`--${name}`) + 1 || process.argv.length] ?? fallback;
const number = (name: string, fallback: number) => Number(option(name, String(fallback)));
const wanted = parts.filter((part) => process.argv.includes(part));
const isWanted = (part: (typeof parts)[number]) => wanted.length === 0 || wanted.includes(part);

const where = option('folder', tmpdir());
const bytes = number('bytes', 2_000_000);
const packets = number('packets', 300);

async function main(): Promise<void> {
  const reference = await startReference(where);
  try {
    if (isWanted('loopback'))
      await drainOnLoopback({ where, reference, packets: Math.min(packets, 40), bytes, rounds: 5 });
    if (isWanted('line'))
      await drainOverLine({
        ...{ where, reference, packets, bytes },
        link: { bytesPerSecond: 1_250_000, latencyMs: 10, resets: { share: 0.2, everyBytes: bytes } },
      });
    if (isWanted('desks'))
      await manyDesks({
        ...{ reference, desks: number('desks', 1158), seconds: number('seconds', 60) },
        ...{ perSecond: 10, packetBytes: 40_000 },
      });
    if (isWanted('intake'))
      await intakeBesideQueue({ where, queued: number('queued', 50_000), packetBytes: 40_000, steps: 1000 });
  } finally {
    await reference.close();
  }
}

await main();

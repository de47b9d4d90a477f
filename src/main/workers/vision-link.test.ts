import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import { blank, pasted, resized } from '#fixtures/make/degrade.ts';
import { qrSymbol } from '#fixtures/make/qr-symbol.ts';
import { startThread, type ThreadHandle, threadHandle } from './thread-port.ts';
import { linkVision } from './vision-link.ts';

const threads: ThreadHandle[] = [];
const started = (start: () => ThreadHandle) => () => {
  const thread = start();
  threads.push(thread);
  return thread;
};
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error) => (error instanceof FailureError ? error.failure.code : String(error)),
  );

afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
});

describe('the vision thread', () => {
  it('writes a picture, reads it, finds its code, and goes on after a picture that is none', async () => {
    const vision = linkVision(started(() => startThread('vision')));
    const symbol = await qrSymbol('MẪU');
    const sheet = pasted(blank({ width: 200, height: 160 }, 1), resized(symbol, 84, 84), { x: 60, y: 40 });
    const jpeg = await vision.jpeg(sheet, 90);
    expect(await codeOf(vision.pixels(jpeg.subarray(0, 300)))).toBe('image.undecodable');
    const pixels = await vision.pixels(jpeg);
    expect([pixels.width, pixels.height]).toEqual([200, 160]);
    expect((await vision.codes(pixels)).map(({ text }) => text)).toEqual(['MẪU']);
    expect((await vision.mrz(blank({ width: 200, height: 160 }, 1))).read).toBe(false);
    expect((await vision.page(blank({ width: 200, height: 160 }, 1))).corners).toBeNull();
    // The decoder that met a broken picture is not used again.
    expect(threads).toHaveLength(2);
    await vision.close();
  });

  it('is replaced after it died, and the next picture is looked at', async () => {
    const vision = linkVision(started(() => startThread('vision')));
    const picture = blank({ width: 64, height: 64 }, 1);
    expect(await vision.codes(picture)).toEqual([]);
    const dies = vision.pixels(await vision.jpeg(blank({ width: 1200, height: 800 }, 1), 90));
    await threads[0]?.terminate();
    expect(await codeOf(dies)).toBe('internal');
    expect(await vision.codes(picture)).toEqual([]);
    expect(threads).toHaveLength(2);
    await vision.close();
  });

  it('is asked one thing at a time', async () => {
    const slow = () =>
      threadHandle(
        new Worker(
          `const { parentPort } = require('node:worker_threads');
           let busy = false;
           parentPort.on('message', ({ kind, id }) => {
             if (kind !== 'call') return;
             if (busy) process.exit(1);
             busy = true;
             setTimeout(() => { busy = false; parentPort.postMessage({ kind: 'result', id, output: [] }); }, 5);
           });`,
          { eval: true },
        ),
      );
    const vision = linkVision(started(slow));
    const picture = blank({ width: 8, height: 8 }, 1);
    expect(await Promise.all([1, 2, 3].map(() => vision.codes(picture)))).toEqual([[], [], []]);
    expect(threads).toHaveLength(1);
  });
});

import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { imagingApi } from '#contract/compute.ts';
import { FailureError } from '#contract/failures.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import { evidenceOf, syntheticFolder } from '#fixtures/vectors/folders.ts';
import { linkImaging } from './imaging-link.ts';
import { linkThread } from './thread-link.ts';
import { startThread, type ThreadHandle, threadHandle } from './thread-port.ts';
import { linkVerifier } from './verifier-link.ts';

const threads: ThreadHandle[] = [];

afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
});

const started = (start: () => ThreadHandle) => () => {
  const thread = start();
  threads.push(thread);
  return thread;
};

/** A thread of a few lines that answers calls as `answer` says. */
const scripted = (answer: string) =>
  threadHandle(
    new Worker(
      `const { parentPort, threadId } = require('node:worker_threads');
       const reply = (id, output) => parentPort.postMessage({ kind: 'result', id, output });
       parentPort.on('message', ({ kind, id, command }) => { if (kind === 'call') { ${answer} } });`,
      { eval: true },
    ),
  );
const warmUp = "if (command === 'image.warmUp') return reply(id);";
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error) => (error instanceof FailureError ? error.failure.code : String(error)),
  );
const image = new Uint8Array(8);

const anchors = testPki().anchors.map((der) => ({
  der,
  origin: 'MẪU',
  vouchedBy: { by: 'demo' as const },
  importedAt: '2026-11-22T08:00:00Z',
}));
const how = { now: new Date('2026-11-22T08:00:00Z'), partial: false, recorded: true };
const evidence = evidenceOf(syntheticFolder());

describe('the verifying thread', () => {
  it('is replaced with its anchors when it dies between two verdicts, and under one', async () => {
    const verifier = linkVerifier(started(() => startThread('verify')));
    expect(await verifier.load(anchors)).toHaveLength(2);
    const first = await verifier.verify(evidence, how);
    await threads[0]?.terminate();
    expect(await verifier.verify(evidence, how)).toEqual(first);
    const underWay = verifier.verify(evidence, how);
    await threads[1]?.terminate();
    expect(await underWay).toEqual(first);
    expect(threads).toHaveLength(3);
    await verifier.close();
  });

  it('fails as a defect, not as a lost window, when it dies each time', async () => {
    const verifier = linkVerifier(started(() => scripted('process.exit(1);')));
    expect(await codeOf(verifier.verify(evidence, how))).toBe('internal');
    expect(threads).toHaveLength(2);
    await verifier.close();
  });

  it('can be closed whatever became of its start', async () => {
    const verifier = linkVerifier(started(() => scripted('process.exit(1);')));
    const call = codeOf(verifier.load(anchors));
    await verifier.close();
    expect(await call).toBe('internal');
    await verifier.close();
  });
});

describe('a thread that is caught by its work', () => {
  it('is ended after its time, and the next work gets a new one', async () => {
    const link = linkThread(
      imagingApi,
      started(() => scripted(`${warmUp} for (;;) {}`)),
      (client) => client.call('image.warmUp'),
    );
    const how = { limitMs: 50, again: true };
    expect(await codeOf(link.use((client) => client.call('image.decode', { bytes: image }), how))).toBe('internal');
    expect(threads).toHaveLength(1);
    await link.use((client) => client.call('image.warmUp'), how);
    expect(threads).toHaveLength(2);
    await link.close();
  });

  it('takes no second image down with it', async () => {
    const imaging = linkImaging(started(() => scripted(`${warmUp} process.exit(1);`)));
    expect(await codeOf(imaging.decode(image))).toBe('internal');
    expect(await codeOf(imaging.decode(image))).toBe('internal');
    expect(threads).toHaveLength(2);
    await imaging.close();
  });

  it('does not stay for ever as a start that failed', async () => {
    let starts = 0;
    const link = linkThread(
      imagingApi,
      started(() => scripted('reply(id);')),
      async (client) => {
        starts += 1;
        if (starts === 1) throw new FailureError({ code: 'storage.full', retryable: true, params: {} });
        await client.call('image.warmUp');
      },
    );
    const warm = () => codeOf(link.use((client) => client.call('image.warmUp'), { limitMs: null, again: false }));
    expect([await warm(), await warm()]).toEqual(['storage.full', 'done']);
    await link.close();
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import { plain } from '#domain/face/testing/model-picture.ts';
import { renderHead } from '#fixtures/make/head.ts';
import { makeUpHead } from '#fixtures/make/head-person.ts';
import { linkFaceEngine } from './face-link.ts';
import { startThread, type ThreadHandle } from './thread-port.ts';

const threads: ThreadHandle[] = [];
const engine = linkFaceEngine(() => {
  const thread = startThread('face');
  threads.push(thread);
  return thread;
});
const head = renderHead({
  person: makeUpHead({ seed: 3, woman: false, years: 35, dark: false }),
  width: 320,
  height: 240,
});

afterEach(() => engine.close());

describe('the face thread', () => {
  it('looks, describes and cuts; the descriptor has the length of one', async () => {
    expect((await engine.look(head)).faces).toHaveLength(1);
    const descriptor = await engine.describe(head);
    expect(descriptor?.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    expect((await engine.crop(head))?.channels).toBe(3);
    expect(await engine.describe(plain(8, 8, 3))).toBeNull();
  });

  it('is replaced when it is killed under a picture, which fails as a defect', async () => {
    await engine.look(head);
    const last = threads.at(-1);
    const looking = engine.look(plain(6000, 4000, 50)).then(
      () => 'done',
      (error) => (error instanceof FailureError ? error.failure.code : 'other'),
    );
    await last?.terminate();
    expect(await looking).toBe('internal');
    const before = threads.length;
    expect((await engine.look(head)).faces).toHaveLength(1);
    expect(threads).toHaveLength(before + 1);
  });

  it('refuses what is no picture before it reaches a network', async () => {
    const broken = { ...head, bytes: head.bytes.subarray(0, 100) };
    await expect(engine.look(broken)).rejects.toMatchObject({ failure: { code: 'contract.invalid' } });
  });
});

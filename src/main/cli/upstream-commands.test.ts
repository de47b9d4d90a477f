import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { fakeDesk, stateOf } from './testing/fake-desk.ts';
import { runGathering, typist } from './testing/run-gathering.ts';
import { away, deskOf, hex, link, minute, ready, run } from './testing/sample-sync.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('upstream', () => {
  const authority = () => {
    const file = join(folder, 'ca.pem');
    writeFileSync(file, 'PEM');
    return file;
  };

  it('status says who it is, how this desk stands there, and how the line is', async () => {
    const { code, out } = await run(deskOf({}), 'upstream', 'status');
    expect(code).toBe(0);
    expect(out).toMatch(/Tuyến trên +Tuyến trên MẪU \(hệ thống thử, không có hiệu lực\)\n.*Được gửi +được gửi, từ/s);
  });

  it.each([
    ['none is named', { ...ready, upstream: null, line: { is: 'unset' } }],
    ['it is away', { ...ready, line: { is: 'away', failure: away, since: minute.at, nextAt: minute.at } }],
    [
      'it lets this desk in no more',
      { ...ready, line: { is: 'barred', failure: failure('enrolment.revoked'), since: minute.at } },
    ],
  ] as const)('status says by its exit code that %s', async (_, sync) => {
    // In the demo there is always one, and it is waited for.
    const fake = fakeDesk(stateOf('training', { sync }), {});
    const args = ['upstream', 'status', '--officer', 'CB001', '--json'];
    const { code, out } = await runGathering(args, { fake, keyboard: typist('con mèo') });
    expect([code, JSON.parse(out).line]).toEqual([6, sync.line]);
  });

  it('status in the demo starts the demo’s own and waits until it is found', async () => {
    const fake = deskOf({}, { ...ready, upstream: null, line: { is: 'unset' } });
    setTimeout(() => fake.change({ sync: ready }), 5);
    const { code, composed } = await run(fake, 'upstream', 'status');
    expect([code, composed[0]?.demoUpstream]).toEqual([0, true]);
  });

  it('look says who is there and how to go on, and keeps nothing', async () => {
    const { standing: _, since: __, limit: ___, ...seen } = link;
    const fake = deskOf({ 'upstream.look': () => seen });
    const { code, out } = await run(fake, 'upstream', 'look', link.url, '--authority', authority());
    expect([code, out]).toEqual([0, expect.stringContaining(`--signing ${link.signing}`)]);
    expect(fake.calls.at(-1)?.input).toEqual({ url: link.url, authorityPem: 'PEM' });
  });

  it('connect takes the key as people copy it', async () => {
    const fake = deskOf({ 'upstream.connect': () => undefined });
    const typed = (hex('cc').match(/../g) ?? []).join(':').toUpperCase();
    const args = ['upstream', 'connect', link.url, '--authority', authority(), '--signing', typed, '--json'];
    const { code, out } = await run(fake, ...args);
    expect([code, JSON.parse(out).upstream.standing]).toEqual([0, 'approved']);
    const connected = fake.calls.find(({ command }) => command === 'upstream.connect');
    expect(connected?.input).toEqual({ url: link.url, authorityPem: 'PEM', signing: hex('cc') });
  });

  it('connect to another key than was confirmed is an exit code of the line', async () => {
    const fake = deskOf({
      'upstream.connect': () => {
        throw new FailureError(failure('upstream.keyChanged'));
      },
    });
    const args = ['upstream', 'connect', link.url, '--authority', authority(), '--signing', hex('cc')];
    expect(await run(fake, ...args)).toMatchObject({ code: 6, err: expect.stringContaining('upstream.keyChanged') });
  });

  it.each([
    ['look', 'http://localhost:1', '--authority', 'x'],
    ['look', 'https://localhost:1'],
    ['connect', 'https://localhost:1', '--authority', 'x', '--signing', 'abc'],
    ['limit', '1'],
    ['limit', 'fast'],
    ['limit'],
  ])('does not understand %s %s %s %s %s', async (...args) => {
    expect((await run(deskOf({}), 'upstream', ...args.filter((word) => word !== undefined))).code).toBe(2);
  });

  it('an authority that cannot be read is a failure of this desk', async () => {
    const args = ['upstream', 'look', link.url, '--authority', join(folder, 'none.pem'), '--json'];
    const { code, out } = await run(deskOf({}), ...args);
    expect([code, JSON.parse(out).failure.code]).toEqual([1, 'file.unreadable']);
  });

  it.each([
    ['250', 250_000],
    ['none', null],
  ])('limit %s is %s bytes a second', async (typed, bytesPerSecond) => {
    const fake = deskOf({ 'upstream.limit': () => undefined });
    const { code, out } = await run(fake, 'upstream', 'limit', typed, '--json');
    expect([code, JSON.parse(out)]).toEqual([0, { bytesPerSecond }]);
    expect(fake.calls.at(-1)?.input).toEqual({ bytesPerSecond });
  });

  it('ask asks anew, forget sends nothing any more', async () => {
    const fake = deskOf({ 'upstream.ask': () => undefined, 'upstream.forget': () => undefined });
    expect((await run(fake, 'upstream', 'ask')).code).toBe(0);
    expect((await run(fake, 'upstream', 'forget')).code).toBe(0);
    expect(fake.calls.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['upstream.ask', 'upstream.forget']),
    );
  });
});

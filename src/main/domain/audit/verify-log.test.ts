import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditReport, AuditSeal } from '#contract/audit.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import { sampleDraft, sampleLog, samplePlace, sampleSigner } from '../testing/sample-log.ts';
import { digestOf } from './digest.ts';
import { chainRecord, emptyTail, type LogTail } from './record.ts';
import { headStatement, type SealStatement, sealKeys, signSeal } from './seal.ts';
import { type Verification, verifyLog } from './verify-log.ts';

const signer = sampleSigner();
const keys = sealKeys([signer.publicKey]);
const at = '2026-11-22T23:00:00.000Z';
const head = (tail: LogTail) => signSeal(headStatement(samplePlace, tail, at), signer);

function verify(lines: readonly string[], over: Partial<Verification> & { readonly tail?: LogTail }): AuditReport {
  const { tail = null, ...given } = over;
  const run = verifyLog({
    profile: samplePlace.profile,
    start: null,
    seals: [],
    keys,
    digest: digestOf,
    ...given,
  });
  for (const line of lines) run.take(line);
  return run.finish(tail);
}

const faultsOf = (report: AuditReport) => report.findings.map(({ fault }) => fault);
const kinds = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 12 });
const without = <T>(list: readonly T[], index: number) => list.filter((_, place) => place !== index);

describe('a log with a signed head over its last line', () => {
  it('is sound as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, async (given) => {
        const { lines, tail } = sampleLog(given);
        const report = verify(lines, { seals: [await head(tail)], tail });
        expect(report).toMatchObject({ sound: true, records: given.length, unsealed: 0, findingCount: 0 });
      }),
      { numRuns: 30 },
    );
  });

  it('shows any one changed character', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 200 }), async (given, which, where, by) => {
        const { lines, tail } = sampleLog(given);
        const index = which % lines.length;
        const line = lines[index] ?? '';
        const place = where % line.length;
        const other = String.fromCharCode(line.charCodeAt(place) ^ by);
        const changed = lines.with(index, line.slice(0, place) + other + line.slice(place + 1));
        expect(verify(changed, { seals: [await head(tail)] }).sound).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('shows any line that is gone', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(), async (given, which) => {
        const { lines, tail } = sampleLog(given);
        const report = verify(without(lines, which % lines.length), { seals: [await head(tail)] });
        expect(faultsOf(report).some((fault) => fault === 'missing' || fault === 'cutOff')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('shows a tail cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(), async (given, length) => {
        const { lines, tail } = sampleLog(given);
        const report = verify(lines.slice(0, length % lines.length), { seals: [await head(tail)] });
        expect(faultsOf(report)).toContain('cutOff');
      }),
      { numRuns: 60 },
    );
  });

  it('shows a line put in a second time, and one written by somebody else', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(), fc.nat(), fc.boolean(), async (given, which, where, repeated) => {
        const { lines, tail, tails } = sampleLog(given);
        const place = where % (lines.length + 1);
        const before = tails[place - 1] ?? emptyTail(samplePlace.profile, digestOf);
        const forged = chainRecord(sampleDraft(which % 4, 5000), before, { place: samplePlace, digest: digestOf }).line;
        const added = lines.toSpliced(place, 0, repeated ? (lines[which % lines.length] ?? '') : forged);
        expect(verify(added, { seals: [await head(tail)] }).sound).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('shows any two lines that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(), fc.nat(), async (given, one, other) => {
        const { lines, tail } = sampleLog(given);
        const [a, b] = [one % lines.length, other % lines.length];
        fc.pre(a !== b);
        const moved = lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
        expect(faultsOf(verify(moved, { seals: [await head(tail)] }))).toContain('reordered');
      }),
      { numRuns: 60 },
    );
  });

  it('shows a log that was written anew from some line on', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat(), async (given, which) => {
        const { lines, tail, tails } = sampleLog(given);
        const from = which % lines.length;
        const start = tails[from - 1] ?? emptyTail(samplePlace.profile, digestOf);
        const [first = 0, ...rest] = given.slice(from);
        const forgedFirst = chainRecord({ ...sampleDraft(first, from), officer: 'CB002' }, start, {
          place: samplePlace,
          digest: digestOf,
        });
        const forged = [...lines.slice(0, from), forgedFirst.line, ...sampleLog(rest, forgedFirst.tail).lines];
        expect(faultsOf(verify(forged, { seals: [await head(tail)] }))).toContain('changed');
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is found', () => {
  const log = sampleLog([0, 0, 0, 0, 1, 1]);
  let seal: AuditSeal;
  beforeAll(async () => {
    seal = await head(log.tail);
  });
  const found = (lines: readonly string[]) => verify(lines, { seals: [seal] }).findings;

  it('names the line that changed', () => {
    const changed = (log.lines[1] ?? '').replace('CB001', 'CB002');
    expect(found(log.lines.with(1, changed))).toEqual([{ fault: 'changed', level: 'view', from: 2, to: 2 }]);
  });

  it('names the first line when it changed', () => {
    const changed = (log.lines[0] ?? '').replace('CB001', 'CB002');
    expect(found(log.lines.with(0, changed))).toEqual([{ fault: 'changed', level: 'view', from: 1, to: 1 }]);
  });

  it('names the last line when it changed', () => {
    const changed = (log.lines[5] ?? '').replace('CB001', 'CB002');
    expect(found(log.lines.with(5, changed))).toEqual([{ fault: 'changed', level: 'security', from: 2, to: 2 }]);
  });

  it('names the lines that are gone', () => {
    expect(found(log.lines.toSpliced(1, 2))).toEqual([{ fault: 'missing', level: 'view', from: 2, to: 3 }]);
  });

  it('names what was cut off, level by level', () => {
    expect(found(log.lines.slice(0, 3))).toEqual([
      { fault: 'cutOff', level: 'view', from: 4, to: 4 },
      { fault: 'cutOff', level: 'security', from: 1, to: 2 },
    ]);
  });

  it('names a line that cannot be read', () => {
    expect(found(log.lines.with(3, '{'))[0]).toEqual({ fault: 'unreadable', level: null, from: 4, to: 4 });
  });

  it('is counted to the end and listed to a hundred', () => {
    const report = verify(
      Array.from({ length: 500 }, () => '{'),
      { seals: [] },
    );
    expect(report.findings).toHaveLength(100);
    expect(report.findingCount).toBe(500);
  });
});

describe('seals', () => {
  const log = sampleLog([0, 1, 2, 3]);

  it('leave lines after the newest head open, which an export may not have', async () => {
    const seal = await head(log.tails[1] ?? log.tail);
    expect(verify(log.lines, { seals: [seal], tail: log.tail })).toMatchObject({ sound: true, unsealed: 2 });
    const alone = verify(log.lines, { seals: [seal] });
    expect(alone.findings).toEqual([{ fault: 'unsealed', level: null, from: 3, to: 4 }]);
    expect(alone.sound).toBe(false);
  });

  it('of a key nobody vouches for, or with a changed word, are findings and prove nothing', async () => {
    const foreign = await signSeal(headStatement(samplePlace, log.tail, at), sampleSigner(2));
    expect(faultsOf(verify(log.lines, { seals: [foreign] }))).toEqual(['sealKeyUnknown', 'unsealed']);
    const changed = { ...(await head(log.tail)), at: '2026-11-22T23:00:01.000Z' };
    expect(faultsOf(verify(log.lines, { seals: [changed] }))).toEqual(['sealSignature', 'unsealed']);
  });

  it('of another profile are foreign', async () => {
    const other = await signSeal(headStatement({ ...samplePlace, profile: 'other' }, log.tail, at), signer);
    expect(faultsOf(verify(log.lines, { seals: [other] }))).toEqual(['foreign', 'unsealed']);
  });

  it('that contradict each other are found', async () => {
    const other = sampleLog([0, 1, 2, 0, 3]);
    const seals = [await head(log.tail), await head(other.tail)];
    expect(verify(other.lines, { seals }).sound).toBe(false);
  });

  it('kept elsewhere show a log that was set back', async () => {
    const elsewhere = await head(log.tail);
    const earlier = log.tails[1] ?? log.tail;
    const report = verify(log.lines.slice(0, 2), { seals: [await head(earlier), elsewhere], tail: earlier });
    expect(faultsOf(report)).toContain('cutOff');
  });
});

describe('a purge', () => {
  const log = sampleLog([0, 0, 1, 0, 1, 0]);
  const purgeOf = (over: Partial<SealStatement> = {}) => {
    const point = log.tails[1]?.chains.view ?? { number: 0, hash: '' };
    const { profile, machine, station, epoch } = samplePlace;
    const said = { kind: 'purge', profile, machine, station, epoch, at, sequence: 6, chains: { view: point } } as const;
    return signSeal({ ...said, ...over }, signer);
  };

  it('leaves a log that is sound without the lines it took', async () => {
    const [purge, end] = [await purgeOf(), await head(log.tail)];
    const old = await head(log.tails[0] ?? log.tail);
    const left = log.lines.slice(2);
    expect(verify(left, { start: purge, seals: [old, purge, end], tail: log.tail })).toMatchObject({
      sound: true,
      records: 4,
    });
  });

  it('excuses no other line', async () => {
    const [purge, end] = [await purgeOf(), await head(log.tail)];
    for (const index of [2, 3, 4, 5]) {
      const left = without(log.lines, index).slice(2);
      expect(verify(left, { start: purge, seals: [purge, end] }).sound).toBe(false);
    }
  });

  it('that nobody signed excuses nothing', async () => {
    const forged = { ...(await purgeOf()), sequence: 7 };
    const report = verify(log.lines.slice(2), { start: forged, seals: [await head(log.tail)] });
    expect(faultsOf(report)).toContain('sealSignature');
  });
});

describe('clocks', () => {
  const two = (first: { at?: string; monotonic?: number }, second: { at?: string; monotonic?: number }) => {
    const context = { place: samplePlace, digest: digestOf };
    const one = chainRecord({ ...sampleDraft(0, 1), ...first }, emptyTail(samplePlace.profile, digestOf), context);
    const other = chainRecord({ ...sampleDraft(0, 2), ...second }, one.tail, context);
    return verify([one.line, other.line], { tail: other.tail });
  };

  it('a wall clock set back is worth a look and no fault', () => {
    expect(two({}, { at: '2026-11-21T00:00:00.000Z' })).toMatchObject({ sound: true, clockMoved: [2] });
  });

  it('a clock that nobody can set never goes back', () => {
    expect(two({}, { monotonic: 0 }).sound).toBe(false);
  });
});

it('a line is canonical, so that no other line has its meaning', () => {
  const { lines } = sampleLog([0]);
  expect(canonicalJson(JSON.parse(lines[0] ?? ''))).toBe(lines[0]);
});

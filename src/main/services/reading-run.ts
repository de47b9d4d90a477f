import type { Portrait, Reading } from '#contract/desk.ts';
import type { AccessKey, Evidence, FileName, ReadProgress } from '#contract/evidence.ts';
import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { Holder } from '#contract/holder.ts';
import type { Verdict } from '#contract/verdict.ts';
import { maskHolder } from '#domain/chip/holder.ts';
import type { CardDevice } from '#ports/card-device.ts';
import type { Clock, Ids } from '#ports/environment.ts';
import type { Imaging } from '#ports/imaging.ts';
import type { Verifier } from '#ports/verifier.ts';
import { readHolder } from './holder-of-files.ts';
import { judgeRead } from './judge-evidence.ts';
import type { Log } from './log.ts';
import { showablePortrait } from './portrait.ts';
import type { ReadingComparer } from './reading-comparison.ts';
import type { ReadingPermits } from './reading-office.ts';
import { createThrottle } from './throttle.ts';

/** What every reading needs. */
export type ReadingParts = {
  readonly verifier: Verifier;
  readonly imaging: Imaging;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Logs a bug and returns its short id. */
  readonly report: (where: string, error: unknown) => string;
};

/** Where a card lies. */
export type CardPlace = { readonly device: CardDevice; readonly reader: string; readonly simulated: boolean };

/** One attempt to read a card. */
export type ReadingRun = {
  readonly files: ReadonlyMap<FileName, Uint8Array>;
  /** The holder with the full numbers. */
  holder(): Holder | null;
  portrait(): Portrait | null;
  abort(): void;
  /** Nothing of this run is shown any more. */
  retire(): void;
  /** Resolves when the read has ended and its outcome is shown; never rejects. */
  readonly done: Promise<void>;
};

export type RunRequest = {
  readonly parts: ReadingParts;
  readonly place: CardPlace;
  readonly readId: string;
  readonly accessKey: AccessKey;
  readonly readAt: Date;
  readonly permits: ReadingPermits;
  readonly comparer: ReadingComparer;
  readonly show: (change: Partial<Reading>) => void;
};

/** What a reading shows before anything is read. */
export const nothingRead = {
  progress: null,
  holder: null,
  verdict: null,
  comparison: null,
  portrait: 'none',
  files: [] as Reading['files'],
  gaps: [] as Reading['gaps'],
  failure: null,
  identityMs: null,
  totalMs: null,
} as const satisfies Partial<Reading>;

/** At most twenty changes of progress per second reach the window. */
const progressIntervalMs = 50;

/** Failures after which the officer gives another key and the card stays where it is. */
const keyFailures: ReadonlySet<string> = new Set(['access.wrongKey', 'access.lastAttempt', 'access.keyInvalid']);

const statesHolder: ReadonlySet<FileName> = new Set(['DG1', 'DG11', 'DG12', 'DG13']);

type Files = ReadonlyMap<FileName, Uint8Array>;

type Run = RunRequest & {
  readonly files: Map<FileName, Uint8Array>;
  holder: Holder | null;
  portrait: Portrait | null;
  identityMs: number | null;
  readonly signal: AbortSignal;
};

/** Starts reading a card; everything there is to see goes through `show`. */
export function startRun(request: RunRequest): ReadingRun {
  const abort = new AbortController();
  let live = true;
  const show: RunRequest['show'] = (change) => {
    if (live) request.show(change);
  };
  const run: Run = {
    ...request,
    show,
    files: new Map(),
    holder: null,
    portrait: null,
    identityMs: null,
    signal: abort.signal,
  };
  return {
    files: run.files,
    holder: () => run.holder,
    portrait: () => run.portrait,
    abort: () => abort.abort(),
    retire: () => {
      live = false;
    },
    done: read(run).catch((error) => {
      const cause = failureOf(run, error);
      show({ phase: 'finished', failure: cause, totalMs: elapsed(run) });
    }),
  };
}

async function read(run: Run): Promise<void> {
  const { parts, place, readId, accessKey, signal, show } = run;
  const progress = createThrottle<ReadProgress>(progressIntervalMs, (latest) => show({ progress: latest }));
  const judge = earlyJudge(run);
  let streaming = false;
  const outcome = await place.device.read(
    { readId, reader: place.reader, accessKey, readAt: run.readAt.toISOString() },
    {
      signal,
      onProgress(latest) {
        progress.offer(latest);
        if (latest.file === 'DG2' && !streaming && run.portrait === null) {
          streaming = true;
          show({ portrait: 'streaming' });
        }
        if (latest.step === 'portrait' || latest.step === 'others') void judge.now();
      },
      onFile(name, bytes) {
        run.files.set(name, bytes);
        show({ files: listed(run.files), ...(statesHolder.has(name) ? shownHolder(run) : {}) });
        if (name === 'DG13') void judge.now();
        if (name === 'DG2') void showPortrait(run, bytes).catch((error) => parts.report('portrait', error));
      },
    },
  );
  progress.flush();
  judge.stop();
  await finish(run, outcome);
}

/** Judges what is there while the rest still streams: one judgement at a time, and none of files judged already. */
function earlyJudge(run: Run): { now(): Promise<void>; stop(): void } {
  let judged = 0;
  let busy = false;
  let stopped = false;
  return {
    async now() {
      const { files, parts } = run;
      if (busy || stopped || judged === files.size || !files.has('EF.SOD') || !files.has('DG1')) return;
      busy = true;
      judged = files.size;
      const evidence = evidenceSoFar(run.readAt, files);
      const verdict = await parts.verifier
        .verify(evidence, { now: parts.clock.now(), partial: true, recorded: false })
        .catch(() => null);
      busy = false;
      if (verdict === null || stopped) return;
      run.identityMs ??= elapsed(run);
      run.show({ verdict, identityMs: run.identityMs });
      compare(run, verdict);
    },
    stop() {
      stopped = true;
    },
  };
}

async function showPortrait(run: Run, dg2: Uint8Array): Promise<void> {
  const shown = await showablePortrait(dg2, run.parts.imaging, () => run.show({ portrait: 'decoding' }));
  run.portrait = shown;
  run.show({ portrait: shown === null ? 'undecodable' : 'ready' });
}

async function finish(run: Run, outcome: Evidence): Promise<void> {
  const { failure: cause, gaps } = outcome;
  if (cause !== null && keyFailures.has(cause.code)) {
    run.files.clear();
    run.show({ ...nothingRead, phase: 'awaitingKey', failure: cause });
    return;
  }
  for (const { name, bytes } of outcome.files) run.files.set(name, bytes);
  const verdict = await judgeRead(outcome, run.parts.verifier, run.parts.clock);
  const totalMs = elapsed(run);
  run.identityMs ??= verdict === null ? null : totalMs;
  const holder = shownHolder(run);
  if (verdict !== null) compare(run, verdict);
  await record(run, verdict, cause);
  run.show({
    ...holder,
    ...(run.files.has('DG2') ? {} : { portrait: 'none' }),
    files: listed(run.files),
    gaps,
    failure: cause,
    phase: 'finished',
    verdict,
    identityMs: run.identityMs,
    totalMs,
  });
  note(run, verdict, cause);
}

function failureOf({ parts }: Run, error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return failure('internal', { incident: parts.report('reading', error) });
}

function elapsed({ parts, readAt }: Run): number {
  return parts.clock.now().getTime() - readAt.getTime();
}

/** Who it is, is known: what the cache says of them is looked up beside the rest of the read. */
function compare({ comparer }: Run, { verdict }: Verdict): void {
  comparer.learn({ genuine: verdict === 'genuine' });
  comparer.begin();
}

/** Nothing stays on the desk that was read off the record. */
async function record(run: Run, verdict: Verdict | null, cause: Failure | null): Promise<void> {
  const { office, read } = run.permits;
  const number = run.holder?.number?.value ?? null;
  const code = verdict?.verdict ?? cause?.code ?? null;
  const result = { outcome: verdict === null ? 'failed' : 'done', code } as const;
  try {
    const object = number === null ? null : await office.log.object('citizen', number);
    await office.log.append([read.record({ action: 'card.read', object, result })]);
  } catch (error) {
    run.files.clear();
    run.holder = null;
    run.show(nothingRead);
    throw error;
  }
}

function shownHolder(run: Run): Pick<Reading, 'holder'> {
  run.holder = readHolder(run.files);
  run.comparer.learn({ holder: run.holder });
  return { holder: run.holder === null ? null : maskHolder(run.holder) };
}

function listed(files: Files): Reading['files'] {
  return [...files].map(([name, bytes]) => ({ name, length: bytes.length }));
}

function evidenceSoFar(readAt: Date, files: Files): Evidence {
  return {
    version: 1,
    readAt: readAt.toISOString(),
    files: [...files].map(([name, bytes]) => ({ name, bytes })),
    gaps: [],
    access: null,
    chipAuthentication: { state: 'notDone' },
    activeAuthentication: { state: 'notDone' },
    failure: null,
  };
}

function note(run: Run, verdict: Verdict | null, cause: Failure | null): void {
  run.parts.log.note('reading.finished', {
    readingId: run.readId,
    reader: run.place.reader,
    count: run.files.size,
    ms: elapsed(run),
    ...(verdict === null ? {} : { verdict: verdict.verdict }),
    ...(cause === null ? {} : { code: cause.code }),
  });
}

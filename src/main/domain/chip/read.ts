import type { AccessKey, Evidence, FileName, Gap, ReadProgress } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { PublicKey } from '#domain/crypto/public-key.ts';
import type { CardTransport } from '#ports/card-transport.ts';
import type { Random } from '#ports/environment.ts';
import { authenticateActively } from './active-auth.ts';
import { type GuardedLink, guardLink } from './card-link.ts';
import { createOpener, type PreparedKeyPair } from './chip-access.ts';
import { authenticateChip } from './chip-auth.ts';
import { type ChipConnection, createConnection } from './chip-connection.ts';
import { type Chunks, createChunks } from './chunks.ts';
import { createFileReader, type FileReader, type ReadOutcome } from './file-reader.ts';
import { parseDg14 } from './lds/dg14.ts';
import { parseDg15 } from './lds/dg15.ts';
import { Malformed } from './malformed.ts';
import { readMasterFile } from './master-file.ts';
import type { PacePassword } from './pace.ts';
import { failureOfAbort, failureOfRead, mayGoOnAfter, passwordOf } from './read-failure.ts';
import { groupsByCom, groupsBySod, planOf, type ReadPlan } from './read-plan.ts';
import { createProgress, type ProgressTeller } from './read-progress.ts';
import { createReadRecord, type ReadRecord } from './read-record.ts';
import { SecureMessagingError } from './secure-messaging.ts';
import type { SecurityInfos } from './security-infos.ts';

/** One read of one chip. */
export type ReadRequest = {
  readonly transport: Pick<CardTransport, 'limits' | 'transmit' | 'reset'>;
  readonly accessKey: AccessKey;
  readonly random: Random;
  /** When the read begins, ISO 8601 with zone: written into the evidence. */
  readonly readAt: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Hears of each file as soon as it is whole, in the order they are read: identity first, portrait last. */
  readonly onFile?: (name: FileName, bytes: Uint8Array) => void;
  /** A PACE key pair made before the card was there (CCCD: brainpoolP256r1). */
  readonly preparedKeyPair?: PreparedKeyPair;
};

type Run = {
  readonly request: ReadRequest;
  readonly link: GuardedLink;
  readonly chunks: Chunks;
  readonly record: ReadRecord;
  readonly progress: ProgressTeller;
  readonly connection: ChipConnection;
  readonly files: FileReader;
  /** How often a broken session may still be opened anew. */
  reopens: number;
};

const MAX_REOPENS = 2;

/**
 * Reads a chip, step after step: EF.CardAccess, access, SOD, DG1, DG14, chip authentication, DG15, active authentication,
 * DG13 and the other groups the SOD names, DG2 last. DG3 and DG4 are noted as not permitted without being asked for.
 * Whatever goes wrong with card, reader or key is in the evidence (`failure`, `gaps`), with all that was read before;
 * an abort of the signal ends any step the same way (its reason, if a FailureError, else `read.cancelled`).
 * Throws only what is a defect of this program.
 */
export async function readChip(request: ReadRequest): Promise<Evidence> {
  const record = createReadRecord(request.readAt);
  const progress = createProgress(request.onProgress);
  try {
    await readSteps({ request, record, progress });
  } catch (error) {
    const aborted = request.signal.aborted && error === request.signal.reason;
    const failed = aborted ? failureOfAbort(error) : failureOfRead(error, request.accessKey.kind);
    record.fail(failed, progress.current().file);
  }
  progress.step('finished');
  return record.evidence();
}

async function readSteps(beginning: Beginning): Promise<void> {
  const { request, record, progress } = beginning;
  progress.step('connecting');
  const password = passwordOf(request.accessKey);
  const run = await prepare(beginning, password);
  try {
    progress.step('access');
    record.opened(await run.connection.open());
    const plan = await identity(run);
    await chipProof(run, plan);
    progress.step('holder');
    for (const name of plan.holder) await readFile(run, name);
    progress.step('others');
    for (const name of [...plan.others, ...(await unsignedGroups(run, plan))]) await readFile(run, name);
    progress.step('portrait');
    for (const name of plan.portrait) await readFile(run, name);
    await proveSession(run);
  } finally {
    run.connection.end();
    if (password.kind === 'mrz') password.mrzInfo.fill(0);
  }
}

type Beginning = Pick<Run, 'request' | 'record' | 'progress'>;

async function prepare({ request, record, progress }: Beginning, password: PacePassword): Promise<Run> {
  const link = guardLink(request.transport, request.signal, () => progress.exchanged(link.apdus()));
  const master = await readMasterFile(link, request.transport.limits);
  keep({ request, record }, 'EF.CardAccess', master.cardAccess);
  keep({ request, record }, 'EF.ATR/INFO', master.atrInfo);
  const chunks = createChunks();
  chunks.allow(master.maxResponse);
  const { random, preparedKeyPair } = request;
  const opener = createOpener({ link, password, random, prepared: preparedKeyPair ?? null }, master.cardAccess);
  const connection = createConnection(link, opener);
  const { channel, block } = connection;
  const files = createFileReader({
    channel, chunks, block, onLength: progress.length, onBytes: progress.bytes,
  }); // biome-ignore format: one line of names reads better
  return { request, link, chunks, record, progress, connection, files, reopens: MAX_REOPENS };
}

/** SOD, which says what else there is, and DG1. A chip that gives neither has nothing to go on with. */
async function identity(run: Run): Promise<ReadPlan> {
  run.progress.step('identity');
  const sod = await readFile(run, 'EF.SOD');
  const plan = planOf((sod === null ? null : groupsBySod(sod)) ?? (await groupsWithoutSod(run)));
  run.record.plan(plan);
  const dg1 = plan.has('DG1') ? await readFile(run, 'DG1') : null;
  if (sod === null && dg1 === null) throw new FailureError(failure('read.fileMissing', { file: 'EF.SOD' }));
  return plan;
}

/** Without a readable SOD nothing can be proved, but what EF.COM lists can still be shown. */
async function groupsWithoutSod(run: Run): Promise<readonly FileName[]> {
  const com = await readFile(run, 'EF.COM');
  return (com === null ? null : groupsByCom(com)) ?? ['DG1', 'DG2'];
}

/** Groups that EF.COM claims and the SOD does not know: injected data, read so that the proof can name them. */
async function unsignedGroups(run: Run, plan: ReadPlan): Promise<readonly FileName[]> {
  if (run.record.files.has('EF.COM')) return [];
  const com = await readFile(run, 'EF.COM');
  return (com === null ? null : groupsByCom(com))?.filter((name) => !plan.has(name)) ?? [];
}

/** Chip authentication as soon as DG14 is in; DG15 is then the first file under its keys; active authentication after it. */
async function chipProof(run: Run, plan: ReadPlan): Promise<void> {
  const { record, progress } = run;
  progress.step('chipProof');
  const dg14 = plan.has('DG14') ? await readFile(run, 'DG14') : null;
  const infos = dg14 === null ? null : securityInfosOf(dg14);
  if (infos !== null) await proveChip(run, infos);
  const dg15 = plan.has('DG15') ? await readFile(run, 'DG15') : null;
  if (dg15 === null) return;
  const key = keyOf(dg15);
  const prove = () => authenticateActively(run.connection.channel, run.request.random, key);
  const active = await recovering(run, prove, 'once');
  if (active !== null) record.activeAuthentication(active);
}

/** The key tells how long the answer will be; without a readable one the chip is asked all the same. */
function keyOf(dg15: Uint8Array): PublicKey | undefined {
  try {
    return parseDg15(dg15);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function securityInfosOf(dg14: Uint8Array): SecurityInfos | null {
  try {
    return parseDg14(dg14);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

async function proveChip(run: Run, infos: SecurityInfos): Promise<void> {
  const { connection, record, request } = run;
  const authenticate = () => authenticateChip(connection.channel, { infos, random: request.random });
  const result = await recovering(run, authenticate, 'once');
  if (result === null) return;
  record.chipAuthentication(result.evidence);
  if (result.session !== null) connection.replaceSession(result.session, (first) => record.firstUnderNewKeys(first));
}

/** Where no file was left to be read under the new keys, one byte of DG1 is, so that they are proved. */
async function proveSession(run: Run): Promise<void> {
  if (!run.record.awaitsProof()) return;
  const { channel } = run.connection;
  await recovering(run, () => channel({ cla: 0x00, ins: 0xb0, p1: 0x81, p2: 0x00, le: 1 }), 'once');
}

/** Reads one file into the record; null where it is not to be had. */
async function readFile(run: Run, name: FileName): Promise<Uint8Array | null> {
  const { record, files, progress } = run;
  if (record.gaps.has(name)) return null;
  progress.begin(name);
  const outcome = await recovering(run, () => files.read(name), 'again');
  if (outcome?.state === 'read') {
    progress.finish();
    keep(run, name, outcome.bytes);
    return outcome.bytes;
  }
  progress.forget();
  record.gap(gapOf(name, outcome));
  return null;
}

function keep({ request, record }: Pick<Run, 'request' | 'record'>, name: FileName, bytes: Uint8Array | null): void {
  if (bytes === null) return;
  record.file(name, bytes);
  request.onFile?.(name, bytes);
}

function gapOf(name: FileName, outcome: Exclude<ReadOutcome, { state: 'read' }> | null): Gap {
  if (outcome === null) return { name, cause: 'broken', sw: null };
  return { name, cause: outcome.state, sw: outcome.sw };
}

/**
 * Does `work`; where the session breaks in it, resets the card, opens it again (without the chip's new keys and without
 * extended length, which are what breaks sessions) and does it again, or leaves it at null if it is to be done once.
 */
async function recovering<T>(run: Run, work: () => Promise<T>, mode: 'once' | 'again'): Promise<T | null> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!mayGoOnAfter(error) || run.reopens === 0) throw error;
      run.reopens--;
      run.progress.forget();
      run.chunks.dropExtended();
      run.link.setExtended(false);
      await reopen(run, error);
      if (mode === 'once') return null;
    }
  }
}

async function reopen(run: Run, broken: unknown): Promise<void> {
  try {
    run.record.opened(await run.connection.reopen());
  } catch (error) {
    // What broke the session is the cause to tell, unless the card has gone meanwhile.
    throw error instanceof SecureMessagingError || mayGoOnAfter(error) ? broken : error;
  }
}

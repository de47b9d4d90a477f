import { hexToBytes } from '@noble/hashes/utils.js';
import { type AuditReport, type AuditSeal, type AuditSealsFile, auditSealsFileSchema } from '#contract/audit.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { type Digest, digestOf } from './digest.ts';
import { sealKeyId, sealKeys } from './seal.ts';
import { verifyLog } from './verify-log.ts';

/**
 * Where an export from a moment on begins: at the newest head before it, so that its first line follows signed points; at
 * the purge, or the beginning of the log, when there is none.
 */
export function exportStart(seals: readonly AuditSeal[], from: string | null): AuditSeal | null {
  const purge = newest(seals.filter(({ kind }) => kind === 'purge'));
  if (from === null) return purge;
  const usable = seals.filter(
    (seal) => seal.kind === 'head' && seal.at <= from && (purge === null || reaches(seal, purge)),
  );
  return newest(usable) ?? purge;
}

/** Whether a head lies at or after everything that was purged. */
function reaches(head: AuditSeal, purge: AuditSeal): boolean {
  return Object.entries(purge.chains).every(
    ([level, point]) => (head.chains[level as keyof typeof head.chains]?.number ?? 0) >= (point?.number ?? 0),
  );
}

function newest(seals: readonly AuditSeal[]): AuditSeal | null {
  return seals.reduce<AuditSeal | null>(
    (best, seal) => (best === null || seal.sequence >= best.sequence ? seal : best),
    null,
  );
}

/** Reads the file of seals of an export. @throws Malformed */
export function parseSealsFile(text: string): AuditSealsFile {
  try {
    return auditSealsFileSchema.parse(JSON.parse(text));
  } catch {
    throw new Malformed('audit seals', 'form');
  }
}

/** The outcome of verifying an export, and which of its keys were vouched for from elsewhere. */
export type ExportReport = AuditReport & {
  readonly keys: readonly { readonly id: string; readonly vouched: boolean }[];
};

/** What is known of an export from elsewhere. */
export type KnownElsewhere = {
  /** Public keys (DER) that are believed; without any, those of the export itself are. */
  readonly vouched?: readonly Uint8Array[];
  /** Heads that were kept apart: they show an export, or a log, that was set back. */
  readonly seals?: readonly AuditSeal[];
  readonly digest?: Digest;
};

/**
 * Verifies an export with nothing but itself, and seals and keys from elsewhere if there are any. Without `vouched` keys it
 * says only that the log is whole as whoever holds its keys signed it. @throws Malformed for keys that are no P-256 keys
 */
export function verifyExport(lines: Iterable<string>, file: AuditSealsFile, known: KnownElsewhere = {}): ExportReport {
  const run = beginExport(file, known);
  for (const line of lines) run.take(line);
  return run.finish();
}

/** `verifyExport` of lines that come bit by bit. @throws Malformed, and whatever reading the lines throws */
export async function verifyExportLines(
  lines: AsyncIterable<string>,
  file: AuditSealsFile,
  known: KnownElsewhere = {},
): Promise<ExportReport> {
  const run = beginExport(file, known);
  for await (const line of lines) run.take(line);
  return run.finish();
}

function beginExport(file: AuditSealsFile, { vouched, seals = [], digest = digestOf }: KnownElsewhere) {
  const given = file.keys.map((key) => hexToBytes(key));
  const trusted = vouched ?? given;
  const { profile, start } = file;
  const run = verifyLog({ profile, start, seals: [...file.seals, ...seals], keys: sealKeys(trusted), digest });
  const ids = new Set(trusted.map(sealKeyId));
  const keys = given.map(sealKeyId).map((id) => ({ id, vouched: vouched !== undefined && ids.has(id) }));
  return {
    take: (line: string) => {
      if (line !== '') run.take(line);
    },
    finish: (): ExportReport => ({ ...run.finish(null), keys }),
  };
}

import { type Evidence, evidenceSchema, type FileName, fileNames } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { recogniseFile } from '#domain/chip/recognise.ts';
import { fileOf, recordOf, textToBytes } from '#services/evidence-record.ts';
import { clearFolder, type FolderFile, readFolder, writeFolder } from '#store/evidence-folder.ts';

/** Name of the record beside the raw files. */
const recordFile = 'evidence.json';

const recordSchema = evidenceSchema.omit({ files: true });
type EvidenceHead = Omit<Evidence, 'files'>;

/**
 * Saves evidence as raw files and a record beside them, so that `verify` can prove it again. Files that an earlier read left in the
 * folder are taken away: a group of another card beside these would look injected. @throws FailureError `storage.*`
 */
export async function saveEvidence(folder: string, evidence: Evidence): Promise<void> {
  const record = Buffer.from(`${JSON.stringify(recordOf(evidence), null, 2)}\n`);
  const files = evidence.files.map(({ name, bytes }) => ({ name: fileOf(name), bytes }));
  await clearFolder(folder, [...fileNames.map(fileOf), recordFile]);
  await writeFolder(folder, [...files, { name: recordFile, bytes: record }]);
}

function readRecord(bytes: Uint8Array): EvidenceHead | null {
  try {
    const parsed = recordSchema.safeParse(textToBytes(JSON.parse(new TextDecoder().decode(bytes))));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What files without a record are: nothing is known of the chip they came from. */
function withoutRecord(now: Date): EvidenceHead {
  return {
    version: 1,
    readAt: now.toISOString(),
    gaps: [],
    access: null,
    chipAuthentication: { state: 'notDone' },
    activeAuthentication: { state: 'notDone' },
    failure: null,
  };
}

/**
 * Loads evidence from a folder. Files are recognised by content; of two that hold the same elementary file the first one
 * counts; all others are listed. @throws FailureError `evidence.notFound`, `evidence.empty`, `file.unreadable`
 */
export async function loadEvidence(
  folder: string,
  now: Date,
): Promise<{ readonly evidence: Evidence; readonly unrecognised: readonly string[] }> {
  const { files, skipped } = await readFolder(folder);
  const record = files.find(({ name }) => name === recordFile);
  const head = record === undefined ? null : readRecord(record.bytes);
  const others = head === null ? files : files.filter((file) => file !== record);
  const found = new Map<FileName, FolderFile>();
  const unrecognised = [...skipped];
  for (const file of others) {
    const name = recogniseFile(file.bytes, file.name);
    if (name === null || found.has(name)) unrecognised.push(file.name);
    else found.set(name, file);
  }
  if (found.size === 0) throw new FailureError(failure('evidence.empty', { folder }));
  const evidence: Evidence = {
    ...(head ?? withoutRecord(now)),
    files: [...found].map(([name, { bytes }]) => ({ name, bytes })),
  };
  return { evidence, unrecognised };
}

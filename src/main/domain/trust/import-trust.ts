import type { FailureCode } from '#contract/failures.ts';
import type { Refused } from '#contract/trust.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { ImportRun } from './import-run.ts';
import { isMasterList, judgeMasterList, type MasterList, parseMasterList } from './master-list.ts';
import { parseSignedData } from './signed-data.ts';
import type { StoredAnchor, Trust } from './trust.ts';
import { recogniseTrustFile } from './trust-file.ts';

export type ImportRequest = {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** What is believed already; it may prove lists and link certificates, and what it holds is not taken twice. */
  readonly trust: Trust;
  readonly now: Date;
  /** Told of every few certificates decided: how many of how many in which file. */
  readonly onProgress?: (progress: { readonly file: string; readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
};

/** What an import brought: anchors to store, and each refused certificate or file with its code. */
export type ImportOutcome = { readonly accepted: readonly StoredAnchor[]; readonly refused: readonly Refused[] };

/**
 * Judges certificates (PEM, DER) and CMS master lists. A list counts only if its signature leads to a root the operator gave, now or
 * before; a root proves itself; a link certificate must be signed by an authority that is itself accepted; what is stored already, or
 * comes twice, is refused as `trust.duplicate`. Ended certificates are accepted: documents they signed while valid are still about.
 * Nothing is stored. @throws the signal's reason when aborted
 */
export async function importTrust(request: ImportRequest): Promise<ImportOutcome> {
  const run = new ImportRun(request);
  const contents = request.files.map((file) => ({ name: file.name, content: readFile(file) }));
  // The operator's own certificates come first, because they may prove the lists.
  for (const { name, content } of contents) {
    if (content.kind === 'refused') run.refuse(name, content.code);
    if (content.kind === 'certificates') await run.judge(content.ders, { origin: name, vouchedBy: { by: 'operator' } });
  }
  for (const { name, content } of contents) {
    if (content.kind === 'list') await judgeList(run, { name, list: content.list, request });
  }
  await run.proveLinks();
  return run.outcome();
}

type Content =
  | { readonly kind: 'refused'; readonly code: FailureCode }
  | { readonly kind: 'certificates'; readonly ders: readonly Uint8Array[] }
  | { readonly kind: 'list'; readonly list: MasterList };

function readFile({ bytes }: { readonly bytes: Uint8Array }): Content {
  try {
    const file = recogniseTrustFile(bytes);
    if (file.kind === 'unknown') return { kind: 'refused', code: 'trust.notCertificate' };
    if (file.kind === 'certificates') return file;
    const message = parseSignedData(file.der);
    if (!isMasterList(message)) return { kind: 'refused', code: 'trust.notCertificate' };
    return { kind: 'list', list: parseMasterList(message) };
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'refused', code: 'trust.malformed' };
    throw error;
  }
}

type ListTask = { readonly name: string; readonly list: MasterList; readonly request: ImportRequest };

async function judgeList(run: ImportRun, { name, list, request: { trust, now } }: ListTask): Promise<void> {
  // What a list or the upstream vouches for vouches for no list: that word ends with the certificates it names.
  const stored = trust.anchors.filter(({ vouchedBy: { by } }) => by !== 'masterList' && by !== 'upstream');
  const roots = [...run.operatorRoots(), ...stored.map(({ certificate }) => certificate)];
  const between = trust.anchors.map(({ certificate }) => certificate);
  const judgement = judgeMasterList(list, { roots, between }, now);
  if (judgement.state === 'refused') return run.refuse(name, judgement.code);
  await run.judge(list.certificates, { origin: name, vouchedBy: { by: 'masterList', signer: judgement.signer } });
}

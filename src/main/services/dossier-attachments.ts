import type { CapturePartName } from '#contract/capture.ts';
import type { Dossier } from '#contract/dossier.ts';
import type { CaptureName } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { packetCaps } from '#contract/packet.ts';
import type { PacketPart } from '#domain/packet/packet-content.ts';
import type { CaptureStore } from '#ports/capture-store.ts';
import { wipe } from './capture-records.ts';

/** A stored form of a capture that travels; `may` be missing where it is only how something was made. */
type Wanted = { readonly name: CapturePartName; readonly mediaType: string; readonly may: boolean };

const needs = (name: CapturePartName, mediaType: string): Wanted => ({ name, mediaType, may: false });

/** Originals and single pages stay: what travels is what the forms ask for. */
const partsOf: Readonly<Record<CaptureName | 'document', readonly Wanted[]>> = {
  portrait: [needs('portrait.jpg', 'image/jpeg')],
  signature: [
    needs('signature.svg', 'image/svg+xml'),
    needs('signature.png', 'image/png'),
    { name: 'strokes.json', mediaType: 'application/json', may: true },
  ],
  // No device of this desk takes them yet.
  fingerprints: [],
  iris: [],
  document: [needs('document.pdf', 'application/pdf')],
};

/** What goes with a dossier: each record once, however often the dossier names it. */
function recordsOf({ captures, documents }: Dossier): ReadonlyMap<string, readonly Wanted[]> {
  const taken = captures.map(({ capture, record }) => [record, partsOf[capture]] as const);
  const papers = documents.flatMap(({ shown }) =>
    shown.as === 'capture' ? [[shown.record, partsOf.document] as const] : [],
  );
  return new Map([...papers, ...taken]);
}

/**
 * The files that go with a dossier, while `use` has them: their bytes are overwritten afterwards, however it ended.
 * @throws FailureError `capture.unknown`, `capture.damaged`, `storage.*`, `packet.tooLarge`, `packet.tooMany`; what `use` throws
 */
export async function withAttachments<T>(
  captures: Pick<CaptureStore, 'part'>,
  dossier: Dossier,
  use: (files: readonly PacketPart[]) => Promise<T>,
): Promise<T> {
  const files: PacketPart[] = [];
  try {
    let size = 0;
    for (const [record, wanted] of recordsOf(dossier)) {
      for (const each of wanted) {
        const bytes = await bytesOf(captures, record, each);
        if (bytes === null) continue;
        files.push({ record, name: each.name, mediaType: each.mediaType, bytes });
        size += bytes.length;
        refuseTooMuch(files.length, size);
      }
    }
    return await use(files);
  } finally {
    wipe(files.map(({ bytes }) => bytes));
  }
}

async function bytesOf(
  captures: Pick<CaptureStore, 'part'>,
  record: string,
  { name, may }: Wanted,
): Promise<Uint8Array | null> {
  try {
    return await captures.part(record, name);
  } catch (error) {
    const isMissing = error instanceof FailureError && error.failure.code === 'capture.unknown';
    if (may && isMissing) return null;
    throw error;
  }
}

/** Said while the person is still there, and before more is read than fits. What sealing adds is far below the room that is left. */
function refuseTooMuch(count: number, size: number): void {
  const { sealed, manifest, body, files } = packetCaps;
  if (count > files) throw new FailureError(failure('packet.tooMany', { most: files }));
  if (size > sealed - manifest - body) throw new FailureError(failure('packet.tooLarge', { most: sealed }));
}

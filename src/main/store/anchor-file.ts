import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { storedAnchorSchema } from '#contract/compute.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import { writeAtomically } from './atomic-file.ts';
import { errnoOf, storageFailure } from './storage-failure.ts';

/** The trust anchors of a profile in one file, each with its fingerprint, so that a damaged byte is noticed. */
export type AnchorFile = {
  load(): Promise<readonly StoredAnchor[]>;
  save(anchors: readonly StoredAnchor[]): Promise<void>;
};

const fingerprint = (der: Uint8Array) => createHash('sha256').update(der).digest('hex');

const damaged = (path: string, cause?: unknown) => new FailureError(failure('storage.damaged', { file: path }), cause);

function encode(anchors: readonly StoredAnchor[]): Uint8Array {
  const lines = anchors.map(({ der, origin, vouchedBy, importedAt }) =>
    JSON.stringify({
      fingerprint: fingerprint(der),
      origin,
      vouchedBy,
      importedAt,
      der: Buffer.from(der).toString('base64'),
    }),
  );
  return Buffer.from(`{"version":1,"count":${anchors.length}}\n${lines.map((line) => `${line}\n`).join('')}`);
}

function decodeLine(line: string): StoredAnchor {
  const { der: text, fingerprint: expected, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const der = Uint8Array.from(Buffer.from(typeof text === 'string' ? text : '', 'base64'));
  if (fingerprint(der) !== expected) throw new RangeError('fingerprint differs');
  return storedAnchorSchema.parse({ ...rest, der });
}

function decode(text: string): readonly StoredAnchor[] {
  const [head, ...lines] = text.trimEnd().split('\n');
  const { version, count } = JSON.parse(head ?? '') as { version: unknown; count: unknown };
  if (version !== 1 || count !== lines.length) throw new RangeError('cut off, or of another version');
  return lines.map(decodeLine);
}

/** The anchors kept in the file at `path`. */
export function createAnchorFile(path: string): AnchorFile {
  const load = async () => {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw storageFailure(error, path);
    }
    try {
      return decode(text);
    } catch (cause) {
      throw damaged(path, cause);
    }
  };
  return {
    load,
    async save(anchors) {
      const isDamaged = await load().then(
        () => false,
        (error) => error instanceof FailureError && error.failure.code === 'storage.damaged',
      );
      if (isDamaged) await rename(path, `${path}.damaged-${Date.now()}`);
      await writeAtomically(path, encode(anchors));
    },
  };
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { storedAnchorSchema } from '#contract/compute.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import { errnoOf, storageFailure } from './storage-failure.ts';

const fingerprint = (der: Uint8Array) => createHash('sha256').update(der).digest('hex');

const damaged = (path: string, cause?: unknown) => new FailureError(failure('storage.damaged', { file: path }), cause);

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

/**
 * The trust anchors that versions before the encrypted store kept in a file of lines, each with its fingerprint; none where
 * there is no file. @throws FailureError `storage.damaged` naming the file
 */
export async function readAnchorFile(path: string): Promise<readonly StoredAnchor[]> {
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
}

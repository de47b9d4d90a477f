import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { FailureError, failure } from '#contract/failures.ts';
import {
  type PacketBody,
  type PacketFile,
  type PacketIds,
  type PacketManifest,
  packetBodySchema,
  packetCaps,
  packetFormat,
  packetManifestSchema,
} from '#contract/packet.ts';
import { concat, equal } from '#domain/bytes.ts';
import { type CanonicalValue, canonicalJson } from '#domain/text/canonical-json.ts';

/** A file the dossier names, as it was kept. */
export type PacketPart = {
  readonly record: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
};

/** What is put into a packet. The dossier has one canonical text: no fractions, nothing undefined. */
export type PacketInput = {
  readonly ids: PacketIds;
  readonly dossier: Readonly<Record<string, CanonicalValue>>;
  readonly parts: readonly PacketPart[];
};

/** A packet that was opened and found whole. `files` is by SHA-256, hex. */
export type PacketContent = {
  readonly manifest: PacketManifest;
  readonly body: PacketBody;
  readonly files: ReadonlyMap<string, Uint8Array>;
};

/** SHA-256 of bytes, hex. Where the machine has a fast one it is handed in; the arithmetic here is slow for whole pictures. */
export type Digest = (bytes: Uint8Array) => string;

const magic = utf8ToBytes(`${packetFormat}\n`);
const headLength = magic.length + 4;

/**
 * The bytes that are sealed: a line that names the format, the length of the list (4 bytes, big-endian), the list, the body
 * (both canonical JSON, RFC 8785), and each file once, in the order of the list.
 * @throws FailureError `packet.tooMany`, `packet.tooLarge`; RangeError for a dossier without a canonical text
 */
export function writePacketContent({ ids, dossier, parts }: PacketInput, digest: Digest = hexDigest): Uint8Array {
  const named = parts.map((part) => ({ ...part, sha256: digest(part.bytes) }));
  const files = new Map(named.map((part) => [part.sha256, part]));
  if (files.size > packetCaps.files || named.length > 4 * packetCaps.files) throw tooMany();
  const attachments = named.map(({ record, name, sha256: hash }) => ({ record, name, sha256: hash }));
  const body = utf8ToBytes(canonicalJson({ dossier, attachments }));
  const ordered = [...files.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const total = ordered.reduce((sum, file) => sum + file.bytes.length, body.length);
  // What the seal adds is far below the room for the list.
  if (body.length > packetCaps.body || total > packetCaps.sealed - packetCaps.manifest) throw tooLarge();
  const manifest = utf8ToBytes(
    canonicalJson({
      format: packetFormat,
      ...ids,
      body: { sha256: digest(body), size: body.length },
      files: ordered.map((file) => ({ sha256: file.sha256, size: file.bytes.length, mediaType: file.mediaType })),
    }),
  );
  return concat(magic, lengthOf(manifest), manifest, body, ...ordered.map((file) => file.bytes));
}

/**
 * Reads what `writePacketContent` wrote and nothing else: every length, hash and name is checked, and that it is the packet
 * `ids` says. Files are views of `bytes`.
 * @throws FailureError `packet.malformed`, `packet.tooMany`, `packet.hashDiffers`, `packet.otherDossier`
 */
export function readPacketContent(bytes: Uint8Array, ids: PacketIds, digest: Digest = hexDigest): PacketContent {
  const manifest = readManifest(bytes);
  if (canonicalJson(idsOf(manifest)) !== canonicalJson(idsOf(ids))) throw otherDossier();
  const bodyAt = headLength + manifestLength(bytes);
  const filesAt = bodyAt + manifest.body.size;
  const whole = manifest.files.reduce((sum, file) => sum + file.size, filesAt);
  if (bytes.length !== whole) throw malformed('length');
  const bodyBytes = bytes.subarray(bodyAt, filesAt);
  if (digest(bodyBytes) !== manifest.body.sha256) throw hashDiffers();
  const body = packetBodySchema.safeParse(canonicalValue(bodyBytes, 'body'));
  if (!body.success) throw malformed('body');
  const { dossier } = body.data;
  if (dossier.id !== ids.dossierId || dossier.revision !== ids.rev) throw otherDossier();
  const files = readFiles(bytes.subarray(filesAt), manifest.files, digest);
  checkAttachments(body.data, files);
  return { manifest, body: body.data, files };
}

function readManifest(bytes: Uint8Array): PacketManifest {
  if (bytes.length < headLength || !equal(bytes.subarray(0, magic.length), magic)) throw malformed('format');
  const length = manifestLength(bytes);
  if (length > packetCaps.manifest || headLength + length > bytes.length) throw malformed('list length');
  const value = canonicalValue(bytes.subarray(headLength, headLength + length), 'list');
  if (filesCounted(value) > packetCaps.files) throw tooMany();
  const manifest = packetManifestSchema.safeParse(value);
  if (!manifest.success) throw malformed('list');
  const { files } = manifest.data;
  const inOrder = files.every((file, at) => at === 0 || (files[at - 1]?.sha256 ?? '') < file.sha256);
  if (!inOrder) throw malformed('order of files');
  return manifest.data;
}

function filesCounted(value: unknown): number {
  const files: unknown = typeof value === 'object' && value !== null && 'files' in value ? value.files : [];
  return Array.isArray(files) ? files.length : 0;
}

function readFiles(bytes: Uint8Array, list: readonly PacketFile[], digest: Digest): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let at = 0;
  for (const { sha256: hash, size } of list) {
    const file = bytes.subarray(at, at + size);
    if (digest(file) !== hash) throw hashDiffers();
    files.set(hash, file);
    at += size;
  }
  return files;
}

/** Every name has its file and every file a name: nothing travels that the dossier does not speak of. */
function checkAttachments({ attachments }: PacketBody, files: ReadonlyMap<string, Uint8Array>): void {
  const named = new Set(attachments.map((attachment) => attachment.sha256));
  if (named.size !== files.size || [...named].some((hash) => !files.has(hash))) throw malformed('attachments');
}

/** The value of a text that is its own canonical form: no doubled names, no other spelling of the same. */
function canonicalValue(bytes: Uint8Array, what: string): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value = JSON.parse(text) as CanonicalValue;
    if (canonicalJson(value) === text) return value;
  } catch {
    // No UTF-8, no JSON, no canonical value, or nested so deep that the stack ends: all one to whoever sent it.
  }
  throw malformed(what);
}

function idsOf({ dossierId, rev, deskId, epoch, deskSeq }: PacketIds): PacketIds {
  return { dossierId, rev, deskId, epoch, deskSeq };
}

function lengthOf(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return length;
}

function manifestLength(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length);
}

const hexDigest: Digest = (bytes) => bytesToHex(sha256(bytes));
const malformed = (part: string): FailureError => new FailureError(failure('packet.malformed', { part }));
const tooLarge = (): FailureError => new FailureError(failure('packet.tooLarge', { most: packetCaps.sealed }));
const tooMany = (): FailureError => new FailureError(failure('packet.tooMany', { most: packetCaps.files }));
const hashDiffers = (): FailureError => new FailureError(failure('packet.hashDiffers'));
const otherDossier = (): FailureError => new FailureError(failure('packet.otherDossier'));

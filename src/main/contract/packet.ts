import { z } from 'zod';

/** Name and version of what stands inside a packet. */
export const packetFormat = 'truc-ban packet 1';

/** What a packet may be at most: bytes of the sealed whole, of its list, of its dossier; how many files it may have. */
export const packetCaps = { sealed: 32 * 2 ** 20, manifest: 64 * 2 ** 10, body: 2 ** 20, files: 64 } as const;

/** SHA-256, 64 lower-case hexadecimal digits. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** A desk, by its key: SHA-256 of its SubjectPublicKeyInfo (P-256, DER), hex. Nobody can take another's. */
export const deskIdSchema = sha256Schema;

/** Number of a dossier as it travels: a UUIDv7 in lower case, so that one dossier has one key. */
export const packetDossierIdSchema = z.uuidv7().lowercase();

const count = z.int().min(1);

/** Whose packet this is: revision `rev` of a dossier, the `deskSeq`-th packet (without gaps) of a desk in its epoch. */
export const packetIdsSchema = z
  .strictObject({
    dossierId: packetDossierIdSchema,
    rev: count,
    deskId: deskIdSchema,
    /** Grows when the desk was restored from a backup; `deskSeq` begins at 1 again then. */
    epoch: count,
    deskSeq: count,
  })
  .readonly();
export type PacketIds = z.infer<typeof packetIdsSchema>;

/**
 * All that travels in clear: numbers, sizes and hashes; no name, phone or e-mail. `size` and `sha256` are of the sealed bytes.
 * `sig` is a compact JWS of the desk's key with its payload left out (RFC 7515, appendix F): the canonical text of the others.
 */
export const syncMetadataSchema = z
  .strictObject({
    ...packetIdsSchema.unwrap().shape,
    size: z.int().min(1).max(packetCaps.sealed),
    sha256: sha256Schema,
    sig: z.string().regex(/^[\w-]{1,400}\.\.[\w-]{86}$/),
  })
  .readonly();
export type SyncMetadata = z.infer<typeof syncMetadataSchema>;
export type UnsignedMetadata = Omit<SyncMetadata, 'sig'>;

/** A file of a packet. Each stands there once, however often the dossier names it. */
export const packetFileSchema = z
  .strictObject({
    sha256: sha256Schema,
    size: z.int().min(0).max(packetCaps.sealed),
    mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,60}$/),
  })
  .readonly();
export type PacketFile = z.infer<typeof packetFileSchema>;

/** The list at the head of a packet; files stand in ascending order of their hashes, and so do their bytes behind it. */
export const packetManifestSchema = z
  .strictObject({
    format: z.literal(packetFormat),
    ...packetIdsSchema.unwrap().shape,
    body: z.strictObject({ sha256: sha256Schema, size: z.int().min(2).max(packetCaps.body) }).readonly(),
    files: z.array(packetFileSchema).max(packetCaps.files).readonly(),
  })
  .readonly();
export type PacketManifest = z.infer<typeof packetManifestSchema>;

/** What the dossier calls a file: the record of its capture, what it shows, and which file of the packet that is. */
export const attachmentSchema = z
  .strictObject({ record: z.string().min(1).max(100), name: z.string().min(1).max(60), sha256: sha256Schema })
  .readonly();
export type Attachment = z.infer<typeof attachmentSchema>;

/** The members of a dossier that its way upstream depends on; the others travel as they are. */
export const packetDossierSchema = z
  .looseObject({
    id: packetDossierIdSchema,
    revision: count,
    kind: z.looseObject({ code: z.string().max(100), regime: z.string().max(100) }).readonly(),
    subject: z.looseObject({ number: z.string().regex(/^\d{12}$/), name: z.string().max(200) }).readonly(),
  })
  .readonly();
export type PacketDossier = z.infer<typeof packetDossierSchema>;

/** What a packet says, as canonical JSON (RFC 8785). */
export const packetBodySchema = z
  .strictObject({
    dossier: packetDossierSchema,
    attachments: z
      .array(attachmentSchema)
      .max(4 * packetCaps.files)
      .readonly(),
  })
  .readonly();
export type PacketBody = z.infer<typeof packetBodySchema>;

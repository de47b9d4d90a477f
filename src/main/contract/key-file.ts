import { z } from 'zod';

const bytes = z.base64();

/** How the private key of a holder is kept. */
export const keyGuardSchema = z.discriminatedUnion('by', [
  /** Sealed under a secret of an officer by scrypt (RFC 7914) and AES-256-GCM. */
  z.object({
    by: z.literal('secret'),
    cost: z.number().int(),
    blockSize: z.number().int(),
    parallel: z.number().int(),
    salt: bytes,
    sealed: bytes,
  }),
  /** Sealed by the key store of the operating system. */
  z.object({ by: z.literal('osStore'), store: z.string(), sealed: bytes }),
  /** Not on this machine: the recovery key. */
  z.object({ by: z.literal('elsewhere') }),
  /** Not guarded at all: made-up data only. */
  z.object({ by: z.literal('nothing'), notice: z.string(), privateKey: bytes }),
]);
export type KeyGuard = z.infer<typeof keyGuardSchema>;

/** Someone, or something, that can open the data of a profile: the data key is sealed to their public key (P-256). */
export const keyHolderSchema = z.object({
  id: z.string().min(1),
  guard: keyGuardSchema,
  publicKey: bytes,
  wrapped: bytes,
  /** The data key that is being changed to, while it is. */
  wrappedNext: bytes.nullable(),
});
export type KeyHolder = z.infer<typeof keyHolderSchema>;

/** The key file of a profile. It holds no key that can be read and no name of a person. */
export const keyFileSchema = z.object({
  version: z.literal(1),
  profile: z.enum(['demo', 'training', 'production']),
  profileId: z.string().min(1),
  createdAt: z.string(),
  generation: z.number().int().positive(),
  holders: z.array(keyHolderSchema).min(1),
  /** Earlier data keys, sealed under the present one: backups made before a change still open. */
  retired: z.array(z.object({ generation: z.number().int().positive(), sealed: bytes })),
  /** Made with the data key over all of the above: a holder cannot be added by someone who cannot open the data. */
  mac: bytes,
});
export type KeyFile = z.infer<typeof keyFileSchema>;
export type KeyedProfile = KeyFile['profile'];

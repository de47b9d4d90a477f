import { z } from 'zod';

/** A byte string on the wire: carried as it is, never as text. */
export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes');

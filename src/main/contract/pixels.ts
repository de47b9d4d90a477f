import { z } from 'zod';
import { bytesSchema } from './bytes.ts';

/** Most pixels of one picture that is worked on: a page of A4 at 300 dots per inch and some more. */
export const mostPixels = 24_000_000;

/** A picture as bare values: rows from the top, pixels from the left, no padding; `channels` 1 is grey, 3 is red, green, blue. */
export const pixelsSchema = z
  .object({
    width: z.number().int().min(1).max(10_000),
    height: z.number().int().min(1).max(10_000),
    channels: z.union([z.literal(1), z.literal(3)]),
    bytes: bytesSchema,
  })
  .refine(({ width, height }) => width * height <= mostPixels, 'too many pixels')
  .refine(({ width, height, channels, bytes }) => bytes.length === width * height * channels, 'pixels are missing');
export type Pixels = z.infer<typeof pixelsSchema>;

/** A place in a picture: pixels from its left and upper edge. */
export const pointSchema = z.object({ x: z.number(), y: z.number() });
export type Point = z.infer<typeof pointSchema>;

/** Four corners, from the upper left one clockwise as the thing itself stands. */
export const cornersSchema = z.tuple([pointSchema, pointSchema, pointSchema, pointSchema]);
export type Corners = z.infer<typeof cornersSchema>;

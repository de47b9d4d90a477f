import { z } from 'zod';
import { deskIdSchema, sha256Schema } from './packet.ts';

const nothing = z.void();

/** Where the demo's upstream is: what a desk is told to be bound to it, and its page for people, on this machine alone. */
export const demoUpstreamAddressSchema = z
  .object({
    url: z.string(),
    /** Certificate of its own authority (PEM). */
    authorityPem: z.string(),
    /** The name of the key its receipts are signed with: SHA-256 of the public key, hex. */
    signing: sha256Schema,
    /** What it received, and the forms that decide on it; plain HTTP, because no browser knows its authority. */
    pageUrl: z.string(),
  })
  .readonly();
export type DemoUpstreamAddress = z.infer<typeof demoUpstreamAddressSchema>;

/** What the demo's desk asks of the process its upstream lives in. */
export const demoUpstreamApi = {
  commands: {
    /** Starts it on what it kept in a folder, where it was before if that is free; again, says where it is. */
    'upstream.start': { input: z.object({ folder: z.string() }), output: demoUpstreamAddressSchema },
    /** Lets a desk in that has asked. @throws `enrolment.unknown` */
    'upstream.approve': { input: z.object({ deskId: deskIdSchema }), output: nothing },
    /** Answers at once while the process is alive and its thread is free. */
    'device.ping': { input: nothing, output: nothing },
  },
  events: {},
  frames: {},
} as const;
export type DemoUpstreamApi = typeof demoUpstreamApi;

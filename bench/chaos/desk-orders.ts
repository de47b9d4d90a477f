import type { PublicKeyText } from '#contract/upstream.ts';

/** Desks that do it wrong, which a run must find out: the outbox in two transactions; receipts before they are kept. */
export type Control = 'sound' | 'split' | 'hasty';

/** What the desk of a chaos run is started with. */
export type DeskOrders = {
  readonly folder: string;
  readonly control: Control;
  /** Nothing is taken in any more: what waits is sent, and then it ends. */
  readonly drains: boolean;
  readonly upstream: {
    readonly url: string;
    readonly authorityPem: string;
    readonly sealing: PublicKeyText;
    readonly signing: PublicKeyText;
  };
};

/** The keys of a chaos run's profile, and what it holds in clear: nothing of anybody. */
export const chaosStation = '99999';

import { createRequire } from 'node:module';
import { FailureError, failure } from '#contract/failures.ts';

type Done = (error: unknown) => void;

/** One reader as the `pcsclite` addon gives it: the part of it that this desk uses. */
export type BindingReader = {
  readonly name: string;
  connected: boolean;
  on(event: 'status', listener: (status: { readonly state: number; readonly atr?: Uint8Array }) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  connect(
    options: { readonly share_mode: number; readonly protocol: number },
    done: (error: unknown, protocol?: number) => void,
  ): void;
  disconnect(disposition: number, done: Done): void;
  transmit(
    data: Buffer,
    responseLength: number,
    protocol: number,
    done: (error: unknown, response?: Uint8Array) => void,
  ): void;
  control(
    data: Buffer,
    code: number,
    responseLength: number,
    done: (error: unknown, response?: Uint8Array) => void,
  ): void;
  SCARD_CTL_CODE(code: number): number;
  close(): unknown;
};

/** One context of the PC/SC service; it dies with the service and is never reused. */
export type BindingContext = {
  on(event: 'reader', listener: (reader: BindingReader) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  close(): unknown;
};

/** Opens a context. Throws at once when the PC/SC service does not run. */
export type OpenContext = () => BindingContext;

/** Constants of the PC/SC interface (PC/SC part 5; pcsc-lite `pcsclite.h`). */
export const scard = {
  shareExclusive: 1,
  protocolT0: 1,
  protocolT1: 2,
  leaveCard: 0,
  resetCard: 1,
  unpowerCard: 2,
  stateEmpty: 0x10,
  statePresent: 0x20,
  stateExclusive: 0x80,
  stateInUse: 0x100,
  stateMute: 0x200,
  getFeatureRequest: 3400,
} as const;

/** Loads the addon. @throws FailureError `reader.driver` when it is not built for this runtime */
export function loadPcsclite(): OpenContext {
  try {
    const loaded: unknown = createRequire(import.meta.url)('pcsclite');
    if (typeof loaded === 'function') return loaded as OpenContext;
  } catch (cause) {
    throw new FailureError(failure('reader.driver', { command: 'npm run setup' }), cause);
  }
  throw new FailureError(failure('reader.driver', { command: 'npm run setup' }));
}

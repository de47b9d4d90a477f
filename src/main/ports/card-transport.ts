/** What reader and card can carry in one exchange. */
export type TransportLimits = {
  /** Longest command APDU the reader passes, in bytes (PC/SC FEATURE dwMaxAPDUDataSize), if it says. */
  readonly maxCommand: number | null;
  /** Longest response APDU the reader passes, in bytes, if it says. */
  readonly maxResponse: number | null;
};

/** An exclusive connection to one card: nobody else talks to it until `close`. */
export type CardTransport = {
  readonly atr: Uint8Array;
  readonly limits: TransportLimits;
  /** Sends one command APDU and returns the response APDU. @throws FailureError (`card.*`, `reader.*`) */
  transmit(command: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
  /** Powers the card off and on again: the same connection, all card state lost. @throws FailureError (`card.*`, `reader.*`) */
  reset(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
};

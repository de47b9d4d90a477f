import { type ComposeOptions, compose, type Desk } from '#main/compose.ts';

/** A desk that stays open for several commands, as a window keeps one; while there is none, each command opens its own. */
export type SharedDesk = {
  open(options: ComposeOptions): Promise<void>;
  close(): Promise<void>;
  /** What `runInTerminal` is given to find it. */
  terminal(): { readonly compose?: () => Promise<Desk> };
};

export function sharedDesk(): SharedDesk {
  let shared: Desk | null = null;
  return {
    async open(options) {
      shared = await compose({ ...options, unattended: true });
    },
    async close() {
      await shared?.close();
      shared = null;
    },
    terminal() {
      const desk = shared;
      return desk === null ? {} : { compose: async () => ({ ...desk, close: async () => undefined }) };
    },
  };
}

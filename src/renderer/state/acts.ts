import { useMemo } from 'react';
import type { Settings } from '#contract/desk.ts';
import type { AccessKey } from '#contract/evidence.ts';
import { type Failure, FailureError, failure } from '#contract/failures.ts';
import { useDeskParts } from './desk-context.tsx';
import type { DeskLink } from './desk-link.ts';
import type { OpenDialog, Place, WindowStore } from './window-store.ts';

/** The failure a rejected command stands for; anything else is a bug and says so. */
export function failureOf(error: unknown): Failure {
  return error instanceof FailureError ? error.failure : failure('internal');
}

/** Everything the officer can do from anywhere: one command or one piece of view state each. */
export function createActs({ call, view }: DeskLink, window: WindowStore) {
  let notices = 0;
  const report = (error: unknown) => window.setState({ notice: { id: ++notices, failure: failureOf(error) } });
  const run = async (command: Promise<unknown>): Promise<boolean> => {
    try {
      await command;
      window.setState({ notice: null });
      return true;
    } catch (error) {
      report(error);
      return false;
    }
  };
  const readerWithCard = () => view.getState().desk?.readers.find((reader) => reader.card === 'present');

  return {
    report,
    openReading: (reader: string) => run(call('reading.open', { reader, accessKey: null })),
    /** The same card again, this time by its machine readable zone. */
    openByMrz: (reader: string) => {
      window.setState({ keyWay: { kind: 'mrz', readingId: null } });
      return run(call('reading.open', { reader, accessKey: null }));
    },
    chooseKeyWay: (kind: AccessKey['kind'], readingId: string) => window.setState({ keyWay: { kind, readingId } }),
    giveKey: (accessKey: AccessKey) => run(call('reading.giveKey', { accessKey })),
    cancelReading: () => run(call('reading.cancel')),
    clearReading: () => run(call('reading.clear')),
    /** F1: from elsewhere back to the reading desk; there, the next card: one that lies on a reader is read from the start. */
    newReading: async () => {
      const elsewhere = window.getState().place !== 'reading';
      window.setState({ place: 'reading', dialog: null });
      if (elsewhere) return true;
      const present = readerWithCard();
      if (present) return run(call('reading.open', { reader: present.name, accessKey: null }));
      return run(call('reading.clear'));
    },
    changeSettings: (settings: Partial<Settings>) => run(call('settings.change', settings)),
    putCard: (personId: string) => {
      window.setState({ place: 'reading' });
      return run(call('demo.putCard', { personId, reader: null }));
    },
    takeCard: () => run(call('demo.takeCard', { reader: null })),
    fillKey: (key: AccessKey) => {
      const readingId = view.getState().desk?.reading?.id ?? null;
      window.setState({ place: 'reading', keyDraft: key, keyWay: { kind: key.kind, readingId } });
    },
    reveal: async (readingId: string, reason: string) => {
      const shown = call('reading.reveal', { reason }).then(({ number }) =>
        window.setState({ revealed: { readingId, number }, dialog: null }),
      );
      return run(shown);
    },
    hideNumber: () => window.setState({ revealed: null }),
    show: (dialog: OpenDialog | null) => window.setState({ dialog }),
    go: (place: Place) => window.setState({ place, dialog: null }),
    dismissNotice: () => window.setState({ notice: null }),
  };
}

export type Acts = ReturnType<typeof createActs>;

export function useActs(): Acts {
  const { link, window } = useDeskParts();
  return useMemo(() => createActs(link, window), [link, window]);
}

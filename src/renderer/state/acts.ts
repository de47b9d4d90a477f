import { useMemo } from 'react';
import type { Settings } from '#contract/desk.ts';
import type { AccessKey } from '#contract/evidence.ts';
import { failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import { captureActs } from './capture-acts.ts';
import { useDeskParts } from './desk-context.tsx';
import type { DeskLink } from './desk-link.ts';
import { failureOf } from './failure-of.ts';
import { guardedCall } from './guarded-call.ts';
import { intakeActs } from './intake-acts.ts';
import { mayGo, type Place } from './places.ts';
import { permissionsIn } from './session.ts';
import { shiftActs } from './shift-acts.ts';
import type { OpenDialog, Said, WindowStore } from './window-store.ts';

export { failureOf } from './failure-of.ts';

/** Runs a command: its failure is shown in the window, and what it says is whether it was done. */
type Run = (command: Promise<unknown>) => Promise<boolean>;
type Parts = {
  readonly link: DeskLink;
  readonly window: WindowStore;
  readonly run: Run;
  readonly say: (said: Said) => void;
};

/** Everything the officer can do from anywhere: one command or one piece of view state each. */
export function createActs(link: DeskLink, window: WindowStore) {
  let notices = 0;
  const report = (error: unknown) => window.setState({ notice: { id: ++notices, failure: failureOf(error) } });
  const run: Run = async (command) => {
    try {
      await command;
      window.setState({ notice: null });
      return true;
    } catch (error) {
      report(error);
      return false;
    }
  };
  const say = (said: Said) => window.setState({ notice: { id: ++notices, said } });
  const parts = { link, window, run, say };
  const { go, openPerson } = placeActs(parts, report);
  return {
    report,
    ...readingActs(parts, report),
    ...sessionActs(parts),
    ...captureActs(parts),
    ...demoActs(parts),
    ...intakeActs({ ...parts, go }),
    ...shiftActs(parts),
    go,
    openPerson,
    changeSettings: (settings: Partial<Settings>) => run(link.call('settings.change', settings)),
    show: (dialog: OpenDialog | null) => window.setState({ dialog }),
    dismissNotice: () => window.setState({ notice: null }),
  };
}

function readingActs({ link: { call, view }, window, run, say }: Parts, report: (error: unknown) => void) {
  const readerWithCard = () => view.getState().desk?.readers.find((reader) => reader.card === 'present');
  const mayRead = () => permissionsIn(view.getState().desk?.session ?? { state: 'firstRun' }).includes('card.read');
  /** What lies on the readers is this officer's from now on. */
  const own = () => window.setState({ cardsFromBefore: [] });
  const open = (reader: string) => {
    own();
    return run(call('reading.open', { reader, accessKey: null }));
  };
  /** Takes what a scanner typed; the host opens the card that waits for its key with it. @throws FailureError */
  const takeQr = async (text: string) => {
    const { outcome } = await call('scan.give', { text: text.normalize('NFC').trim() });
    if (outcome === 'keyGiven') own();
    if (outcome === 'compared') say('qrTaken');
  };
  return {
    openReading: open,
    /** The same card again, this time by its machine readable zone. */
    openByMrz: (reader: string) => {
      window.setState({ keyWay: { kind: 'mrz', readingId: null } });
      return open(reader);
    },
    chooseKeyWay: (kind: AccessKey['kind'], readingId: string) => window.setState({ keyWay: { kind, readingId } }),
    giveKey: (accessKey: AccessKey) => run(call('reading.giveKey', { accessKey })),
    cancelReading: () => run(call('reading.cancel')),
    clearReading: () => run(call('reading.clear')),
    /** F1: from elsewhere back to the reading desk; there, the next card: one that lies on a reader is read from the start. */
    newReading: async () => {
      const elsewhere = window.getState().place !== 'reading';
      if (!mayRead()) return run(Promise.reject(failure('session.notPermitted')));
      window.setState({ place: 'reading', dialog: null });
      if (elsewhere) return true;
      const present = readerWithCard();
      if (present) return open(present.name);
      return run(call('reading.clear'));
    },
    fillKey: (key: AccessKey) => {
      own();
      const readingId = view.getState().desk?.reading?.id ?? null;
      window.setState({ place: 'reading', keyDraft: key, keyWay: { kind: key.kind, readingId } });
    },
    reveal: async (readingId: string, purpose: Purpose) => {
      const shown = guardedCall({ call }, window)('reading.reveal', { purpose }).then(({ number }) =>
        window.setState({ revealed: { readingId, number }, dialog: null }),
      );
      return run(shown);
    },
    takeQr,
    /** As a scanner gives it: what is wrong with it is said in the window. */
    giveQr: (text: string) => takeQr(text).catch(report),
    hideNumber: () => window.setState({ revealed: null }),
  };
}

function sessionActs({ link: { call }, window, run, say }: Parts) {
  return {
    lock: () => run(call('session.lock')),
    /** Ends the session, so that another officer can sign in. */
    signOut: () => run(call('session.signOut')),
    backUp: async () => {
      const done = await run(guardedCall({ call }, window)('profile.backup'));
      if (done) say('backedUp');
    },
  };
}

function demoActs({ link: { call }, window, run }: Parts) {
  return {
    putCard: (personId: string) => {
      // Whoever's card it is stands before the software camera too.
      const demoSight = { ...window.getState().demoSight, personId };
      window.setState({ place: 'reading', cardsFromBefore: [], demoSight });
      return run(call('demo.putCard', { personId, reader: null }));
    },
    scanCard: (personId: string) => run(call('demo.scan', { personId })),
    takeCard: () => run(call('demo.takeCard', { reader: null })),
    beOfficer: (officer: string) => run(call('demo.beOfficer', { officer })),
  };
}

function placeActs({ link: { view }, window }: Parts, report: (error: unknown) => void) {
  const may = (place: Place) => {
    const { desk } = view.getState();
    return desk !== null && mayGo(place, permissionsIn(desk.session));
  };
  const go = (place: Place): boolean => {
    const { place: from, personShown } = window.getState();
    // Nobody who was looked up some time ago is served instead of whoever is here now.
    const somebody = place === 'intake' && from !== 'intake' ? { intakeFor: personShown } : {};
    if (may(place)) window.setState({ place, dialog: null, ...somebody });
    else report(failure('session.notPermitted'));
    return may(place);
  };
  return {
    go,
    /** Shows a person of the population cache, by the cache's handle. */
    openPerson: (personId: number) => {
      if (go('lookUp')) window.setState({ personId });
    },
  };
}

export type Acts = ReturnType<typeof createActs>;

export function useActs(): Acts {
  const { link, window } = useDeskParts();
  return useMemo(() => createActs(link, window), [link, window]);
}

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { type ComponentProps, StrictMode, useEffect, useLayoutEffect, useRef } from 'react';
import type { SessionState } from '#contract/officers.ts';
import { type Gate, gateOf, seatOf, shownGate } from '../features/session/gate.ts';
import { GateScreen } from '../features/session/gate-screen.tsx';
import { useLabels } from '../i18n/language.ts';
import { DeskProvider, useDesk, useDeskParts, useDeskView, useWindow } from '../state/desk-context.tsx';
import type { DeskLink } from '../state/desk-link.ts';
import { firstPlace } from '../state/places.ts';
import { permissionsIn, useSession } from '../state/session.ts';
import { freshWindow, type WindowState, type WindowStore } from '../state/window-store.ts';
import styles from './app.module.css';
import { ConnectionBanner } from './connection-banner.tsx';
import { Desk } from './desk.tsx';

export function App({ desk }: { readonly desk: ComponentProps<typeof DeskProvider>['desk'] }) {
  return (
    <StrictMode>
      <CSPProvider disableStyleElements>
        <Tooltip.Provider delay={350}>
          <DeskProvider desk={desk}>
            <Shell />
          </DeskProvider>
        </Tooltip.Provider>
      </CSPProvider>
    </StrictMode>
  );
}

function Shell() {
  const labels = useLabels();
  const known = useDeskView((view) => view.desk !== null);
  const failed = useDeskView((view) => view.connection === 'lost');
  if (known) return <GatedDesk />;
  return (
    <main className={styles.opening}>
      {failed ? <ConnectionBanner /> : <p role="status">{labels.connection.connecting}</p>}
    </main>
  );
}

/** The desk of whoever is signed in; under a lock it stays as it is, and nobody sees or reaches it. */
function GatedDesk() {
  const gate = useShownGate();
  const seat = useTakenSeat();
  const stays = gate === 'open' || gate === 'locked';
  return (
    <>
      {stays && seat !== null && <Desk key={seat} />}
      {gate !== 'open' && <GateScreen gate={gate} />}
    </>
  );
}

function useShownGate(): Gate {
  const now = useDesk(gateOf);
  const before = useRef<Gate | null>(null);
  const shown = shownGate(now, before.current);
  useEffect(() => {
    before.current = shown;
  }, [shown]);
  return shown;
}

/** Where an officer begins, and the purpose that is most likely theirs. */
function beginningOf(session: SessionState): Partial<WindowState> {
  const permissions = permissionsIn(session);
  const code = permissions.includes('citizen.lookUp') ? 'doiChieu' : 'kiemTraNghiepVu';
  const lastOfficer = 'officer' in session ? session.officer.id : null;
  return { lastOfficer, place: firstPlace(permissions), purpose: { code, note: null } };
}

/** The seat the window's own state is for: a new stay at the desk begins with nothing of the one before. */
function useTakenSeat(): string | null {
  const { link, window: store } = useDeskParts();
  const session = useSession();
  const seat = seatOf(session);
  const taken = useWindow((window) => window.seat);
  useLayoutEffect(() => {
    if (session.state !== 'signedIn' || store.getState().seat === seat) return;
    store.getState().proofWanted?.settle(false);
    const readers = link.view.getState().desk?.readers ?? [];
    const cardsFromBefore = readers.filter(({ card }) => card !== 'absent').map(({ name }) => name);
    // Where nobody was before, nobody left a card: what lies there was put there for whoever starts the desk.
    const handedOver = store.getState().seat !== null ? { cardsFromBefore } : {};
    store.setState({ ...freshWindow, ...beginningOf(session), ...handedOver, seat });
  }, [session, seat, store, link]);
  useEffect(() => forgetTakenCards(link, store), [link, store]);
  // Nothing of an officer stays behind them.
  useLayoutEffect(() => {
    const { seat: left, lastOfficer } = store.getState();
    if (session.state !== 'signedOut' || left === null) return;
    store.getState().proofWanted?.settle(false);
    store.setState({ ...freshWindow, seat: left, lastOfficer });
  }, [session, store]);
  return seat === taken ? seat : null;
}

/** A card that was taken off is no longer one from before, whatever is put there next. Returns the way to stop. */
function forgetTakenCards({ view }: DeskLink, store: WindowStore): () => void {
  return view.subscribe(({ desk }) => {
    const { cardsFromBefore } = store.getState();
    const lying = cardsFromBefore.filter((name) =>
      desk?.readers.some((reader) => reader.name === name && reader.card !== 'absent'),
    );
    if (lying.length < cardsFromBefore.length) store.setState({ cardsFromBefore: lying });
  });
}

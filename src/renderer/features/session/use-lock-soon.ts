import { useEffect, useRef, useState } from 'react';
import { useDesk, useWindow } from '../../state/desk-context.tsx';

/** The idle lock is announced this long before it comes. */
const noticeMs = 30_000;

/** Seconds until the desk locks by itself, once it is near; null before. */
export function useLockSoon(): number | null {
  const session = useDesk((desk) => desk.session);
  const demo = useDesk((desk) => desk.profile.kind === 'demo');
  const touchedAt = useWindow((window) => window.touchedAt);
  const heard = useRef({ session, at: Date.now(), limit: 0 });
  const [left, setLeft] = useState<number | null>(null);
  if (heard.current.session !== session) heard.current = { ...heard.current, session, at: Date.now() };
  const lockInMs = session.state === 'signedIn' && !demo ? session.lockInMs : null;
  // The host says how long is left when something changes; the longest it said is what a touch begins anew.
  if (lockInMs !== null) heard.current.limit = Math.max(heard.current.limit, lockInMs);

  useEffect(() => {
    if (lockInMs === null) return setLeft(null);
    const { at, limit } = heard.current;
    const end = touchedAt !== null && touchedAt > at ? touchedAt + limit : at + lockInMs;
    const tick = () => {
      const ms = end - Date.now();
      setLeft(ms > 0 && ms <= noticeMs ? Math.ceil(ms / 1000) : null);
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [lockInMs, touchedAt]);
  return left;
}

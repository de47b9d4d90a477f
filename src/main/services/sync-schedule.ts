import type { Clock } from '#ports/environment.ts';
import type { After } from './sync-steadily.ts';

/** Calls back when something is due, the earliest moment of all that were named. */
export type Alarm = {
  /** Rings at this moment (ms since 1970) or before. */
  by(moment: number): void;
  stop(): void;
};

/** A timer of the platform holds no more than this. */
const longestMs = 2 ** 31 - 1;

export function createAlarm(
  { clock, after }: { readonly clock: Clock; readonly after: After },
  ring: () => void,
): Alarm {
  let due: number | null = null;
  let callOff: () => void = () => undefined;
  const stop = () => {
    callOff();
    due = null;
  };
  return {
    stop,
    by(moment) {
      if (due !== null && due <= moment) return;
      callOff();
      due = moment;
      const wait = Math.min(longestMs, Math.max(0, moment - clock.now().getTime()));
      callOff = after(wait, () => {
        due = null;
        ring();
      });
    },
  };
}

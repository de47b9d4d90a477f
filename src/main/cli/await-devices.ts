import type { DeskDevice } from '#contract/devices.ts';
import type { Desk } from '#main/compose.ts';

/** How long devices may take to start, and how long nothing must have changed for the list to be whole, in milliseconds. */
export type Patience = { readonly startMs: number; readonly quietMs: number };

const usual: Patience = { startMs: 10_000, quietMs: 1000 };

/** Resolves once no device is starting and the list has been the same for a while; at the latest when patience ends. */
export function awaitDevices(
  devices: () => readonly DeskDevice[],
  desk: Pick<Desk, 'onEvent'>,
  { startMs, quietMs }: Patience = usual,
): Promise<void> {
  return new Promise((resolve) => {
    let quiet: NodeJS.Timeout | undefined;
    const end = () => {
      clearTimeout(quiet);
      clearTimeout(late);
      stop();
      resolve();
    };
    const look = () => {
      clearTimeout(quiet);
      if (devices().every(({ condition }) => condition.is !== 'starting')) quiet = setTimeout(end, quietMs);
    };
    const late = setTimeout(end, startMs);
    const stop = desk.onEvent((event, payload) => {
      if (event === 'desk.changed' && 'devices' in payload) look();
    });
    look();
  });
}

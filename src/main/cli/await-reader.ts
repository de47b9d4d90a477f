import type { DeviceLink } from '#workers/device-link.ts';

/** How long a source may take to start, and a reader or card to be noticed once it runs. */
const patience = { startMs: 10_000, noticeMs: 1500 } as const;

/** Resolves with whether `holds` became true within `ms`, looking again after each change. */
function until(devices: readonly DeviceLink[], holds: () => boolean, ms: number): Promise<boolean> {
  if (holds()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (held: boolean) => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      resolve(held);
    };
    const timer = setTimeout(() => end(false), ms);
    const stops = devices.map((device) => device.onChange(() => holds() && end(true)));
  });
}

/** Waits until every source runs or has said why it does not. */
export async function awaitSources(devices: readonly DeviceLink[]): Promise<void> {
  await until(devices, () => devices.every((device) => device.state().state !== 'starting'), patience.startMs);
}

/** Waits until the readers had time to show themselves; resolves earlier once `enough` holds. */
export async function awaitReaders(devices: readonly DeviceLink[], enough: () => boolean): Promise<void> {
  await awaitSources(devices);
  await until(devices, enough, patience.noticeMs);
}

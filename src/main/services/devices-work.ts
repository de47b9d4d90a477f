import type { DeviceCondition } from '#contract/devices.ts';
import type { Failure } from '#contract/failures.ts';
import { createDeviceQueue, type DeviceQueue } from './device-queue.ts';
import type { FoundDevice } from './devices-list.ts';

/** What devices have to do: one queue for each, and what others say they do with it. */
export type DeviceWork = {
  run: <T>(id: string, job: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal) => Promise<T>;
  setBusy(id: string, waiting: number | null): void;
  cancel(id: string, why?: Failure): Promise<void>;
  /** A device that works and has work is busy; every other condition stays what it is. */
  conditionOf(device: FoundDevice): DeviceCondition;
  close(): void;
};

/** Nothing is to be done yet; `changed` is told whenever that changes. */
export function deviceWork(changed: () => void): DeviceWork {
  const queues = new Map<string, DeviceQueue>();
  const busy = new Map<string, number>();
  return {
    run(id, job, signal) {
      const queue = queues.get(id) ?? createDeviceQueue(changed);
      queues.set(id, queue);
      return queue.run(job, signal);
    },
    setBusy(id, waiting) {
      if (waiting === null) busy.delete(id);
      else busy.set(id, waiting);
      changed();
    },
    cancel: async (id, why) => queues.get(id)?.cancel(why),
    conditionOf({ id, condition }) {
      const load = queues.get(id)?.load() ?? { working: false, waiting: 0 };
      const others = busy.get(id);
      if (condition.is !== 'ready' || (!load.working && others === undefined)) return condition;
      return { is: 'busy', waiting: load.waiting + (others ?? 0) };
    },
    close() {
      for (const queue of queues.values()) void queue.cancel();
    },
  };
}

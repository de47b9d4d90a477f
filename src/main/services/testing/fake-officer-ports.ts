import type { AttemptBook, AttemptLedger } from '#ports/attempt-ledger.ts';
import type { Clock, Monotonic } from '#ports/environment.ts';
import type { SecretKeeper } from '#ports/secret-keeper.ts';

/** Time that goes on when a test says so, on both clocks; alarms ring on the way. */
export type TestTime = {
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  after(ms: number, run: () => void): () => void;
  /** Lets `ms` go by. */
  pass(ms: number): void;
  /** Lets the machine sleep: the wall clock goes on, nothing else does. */
  sleep(ms: number): void;
};

type Alarm = { readonly at: number; readonly run: () => void };

export function testTime(start = '2026-11-22T08:00:00.000Z'): TestTime {
  let wall = Date.parse(start);
  let monotonic = 1000;
  const alarms = new Set<Alarm>();
  return {
    clock: { now: () => new Date(wall) },
    monotonic: () => monotonic,
    after(ms, run) {
      const alarm = { at: monotonic + ms, run };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    pass(ms) {
      wall += ms;
      monotonic += ms;
      for (const alarm of [...alarms]) {
        if (alarm.at > monotonic) continue;
        alarms.delete(alarm);
        alarm.run();
      }
    },
    sleep(ms) {
      wall += ms;
    },
  };
}

/** Secrets in memory; gives nobody a second secret silently while `broken`. */
export function fakeSecrets(): SecretKeeper & { broken: boolean; asked: number } {
  const secrets = new Map<string, string>();
  const normal = (secret: string) => secret.normalize('NFKC');
  return {
    broken: false,
    asked: 0,
    async isSecretOf(officer, secret) {
      this.asked += 1;
      return secrets.get(officer) === normal(secret);
    },
    async give(officer, secret) {
      if (this.broken) throw new Error('the key file cannot be written');
      secrets.set(officer, normal(secret));
    },
    async take(officer) {
      secrets.delete(officer);
    },
  };
}

/** A book of attempts in memory, copied on the way in and out. */
export function fakeLedger(book: AttemptBook = { attempts: {}, unlogged: [] }): AttemptLedger {
  let kept = structuredClone(book);
  return {
    load: async () => structuredClone(kept),
    save: async (next) => {
      kept = structuredClone(next);
    },
  };
}

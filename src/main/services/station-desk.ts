import type { AuditRetention } from '#contract/audit.ts';
import type { Station } from '#contract/profile.ts';
import { defaultMonths } from '#domain/audit/retention.ts';
import type { StationStore } from '#ports/profile-store.ts';
import { needSomebody } from './permit.ts';
import type { SessionDesk } from './session-desk.ts';

/** What may be changed of the station; the rest stays. */
export type StationChange = { readonly [name in keyof Station]?: Station[name] | undefined };

/** Where the desk stands and how it keeps its data. */
export type StationDesk = {
  current(): Station;
  retention(): AuditRetention;
  /** @throws FailureError `session.*` */
  get(): Station;
  /** @throws FailureError `session.*`, `storage.*` */
  change(change: StationChange): Promise<void>;
};

export type StationDeskParts = {
  readonly store: StationStore;
  readonly initial: Station;
  readonly session: Pick<SessionDesk, 'permit' | 'present'>;
  readonly changed: (station: Station) => void;
};

/** The station of a desk that nobody has told where it stands. */
export const unknownStation: Station = { name: '', commune: null, publicHall: false, retention: defaultMonths() };

export function openStationDesk({ store, initial, session, changed }: StationDeskParts): StationDesk {
  let station = initial;
  return {
    current: () => station,
    retention: () => station.retention,
    get() {
      needSomebody(session.present());
      return station;
    },
    async change(change) {
      const permit = await session.permit({ permission: 'settings.manage' });
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next: Station = { ...station, ...given };
      const object = { kind: 'desk', masked: Object.keys(given).join(', '), mark: null } as const;
      await store.save(next, [permit.record({ action: 'settings.changed', object })]);
      station = next;
      changed(next);
    },
  };
}

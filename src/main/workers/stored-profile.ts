import type { AuditPlace } from '#domain/audit/record.ts';
import type { AnchorStore, StationStore } from '#ports/profile-store.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

/** What the desk keeps of itself in `desk.db`. `place` is asked when something is written: it rests on the station loaded here. */
export function storedProfile(
  link: Pick<StoreLink<StoreOperations>, 'run'>,
  place: () => AuditPlace,
): { readonly anchors: AnchorStore; readonly station: StationStore } {
  return {
    anchors: {
      load: () => link.run('anchors.load', undefined),
      save: (anchors, records = []) => link.run('anchors.save', { anchors, place: place(), records }),
    },
    station: {
      load: () => link.run('station.load', undefined),
      save: (station, records = []) => link.run('station.save', { station, place: place(), records }),
    },
  };
}

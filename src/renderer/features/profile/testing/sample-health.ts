import type { ProfileHealth, Station } from '#contract/profile.ts';

/** A profile in order, for the window's tests. */
export function sampleHealth(parts: Partial<ProfileHealth> = {}): ProfileHealth {
  const opened = { migratedFrom: 4, migratedTo: 4, wasUnclean: false };
  return {
    place: '/var/lib/truc-ban-mau',
    profileId: 'mau',
    epoch: 1,
    freeBytes: 120 * 1024 ** 3,
    files: [
      { role: 'desk', file: 'desk.db', bytes: 5 * 1024 ** 2, opened, checked: null },
      {
        role: 'registry',
        file: 'registry.db',
        bytes: 160 * 1024 ** 2,
        opened,
        checked: { at: new Date(Date.now() - 3 * 3_600_000).toISOString(), failure: null },
      },
    ],
    backups: [
      { file: 'desk-1.db', madeAt: '2026-11-20T14:00:00Z', generation: 1, bytes: 4_800_000 },
      { file: 'desk-2.db', madeAt: '2026-11-21T14:00:00Z', generation: 1, bytes: 4_900_000 },
    ],
    keyHolders: [
      { by: 'secret', count: 3 },
      { by: 'osStore', count: 1 },
    ],
    keyGeneration: 1,
    slow: [],
    ...parts,
  };
}

export const sampleStation: Station = {
  name: 'Công an phường Mẫu',
  commune: '00008',
  publicHall: false,
  retention: { view: 24, act: 120, security: 60, incident: 240 },
};

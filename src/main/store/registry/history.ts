import type { CitizenChange, CitizenField } from '#contract/citizen.ts';
import type { ReadDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import type { Dictionary } from './dictionary.ts';
import { citizenByNumber } from './read-citizen.ts';

type ChangeRow = {
  readonly field: string;
  readonly before: string;
  readonly before_recording: number;
  readonly recording: number;
};

const changesOf = query<{ citizen: number }, ChangeRow>(
  'change.ofCitizen',
  'SELECT field, before, before_recording, recording FROM change WHERE citizen = :citizen ORDER BY id DESC',
);

/** Every change of a person's record, newest first. What replaced a value is what the next change found, or what stands now. */
export function historyOf(db: ReadDb, number: string, dictionary: Dictionary): readonly CitizenChange[] {
  return db.snapshot(() => {
    const stored = citizenByNumber(db, number, dictionary);
    if (stored === null) return [];
    const after = new Map<string, unknown>(Object.entries(stored.citizen));
    return db.all(changesOf, { citizen: stored.id }).map((row) => {
      const before: unknown = JSON.parse(row.before);
      const change = {
        number: stored.citizen.number,
        field: row.field as CitizenField,
        before,
        beforeProvenance: dictionary.recording(row.before_recording),
        after: after.get(row.field),
        provenance: dictionary.recording(row.recording),
      };
      after.set(row.field, before);
      return change;
    });
  });
}

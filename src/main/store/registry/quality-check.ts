import { type Finding, type RuleId, severities } from '#contract/quality.ts';
import type { RuleContext } from '#domain/citizen/quality/rule.ts';
import { checkRecord, ruleContext, setRules } from '#domain/citizen/quality/rules.ts';
import type { Divisions } from '#domain/citizen/units/divisions.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { packOneOf } from './columns.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { areaOf } from './pack-citizen.ts';
import { citizenByNumber, citizensBetween, type StoredCitizen } from './read-citizen.ts';
import { rememberingDivisions } from './remembering-divisions.ts';
import { groupsOf } from './set-rule-groups.ts';

/** How far a check of the whole cache came. */
export type QualityProgress = { readonly done: number; readonly of: number };

export type QualityOptions = {
  readonly divisions: Divisions;
  /** ISO date the records are judged for. */
  readonly on: string;
  readonly now: () => Date;
  /** What the rules may know beyond the cache: comparisons, biometrics, the upstream's state, settings. */
  readonly known?: Partial<RuleContext>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: QualityProgress) => void;
  /** Awaited between batches, for others who write. */
  readonly pause?: () => Promise<void>;
};

type Span = { readonly from: number; readonly to: number };
type FindingRow = {
  readonly rule: RuleId;
  readonly area: number;
  readonly citizen: number;
  readonly detail: string;
  readonly severity: number;
  readonly field: string | null;
  readonly others: string | null;
};

const setIds = setRules.map(({ id }) => `'${id}'`).join(', ');
const lastId = query<Record<never, never>, { id: number | null }>(
  'citizen.lastId',
  'SELECT max(id) AS id FROM citizen',
);
const dropRecord = query<Span>(
  'finding.dropRecord',
  `DELETE FROM finding WHERE citizen BETWEEN :from AND :to AND rule NOT IN (${setIds})`,
);
const dropRule = query<{ rule: RuleId }>('finding.dropRule', 'DELETE FROM finding WHERE rule = :rule');
const addFinding = query<FindingRow>(
  'finding.add',
  `INSERT INTO finding (rule, area, citizen, detail, severity, field, others)
   VALUES (:rule, :area, :citizen, :detail, :severity, :field, :others) ON CONFLICT DO NOTHING`,
);
const begin = query<{ on: string; at: string }>(
  'qualityRun.begin',
  `INSERT INTO quality_run (only, for_day, began_at, ended_at, reached) VALUES (1, :on, :at, NULL, 0)
   ON CONFLICT (only) DO UPDATE SET for_day = :on, began_at = :at, ended_at = NULL, reached = 0
   WHERE for_day <> :on OR ended_at IS NOT NULL`,
);
const reach = query<{ reached: number }>('qualityRun.reach', 'UPDATE quality_run SET reached = :reached');
const end = query<{ at: string }>('qualityRun.end', 'UPDATE quality_run SET ended_at = :at');

/** The last check of the cache: for which day, when, and whether it is done. */
export type QualityRun = {
  readonly on: string;
  readonly beganAt: string;
  readonly endedAt: string | null;
  readonly reached: number;
};
const readRun = query<Record<never, never>, QualityRun>(
  'qualityRun.read',
  'SELECT for_day AS "on", began_at AS beganAt, ended_at AS endedAt, reached FROM quality_run',
);

/** The last check of the cache, or null before the first. */
export function qualityRun(db: ReadDb): QualityRun | null {
  return db.get(readRun);
}

const batch = 500;

/**
 * Judges everybody in the cache by the rules, in batches that keep no reader waiting and other writers only for a moment.
 * A check that was stopped goes on where it was when it is started again for the same day.
 * @throws FailureError `storage.*`; the reason of `signal` when aborted
 */
export async function checkQuality(db: WriteDb, options: QualityOptions): Promise<QualityRun | null> {
  const checking = checkingOf(db, options);
  db.run(begin, { on: options.on, at: options.now().toISOString() });
  const of = db.get(lastId)?.id ?? 0;
  for (let from = (qualityRun(db)?.reached ?? 0) + 1; from <= of; from += batch) {
    const to = Math.min(of, from + batch - 1);
    await turn(options, { done: to, of });
    db.transaction(() => {
      checkSpan(db, { from, to }, checking);
      db.run(reach, { reached: to });
    });
  }
  for (const { id } of setRules) {
    await turn(options, { done: of, of });
    db.transaction(() => checkSets(db, id, checking));
  }
  db.run(end, { at: options.now().toISOString() });
  return qualityRun(db);
}

/** Judges one record again, by the rules that need no other: after an act changed it. */
export function checkPerson(
  db: WriteDb,
  number: string,
  options: Pick<QualityOptions, 'divisions' | 'on' | 'known'>,
): void {
  const checking = checkingOf(db, options);
  db.transaction(() => {
    const stored = citizenByNumber(db, number, checking.dictionary);
    if (stored !== null) checkSpan(db, { from: stored.id, to: stored.id }, checking);
  });
}

async function turn({ signal, onProgress, pause }: QualityOptions, progress: QualityProgress): Promise<void> {
  signal?.throwIfAborted();
  onProgress?.(progress);
  await pause?.();
}

type Checking = { readonly dictionary: Dictionary; readonly context: RuleContext };

function checkingOf(
  db: ReadDb,
  { divisions, on, known }: Pick<QualityOptions, 'divisions' | 'on' | 'known'>,
): Checking {
  const dictionary = createDictionary(db);
  const person = (number: string) => citizenByNumber(db, number, dictionary)?.citizen ?? null;
  return { dictionary, context: ruleContext(on, rememberingDivisions(divisions), { person, ...known }) };
}

function checkSpan(db: WriteDb, span: Span, { dictionary, context }: Checking): void {
  const people = citizensBetween(db, span, dictionary);
  db.run(dropRecord, span);
  for (const stored of people) for (const finding of checkRecord(stored.citizen, context)) note(db, stored, finding);
}

function checkSets(db: WriteDb, rule: RuleId, { dictionary, context }: Checking): void {
  db.run(dropRule, { rule });
  const check = setRules.find(({ id }) => id === rule);
  if (check === undefined) return;
  for (const ids of groupsOf(db, rule)) {
    const group = ids.flatMap((id) => citizensBetween(db, { from: id, to: id }, dictionary));
    const byNumber = new Map(group.map((stored) => [stored.citizen.number, stored]));
    const citizens = group.map(({ citizen }) => citizen);
    for (const { number, detail, field, severity, others = [] } of check.check(citizens, context)) {
      const stored = byNumber.get(number);
      const finding = { rule, number, detail, field, severity: severity ?? check.severity, others: [...others] };
      if (stored !== undefined) note(db, stored, finding);
    }
  }
}

function note(db: WriteDb, { id, citizen }: StoredCitizen, { rule, detail, severity, field, others }: Finding): void {
  db.run(addFinding, {
    rule,
    area: areaOf(citizen),
    citizen: id,
    detail: detail === '' ? '-' : detail,
    severity: packOneOf(severities, severity),
    field,
    others: others.length === 0 ? null : others.join(' '),
  });
}

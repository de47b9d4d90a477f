import type { Finding } from '#contract/quality.ts';
import type { QualityBoard } from '#contract/quality-board.ts';
import type {
  Area,
  DeltaRun,
  FoundLine,
  ImportFormat,
  ImportRun,
  PersonLine,
  RegistryStats,
  SearchRequest,
  SetAsideReason,
} from '#contract/registry.ts';
import type {
  CardConfirming,
  CardTaking,
  ComparedCard,
  RegistryComparison,
  RegistryPerson,
  RegistrySummary,
  TakingRefusal,
} from '#ports/registry-store.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { applyDeltaFile, applyDeltaLines, type DeltaOptions } from '../registry/delta-file.ts';
import { createDictionary } from '../registry/dictionary.ts';
import { importFile } from '../registry/import-file.ts';
import { importRuns, setAsideReasons } from '../registry/import-run.ts';
import { checkQuality, qualityRun } from '../registry/quality-check.ts';
import { type FindingsAsked, findingsOf, qualityIndicators } from '../registry/quality-figures.ts';
import { rollPage } from '../registry/roll.ts';
import { search } from '../registry/search.ts';
import { registryStats } from '../registry/stats.ts';
import { type OperationContext, reads, writes } from './operation.ts';
import { confirmByCard, takeFromCard } from './registry-acts.ts';
import { formatOf, shownRun, writeSetAside } from './registry-files.ts';
import { areasWithNames, comparisonOf, divisionsOf, namesOfUnits, personOf, summaryOf } from './registry-view.ts';

type OnDay = { readonly on: string };
type RollAsked = { readonly area: string | null; readonly offset: number; readonly limit: number };
type Importing = { readonly path: string; readonly format: ImportFormat | null; readonly by: string };
type ListedRun = ImportRun & { readonly reasons: Readonly<Partial<Record<SetAsideReason, number>>> };
type FoundPeople = { readonly found: readonly FoundLine[]; readonly more: boolean };
type FoundDefect = { readonly person: PersonLine; readonly finding: Finding };

/** The population cache. Numbers are whole in whatever is given here: masking is the services'. */
export const registryOperations = {
  'registry.summary': reads('registry', (db, _: undefined): RegistrySummary => summaryOf(db)),
  'registry.search': reads(
    'registry',
    (db, asked: SearchRequest): FoundPeople => search(db, asked, createDictionary(db)),
  ),
  'registry.person': reads('registry', (db, asked: OnDay & { readonly id: number }): RegistryPerson | null =>
    personOf(db, asked),
  ),
  'registry.areas': reads('registry', (db, _: undefined): readonly Area[] => areasWithNames(db)),
  'registry.roll': reads('registry', (db, asked: RollAsked): readonly PersonLine[] =>
    rollPage(db, asked, createDictionary(db)),
  ),
  'registry.compare': reads(
    'registry',
    (db, asked: OnDay & { readonly card: ComparedCard }): RegistryComparison => comparisonOf(db, asked),
  ),
  /** Makes ready what the first comparison would wait for. */
  'registry.warmUp': reads('registry', (db, _: undefined): void => void divisionsOf(db)),
  'registry.take': writes('registry', (db, taking: CardTaking, { now }): TakingRefusal | null =>
    takeFromCard(db, taking, now()),
  ),
  'registry.confirm': writes('registry', (db, confirming: CardConfirming, { now }): TakingRefusal | null =>
    confirmByCard(db, confirming, now()),
  ),
  /** Tells each batch as a run. */
  'registry.import': writes('registry', async (db, { path, format, by }: Importing, context): Promise<ImportRun> => {
    const { now, signal, progress } = context;
    const found = format ?? (await formatOf(path));
    if (found === 'delta') return applyDeltaNow(db, path, context);
    const run = await importFile(db, {
      ...{ path, by, now, signal, format: found },
      divisions: divisionsOf(db),
      onProgress: (reached) => progress(shownRun(reached)),
    });
    return shownRun(run);
  }),
  'registry.imports': reads('registry', (db, _: undefined): readonly ListedRun[] =>
    importRuns(db).map((run) => ({ ...shownRun(run), reasons: setAsideReasons(db, run.id) })),
  ),
  'registry.exportSetAside': reads('registry', (db, asked: { readonly run: number; readonly folder: string }) =>
    writeSetAside(db, asked),
  ),
  /** Changes of the upstream since the last ones. Tells each batch as a run. */
  'registry.applyDelta': writes(
    'registry',
    (db, { path }: Pick<Importing, 'path'>, context): Promise<DeltaRun> => applyDeltaNow(db, path, context),
  ),
  /** Changes that came over the network. Tells each batch as a run. */
  'registry.applyLines': writes(
    'registry',
    async (db, { lines }: { readonly lines: Uint8Array }, context): Promise<DeltaRun> => {
      const { recording: _, ...run } = await applyDeltaLines(db, lines, deltaOptions(db, context));
      return run;
    },
  ),
  'registry.stats': reads('registry', (db, _: undefined): RegistryStats => {
    const { feeds, ...counted } = registryStats(db);
    return { ...counted, feeds: [...feeds] };
  }),
  'quality.board': reads(
    'registry',
    (db, _: undefined): Pick<QualityBoard, 'run' | 'indicators' | 'areaNames'> => boardOf(db),
  ),
  'quality.findings': reads('registry', (db, asked: FindingsAsked): readonly FoundDefect[] =>
    findingsOf(db, asked, createDictionary(db)),
  ),
  /** Tells how many are judged, of how many. */
  'quality.check': writes(
    'registry',
    async (db, { on, areas }: OnDay & { readonly areas: readonly string[] | null }, context): Promise<void> => {
      const { now, signal, pause, progress } = context;
      const known = areas === null ? {} : { areas: new Set(areas) };
      await checkQuality(db, {
        divisions: divisionsOf(db),
        ...{ on, now, signal, pause, known },
        onProgress: progress,
      });
    },
  ),
} as const;

async function applyDeltaNow(db: WriteDb, path: string, context: OperationContext): Promise<DeltaRun> {
  const { recording: _, ...run } = await applyDeltaFile(db, { path, ...deltaOptions(db, context) });
  return run;
}

function deltaOptions(db: WriteDb, { now, signal, pause, progress }: OperationContext): DeltaOptions {
  const onProgress: DeltaOptions['onProgress'] = (reached) => progress(shownRun(reached));
  return { now, signal, pause, divisions: divisionsOf(db), onProgress };
}

function boardOf(db: ReadDb): Pick<QualityBoard, 'run' | 'indicators' | 'areaNames'> {
  return db.snapshot(() => {
    const run = qualityRun(db);
    const indicators = [...qualityIndicators(db)];
    const codes = indicators.flatMap(({ area }) => (/^\d{5}$/.test(area) ? [area] : []));
    return {
      run: run === null ? null : { on: run.on, beganAt: run.beganAt, endedAt: run.endedAt },
      indicators,
      areaNames: namesOfUnits(db, codes),
    };
  });
}

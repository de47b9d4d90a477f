import type { DeskApi } from '#contract/api.ts';
import type { AuditObject } from '#contract/audit.ts';
import type { DeltaRun, ImportRun } from '#contract/registry.ts';
import type { Handlers } from '#contract/rpc.ts';
import { maskText } from '#domain/citizen/mask-citizen.ts';
import type { RegistryStore } from '#ports/registry-store.ts';
import { refuse } from './office.ts';
import type { Permit } from './permit.ts';
import { admit, needHolder, type RegistryOffice, recorded } from './registry-office.ts';
import { withoutNumbers } from './registry-state.ts';

type Works =
  | 'registry.pickFile'
  | 'registry.import'
  | 'registry.applyDelta'
  | 'registry.stopImport'
  | 'registry.imports'
  | 'registry.exportSetAside'
  | 'registry.rebuild'
  | 'quality.check'
  | 'quality.stopCheck';

/** Long work on the cache, one piece at a time; closing the window does not end it, its stop commands do. */
export type RegistryWork = {
  readonly handlers: Pick<Handlers<DeskApi>, Works>;
  /**
   * Applies changes the upstream sent (a delta, docs/cli.md), by the desk itself. An officer who imports a file shows again who they
   * are, because they answer for where its people are from; here an administrator bound the desk to the upstream, whose authority is
   * pinned, and the record says that nobody sat there. It takes its turn like every long work, and an officer may stop it.
   * @throws FailureError `registry.busy` while another one is under way; as `RegistryStore.applyLines`
   */
  applyFeed(delta: FeedDelta): Promise<DeltaRun>;
  /** Stops what is under way and waits until it has ended. */
  close(): Promise<void>;
};

/** Lines of a delta as they came, and in whose name their record is made. */
export type FeedDelta = Pick<Permit, 'record'> & { readonly lines: string; readonly signal: AbortSignal };

type Kind = 'import' | 'check';
type Under = { readonly kind: Kind; readonly abort: AbortController; readonly done: Promise<unknown> };
type Turn = {
  /** Runs a piece of work. @throws FailureError `registry.busy` while another one is under way */
  run<T>(kind: Kind, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  free(): void;
  stop(kind: Kind | null): Promise<void>;
};

function createTurn(): Turn {
  let under: Under | null = null;
  const free = () => {
    if (under !== null) refuse('registry.busy');
  };
  return {
    free,
    async run(kind, work) {
      free();
      const abort = new AbortController();
      const done = work(abort.signal);
      const mine: Under = { kind, abort, done };
      under = mine;
      try {
        return await done;
      } finally {
        under = null;
      }
    },
    async stop(kind) {
      const last = under;
      if (last === null || (kind !== null && last.kind !== kind)) return;
      last.abort.abort();
      await last.done.catch(() => undefined);
    },
  };
}

/** The long work of a desk. */
export function worksOf(office: RegistryOffice): RegistryWork {
  const { store, pickFile, keeper } = office;
  const turn = createTurn();
  /** Folders files were imported from since the desk was opened, by run. */
  const folders = new Map<number, string>();
  return {
    applyFeed: (delta) => applyFeedNow(office, turn, delta),
    close: () => turn.stop(null),
    handlers: {
      'registry.pickFile': async () => {
        needHolder(office, 'registry.import');
        return pickFile();
      },
      'registry.import': async (file) => {
        const run = await importNow(office, turn, {
          path: file.path,
          work: (by, work) => store.import({ ...file, by }, work),
        });
        folders.set(run.id, folderOf(file.path));
        return withoutNumbers(run);
      },
      'registry.applyDelta': async ({ path }) =>
        withoutNumbers(
          await importNow(office, turn, { path, work: (by, work) => store.applyDelta({ path, by }, work) }),
        ),
      'registry.stopImport': async () => {
        needHolder(office, 'registry.import');
        await turn.stop('import');
      },
      'registry.imports': async () => {
        await admit(office, ['statistics.see', 'quality.see']);
        return (await keeper.using(() => store.imports())).map((run) => withoutNumbers({ ...run }));
      },
      'registry.exportSetAside': ({ run, folder, purpose }) =>
        exportNow(office, { run, folder: folder ?? folders.get(run) ?? office.exportFolder, purpose }),
      'registry.rebuild': () => rebuildNow(office, turn),
      'quality.check': () => checkNow(office, turn),
      'quality.stopCheck': async () => {
        needHolder(office, 'quality.see');
        await turn.stop('check');
      },
    },
  };
}

const fileObject = (name: string): AuditObject => ({ kind: 'import', masked: maskText(name).slice(-200), mark: null });
const begun = { code: 'begun', count: null };
const nameOf = (path: string) => path.replace(/^.*[\\/]/, '');
const folderOf = (path: string) => path.slice(0, path.length - nameOf(path).length) || '.';

type Importing<R> = {
  readonly path: string;
  readonly work: (by: string, work: Parameters<RegistryStore['import']>[1]) => Promise<R>;
};

async function importNow<R extends ImportRun>(
  office: RegistryOffice,
  turn: Turn,
  { path, work }: Importing<R>,
): Promise<R> {
  const { session, keeper } = office;
  const permit = await session.permit({ permission: 'registry.import' });
  return turn.run('import', async (signal) => {
    try {
      return await recorded<R>(office, permit, {
        action: 'registry.imported',
        object: fileObject(nameOf(path)),
        before: begun,
        count: ({ added, changed }) => added + changed,
        work: () => keeper.using(() => work(permit.officer.id, { signal, onProgress: keeper.importing })),
      });
    } finally {
      // Counted first: whoever hears that the import has ended finds the data as they are now.
      await keeper.refresh().catch(() => undefined);
      keeper.importing(null);
    }
  });
}

async function applyFeedNow(office: RegistryOffice, turn: Turn, delta: FeedDelta): Promise<DeltaRun> {
  const { keeper, store } = office;
  const lines = new TextEncoder().encode(delta.lines);
  return turn.run('import', async (stopped) => {
    const signal = AbortSignal.any([stopped, delta.signal]);
    try {
      return await recorded<DeltaRun>(office, delta, {
        action: 'registry.imported',
        object: fileObject('upstream'),
        before: begun,
        count: ({ added, changed }) => added + changed,
        work: () => keeper.using(() => store.applyLines(lines, { signal, onProgress: keeper.importing })),
      });
    } finally {
      await keeper.refresh().catch(() => undefined);
      keeper.importing(null);
    }
  });
}

type Exporting = Parameters<Handlers<DeskApi>['registry.exportSetAside']>[0] & { readonly folder: string };

async function exportNow(office: RegistryOffice, { run, folder, purpose }: Exporting) {
  const { session, store, keeper } = office;
  await session.permit({ permission: 'registry.import' });
  const permit = await session.permit({ permission: 'citizen.lookUp', purpose });
  const { signal } = new AbortController();
  return recorded<{ readonly path: string; readonly lines: number }>(office, permit, {
    action: 'registry.exported',
    object: { kind: 'import', masked: `#${run}`, mark: null },
    before: begun,
    count: ({ lines }) => lines,
    work: async () =>
      (await keeper.using(() => store.exportSetAside({ run, folder }, { signal }))) ?? refuse('registry.unknownImport'),
  });
}

async function rebuildNow(office: RegistryOffice, turn: Turn): Promise<void> {
  const { session, store, keeper } = office;
  const permit = await session.permit({ permission: 'registry.import' });
  turn.free();
  if (keeper.state().state !== 'damaged') refuse('registry.notDamaged');
  await recorded(office, permit, {
    action: 'registry.rebuilt',
    object: fileObject('registry.db'),
    before: begun,
    count: () => 1,
    work: () => store.rebuild(),
  });
  await keeper.rebuilt();
}

async function checkNow(office: RegistryOffice, turn: Turn): Promise<void> {
  const { store, keeper, today, areas } = office;
  await admit(office, ['quality.see']);
  await turn.run('check', async (signal) => {
    try {
      await keeper.using(() => store.check({ on: today(), areas: areas() }, { signal, onProgress: keeper.checking }));
    } finally {
      keeper.checking(null);
    }
  });
}

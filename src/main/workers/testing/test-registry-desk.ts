import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '#contract/officers.ts';
import type { ImportRun, RegistryState } from '#contract/registry.ts';
import type { DivisionTables } from '#domain/citizen/units/divisions.ts';
import { type CardOnDesk, openRegistryDesk, type RegistryDesk } from '#services/registry-desk.ts';
import { createTestOffice, type TestOffice } from '#services/testing/test-office.ts';
import type { ReadDb } from '#store/database/database.ts';
import type { Operation, OperationContext } from '#store/operations/operation.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { storeDivisions } from '#store/registry/stored-divisions.ts';
import { createTestRegistry, type TestRegistry, testNow } from '#store/registry/testing/test-registry.ts';
import type { StoreLink } from '../store-link.ts';
import { storedRegistry } from '../stored-registry.ts';

/** The registry's desk over a real, encrypted file, without threads. */
export type TestRegistryDesk = {
  readonly desk: RegistryDesk;
  readonly office: TestOffice;
  readonly registry: TestRegistry;
  readonly states: readonly RegistryState[];
  /** The card that lies there. */
  card: CardOnDesk | null;
  /** Files the picker gives, one after the other. */
  readonly picked: string[];
  /** Writes lines to a file and imports it. */
  importLines(lines: readonly object[]): Promise<ImportRun>;
  dispose(): Promise<void>;
};

type Run = StoreLink<StoreOperations>['run'];

/** Opens such a desk with an officer of these roles. */
export async function openTestRegistryDesk(
  tables: DivisionTables,
  ...roles: readonly Role[]
): Promise<TestRegistryDesk> {
  const registry = createTestRegistry(tables);
  storeDivisions(registry.db, tables);
  const office = createTestOffice();
  await office.signIn(...roles);
  const states: RegistryState[] = [];
  const reader = registry.reader();
  const opened = { migratedFrom: 0, migratedTo: 1, wasUnclean: false };
  const store = storedRegistry({
    run: runHere(registry, reader),
    opened: { epoch: 1, desk: opened, registry: opened },
    rebuildRegistry: async () => undefined,
  });
  const desk = await openRegistryDesk({
    ...{ store, session: office.session, log: office.log, clock: { now: () => testNow } },
    report: (where, error) => {
      throw new Error(where, { cause: error });
    },
    changed: (state) => states.push(state),
    pickFile: async () => made.picked.shift() ?? null,
    card: () => made.card,
    exportFolder: join(registry.folder, 'exports'),
    areas: () => null,
  });
  const made: TestRegistryDesk = {
    ...{ desk, office, registry, states, card: null, picked: [] },
    async importLines(lines) {
      const path = join(registry.folder, 'people.jsonl');
      writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
      const run = await registry.import(path);
      await desk.refresh();
      return run;
    },
    async dispose() {
      await desk.close();
      reader.close();
      registry.dispose();
    },
  };
  return made;
}

function runHere({ db }: TestRegistry, reader: ReadDb): Run {
  return async (name, input, { signal = new AbortController().signal, onProgress = () => undefined } = {}) => {
    const operation: Operation = operations[name];
    const context: OperationContext = {
      signal,
      now: () => testNow,
      progress: (told) => onProgress(structuredClone(told)),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    };
    const given = structuredClone(input);
    const made = await operation.run((operation.kind === 'write' ? db : reader) as never, given as never, context);
    return structuredClone(made) as never;
  };
}

import type { CodeList } from '#contract/upstream.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import type { DossierChange } from '#ports/dossier-store.ts';
import type { BoundUpstream, DownlinkCursors } from '#ports/upstream-store.ts';
import {
  advanceDownlink,
  bindUpstream,
  boundUpstream,
  downlinkCursors,
  keepCodeLists,
  keptCodeLists,
} from '../upstream/upstream-store.ts';
import { reads, writes } from './operation.ts';

type Binding = {
  readonly upstream: BoundUpstream | null;
  readonly records: readonly AuditDraft[];
  readonly place: AuditPlace;
};
type Advancing = {
  readonly to: Partial<DownlinkCursors>;
  readonly change: DossierChange | null;
  readonly place: AuditPlace;
};

/** What this desk knows of its upstream, and how far it follows it. */
export const upstreamOperations = {
  'upstream.bound': reads('desk', (db, _: undefined) => boundUpstream(db)),
  'upstream.bind': writes('desk', (db, given: Binding): void => bindUpstream(db, given)),
  'downlink.cursors': reads('desk', (db, _: undefined) => downlinkCursors(db)),
  'downlink.advance': writes('desk', (db, given: Advancing): void => advanceDownlink(db, given)),
  'codeLists.kept': reads('desk', (db, _: undefined) => keptCodeLists(db)),
  'codeLists.keep': writes('desk', (db, lists: readonly CodeList[]): void => keepCodeLists(db, lists)),
} as const;

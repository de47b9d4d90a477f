import type { DeskApi } from '#contract/api.ts';
import type { Dossier, DossierLine } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Input, Output } from '#contract/rpc.ts';
import type { QueueItem } from '#contract/sync.ts';
import { localDay } from '#domain/shift/local-time.ts';
import type { OutboxItem, OutboxState } from '#ports/dossier-store.ts';
import { lineOf } from './dossier-line.ts';
import type { QueueDeskParts } from './queue-desk.ts';
import { draftStates } from './queue-figures.ts';

type Parts = Pick<QueueDeskParts, 'store' | 'outbox' | 'keeper' | 'clock' | 'kinds' | 'calendar'>;
type Page = Output<DeskApi, 'queue.list'>;

/** What a list is asked for: how many, and after which one. */
type Asked = { readonly after: string | null; readonly limit: number };

/**
 * A page of a list. `next` is where to go on, null at the end: the place of the last one shown, so that what comes or goes before it
 * neither hides nor doubles anything. @throws FailureError `dossier.unknown` for a place this desk never gave
 */
export function queuePage(parts: Parts, { list, ...asked }: Input<DeskApi, 'queue.list'>): Promise<Page> {
  switch (list) {
    case 'drafts':
      return keptPage(parts, asked, draftStates);
    case 'unsealed':
      return keptPage(parts, asked, ['complete']);
    case 'returned':
    case 'lapsed':
      return keptPage(parts, asked, [list]);
    case 'acknowledged':
      return packetPage(parts, asked, { state: list, newest: true });
    default:
      return packetPage(parts, asked, { state: list, newest: false });
  }
}

/** Dossiers by state, in the order of their life and then of their numbers. A place is a state and a number. */
async function keptPage(parts: Parts, { after, limit }: Asked, states: readonly DossierState[]): Promise<Page> {
  const from = keptPlace(after, states);
  const items: QueueItem[] = [];
  for (let at = from.state; at < states.length; at += 1) {
    const state = states[at] as DossierState;
    const place = at === from.state ? from.dossier : null;
    const found = await parts.store.inState({ state, after: place, limit: limit - items.length + 1 });
    for (const { dossier } of found) {
      if (items.length === limit) return { items, next: placeOf(items, states) };
      items.push(itemOf(parts, dossier, null));
    }
  }
  return { items, next: null };
}

function placeOf(items: readonly QueueItem[], states: readonly DossierState[]): string | null {
  const last = items.at(-1)?.line;
  return last === undefined ? null : `${states.indexOf(last.state)}.${last.id}`;
}

function keptPlace(after: string | null, states: readonly DossierState[]) {
  if (after === null) return { state: 0, dossier: null };
  const [, state, dossier] = /^(\d)\.([0-9a-f-]{36})$/.exec(after) ?? [];
  if (state === undefined || dossier === undefined || Number(state) >= states.length) throw unknownPlace();
  return { state: Number(state), dossier };
}

/** Packets in the order they were queued, or from the newest on. A place is a number of the outbox. */
async function packetPage(
  { store, outbox, ...parts }: Parts,
  { after, limit }: Asked,
  { state, newest }: { readonly state: OutboxState; readonly newest: boolean },
): Promise<Page> {
  if (after !== null && !/^\d{1,15}$/.test(after)) throw unknownPlace();
  const found = newest
    ? await outbox.newest({ state, before: after === null ? null : Number(after), limit: limit + 1 })
    : await outbox.inState({ state, after: Number(after ?? 0), limit: limit + 1 });
  const shown = found.slice(0, limit);
  const items = await Promise.all(
    shown.map(async (item) => {
      const { dossier } = await store.one(item.metadata.dossierId);
      return itemOf({ store, outbox, ...parts }, dossier, item);
    }),
  );
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { items, next: last === undefined ? null : String(last.cursor.id) };
}

const unknownPlace = () => new FailureError(failure('dossier.unknown'));

function itemOf({ keeper, clock, kinds, calendar }: Parts, dossier: Dossier, packet: OutboxItem | null): QueueItem {
  const whole = lineOf(dossier, { kinds, on: localDay(clock.now()), calendar });
  if (packet === null) return { line: whole, packet, failure: keeper.failureOf(dossier.id) };
  const line = lineAt(whole, dossier, packet.metadata.rev);
  const { metadata, queuedAt, attempts, nextAttemptAt } = packet;
  const { deskSeq, epoch, size } = metadata;
  const why = packet.failure === null ? null : failure(packet.failure);
  return { line, packet: { deskSeq, epoch, size, queuedAt, attempts, nextAttemptAt, failure: why }, failure: why };
}

/** The line of an earlier revision: it came back, and what became of the dossier since is said by the later ones. */
function lineAt(line: DossierLine, { revision, history }: Dossier, rev: number): DossierLine {
  if (rev === revision) return line;
  const back = history.filter(({ to }) => to === 'returned').at(rev - revision);
  return back === undefined
    ? { ...line, revision: rev }
    : { ...line, revision: rev, state: back.to, since: back.at, why: back.why };
}

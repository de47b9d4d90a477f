import type { QueueItem, QueueList, SyncState } from '#contract/sync.ts';
import type { FakeHost } from '../../../testing/fake-client.ts';
import { openScreen } from '../../../testing/open-screen.tsx';
import { sampleDesk, sampleSession } from '../../../testing/sample-desk.ts';
import { QueueScreen } from '../queue-screen.tsx';
import { sampleItem } from './sample-queue.ts';

type Lists = Partial<Record<QueueList, readonly QueueItem[]>>;
type Asked = { readonly list: QueueList; readonly after: string | null; readonly limit: number };

/** The queue's screen at a desk whose lists are served a page at a time, as the host does. */
export async function openQueue(
  sync: SyncState,
  lists: Lists = {},
  {
    prepare = () => {},
    session = sampleSession(),
  }: { prepare?: (host: FakeHost) => void; session?: ReturnType<typeof sampleSession> } = {},
) {
  return openScreen(<QueueScreen />, sampleDesk({ sync, session }), (host) => {
    host.answer('queue.list', ({ list, after, limit }: Asked) => {
      const all = lists[list] ?? [];
      const from = Number(after ?? 0);
      return { items: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null };
    });
    host.answer('sync.minute', () => null);
    prepare(host);
  });
}

/** So many dossiers that wait to be sent. */
export const waiting = (count: number): QueueItem[] =>
  Array.from({ length: count }, (_, index) => sampleItem(index + 1));

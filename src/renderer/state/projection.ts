import type { DeskApi } from '#contract/api.ts';
import type { DeskChange, DeskState } from '#contract/desk.ts';
import type { Client } from '#contract/rpc.ts';

/** Puts a change into the projection: `gap` when one or more changes before it were not seen. */
export function applyChange(desk: DeskState, change: DeskChange): DeskState | 'gap' {
  if (change.rev <= desk.rev) return desk;
  if (change.rev > desk.rev + 1) return 'gap';
  const parts = Object.entries(change).filter(([, part]) => part !== undefined);
  return { ...desk, ...Object.fromEntries(parts) };
}

/**
 * Follows the desk: a snapshot, then every change; after a gap a snapshot again. Changes that arrive while a snapshot is
 * on its way are kept and put in after it. A snapshot that fails is the connection's trouble and is not shown here.
 */
export function followDesk(client: Client<DeskApi>, show: (desk: DeskState) => void): void {
  let desk: DeskState | null = null;
  const early: DeskChange[] = [];
  let asking = false;

  const ask = async () => {
    asking = true;
    const snapshot = await client.call('desk.snapshot').catch(() => null);
    asking = false;
    if (!snapshot) return;
    desk = snapshot;
    show(snapshot);
    for (const change of early.splice(0)) take(change);
  };
  const take = (change: DeskChange) => {
    const next = asking || !desk ? 'gap' : applyChange(desk, change);
    if (next !== 'gap') {
      if (next !== desk) show(next);
      desk = next;
      return;
    }
    early.push(change);
    if (!asking) void ask();
  };

  client.on('desk.changed', take);
  void ask();
}

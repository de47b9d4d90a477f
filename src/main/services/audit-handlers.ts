import type { DeskApi } from '#contract/api.ts';
import type { auditApi } from '#contract/audit.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { AuditExports } from '#ports/audit-exports.ts';
import type { AuditDesk } from './audit-desk.ts';
import type { HearEvent } from './desk-events.ts';

export type AuditHandling = {
  readonly audit: AuditDesk;
  readonly exports: AuditExports;
  readonly emit: HearEvent;
};

/** The commands of the log on an open desk. */
export function auditHandlers({
  audit,
  exports,
  emit,
}: AuditHandling): Pick<Handlers<DeskApi>, keyof typeof auditApi.commands> {
  const onProgress = (done: number, total: number) => emit('audit.progressed', { done, total });
  return {
    'audit.page': async (query) => [...(await audit.page(query))],
    'audit.verify': (_, { signal }) => audit.verify({ signal, onProgress }),
    'audit.export': async (wish) => {
      const made = await audit.export(wish);
      const files = await exports.write(made);
      return { ...files, sequence: made.seals.seals.at(-1)?.sequence ?? 0 };
    },
    'audit.retention': () => audit.retention(),
    'audit.purge': ({ approval }, { signal }) => audit.purge(approval, { signal, onProgress }),
  };
}

import type { AuditAction } from '#contract/audit.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { FileHealth, ProfileHealth } from '#contract/profile.ts';
import type { StoredBackup } from '#contract/store.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { BackupSteps, ProfileFiles } from '#ports/profile-files.ts';
import type { OfficersDesk } from './officers-desk.ts';
import type { Permit } from './permit.ts';

/** The profile's files for those who look after them. Every method may throw FailureError `session.*`, `storage.*`. */
export type ProfileDesk = {
  health(): Promise<ProfileHealth>;
  check(role: FileHealth['role']): Promise<FileHealth>;
  backup(onStep: BackupSteps): Promise<StoredBackup>;
  /** @throws FailureError `approval.*`, `backup.*` */
  restore(asked: { readonly file: string; readonly approval: string }): Promise<{ readonly epoch: number }>;
  /** @throws FailureError `approval.*` */
  changeKey(approval: string): Promise<void>;
};

export type ProfileDeskParts = {
  readonly files: ProfileFiles;
  readonly officers: Pick<OfficersDesk, 'session' | 'use'>;
  readonly log: Pick<AuditLog, 'append'>;
  /** Logs where the files are open again, after work that closed them. */
  readonly appendAfter: (records: readonly AuditDraft[]) => Promise<void>;
};

export function openProfileDesk(parts: ProfileDeskParts): ProfileDesk {
  const { files, officers, log, appendAfter } = parts;
  const { session } = officers;
  const looking = () => session.permit({ permission: 'settings.manage' });
  return {
    async health() {
      await looking();
      return files.health();
    },
    async check(role) {
      await looking();
      await files.check(role);
      return files.file(role);
    },
    async backup(onStep) {
      const permit = await session.permit({ permission: 'backup.make' });
      return recorded(() => files.backup(onStep), {
        done: ({ file }) => permit.record({ action: 'backup.made', object: backupObject(file) }),
        failed: (code) => failedRecord(permit, 'backup.made', code),
        append: log.append,
      });
    },
    async restore({ file, approval }) {
      const permit = await session.permit({ permission: 'backup.restore' });
      const backup = files.backups().find((each) => each.file === file);
      if (backup === undefined) throw new FailureError(failure('backup.notFound', { file }));
      const { votes } = await officers.use(approval, 'restore', file);
      const code = votes.map(({ officer }) => officer).join('+');
      const epoch = await recorded(() => files.restore(backup), {
        done: () => permit.record({ action: 'backup.restored', object: backupObject(file), result: { code } }),
        failed: (reason) => failedRecord(permit, 'backup.restored', reason),
        append: appendAfter,
      });
      return { epoch };
    },
    async changeKey(approval) {
      const permit = await session.permit({ permission: 'keys.change' });
      const { votes } = await officers.use(approval, 'keyChange');
      const code = votes.map(({ officer }) => officer).join('+');
      // Before it begins: a change that is stopped half way is finished by the next opening, whoever does that.
      await log.append([permit.record({ action: 'keys.changed', object: deskObject, result: { code } })]);
      await recorded(files.changeKey, {
        done: () => null,
        failed: (reason) => failedRecord(permit, 'keys.changed', reason),
        append: appendAfter,
      });
    },
  };
}

type Recording<T> = {
  readonly done: (result: T) => AuditDraft | null;
  readonly failed: (code: string) => AuditDraft;
  readonly append: (records: readonly AuditDraft[]) => Promise<void>;
};

/** Does what stands outside the database, and logs how it ended. */
async function recorded<T>(act: () => Promise<T>, { done, failed, append }: Recording<T>): Promise<T> {
  let result: T;
  try {
    result = await act();
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : 'internal';
    // A disk that is full for the act is full for its record: the act's own failure is what is told.
    await append([failed(code)]).catch(() => undefined);
    throw error;
  }
  const record = done(result);
  if (record !== null) await append([record]);
  return result;
}

const deskObject = { kind: 'desk', masked: '', mark: null } as const;
const backupObject = (file: string) => ({ kind: 'backup', masked: file.slice(0, 200), mark: null }) as const;

function failedRecord(permit: Permit, action: AuditAction, code: string): AuditDraft {
  return permit.record({ action, result: { outcome: 'failed', code } });
}

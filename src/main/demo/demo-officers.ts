import type { DemoOfficer } from '#contract/desk.ts';
import type { Officer } from '#contract/officers.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { OfficerStore } from '#ports/officer-store.ts';
import type { SecretKeeper } from '#ports/secret-keeper.ts';

/** The secret of everybody in the demo. It guards nothing: the demo's data are made up and their key lies open. */
const demoSecret = 'khong phai bi mat';

/** The made-up officers of the demo. The first one sits at the desk when it opens. */
export const demoOfficers: readonly DemoOfficer[] = [
  { id: 'CB001', name: 'Cán bộ Mẫu Một', roles: ['tiepNhan', 'thuNhan', 'traThe', 'chiHuy'], secret: demoSecret },
  { id: 'QT001', name: 'Quản trị Mẫu', roles: ['quanTri'], secret: demoSecret },
  { id: 'KT001', name: 'Kiểm tra Mẫu', roles: ['kiemTra'], secret: demoSecret },
];

/** Who sits at the demo's desk when it opens. */
export const firstDemoOfficer = 'CB001';

/** Makes the demo's officers where there is nobody yet, all or none. */
export async function seedDemoOfficers(
  store: OfficerStore,
  { now, record }: { readonly now: Date; readonly record: (officer: Officer) => AuditDraft },
): Promise<void> {
  if ((await store.officers()).length > 0) return;
  const made = demoOfficers.map(
    ({ secret: _, ...each }): Officer => ({
      ...each,
      unit: null,
      state: 'active',
      secret: 'own',
      createdAt: now.toISOString(),
      createdBy: 'MẪU',
      revision: 1,
    }),
  );
  await store.write(
    made.map((officer) => ({ kind: 'officer', officer })),
    made.map(record),
  );
}

/** Secrets in the demo: everybody has the demo's, and whoever is given another one has that too until the program ends. */
export function demoSecrets(): SecretKeeper {
  const given = new Map<string, string>();
  return {
    isSecretOf: async (officer, secret) => {
      const normal = secret.normalize('NFKC');
      return normal === demoSecret || given.get(officer) === normal;
    },
    give: async (officer, secret) => void given.set(officer, secret.normalize('NFKC')),
    take: async (officer) => void given.delete(officer),
  };
}

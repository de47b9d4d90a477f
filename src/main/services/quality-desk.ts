import type { DeskApi } from '#contract/api.ts';
import type { Handlers } from '#contract/rpc.ts';
import { maskFinding, maskLine } from '#domain/citizen/mask-citizen.ts';
import { qualityRules, ruleInfo } from '#domain/citizen/quality/rules.ts';
import { admit, type RegistryOffice, shown } from './registry-office.ts';

/** What the last check of all records found: figures for a whole station, people only for a purpose. */
export function qualityOf(office: RegistryOffice): Pick<Handlers<DeskApi>, 'quality.board' | 'quality.findings'> {
  const { session, store, keeper } = office;
  return {
    'quality.board': async () => {
      await admit(office, ['quality.see', 'statistics.see']);
      const board = await keeper.using(() => store.board());
      return { ...board, rules: qualityRules.map(ruleInfo) };
    },
    'quality.findings': async ({ purpose, ...asked }) => {
      const permit = await session.permit({ permission: 'quality.see', purpose });
      const defects = await shown(office, permit, {
        action: 'quality.seen',
        read: () => store.findings(asked),
        personOf: () => null,
        count: ({ length }) => length,
      });
      return defects.map(({ person, finding }) => ({ person: maskLine(person), finding: maskFinding(finding) }));
    },
  };
}

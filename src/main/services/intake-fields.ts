import type { DeskApi } from '#contract/api.ts';
import type { Handlers, Input } from '#contract/rpc.ts';
import { chooseSource, enterField } from '#domain/dossier/fields.ts';
import { identifyByPapers, setExemption, setGuardian, setReason } from '#domain/dossier/people.ts';
import { moveTo } from '#domain/dossier/steps.ts';
import { acting, change, keepOne } from './intake-acting.ts';
import type { IntakeCore } from './intake-core.ts';
import { caseOf, must, type Seat } from './intake-seat.ts';

type Command =
  | 'intake.enter'
  | 'intake.choose'
  | 'intake.focus'
  | 'intake.papersSeen'
  | 'intake.guardian'
  | 'intake.reason'
  | 'intake.exemption';

/** What the officer writes into a dossier. */
export function fieldActs(core: IntakeCore): Pick<Handlers<DeskApi>, Command> {
  const on = (dossier: string, anew = false) => ({ dossier, anew, permission: 'dossier.receive' }) as const;
  return {
    'intake.enter': ({ dossier: id, ...entry }) =>
      change(core, on(id), ({ dossier, kind }, { stamp }) => enterField(dossier, kind, { ...entry, ...stamp })),
    'intake.choose': ({ dossier: id, ...choice }) =>
      change(core, on(id), (whole, { stamp }) => chooseSource(whole, { ...choice, ...stamp })),
    'intake.focus': ({ dossier: id, field }) => change(core, on(id), ({ dossier }) => moveTo(dossier, field)),
    'intake.papersSeen': ({ dossier: id }) =>
      change(core, on(id, true), ({ dossier }, { stamp }) => identifyByPapers(dossier, stamp)),
    'intake.guardian': (asked) => bring(core, asked),
    'intake.reason': ({ dossier: id, reason }) =>
      change(core, on(id), ({ dossier, kind }) => setReason(dossier, kind, reason)),
    'intake.exemption': ({ dossier: id, exemption }) =>
      change(core, on(id), ({ dossier, kind }) => setExemption(dossier, kind, exemption)),
  };
}

/** Who came along: whether they may act is judged by what the cache has of them. */
function bring(core: IntakeCore, { dossier: id, guardian }: Input<DeskApi, 'intake.guardian'>): Promise<void> {
  return acting(core, { dossier: id, permission: 'dossier.receive', anew: true }, async ({ seat, whole, leave }) => {
    const { stamp } = leave;
    if (guardian === null) return keepOne(core, { seat, whole, leave }, must(setGuardian(whole.dossier, null)));
    const { number } = guardian;
    const record = await core.parts.people.byNumber(number);
    const birth = guardian.birth ?? record?.birth?.iso ?? null;
    const brought = must(setGuardian(whole.dossier, { ...guardian, birth, ...stamp }));
    const known = { ...seat.known, guardians: new Map([...seat.known.guardians, [number, record]]) };
    const knowing: Seat = { ...seat, known };
    return keepOne(core, { seat: knowing, whole: caseOf(core.parts, knowing, id), leave }, brought);
  });
}

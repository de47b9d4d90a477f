import type { DeskApi } from '#contract/api.ts';
import type { PersonView } from '#contract/registry.ts';
import type { Handlers } from '#contract/rpc.ts';
import { maskChange, maskCitizen, maskFinding, maskLine } from '#domain/citizen/mask-citizen.ts';
import type { RegistryPerson } from '#ports/registry-store.ts';
import { admit, type RegistryOffice, shown } from './registry-office.ts';

type LookUps =
  | 'registry.search'
  | 'registry.person'
  | 'registry.reveal'
  | 'registry.areas'
  | 'registry.roll'
  | 'registry.stats';

/** Finding and seeing people. What is typed into a search is never logged. */
export function lookUpsOf(office: RegistryOffice): Pick<Handlers<DeskApi>, LookUps> {
  const { session, store } = office;
  const looking = (purpose: Parameters<typeof session.permit>[0]['purpose']) =>
    session.permit({ permission: 'citizen.lookUp', purpose: purpose ?? null });
  return {
    'registry.search': async ({ purpose, ...asked }) => {
      const { found, more } = await shown(office, await looking(purpose), {
        action: 'citizen.searched',
        read: () => store.search(asked),
        personOf: ({ found: [first, second] }) => (second === undefined ? (first?.number ?? null) : null),
        count: ({ found: { length } }) => length,
      });
      return { found: found.map(maskLine), more };
    },
    'registry.person': async ({ id, purpose }) => {
      const permit = await looking(purpose);
      const person = await shown(office, permit, { action: 'citizen.lookedUp', ...onePerson(office, id) });
      return person === null ? null : viewOf(person);
    },
    'registry.reveal': async ({ id, purpose }) => {
      const permit = await session.permit({ permission: 'citizen.reveal', purpose });
      const person = await shown(office, permit, { action: 'citizen.revealed', ...onePerson(office, id) });
      const { number = '', oldNumbers = [], contact } = person?.citizen ?? {};
      return { number, oldNumbers: [...oldNumbers], phones: [...(contact?.phones ?? [])] };
    },
    'registry.areas': async () => {
      await admit(office, ['citizen.lookUp', 'statistics.see']);
      return [...(await office.keeper.using(() => store.areas()))];
    },
    'registry.roll': async ({ purpose, ...asked }) => {
      const lines = await shown(office, await looking(purpose), {
        action: 'citizen.searched',
        read: () => store.roll(asked),
        personOf: () => null,
        count: ({ length }) => length,
      });
      return lines.map(maskLine);
    },
    'registry.stats': async () => {
      await admit(office, ['statistics.see', 'quality.see']);
      return office.keeper.using(() => store.stats());
    },
  };
}

function onePerson({ store, today }: RegistryOffice, id: number) {
  return {
    read: () => store.person(id, today()),
    personOf: (person: RegistryPerson | null) => person?.citizen.number ?? null,
    count: (person: RegistryPerson | null) => (person === null ? 0 : 1),
  };
}

/** A person as the desk shows one: every number is masked. */
export function viewOf({
  id,
  citizen,
  history,
  findings,
  standing,
  lookalikes,
  unitNames,
}: RegistryPerson): PersonView {
  return {
    id,
    citizen: maskCitizen(citizen),
    history: history.map(maskChange),
    findings: findings.map(maskFinding),
    standing,
    lookalikes: lookalikes.map(maskLine),
    unitNames,
  };
}

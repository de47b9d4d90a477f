import type { DeskApi } from '#contract/api.ts';
import type { Citizen } from '#contract/citizen.ts';
import type { FieldComparison } from '#contract/comparison.ts';
import type { Reading } from '#contract/desk.ts';
import type { DeskDevice } from '#contract/devices.ts';
import type { DossierKind } from '#contract/dossier-kind.ts';
import { FailureError } from '#contract/failures.ts';
import type { Holder } from '#contract/holder.ts';
import {
  closedIntake,
  type IntakeDossier,
  type IntakeSitting,
  type IntakeState,
  intakeApi,
  intakeStateSchema,
} from '#contract/intake.ts';
import type { Role } from '#contract/officers.ts';
import type { Input, Output } from '#contract/rpc.ts';
import type { Verdict } from '#contract/verdict.ts';
import { toHex } from '#domain/bytes.ts';
import { hash } from '#domain/crypto/hash.ts';
import { createDossierIds } from '#domain/dossier/dossier-ids.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { sampleHolder } from '#domain/dossier/testing/sample-dossiers.ts';
import { workCalendar } from '#domain/dossier/working-days.ts';
import { sampleOfficer } from '#domain/testing/sample-officers.ts';
import { type IntakeDesk, openIntakeDesk } from '../intake-desk.ts';
import type { CardOnDesk } from '../registry-desk.ts';
import { captureTrial, picture, purpose, settled } from './capture-trial.ts';
import { FakeDossiers } from './fake-dossiers.ts';

type Command = keyof typeof intakeApi.commands;
type Arguments<C extends Command> = undefined extends Input<DeskApi, C> ? [] : [Input<DeskApi, C>];
const context = { signal: new AbortController().signal };

const camera: DeskDevice = {
  ...{ id: 'camera-1', kind: 'camera', name: 'Máy ảnh thử', simulated: true, via: 'window' },
  ...{ condition: { is: 'ready' }, chosen: true },
};
const markOf = (number: string) => toHex(hash('SHA-256', new TextEncoder().encode(number))).slice(0, 32);

/** An intake with a desk of captures beside it, a shift that is open, and a cache the test answers for. */
export type IntakeTrial = Awaited<ReturnType<typeof intakeTrial>>;

/** How a card is put down: what its chip says otherwise than the record, and what was found about it. */
export type Put = {
  readonly holder?: Partial<Holder>;
  readonly verdict?: Verdict['verdict'];
  readonly compared?: readonly Pick<FieldComparison, 'level' | 'meaning'>[];
};

export async function intakeTrial(kinds: readonly DossierKind[] = dossierKinds) {
  const captures = await captureTrial();
  const { office } = captures;
  const dossiers = new FakeDossiers(markOf, (record) => captures.store.kept.has(record));
  const citizens = new Map<string, Citizen>();
  const states: IntakeState[] = [];
  const reports: unknown[] = [];
  const desk: { card: CardOnDesk | null; reading: Reading | null; devices: readonly DeskDevice[]; random: number } = {
    ...{ card: null, reading: null, devices: [camera], random: 0 },
  };
  const byNumber = async (number: string) =>
    citizens.get(number) ?? [...citizens.values()].find((each) => each.cancelledNumbers.includes(number)) ?? null;
  const intake: IntakeDesk = openIntakeDesk({
    ...{ dossiers, kinds, keeper: dossiers.keeper, captures: captures.desk, clock: office.time.clock },
    session: office.session,
    log: { object: async (kind, number) => ({ ...(await office.log.object(kind, number)), mark: markOf(number) }) },
    people: { byNumber, byHandle: async (person) => [...citizens.values()][person] ?? null },
    card: () => desk.card,
    reading: () => desk.reading,
    devices: () => desk.devices,
    calendar: workCalendar(),
    ids: createDossierIds({ clock: office.time.clock, random: (length) => new Uint8Array(length).fill(desk.random++) }),
    changed: (state) => states.push(structuredClone(state)),
    report: (_, error) => {
      reports.push(error);
      return 'abc123';
    },
  });
  const now = () => intakeStateSchema.parse(states.at(-1) ?? closedIntake);
  const sitting = (): IntakeSitting => now().sitting ?? never('nobody sits here');
  const current = (): IntakeDossier => {
    const { dossiers: all, current: id } = sitting();
    return all.find((dossier) => dossier.id === id) ?? never('no dossier');
  };
  const call = async <C extends Command>(command: C, ...[input]: Arguments<C>): Promise<Output<DeskApi, C>> => {
    const given = intakeApi.commands[command].input.parse(input);
    const output = await intake.handlers[command](given as never, context);
    return intakeApi.commands[command].output.parse(output) as Output<DeskApi, C>;
  };
  return {
    ...{ captures, office, dossiers, citizens, states, reports, desk, intake, now, sitting, current, call },
    /** Somebody signs in, and the desk is told. */
    async signIn(...roles: readonly Role[]): Promise<void> {
      await office.session.begin(sampleOfficer('CB001', roles));
      intake.sessionChanged(office.session.state());
      await settled();
    },
    async signOut(): Promise<void> {
      await captures.signOut();
      intake.sessionChanged(office.session.state());
    },
    /** A card is read to its end; null clears the desk. */
    async put(citizen: Citizen | null, { holder = {}, verdict = 'genuine', compared = [] }: Put = {}): Promise<void> {
      if (citizen === null) {
        [desk.card, desk.reading] = [null, null];
        await captures.put(null);
      } else {
        const read = sampleHolder(citizen, holder);
        const id = `reading ${states.length} ${citizen.number}`;
        desk.card = {
          holder: read,
          mrz: null,
          qr: null,
          genuine: verdict === 'genuine',
          compareAgain: () => undefined,
        };
        const comparison = { state: 'done', comparison: { fields: compared } } as Reading['comparison'];
        desk.reading = { id, phase: 'finished', verdict: { verdict }, comparison } as Reading;
        await captures.put(read.number?.value ?? '', id, { verdict });
      }
      intake.readingChanged(desk.reading);
      await settled();
    },
    /** A portrait is taken and said yes to; gives its record. */
    async portrait(): Promise<string> {
      const wanted = { is: 'portrait' } as const;
      const { task } = await captures.call('capture.begin', { wanted, camera: 'camera-1', purpose });
      await captures.call('capture.shoot', { task, seq: 1, pixels: picture(9, 9), manual: null });
      return (await captures.call('capture.accept', { task })).id;
    },
    async signature(): Promise<string> {
      const stroke = Array.from({ length: 30 }, (_, step) => {
        return { x: 20 + step * 9, y: 40 + (step % 7) * 5, t: step * 20, pressure: 0.5 };
      });
      const signature = { width: 400, height: 120, strokes: [stroke] };
      return (await captures.call('capture.signature', { signature, device: 'pad', purpose })).id;
    },
    /** Acts of the log about dossiers. */
    acts: () =>
      dossiers.acts.flatMap(({ records }) =>
        records.map(({ action, result }) => `${action} ${result.code ?? ''}`.trim()),
      ),
  };
}

/** A command that is expected to be refused: the failure's code, and what `dossier.refused` names. */
export async function refusal(command: Promise<unknown>): Promise<string | null> {
  try {
    await command;
    return null;
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const { code, params } = error.failure;
    return [code, params.fault, params.about].filter((part) => part !== undefined).join(' ');
  }
}

function never(what: string): never {
  throw new Error(what);
}

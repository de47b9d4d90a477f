import type { DemoOfficer, DemoPerson, DeskState } from '#contract/desk.ts';
import type { Permission } from '#contract/officers.ts';
import { folded } from '../../i18n/format.ts';
import type { Labels } from '../../i18n/vi.ts';
import type { Acts } from '../../state/acts.ts';
import { mayGo, type Place } from '../../state/places.ts';
import { permissionsIn } from '../../state/session.ts';

/** One act of the palette; `run` closes the palette by itself or opens something in its place. */
export type PaletteAct = {
  readonly id: string;
  readonly name: string;
  readonly shortcut: string | null;
  /** Why the officer may not do it; null: they may. */
  readonly refused: string | null;
  readonly run: () => void;
};

type Wanted = {
  readonly desk: DeskState;
  readonly people: readonly DemoPerson[];
  readonly officers: readonly DemoOfficer[];
  readonly acts: Acts;
  readonly labels: Labels;
};

/** Every act that is possible now; what the officer's role does not allow says so. */
export function paletteActs(wanted: Wanted): readonly PaletteAct[] {
  return [
    ...readingActs(wanted),
    ...placeActs(wanted),
    ...sessionActs(wanted),
    ...machineActs(wanted),
    ...demoActs(wanted),
  ];
}

type Making = { readonly shortcut?: string; readonly allowed?: boolean };

/** Makes acts that put the palette away first. */
function maker({ acts, labels }: Wanted) {
  return (id: string, name: string, run: () => unknown, { shortcut, allowed = true }: Making = {}): PaletteAct => ({
    id,
    name,
    shortcut: shortcut ?? null,
    refused: allowed ? null : labels.palette.refused,
    run: () => {
      if (!allowed) return;
      acts.show(null);
      void run();
    },
  });
}

const only = (possible: boolean, act: PaletteAct) => (possible ? [act] : []);
const may = ({ desk }: Wanted, permission: Permission) => permissionsIn(desk.session).includes(permission);

function readingActs(wanted: Wanted): readonly PaletteAct[] {
  const { desk, acts, labels } = wanted;
  const names = labels.palette.acts;
  const { reading } = desk;
  const act = maker(wanted);
  const allowed = may(wanted, 'card.read');
  return [
    act('newReading', names.newReading, acts.newReading, { shortcut: 'F1', allowed }),
    ...only(reading?.phase === 'reading', act('cancel', names.cancel, acts.cancelReading, { shortcut: 'Esc' })),
    ...only(reading !== null, act('clear', names.clear, acts.clearReading)),
    ...only(
      (reading?.files.length ?? 0) > 0,
      act('files', names.files, () => acts.show('files')),
    ),
    ...only(
      Boolean(reading?.holder?.number),
      act('reveal', names.reveal, () => acts.show('reveal'), { allowed: may(wanted, 'citizen.reveal') }),
    ),
    ...only(
      reading !== null,
      act('qr', names.qr, () => acts.show('qr'), { allowed }),
    ),
    ...desk.readers
      .filter(({ card }) => card === 'present')
      .map(({ name }) => act(`read:${name}`, names.read(name), () => acts.openReading(name), { allowed })),
  ];
}

const placeKeys: Partial<Record<Place, string>> = {
  intake: 'F2',
  lookUp: 'F4',
  queue: 'F5',
  shift: 'F6',
  quality: 'F7',
};
const palettePlaces = [
  'intake',
  'lookUp',
  'queue',
  'shift',
  'quality',
  'reading',
  'officers',
  'audit',
  'registry',
  'profile',
  'trust',
  'upstream',
] as const;

function placeActs(wanted: Wanted): readonly PaletteAct[] {
  const { desk, acts, labels } = wanted;
  const act = maker(wanted);
  const permissions = permissionsIn(desk.session);
  return palettePlaces.map((place) => {
    const shortcut = placeKeys[place];
    const making = { allowed: mayGo(place, permissions), ...(shortcut && { shortcut }) };
    return act(place, labels.palette.places[place], () => acts.go(place), making);
  });
}

function sessionActs(wanted: Wanted): readonly PaletteAct[] {
  const { acts, labels } = wanted;
  const names = labels.palette.acts;
  const act = maker(wanted);
  return [
    act('lock', names.lock, acts.lock, { shortcut: 'F12' }),
    act('signOut', names.signOut, acts.signOut),
    act('ownSecret', names.ownSecret, () => acts.show('newSecret')),
    act('backUp', names.backUp, acts.backUp, { allowed: may(wanted, 'backup.make') }),
  ];
}

function machineActs(wanted: Wanted): readonly PaletteAct[] {
  const { acts, labels } = wanted;
  const names = labels.palette.acts;
  const act = maker(wanted);
  return [
    act('devices', names.devices, () => acts.show('devices')),
    act('doctor', names.doctor, () => acts.show('doctor')),
    act('settings', names.settings, () => acts.show('settings')),
    ...(['light', 'dark', 'system'] as const).map((theme) =>
      act(theme, names[theme], () => acts.changeSettings({ theme })),
    ),
    ...(['vi', 'en'] as const).map((language) =>
      act(language, names[language], () => acts.changeSettings({ language })),
    ),
  ];
}

function demoActs(wanted: Wanted): readonly PaletteAct[] {
  const { desk, people, officers, acts, labels } = wanted;
  const names = labels.palette.acts;
  const act = maker(wanted);
  const here = 'officer' in desk.session ? desk.session.officer.id : null;
  return [
    ...only(people.length > 0, act('take', names.take, acts.takeCard)),
    ...people
      .filter(({ hasCard }) => hasCard)
      .map(({ id, name }) => act(`put:${id}`, names.put(name), () => acts.putCard(id))),
    ...officers
      .filter(({ id }) => id !== here)
      .map(({ id, name }) => act(`be:${id}`, names.be(id, name), () => acts.beOfficer(id))),
  ];
}

/** Acts whose name holds every typed word, marks and case apart. */
export function filterActs(acts: readonly PaletteAct[], typed: string): readonly PaletteAct[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return acts.filter(({ name }) => words.every((word) => folded(name).includes(word)));
}

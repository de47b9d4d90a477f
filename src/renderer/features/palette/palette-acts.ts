import type { DemoPerson, DeskState } from '#contract/desk.ts';
import { folded } from '../../i18n/format.ts';
import type { Labels } from '../../i18n/vi.ts';
import type { Acts } from '../../state/acts.ts';

/** One act of the palette; `run` closes the palette by itself or opens something in its place. */
export type PaletteAct = {
  readonly id: string;
  readonly name: string;
  readonly shortcut: string | null;
  readonly run: () => void;
};

type Wanted = {
  readonly desk: DeskState;
  readonly people: readonly DemoPerson[];
  readonly acts: Acts;
  readonly labels: Labels;
};

/** Every act that is possible now. */
export function paletteActs({ desk, people, acts, labels }: Wanted): readonly PaletteAct[] {
  const names = labels.palette.acts;
  const { reading } = desk;
  const act = (id: string, name: string, run: () => unknown, shortcut: string | null = null): PaletteAct => ({
    id,
    name,
    shortcut,
    run: () => {
      acts.show(null);
      void run();
    },
  });
  const only = (possible: boolean, candidate: PaletteAct) => (possible ? [candidate] : []);
  return [
    act('newReading', names.newReading, acts.newReading, 'F1'),
    ...only(reading?.phase === 'reading', act('cancel', names.cancel, acts.cancelReading, 'Esc')),
    ...only(reading !== null, act('clear', names.clear, acts.clearReading)),
    ...only(
      (reading?.files.length ?? 0) > 0,
      act('files', names.files, () => acts.show('files')),
    ),
    ...only(
      Boolean(reading?.holder?.number),
      act('reveal', names.reveal, () => acts.show('reveal')),
    ),
    ...desk.readers
      .filter(({ card }) => card === 'present')
      .map(({ name }) => act(`read:${name}`, names.read(name), () => acts.openReading(name))),
    act('trust', names.trust, () => acts.go('trust')),
    act('reading', names.reading, () => acts.go('reading')),
    act('doctor', names.doctor, () => acts.show('doctor')),
    act('settings', names.settings, () => acts.show('settings')),
    ...(['light', 'dark', 'system'] as const).map((theme) =>
      act(theme, names[theme], () => acts.changeSettings({ theme })),
    ),
    ...(['vi', 'en'] as const).map((language) =>
      act(language, names[language], () => acts.changeSettings({ language })),
    ),
    ...only(people.length > 0, act('take', names.take, acts.takeCard)),
    ...people
      .filter(({ hasCard }) => hasCard)
      .map(({ id, name }) => act(`put:${id}`, names.put(name), () => acts.putCard(id))),
  ];
}

/** Acts whose name holds every typed word, marks and case apart. */
export function filterActs(acts: readonly PaletteAct[], typed: string): readonly PaletteAct[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return acts.filter(({ name }) => words.every((word) => folded(name).includes(word)));
}

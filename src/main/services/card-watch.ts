import type { ReaderState } from '#contract/readers.ts';
import type { CardDevice } from '#ports/card-device.ts';

/** What happens on the readers, as a desk cares about it. */
export type CardEvents = {
  /** A readable card lies where none was before. */
  arrived(device: CardDevice, reader: ReaderState): void;
  /** The card was taken off. */
  left(reader: string): void;
  /** The reader itself went away; a card on it is taken to be there still until it comes back without one. */
  vanished(reader: string): void;
};

/** Turns changes of state into events; cards that lie there already arrive at once. Returns the way to stop. */
export function watchCards(devices: readonly CardDevice[], events: CardEvents): () => void {
  const stops = devices.map((device) => {
    let seen = new Map<string, ReaderState['card']>();
    const away = new Map<string, ReaderState['card']>();
    const look = () => {
      const before = seen;
      seen = new Map(device.readers().map(({ name, card }) => [name, card]));
      for (const [name, card] of before) {
        if (seen.has(name)) continue;
        away.set(name, card);
        events.vanished(name);
      }
      for (const reader of device.readers()) {
        const was = before.get(reader.name) ?? away.get(reader.name) ?? 'absent';
        away.delete(reader.name);
        if (reader.card === 'absent' && was !== 'absent') events.left(reader.name);
        if (reader.card === 'present' && was !== 'present') events.arrived(device, reader);
      }
    };
    look();
    return device.onChange(look);
  });
  return () => {
    for (const stop of stops) stop();
  };
}

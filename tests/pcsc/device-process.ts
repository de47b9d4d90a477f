import type { AccessKey, Evidence, FileName } from '#contract/evidence.ts';
import { cardholder } from '#fixtures/people/people.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import type { Behaviour } from '#fixtures/virtual-card/behaviour.ts';
import { createCard, type VirtualCard } from '#fixtures/virtual-card/card.ts';
import { personalise } from '#fixtures/virtual-card/personalise.ts';
import { type DeviceLink, linkDevice } from '#workers/device-link.ts';
import { forkProcess } from '#workers/process-port.ts';

const pki = testPki();

/** The card of a fictitious person. */
export function cardOf(id: string, behaviour: Behaviour = {}): VirtualCard {
  return createCard(personalise(cardholder(id), { pki }), behaviour);
}

/** The device process of the product, kept alive as the product does it. */
export function startDevice(): DeviceLink {
  return linkDevice({
    id: 'pcsc',
    spawn: () => forkProcess('pcsc-device'),
    backOff: { firstMs: 100, mostMs: 1000 },
    silenceMs: 4000,
  });
}

/** Resolves once `holds`, looked at after each change of the device. */
export function until(device: DeviceLink, holds: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!holds()) return;
      clearTimeout(late);
      stop();
      resolve();
    };
    const late = setTimeout(() => {
      stop();
      const seen = JSON.stringify({ state: device.state(), readers: device.readers() });
      reject(new Error(`not within 20 s; the device says ${seen}`));
    }, 20_000);
    const stop = device.onChange(look);
    look();
  });
}

/** Whether a reader shows a card in this state. */
export function shows(device: DeviceLink, reader: string, card: 'absent' | 'present'): () => boolean {
  return () => device.readers().some((each) => each.name === reader && each.card === card);
}

export type ReadAttempt = {
  readonly reader: string;
  readonly accessKey: AccessKey;
  readonly signal?: AbortSignal;
  readonly onFile?: (name: FileName) => void;
  readonly onBytes?: (bytesRead: number) => void;
};

let reads = 0;

/** Reads the card on a reader. */
export function read(
  device: DeviceLink,
  { reader, accessKey, signal, onFile, onBytes }: ReadAttempt,
): Promise<Evidence> {
  return device.read(
    { readId: `read ${++reads}`, reader, accessKey, readAt: '2026-08-01T08:00:00.000Z' },
    {
      signal: signal ?? new AbortController().signal,
      onProgress: ({ bytesRead }) => onBytes?.(bytesRead),
      onFile: (name) => onFile?.(name),
    },
  );
}

/** Names of the files in evidence. */
export function names(evidence: Evidence): readonly FileName[] {
  return evidence.files.map(({ name }) => name);
}

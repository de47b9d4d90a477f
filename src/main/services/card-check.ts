import type { AccessKey, Evidence } from '#contract/evidence.ts';
import type { Holder } from '#contract/holder.ts';
import type { Verdict } from '#contract/verdict.ts';
import type { CardDevice, ReadHooks } from '#ports/card-device.ts';
import type { Clock, Ids } from '#ports/environment.ts';
import type { Verifier } from '#ports/verifier.ts';
import { checkAccessKey } from './access-key.ts';
import { readHolder } from './holder-of-files.ts';
import { judgeRead } from './judge-evidence.ts';
import { findReader } from './reading-desk.ts';

/** Evidence, what it proves and whom it names, with the full numbers. */
export type CheckedEvidence = {
  readonly evidence: Evidence;
  /** Null when nothing of the document was read. */
  readonly verdict: Verdict | null;
  readonly holder: Holder | null;
};

/** Reads and verifies cards one by one, outside the desk's own reading: for a terminal and for scripts. */
export type CardCheck = {
  /** Reads the card on a reader. Card trouble is in `evidence.failure`. @throws FailureError `reader.*`, `card.*`, `access.keyInvalid` */
  read(request: { readonly reader: string; readonly accessKey: AccessKey }, hooks: ReadHooks): Promise<CheckedEvidence>;
  /** Verifies recorded evidence, now and against the anchors of now. */
  verify(evidence: Evidence): Promise<CheckedEvidence>;
};

export type CardCheckParts = {
  readonly devices: readonly CardDevice[];
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** Makes a card check over the same devices and anchors as the desk's. */
export function createCardCheck({ devices, verifier, clock, ids }: CardCheckParts): CardCheck {
  const holderOf = ({ files }: Evidence) => readHolder(new Map(files.map(({ name, bytes }) => [name, bytes])));
  return {
    async verify(evidence) {
      const verdict = await verifier.verify(evidence, { now: clock.now(), partial: false, recorded: true });
      return { evidence, verdict, holder: holderOf(evidence) };
    },
    async read({ reader, accessKey }, hooks) {
      checkAccessKey(accessKey);
      const { device } = findReader(devices, reader);
      const readAt = clock.now().toISOString();
      const evidence = await device.read({ readId: ids(), reader, accessKey, readAt }, hooks);
      return { evidence, verdict: await judgeRead(evidence, verifier, clock), holder: holderOf(evidence) };
    },
  };
}

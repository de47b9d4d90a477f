import type { Reading } from '#contract/desk.ts';
import { failure } from '#contract/failures.ts';
import { type CaptureCore, failureIn } from './capture-core.ts';
import type { CaptureDesk, CaptureDeskParts, SeatedPerson } from './capture-desk.ts';
import { mayKnowOfKept, personOf } from './capture-office.ts';

type Following = Pick<CaptureDesk, 'readingChanged' | 'seatPerson'> & {
  /** The officer has left, or the desk closes: everything goes. */
  everybodyLeft(): void;
};

/**
 * Captures and matches follow the person at the desk: whose card was read there, else whose sitting it is. They are of them, and
 * go with them.
 */
export function followPeople(core: CaptureCore, parts: CaptureDeskParts): Following {
  let current: Reading | null = null;
  let served: SeatedPerson | null = null;
  const seat = (number: string) => {
    core.records.seat(number);
    showKept(core, parts, number).catch((error) => {
      const cause = failureIn(error) ?? failure('internal', { incident: parts.report('capture', error) });
      core.showFailure(cause);
    });
  };
  /** Whose card was read to its end: a number the served person had before is theirs. */
  const holder = () => {
    const number = parts.reading.card()?.holder?.number?.value ?? '';
    if (number === '' || core.isDisproved()) return null;
    return served?.formerly.includes(number) ? served.number : number;
  };
  return {
    readingChanged(next) {
      const before = current;
      current = next;
      if (next === null) {
        if (before !== null) cleared(core, served);
        return;
      }
      if (before === null && served !== null) arrived(core, 'hold');
      else if (before !== null && before.id !== next.id) arrived(core, 'unseat');
      const isFinished = next.phase === 'finished';
      if (!isFinished || (before?.id === next.id && before.phase === 'finished')) return;
      core.setDisproved(next.verdict?.verdict === 'notGenuine');
      const number = holder();
      if (number !== null) seat(number);
    },
    seatPerson(person) {
      const before = served;
      served = person;
      if (before === null && person === null) return;
      const wasThere = core.records.number();
      core.records.serve(person?.number ?? null);
      if (current === null) {
        if (person === null) cleared(core, null);
        else if (person.number !== wasThere) come(core, () => seat(person.number));
      } else if (current.phase === 'finished') {
        const number = holder();
        if (number !== null && number !== wasThere) come(core, () => seat(number));
      }
    },
    everybodyLeft() {
      served = null;
      gone(core);
      core.records.clear();
    },
  };
}

/** Nothing of whoever was there goes on. */
function gone(core: CaptureCore): void {
  core.setDisproved(false);
  core.end(null);
  core.showFailure(null);
  core.setMatch(null);
}

/** No card is on the desk any more: whoever is served stays, and everything else goes. */
function cleared(core: CaptureCore, served: SeatedPerson | null): void {
  gone(core);
  if (served === null) core.records.clear();
  else core.records.vacate();
}

/** A card, or the same once more: who it is has to be read first. */
function arrived(core: CaptureCore, how: 'hold' | 'unseat'): void {
  core.setDisproved(false);
  if (core.going()?.is !== 'code') core.end(null);
  core.setMatch(null);
  core.records[how]();
}

/** Somebody else is served now: what the camera was used for is over. */
function come(core: CaptureCore, seat: () => void): void {
  if (core.going()?.is !== 'code') core.end(null);
  seat();
}

async function showKept(core: CaptureCore, { office }: CaptureDeskParts, number: string): Promise<void> {
  const there = await office();
  if (!mayKnowOfKept(there)) return;
  const mark = (await personOf(there, number))?.mark ?? null;
  if (mark === null) return;
  const kept = await there.store.of(mark);
  if (core.records.number() === number && kept.length > 0) core.records.showKept(kept);
}

import { describe, expect, it } from 'vitest';
import type { Reading } from '#contract/desk.ts';
import { failure } from '#contract/failures.ts';
import type { Holder } from '#contract/holder.ts';
import { accessKeyOf, recogniseMrz, recogniseText } from '#domain/scan/recognise-scan.ts';
import { people } from '#fixtures/people/people.ts';
import { nothingRead } from './reading-run.ts';
import { outcomeOf } from './scan-outcome.ts';

const f01 = people().find(({ id }) => id === 'F01');
const f03 = people().find(({ id }) => id === 'F03');
const mine = recogniseText(f01?.qr ?? '');
const others = recogniseText(f03?.qr ?? '');
const zone = recogniseMrz(f01?.mrz ?? []);
const nothing = {
  ...{ name: null, birth: null, sex: null, nationality: null, ethnicity: null, religion: null, origin: null },
  ...{ residence: null, features: null, issued: null, father: null, mother: null, spouse: null, oldNumber: null },
};
const holder: Holder = {
  ...nothing,
  ...{ number: { value: f01?.soDinhDanh ?? '', source: 'DG13' }, expiry: { kind: 'never' }, mrz: [], otherFields: [] },
};

const finished: Reading = {
  ...nothingRead,
  ...{ id: '1', reader: 'A', simulated: false, phase: 'finished', holder, cardGone: false, startedAt: '' },
};
const broken: Reading = { ...finished, holder: null, failure: failure('read.timeout') };
const card = () => ({ holder, mrz: null, qr: null, genuine: true, compareAgain: () => undefined });
const outcome = (recognised: typeof mine, reading: Reading | null) =>
  outcomeOf({ recognised, key: accessKeyOf(recognised), reading, refused: new Set(), card });

describe('beside a finished read', () => {
  it.each([
    ['its own code is compared', mine, finished, 'compared'],
    ['the code of somebody else too, while the card lies there: that must be seen', others, finished, 'compared'],
    ['its own code is compared when the card is gone', mine, { ...finished, cardGone: true }, 'compared'],
    ['the code of the next person waits when the card is gone', others, { ...finished, cardGone: true }, 'waits'],
    ['a zone is shown', zone, finished, 'shown'],
  ] as const)('%s', (_, recognised, reading, expected) => {
    expect(outcome(recognised, reading)).toBe(expected);
  });
});

describe('after a read that brought nothing', () => {
  it.each([
    ['the code begins it again', mine, broken, 'keyGiven'],
    ['it waits when the card is gone', mine, { ...broken, cardGone: true }, 'waits'],
    ['six digits are not tried on a blocked chip', mine, { ...broken, failure: failure('access.blocked') }, 'shown'],
    ['the zone is', zone, { ...broken, failure: failure('access.blocked') }, 'keyGiven'],
    ['nothing is tried on what is no such card', zone, { ...broken, failure: failure('card.notEmrtd') }, 'shown'],
  ] as const)('%s', (_, recognised, reading, expected) => {
    expect(outcome(recognised, reading)).toBe(expected);
  });
});

it('what opens nothing is shown, whatever lies there', () => {
  for (const reading of [null, finished, broken]) expect(outcome({ is: 'somethingElse' }, reading)).toBe('shown');
});

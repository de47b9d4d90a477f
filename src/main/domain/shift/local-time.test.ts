import { expect, it } from 'vitest';
import { localDay, localMinute } from './local-time.ts';

it('is the day and the minute of Việt Nam, whatever the machine’s zone', () => {
  const evening = new Date('2026-11-22T16:59:59.999Z');
  expect([localDay(evening), localMinute(evening)]).toEqual(['2026-11-22', '23:59']);
  const midnight = new Date('2026-12-31T17:00:00.000Z');
  expect([localDay(midnight), localMinute(midnight)]).toEqual(['2027-01-01', '00:00']);
});

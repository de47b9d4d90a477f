import { describe, expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import type { ReaderState } from '#contract/readers.ts';
import { sampleDesk, sampleReading } from '../../testing/sample-desk.ts';
import { situationOf } from './situation.ts';

const reader = (name: string, card: ReaderState['card']): ReaderState => ({ name, simulated: false, card });
const down = { id: 'pcsc' as const, state: { state: 'failed' as const, failure: failure('reader.serviceDown') } };
const demo = { id: 'demo' as const, state: { state: 'running' as const } };

describe('situationOf', () => {
  it('is the reading, whatever the readers do', () => {
    const reading = sampleReading({ phase: 'finished' });
    expect(situationOf(sampleDesk({ reading, readers: [] }))).toEqual({ kind: 'finished', reading });
  });

  it('says why there is no reader: service down, starting, or none plugged in', () => {
    expect(situationOf(sampleDesk({ readers: [], sources: [down] }))).toMatchObject({
      kind: 'trouble',
      failure: { code: 'reader.serviceDown' },
    });
    const starting = { id: 'pcsc' as const, state: { state: 'starting' as const } };
    expect(situationOf(sampleDesk({ readers: [], sources: [starting] }))).toEqual({ kind: 'starting' });
    expect(situationOf(sampleDesk({ readers: [] }))).toMatchObject({
      kind: 'trouble',
      failure: { code: 'reader.none' },
    });
  });

  it('waits for a card, and mentions a source that is down beside one that runs', () => {
    expect(situationOf(sampleDesk())).toEqual({ kind: 'waiting', beside: null });
    expect(situationOf(sampleDesk({ sources: [down, demo] }))).toMatchObject({
      beside: { code: 'reader.serviceDown' },
    });
  });

  it('lets the officer choose among cards that lie there', () => {
    const readers = [reader('A', 'present'), reader('B', 'absent'), reader('C', 'present')];
    expect(situationOf(sampleDesk({ readers }))).toMatchObject({
      kind: 'choose',
      readers: [{ name: 'A' }, { name: 'C' }],
    });
  });

  it('leaves a card from before to the officer, whose reading was opened by nobody', () => {
    const readers = [reader('A', 'present')];
    const reading = sampleReading({ reader: 'A' });
    expect(situationOf(sampleDesk({ readers, reading }), ['A'])).toMatchObject({ kind: 'choose', fromBefore: true });
    expect(situationOf(sampleDesk({ readers, reading }), ['B'])).toMatchObject({ kind: 'awaitingKey' });
    const finished = sampleReading({ reader: 'A', phase: 'finished' });
    expect(situationOf(sampleDesk({ readers, reading: finished }), ['A'])).toMatchObject({ kind: 'finished' });
  });

  it.each([
    ['mute', 'card.mute'],
    ['inUse', 'card.inUse'],
  ] as const)('names the trouble of a card that is %s', (card, code) => {
    expect(situationOf(sampleDesk({ readers: [reader('A', card)] }))).toMatchObject({
      kind: 'trouble',
      failure: { code, params: { reader: 'A' } },
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import { createFakeHost } from '../testing/fake-client.ts';
import { sampleDesk, sampleReading } from '../testing/sample-desk.ts';
import { applyChange, followDesk } from './projection.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('applyChange', () => {
  it('puts in the next change and leaves the other parts', () => {
    const desk = sampleDesk();
    const next = applyChange(desk, { rev: 8, readers: [] });
    expect(next).toEqual({ ...desk, rev: 8, readers: [] });
  });

  it('takes null as a value and a part that is not given as unchanged', () => {
    const desk = sampleDesk({ reading: sampleReading() });
    expect(applyChange(desk, { rev: 8, reading: null })).toMatchObject({ reading: null });
    expect(applyChange(desk, { rev: 8, readers: undefined })).toMatchObject({ readers: desk.readers });
  });

  it('leaves out what was seen before, and says when one is missing', () => {
    const desk = sampleDesk();
    expect(applyChange(desk, { rev: 7, readers: [] })).toBe(desk);
    expect(applyChange(desk, { rev: 9, readers: [] })).toBe('gap');
  });
});

describe('followDesk', () => {
  it('shows the snapshot, then every change', async () => {
    const host = createFakeHost(sampleDesk());
    const shown: DeskState[] = [];
    followDesk(host.client, (desk) => shown.push(desk));
    await settled();
    host.change({ readers: [] });
    expect(shown.map(({ rev, readers }) => [rev, readers.length])).toEqual([
      [7, 1],
      [8, 0],
    ]);
  });

  it('asks for a snapshot again after a gap', async () => {
    const host = createFakeHost(sampleDesk());
    const shown: number[] = [];
    followDesk(host.client, ({ rev }) => shown.push(rev));
    await settled();
    host.answer('desk.snapshot', () => sampleDesk({ rev: 12 }));
    host.emit('desk.changed', { rev: 11, readers: [] });
    host.emit('desk.changed', { rev: 13, reading: null });
    await settled();
    expect(shown).toEqual([7, 12, 13]);
    expect(host.calls.filter(({ command }) => command === 'desk.snapshot')).toHaveLength(2);
  });

  it('keeps changes that overtake the first snapshot', async () => {
    const host = createFakeHost(sampleDesk());
    const shown: number[] = [];
    followDesk(host.client, ({ rev }) => shown.push(rev));
    host.emit('desk.changed', { rev: 6, readers: [] });
    host.emit('desk.changed', { rev: 8, readers: [] });
    await settled();
    expect(shown).toEqual([7, 8]);
  });
});

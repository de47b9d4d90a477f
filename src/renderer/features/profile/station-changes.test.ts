import { describe, expect, it } from 'vitest';
import { type StationDraft, stationChanges } from './station-changes.ts';
import { sampleStation } from './testing/sample-health.ts';

const draft = (parts: Partial<StationDraft> = {}): StationDraft => ({
  name: sampleStation.name,
  commune: '00008',
  publicHall: false,
  retention: { view: '24', act: '120', security: '60', incident: '240' },
  ...parts,
});

describe('stationChanges', () => {
  it('names only what is another now', () => {
    expect(stationChanges(sampleStation, draft())).toEqual({ changes: {} });
    expect(stationChanges(sampleStation, draft({ publicHall: true, name: ' Xã Mẫu ' }))).toEqual({
      changes: { publicHall: true, name: 'Xã Mẫu' },
    });
  });

  it('takes an empty commune as none', () => {
    expect(stationChanges(sampleStation, draft({ commune: ' ' }))).toEqual({ changes: { commune: null } });
    expect(stationChanges({ ...sampleStation, commune: null }, draft({ commune: '' }))).toEqual({ changes: {} });
  });

  it('refuses what the host would', () => {
    expect(stationChanges(sampleStation, draft({ commune: '123' }))).toEqual({ fault: 'commune' });
    const retention = { view: '0', act: '120', security: '60', incident: '240' };
    expect(stationChanges(sampleStation, draft({ retention }))).toEqual({ fault: 'retention' });
    expect(stationChanges(sampleStation, draft({ retention: { ...retention, view: 'x' } }))).toEqual({
      fault: 'retention',
    });
  });

  it('gives all months when one is another', () => {
    const retention = { view: '36', act: '120', security: '60', incident: '240' };
    expect(stationChanges(sampleStation, draft({ retention }))).toEqual({
      changes: { retention: { view: 36, act: 120, security: 60, incident: 240 } },
    });
  });
});

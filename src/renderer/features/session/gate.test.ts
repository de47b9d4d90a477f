import { expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import type { SessionState } from '#contract/officers.ts';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { gateOf, seatOf, shownGate } from './gate.ts';

const present = sampleSession();
if (present.state !== 'signedIn') throw new Error('the sample is signed in');
const { officer, since } = present;
const locked: SessionState = { state: 'locked', officer, since, permissions: [], cause: 'idle' };

it('lets nobody see the desk unless its files are open and somebody is signed in', () => {
  const gate = (parts: Parameters<typeof sampleDesk>[0]) => gateOf(sampleDesk(parts));
  expect(gate({})).toBe('open');
  expect(gate({ vault: { state: 'closed' } })).toBe('opening');
  expect(gate({ vault: { state: 'opening' } })).toBe('opening');
  expect(gate({ vault: { state: 'failed', failure: failure('storage.damaged') } })).toBe('failed');
  expect(gate({ vault: { state: 'closed' }, session: { state: 'firstRun' } })).toBe('firstRun');
  expect(gate({ session: { state: 'signedOut', cause: null } })).toBe('signIn');
  expect(gate({ session: { state: 'mustChoose', officer, since, permissions: [] } })).toBe('chooseSecret');
  expect(gate({ session: locked })).toBe('locked');
});

it('keeps the form in which the secret was typed while it opens the files', () => {
  expect(shownGate('opening', 'signIn')).toBe('signIn');
  expect(shownGate('opening', 'firstRun')).toBe('firstRun');
  expect(shownGate('opening', 'open')).toBe('opening');
  expect(shownGate('opening', null)).toBe('opening');
  expect(shownGate('failed', 'signIn')).toBe('failed');
});

it('gives every stay at the desk a seat of its own, which a lock does not take away', () => {
  expect(seatOf(locked)).toBe(seatOf(present));
  expect(seatOf({ ...present, since: '2026-11-22T07:00:00.000Z' })).not.toBe(seatOf(present));
  expect(seatOf({ state: 'signedOut', cause: null })).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { sampleOfficer } from '../testing/sample-officers.ts';
import {
  freshFor,
  idleLimits,
  isFresh,
  lock,
  lockIn,
  type Moment,
  needsProof,
  type Session,
  signedOut,
  signIn,
  touch,
  unlock,
} from './session.ts';

const officer = sampleOfficer('CB001', ['thuNhan']);
const minute = 60_000;
const at = (minutes: number, slept = 0): Moment => ({
  wall: 1_000_000_000 + (minutes + slept) * minute,
  monotonic: minutes * minute,
});
const begun = signIn(officer, at(0));

describe('a session', () => {
  it('locks after five minutes without anybody working, two in a public hall', () => {
    expect(idleLimits).toMatchObject({ office: 5 * minute, publicHall: 2 * minute });
    expect(lockIn(begun, at(4), idleLimits.office)).toBe(minute);
    expect(lockIn(begun, at(5), idleLimits.office)).toBe(0);
    expect(lockIn(begun, at(3), idleLimits.publicHall)).toBe(0);
    expect(lockIn(touch(begun, at(4)), at(6), idleLimits.office)).toBe(3 * minute);
  });

  it('counts the time a machine slept', () => {
    expect(lockIn(begun, at(0, 60), idleLimits.office)).toBe(0);
  });

  it('is not kept open by a wall clock set back', () => {
    expect(lockIn(begun, at(5, -60), idleLimits.office)).toBe(0);
  });

  it('keeps its officer and its beginning while locked, and forgets nothing', () => {
    const locked = lock(begun, 'idle');
    expect(locked).toMatchObject({ state: 'locked', cause: 'idle', officer, since: at(0) });
    expect(lockIn(locked, at(9), idleLimits.office)).toBeNull();
    expect(unlock(locked, at(9))).toMatchObject({ state: 'signedIn', officer, since: at(0), lastActive: at(9) });
  });

  it('does not open by work, and does not change its cause', () => {
    const locked = lock(begun, 'cardRemoved');
    expect(touch(locked, at(1))).toBe(locked);
    expect(lock(locked, 'idle')).toBe(locked);
    expect(unlock(begun, at(1))).toBe(begun);
  });

  it('of nobody cannot be locked or opened', () => {
    expect(lock(signedOut, 'idle')).toBe(signedOut);
    expect(unlock(signedOut, at(0))).toBe(signedOut);
    expect(lockIn(signedOut, at(0), 1)).toBeNull();
  });

  it('with a secret given by somebody else must choose one, also after a lock', () => {
    const given = signIn({ ...officer, secret: 'oneTime' }, at(0));
    expect(given.state).toBe('mustChoose');
    expect(unlock(lock(given, 'byOfficer'), at(1)).state).toBe('mustChoose');
    expect(isFresh(given, at(0))).toBe(false);
  });
});

describe('a fresh proof', () => {
  it('is good for five minutes, however much was done in them', () => {
    expect(freshFor).toBe(5 * minute);
    const busy: Session = touch(begun, at(4));
    expect(isFresh(busy, at(4))).toBe(true);
    expect(isFresh(busy, at(5))).toBe(false);
    expect(isFresh(unlock(lock(busy, 'idle'), at(20)), at(21))).toBe(true);
  });

  it('is asked for where the table says so', () => {
    expect(needsProof(begun, 'citizen.biometrics', at(1))).toBe(false);
    expect(needsProof(begun, 'citizen.biometrics', at(6))).toBe(true);
    expect(needsProof(begun, 'citizen.lookUp', at(6))).toBe(false);
    expect(needsProof(lock(begun, 'idle'), 'citizen.biometrics', at(1))).toBe(true);
  });
});

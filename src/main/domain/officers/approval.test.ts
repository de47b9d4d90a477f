import { describe, expect, it } from 'vitest';
import { approvalKinds, type Officer } from '#contract/officers.ts';
import { sampleOfficer, sampleStation } from '../testing/sample-officers.ts';
import { approvalFor, approvalRules, askApproval, isApproved, vote, voteFault, withoutWayBack } from './approval.ts';

const find = (id: string): Officer => sampleStation.find((officer) => officer.id === id) ?? sampleOfficer(id, []);
const [intake, commander, admin, inspector] = [find('CB001'), find('CH001'), find('QT001'), find('KT001')];
const second = sampleOfficer('CH002', ['chiHuy']);
const now = new Date('2026-11-22T21:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const reset = (by: Officer) => askApproval({ id: 'a1', kind: 'secretReset', subject: 'CB001' }, by, now);

describe('the way back for a forgotten secret', () => {
  it('needs two others; who asks is one of them', () => {
    const asked = reset(commander);
    expect(asked.votes.map(({ officer }) => officer)).toEqual(['CH001']);
    expect(isApproved(asked, now)).toBe(false);
    expect(isApproved(vote(asked, admin, now), now)).toBe(true);
  });

  it('is not open to the one who forgot, twice to one officer, or to other roles', () => {
    const asked = reset(commander);
    expect(voteFault(asked, intake, now)).toBe('sameOfficer');
    expect(voteFault(asked, commander, now)).toBe('twice');
    expect(voteFault(asked, inspector, now)).toBe('notApprover');
    expect(voteFault(asked, { ...admin, state: 'suspended' }, now)).toBe('notApprover');
    expect(voteFault(asked, admin, now)).toBeNull();
  });

  it('counts no vote for asking from the one it is about', () => {
    const own = askApproval({ id: 'a1', kind: 'secretReset', subject: 'CH001' }, commander, now);
    expect(own.votes).toEqual([]);
    expect(voteFault(own, commander, now)).toBe('sameOfficer');
  });

  it('is never approved by one officer listed twice', () => {
    const asked = reset(commander);
    expect(isApproved({ ...asked, votes: [...asked.votes, ...asked.votes] }, now)).toBe(false);
  });

  it('needs two approvers besides each officer, which a new desk has not got', () => {
    expect(withoutWayBack([admin]).map(({ id }) => id)).toEqual(['QT001']);
    expect(withoutWayBack(sampleStation).map(({ id }) => id)).toEqual(['CH001', 'QT001']);
    expect(withoutWayBack([...sampleStation, second])).toEqual([]);
    expect(withoutWayBack([...sampleStation, { ...second, state: 'left' }])).toHaveLength(2);
  });
});

describe('four eyes', () => {
  const ask = (by: Officer) => askApproval({ id: 'a2', kind: 'auditPurge', subject: 'nhật ký' }, by, now);

  it('are those of somebody else', () => {
    const asked = ask(commander);
    expect(asked.votes).toEqual([]);
    expect(voteFault(asked, commander, now)).toBe('sameOfficer');
    expect(isApproved(vote(asked, inspector, now), now)).toBe(true);
  });

  it('close after half an hour, or when the clock is set back before the asking', () => {
    const approved = vote(ask(admin), commander, now);
    expect(isApproved(approved, later(approvalFor - 1))).toBe(true);
    expect(isApproved(approved, later(approvalFor))).toBe(false);
    expect(isApproved(approved, later(-1))).toBe(false);
    expect(voteFault(ask(admin), commander, later(approvalFor))).toBe('expired');
  });

  it('are good for one act', () => {
    const approved = vote(ask(admin), commander, now);
    expect(isApproved({ ...approved, state: 'used' }, now)).toBe(false);
    expect(voteFault({ ...approved, state: 'withdrawn' }, second, now)).toBe('closed');
  });

  it.each(approvalKinds)('%s has a rule with a reason', (kind) => {
    expect(approvalRules[kind].reason.length).toBeGreaterThan(15);
    expect(approvalRules[kind].votes).toBeGreaterThan(0);
  });
});

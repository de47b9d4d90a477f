import { expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { Approval } from '#contract/officers.ts';
import { fakeDesk, stateOf } from './testing/fake-desk.ts';
import { runGathering, typist } from './testing/run-gathering.ts';

const approval: Approval = {
  id: 'a1',
  kind: 'restore',
  subject: 'desk-1.db',
  requestedBy: 'QT001',
  requestedAt: '2026-11-22T01:00:00.000Z',
  expiresAt: '2026-11-22T01:30:00.000Z',
  votes: [],
  state: 'open',
};
const args = ['restore', 'desk-1.db', '--officer', 'QT001', '--approver', 'CH001', '--json'];

it('what the other one does not allow is neither done nor left lying there', async () => {
  const fake = fakeDesk(stateOf('training'), {
    'approvals.ask': () => approval,
    'approvals.vote': () => {
      throw new FailureError(failure('approval.notApprover'));
    },
    'approvals.withdraw': () => undefined,
  });
  const { code, out } = await runGathering(args, { fake, keyboard: typist('của quản trị', 'của chỉ huy') });
  expect([code, JSON.parse(out).failure.code]).toEqual([1, 'approval.notApprover']);
  expect(fake.calls.slice(1)).toEqual([
    { command: 'approvals.ask', input: { kind: 'restore', subject: 'desk-1.db' } },
    { command: 'approvals.vote', input: { id: 'a1', officer: 'CH001', secret: 'của chỉ huy' } },
    { command: 'approvals.withdraw', input: { id: 'a1' } },
  ]);
});

it('nobody approves who is not named', async () => {
  const fake = fakeDesk(stateOf('training'), {});
  const { code, err } = await runGathering(args.slice(0, 4), { fake, keyboard: typist('của quản trị') });
  expect([code, err]).toEqual([2, expect.stringContaining('--approver')]);
  expect(fake.calls.map(({ command }) => command)).toEqual(['session.signIn']);
});

import { act, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { guardedCall } from '../../state/guarded-call.ts';
import { openWindow } from '../../testing/open-window.tsx';
import { sampleDesk } from '../../testing/sample-desk.ts';

const wanted = new FailureError(failure('session.proveAgain'));

async function openGuarded(refusals: number) {
  let left = refusals;
  const host = await openWindow(sampleDesk(), ({ answer }) =>
    answer('profile.backup', () => {
      if (left-- > 0) throw wanted;
      return { file: 'a', madeAt: '2026-11-22T00:00:00Z', generation: 1, bytes: 1 };
    }),
  );
  await screen.findByRole('navigation', { name: 'Các mục của bàn' });
  const call = guardedCall(host.client, host.window);
  return { host, call };
}

it('asks who it is once, and does what waited for the answer', async () => {
  const { host, call } = await openGuarded(1);
  let done: Promise<unknown> = Promise.resolve();
  await act(async () => {
    done = call('profile.backup');
  });
  expect(await screen.findByRole('dialog', { name: 'Xác nhận lại là chính mình' })).toBeTruthy();
  await host.user.keyboard('mèo trèo{Enter}');
  await expect(done).resolves.toMatchObject({ file: 'a' });
  expect(host.inputs('session.reauthenticate')).toEqual([{ secret: 'mèo trèo' }]);
  expect(host.inputs('profile.backup')).toHaveLength(2);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('asks again after a wrong secret, and throws on when it is closed', async () => {
  const { host, call } = await openGuarded(1);
  host.answer('session.reauthenticate', () => {
    throw new FailureError(failure('session.refused', { left: 4 }));
  });
  let outcome: Promise<unknown> = Promise.resolve();
  await act(async () => {
    outcome = call('profile.backup').catch((error: unknown) => error);
  });
  await screen.findByRole('dialog');
  await host.user.keyboard('x{Enter}');
  expect(await screen.findByText(/còn 4 lần/)).toBeTruthy();
  await host.user.keyboard('{Escape}');
  expect(await outcome).toBe(wanted);
  expect(host.inputs('profile.backup')).toHaveLength(1);
});

it('asks once for calls that want it at the same time', async () => {
  const { host, call } = await openGuarded(2);
  let both: Promise<unknown> = Promise.resolve();
  await act(async () => {
    both = Promise.all([call('profile.backup'), call('profile.backup')]);
  });
  await screen.findByRole('dialog');
  await host.user.keyboard('mèo{Enter}');
  await expect(both).resolves.toHaveLength(2);
  expect(host.inputs('session.reauthenticate')).toHaveLength(1);
});

it('throws every other failure on at once', async () => {
  const { host, call } = await openGuarded(0);
  host.answer('profile.backup', () => {
    throw new FailureError(failure('storage.full'));
  });
  await expect(call('profile.backup')).rejects.toMatchObject({ failure: { code: 'storage.full' } });
  expect(host.window.getState().proofWanted).toBeNull();
});

it('stands over a dialog, which stays as it was', async () => {
  const { host, call } = await openGuarded(1);
  await host.user.keyboard('{Control>}k{/Control}');
  await host.user.type(await screen.findByRole('combobox', { name: 'Gõ tên việc cần làm' }), 'sao luu');
  let outcome: Promise<unknown> = Promise.resolve();
  await act(async () => {
    outcome = call('profile.backup').catch(() => null);
  });
  await screen.findByRole('dialog', { name: 'Xác nhận lại là chính mình' });
  await host.user.keyboard('{Escape}');
  await outcome;
  const typed = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Gõ tên việc cần làm' });
  expect(typed.value).toBe('sao luu');
});

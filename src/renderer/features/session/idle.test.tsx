import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { openWindow } from '../../testing/open-window.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';

afterEach(() => void vi.useRealTimers());

async function openIdle(parts: Parameters<typeof sampleDesk>[0] = {}) {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  return openWindow(sampleDesk({ session: sampleSession({ lockInMs: 120_000 }), ...parts }));
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('tells the host that somebody works, at most every twenty seconds', async () => {
  const host = await openIdle();
  for (let n = 0; n < 5; n++) fireEvent.keyDown(document.body, { key: 'Shift' });
  expect(host.inputs('session.touch')).toHaveLength(1);
  await pass(19_000);
  fireEvent.pointerMove(document.body);
  expect(host.inputs('session.touch')).toHaveLength(1);
  await pass(2000);
  fireEvent.pointerMove(document.body);
  expect(host.inputs('session.touch')).toHaveLength(2);
});

it('announces the lock in its last half minute, and no more once somebody works', async () => {
  const host = await openIdle();
  await pass(85_000);
  expect(screen.queryByText(/Sắp tự khóa máy/)).toBeNull();
  await pass(10_000);
  expect(screen.getByText(/Sắp tự khóa máy sau 2\d giây/)).toBeTruthy();
  expect(screen.getByText('Máy sắp tự khóa. Bấm phím bất kỳ để làm tiếp.').getAttribute('role')).toBe('status');
  fireEvent.keyDown(document.body, { key: 'Shift' });
  await pass(1500);
  expect(screen.queryByText(/Sắp tự khóa máy/)).toBeNull();
  expect(host.inputs('session.touch')).toHaveLength(1);
});

it('announces nothing in the demo, which does not lock', async () => {
  const profile = { kind: 'demo', station: '', host: 'web' } as const;
  const host = await openIdle({ profile });
  host.answer('demo.people', () => []);
  host.answer('demo.officers', () => []);
  await pass(110_000);
  expect(screen.queryByText(/Sắp tự khóa máy/)).toBeNull();
});

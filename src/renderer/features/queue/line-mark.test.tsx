import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openScreen } from '../../testing/open-screen.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { LineMark } from './line-mark.tsx';
import { sampleAway, sampleFigures, sampleSync } from './testing/sample-queue.ts';

const open = (state: Parameters<typeof sampleDesk>[0]) =>
  openScreen(
    <main>
      <LineMark />
    </main>,
    sampleDesk(state),
  );

describe('the mark of the line', () => {
  it('says how it stands and what waits, and opens the queue', async () => {
    const figures = sampleFigures({ poisoned: 1, unsealed: 2, returned: 1 });
    const host = await open({ sync: sampleSync({ line: sampleAway, figures }) });
    const mark = screen.getByRole('button', {
      name: /^Mất liên lạc · 37 chờ truyền · 2 chờ niêm phong · 1 để riêng · 1 bị trả lại ?, mở hàng đợi$/,
    });
    await host.user.click(mark);
    expect(host.window.getState().place).toBe('queue');
  });

  it('is quiet when nothing waits: neither a message nor a live region', async () => {
    const figures = sampleFigures({ waiting: 0 });
    await open({ sync: sampleSync({ figures }) });
    expect(screen.getByRole('button').textContent).toBe('Đã nối, mở hàng đợi');
    expect(document.querySelector('[role="status"], [role="alert"], [aria-live]')).toBeNull();
  });

  it('leads an administrator to the upstream, and is not there for whom it is nothing', async () => {
    const admin = await open({ sync: sampleSync(), session: sampleSession({ permissions: ['upstream.manage'] }) });
    await admin.user.click(screen.getByRole('button'));
    expect(admin.window.getState().place).toBe('upstream');
    admin.change({ session: sampleSession({ permissions: ['officers.see'] }) });
    expect(await screen.findByRole('main')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

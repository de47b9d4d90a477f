import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { permissions } from '#contract/officers.ts';
import type { QueueItem } from '#contract/sync.ts';
import { sampleSession } from '../../testing/sample-desk.ts';
import { openQueue, waiting } from './testing/open-queue.tsx';
import { sampleAway, sampleFigures, sampleItem, samplePoison, sampleSync } from './testing/sample-queue.ts';

const onlySeeing = sampleSession({ permissions: permissions.filter((each) => each !== 'queue.manage') });
const line = () => screen.getByRole('region', { name: 'Đường truyền' });

describe('the board', () => {
  it('says what is where, and what of it is oldest and due first', async () => {
    await openQueue(sampleSync(), { waiting: waiting(3) });
    const tabs = screen.getAllByRole('tab').map(({ textContent }) => textContent);
    expect(tabs).toEqual([
      '2Đang làm dở',
      '0Chờ niêm phong',
      '37Chờ truyền',
      '0Để riêng',
      '0Bị trả lại',
      '118Có biên nhận',
    ]);
    expect(screen.getByText(/Chờ lâu nhất: .*Hạn trả gần nhất: 24\/11\/2026 · Còn 14,5 MB để truyền/)).toBeTruthy();
  });

  it('has each dossier with person, state, deadline, tries and why', async () => {
    const tried = sampleItem(1, {
      line: { daysLeft: -1 },
      packet: { attempts: 3, nextAttemptAt: '2026-11-22T13:45:00.000Z' },
      failure: failure('upstream.slow'),
    });
    await openQueue(sampleSync(), { waiting: [tried, sampleItem(2)] });
    const row = (await screen.findByText('NGUYỄN VĂN MẪU 1')).closest('[role="row"]');
    for (const text of [
      '••• ••• ••• 001',
      'Định danh điện tử mức độ 2',
      'Chờ truyền',
      '27/11/2026',
      'quá 1 ngày làm việc',
      '3 lần',
      'lần tới',
      'Tuyến trên không trả lời kịp.',
    ])
      expect(row?.textContent).toContain(text);
    expect(screen.getByText('NGUYỄN VĂN MẪU 2').closest('[role="row"]')?.textContent).toContain('Chờ đến lượt');
  });

  it('fetches further pages by the cursor as they come into view, and never by an offset', async () => {
    const host = await openQueue(sampleSync(), { waiting: waiting(250) });
    await screen.findByText('NGUYỄN VĂN MẪU 1');
    const box = screen.getByRole('table').querySelector('[role="rowgroup"]') as HTMLElement;
    box.scrollTop = 95 * 44;
    box.dispatchEvent(new Event('scroll'));
    await screen.findByText('NGUYỄN VĂN MẪU 101');
    expect(host.inputs('queue.list')).toEqual([
      { list: 'waiting', after: null, limit: 100 },
      { list: 'waiting', after: '100', limit: 100 },
    ]);
  });

  it('asks its list anew when the figures change, once they are settled', async () => {
    const lists: { waiting: QueueItem[] } = { waiting: waiting(2) };
    const host = await openQueue(sampleSync(), lists);
    await screen.findByText('NGUYỄN VĂN MẪU 2');
    lists.waiting = [sampleItem(2)];
    host.change({ sync: sampleSync({ figures: sampleFigures({ waiting: 36 }) }) });
    await waitFor(() => expect(screen.queryByText('NGUYỄN VĂN MẪU 1')).toBeNull(), { timeout: 2000 });
    expect(host.inputs('queue.list')).toHaveLength(2);
  });

  it('goes from list to list by arrows, and says of an empty one that it is', async () => {
    const host = await openQueue(sampleSync(), { waiting: waiting(1) });
    screen.getByRole('tab', { name: /Chờ truyền/ }).focus();
    await host.user.keyboard('{ArrowRight}');
    expect(await screen.findByText('Không có hồ sơ nào phải để riêng.')).toBeTruthy();
    expect(host.inputs('queue.list').at(-1)).toMatchObject({ list: 'poisoned' });
  });

  it('says why a list could not be fetched, and asks again', async () => {
    let broken = true;
    const host = await openQueue(
      sampleSync(),
      {},
      {
        prepare: ({ answer }) =>
          answer('queue.list', () => {
            if (broken) throw new FailureError(failure('storage.stopped'));
            return { items: waiting(1), next: null };
          }),
      },
    );
    expect((await screen.findByRole('alert')).textContent).toContain('Chưa lấy được danh sách');
    broken = false;
    await host.user.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByText('NGUYỄN VĂN MẪU 1')).toBeTruthy();
  });
});

describe('what was set aside', () => {
  const poisoned = [samplePoison(1), samplePoison(2)];
  const sync = sampleSync({ figures: sampleFigures({ poisoned: 2 }) });

  it('says why and what to do, and is tried again one by one', async () => {
    const host = await openQueue(
      sync,
      { poisoned },
      { prepare: ({ answer }) => answer('queue.retry', () => ({ released: 1 })) },
    );
    await host.user.click(screen.getByRole('tab', { name: /Để riêng/ }));
    await host.user.click(await screen.findByRole('button', { name: /NGUYỄN VĂN MẪU 2/ }));
    const details = screen.getByRole('region', { name: 'NGUYỄN VĂN MẪU 2' });
    expect(details.textContent).toContain('Gói hồ sơ quá lớn. Chụp lại giấy tờ');
    await host.user.click(within(details).getByRole('button', { name: 'Thử lại hồ sơ này' }));
    expect(host.inputs('queue.retry')).toEqual([{ packet: { dossierId: poisoned[1]?.line.id, rev: 1 } }]);
  });

  it('is tried again all at once', async () => {
    const host = await openQueue(
      sync,
      { poisoned },
      { prepare: ({ answer }) => answer('queue.retry', () => ({ released: 2 })) },
    );
    await host.user.click(screen.getByRole('tab', { name: /Để riêng/ }));
    await host.user.click(await screen.findByRole('button', { name: 'Thử lại tất cả (2)' }));
    expect(host.inputs('queue.retry')).toEqual([{ packet: null }]);
    expect(await screen.findByText('Đã đưa 2 hồ sơ về hàng chờ.')).toBeTruthy();
  });

  it('is only looked at by whoever may not do more', async () => {
    const host = await openQueue(sync, { poisoned }, { session: onlySeeing });
    await host.user.click(screen.getByRole('tab', { name: /Để riêng/ }));
    await host.user.click(await screen.findByRole('button', { name: 'Thử lại tất cả (2)' }));
    await host.user.click(screen.getByRole('button', { name: 'Truyền ngay' }));
    await host.user.click(screen.getByRole('button', { name: 'Đối soát' }));
    expect(['queue.retry', 'sync.run', 'sync.reconcile'].flatMap(host.inputs)).toEqual([]);
  });
});

describe('an unfinished dossier', () => {
  it('is opened again where it was left', async () => {
    const draft = sampleItem(4, {
      line: { state: 'capturing', due: null, daysLeft: null, left: ['captures'] },
      packet: null,
    });
    const host = await openQueue(
      sampleSync(),
      { drafts: [draft] },
      { prepare: ({ answer }) => answer('intake.resume', () => undefined) },
    );
    await host.user.click(screen.getByRole('tab', { name: /Đang làm dở/ }));
    await host.user.click(await screen.findByRole('button', { name: /NGUYỄN VĂN MẪU 4/ }));
    await host.user.click(screen.getByRole('button', { name: 'Mở hồ sơ' }));
    expect(host.inputs('intake.resume')).toEqual([{ dossier: draft.line.id }]);
    await waitFor(() => expect(host.window.getState().place).toBe('intake'));
  });
});

describe('a dossier the upstream sent back', () => {
  const why = { code: null, note: 'Ảnh chân dung MẪU bị mờ' };
  const back = sampleItem(5, { line: { state: 'returned', why }, packet: null });
  const sync = sampleSync({ figures: sampleFigures({ returned: 1 }) });

  it('stands in a list of its own with the reason, and is taken up again from there', async () => {
    const host = await openQueue(
      sync,
      { returned: [back] },
      { prepare: ({ answer }) => answer('intake.resume', () => undefined) },
    );
    const tile = screen.getByRole('tab', { name: '1 Bị trả lại' });
    expect(tile.getAttribute('data-look')).toBe('warn');
    await host.user.click(tile);
    const rows = await screen.findByRole('table', { name: 'Hồ sơ: Bị trả lại' });
    expect(rows.textContent).toContain('Ảnh chân dung MẪU bị mờ');
    await host.user.click(await screen.findByRole('button', { name: /NGUYỄN VĂN MẪU 5/ }));
    expect(screen.getByRole('region', { name: 'NGUYỄN VĂN MẪU 5' }).textContent).toContain('Ảnh chân dung MẪU bị mờ');
    await host.user.click(screen.getByRole('button', { name: 'Mở lại' }));
    expect(host.inputs('intake.resume')).toEqual([{ dossier: back.line.id }]);
    await waitFor(() => expect(host.window.getState().place).toBe('intake'));
  });

  it('is only listed for whoever takes none in', async () => {
    const host = await openQueue(
      sync,
      { returned: [back] },
      { session: sampleSession({ permissions: ['queue.see'] }) },
    );
    await host.user.click(screen.getByRole('tab', { name: /Bị trả lại/ }));
    await host.user.click(await screen.findByRole('button', { name: /NGUYỄN VĂN MẪU 5/ }));
    expect(screen.queryByRole('button', { name: 'Mở lại' })).toBeNull();
  });

  it('is no figure where there is none; one kept past its term has its tile only then', async () => {
    const host = await openQueue(sampleSync());
    expect(screen.getByRole('tab', { name: '0 Bị trả lại' }).getAttribute('data-look')).toBe('quiet');
    expect(screen.queryByRole('tab', { name: /Lưu quá hạn/ })).toBeNull();
    host.change({ sync: sampleSync({ figures: sampleFigures({ lapsed: 3 }) }) });
    expect(await screen.findByRole('tab', { name: '3 Lưu quá hạn' })).toBeTruthy();
  });

  it('and one it approved say so by word and colour among those with a receipt', async () => {
    const items = (['approved', 'refused', 'returned'] as const).map((state, at) =>
      sampleItem(at, { line: { state } }),
    );
    const host = await openQueue(sync, { acknowledged: items });
    await host.user.click(screen.getByRole('tab', { name: /Có biên nhận/ }));
    const states = (await screen.findByText('Đã duyệt')).closest('[role="table"]')?.querySelectorAll('[data-state]');
    expect([...(states ?? [])].map((each) => each.getAttribute('data-state'))).toEqual(
      items.map(({ line }) => line.state),
    );
  });
});

describe('the line', () => {
  it('says nothing of a run that found nothing to send', async () => {
    const sending = {
      dossiers: { done: 0, of: 0 },
      bytes: { done: 0, of: 0 },
      bytesPerSecond: null,
      secondsLeft: null,
    };
    await openQueue(sampleSync({ sending }));
    expect(within(line()).queryByRole('progressbar')).toBeNull();
    expect(within(line()).getByRole('button', { name: 'Truyền ngay' })).toBeTruthy();
  });

  it('that is away says since when, why, what to do and when it is tried again, and that intake goes on', async () => {
    await openQueue(sampleSync({ line: sampleAway, skewMs: 420_300 }));
    expect(line().textContent).toMatch(/Mất liên lạcTừ .*Bàn tự thử lại lúc/);
    expect(line().textContent).toContain('Không tới được tuyến trên. Kiểm tra dây mạng');
    expect(line().textContent).toContain('Tiếp nhận vẫn làm như thường.');
    expect(line().textContent).toContain('máy chậm 7 phút');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows a run with what is done, its rate and the time left', async () => {
    const sending = {
      dossiers: { done: 12, of: 50 },
      bytes: { done: 5_242_880, of: 20_971_520 },
      bytesPerSecond: 1.2 * 1024 ** 2,
      secondsLeft: 170,
    };
    await openQueue(sampleSync({ sending }));
    expect(line().textContent).toContain('12 / 50 hồ sơ5 MB / 20 MBcòn khoảng 3 phút · 1,2 MB/s');
    const bar = within(line()).getByRole('progressbar', { name: 'Đang truyền' });
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    expect(within(line()).getByRole('button', { name: 'Đang truyền' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('sends when it is asked, once, and says what came of it', async () => {
    const result = { sent: 12, setAside: 1, left: 24, bytes: 5_242_880, ms: 4200, stopped: failure('upstream.slow') };
    const host = await openQueue(sampleSync(), {}, { prepare: ({ answer }) => answer('sync.run', () => result) });
    await host.user.click(within(line()).getByRole('button', { name: 'Truyền ngay' }));
    expect(
      await screen.findByText(
        /Đã truyền 12 hồ sơ \(5 MB\) trong 5 giây\. 1 hồ sơ phải để riêng\. Còn 24 hồ sơ chờ\. Tuyến trên không trả lời kịp\./,
      ),
    ).toBeTruthy();
    expect(host.inputs('sync.run')).toHaveLength(1);
  });

  it('with nothing to send fetches the upstream’s word, and says so until something else is so', async () => {
    const idle = { ...{ waiting: 0, bytesWaiting: 0, oldest: null }, drafts: 0 };
    const result = { sent: 0, setAside: 0, left: 0, bytes: 0, ms: 40, stopped: null };
    const sync = sampleSync({ figures: sampleFigures(idle) });
    const host = await openQueue(sync, {}, { prepare: ({ answer }) => answer('sync.run', () => result) });
    await host.user.click(within(line()).getByRole('button', { name: 'Liên lạc ngay' }));
    expect(await within(line()).findByText(/Đã liên lạc với tuyến trên/)).toBeTruthy();
    expect(host.inputs('sync.run')).toHaveLength(1);
    host.change({ sync: sampleSync({ figures: sampleFigures({ ...idle, waiting: 1 }) }) });
    await waitFor(() => expect(within(line()).queryByText(/Đã liên lạc/)).toBeNull());
    host.change({ sync });
    expect(within(line()).queryByText(/Đã liên lạc/)).toBeNull();
  });

  it('that was never named asks for nothing', async () => {
    const host = await openQueue(sampleSync({ line: { is: 'unset' }, upstream: null }));
    expect(line().textContent).toContain('Chưa nối tuyến trên');
    await host.user.click(within(line()).getByRole('button', { name: 'Truyền ngay' }));
    expect(host.inputs('sync.run')).toEqual([]);
  });
});

it('is closed to whoever may not see the queue', async () => {
  const host = await openQueue(sampleSync(), {}, { session: sampleSession({ permissions: ['upstream.manage'] }) });
  expect(screen.getByText('Bảng này dành cho cán bộ của bàn và người kiểm tra.')).toBeTruthy();
  expect(host.inputs('queue.list')).toEqual([]);
});

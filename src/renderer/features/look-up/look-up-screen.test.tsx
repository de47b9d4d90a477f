import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { permissions } from '#contract/officers.ts';
import { freshLookUpView } from '../../state/look-up-view.ts';
import type { FakeHost } from '../../testing/fake-client.ts';
import { openScreen } from '../../testing/open-screen.tsx';
import { openWindow } from '../../testing/open-window.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { sampleFound, sampleLine, samplePerson } from '../../testing/sample-people.ts';
import { LookUpScreen } from './look-up-screen.tsx';

const areas = [
  { area: '00008', name: 'Phường Ngọc Hà', people: 200_000 },
  { area: null, name: '', people: 12 },
];
const twins = [
  sampleFound({ id: 11, name: 'LÝ MẪU MỸ', birth: '2001-03-08', number: '••• ••• ••• 911' }),
  sampleFound({ id: 12, name: 'LÝ MẪU MĨ', birth: '2001-03-08', number: '••• ••• ••• 912', rank: 1 }),
];
const open = (prepare: (host: FakeHost) => void = () => {}, state = sampleDesk()) =>
  openScreen(<LookUpScreen />, state, (host) => {
    host.answer('registry.areas', () => areas);
    host.answer('registry.search', () => ({ found: twins, more: false }));
    host.answer('registry.roll', ({ offset, limit }: { offset: number; limit: number }) =>
      Array.from({ length: limit }, (_, at) => sampleLine({ id: offset + at, name: `NGƯỜI MẪU ${offset + at}` })),
    );
    host.answer('registry.person', () => samplePerson());
    prepare(host);
  });
const field = () => screen.getByRole('textbox', { name: /Số định danh, CMND/ });
const results = () => screen.findByRole('listbox', { name: 'Kết quả tìm' });
const communes = () => screen.getByRole('listbox', { name: 'Xã, phường' });
const purpose = { code: 'doiChieu', note: null };

describe('searching', () => {
  it('begins in the field and searches what was typed last, with the purpose', async () => {
    const host = await open();
    expect(document.activeElement).toBe(field());
    await host.user.type(field(), 'ly mau my');
    const options = within(await results()).getAllByRole('option');
    expect(host.inputs('registry.search')).toEqual([
      { text: 'ly mau my', area: null, birthYear: null, limit: 100, purpose },
    ]);
    expect(options.map((option) => within(option).getByText(/^LÝ/).textContent)).toEqual(['LÝ MẪU MỸ', 'LÝ MẪU MĨ']);
  });

  it('keeps twins apart and says so', async () => {
    const host = await open();
    await host.user.type(field(), 'ly mau my');
    expect(within(await results()).getAllByText('GẦN GIỐNG')).toHaveLength(2);
    expect(screen.getByText(/mỗi số định danh là một người/)).toBeTruthy();
  });

  it('says why somebody was found who was not found by name', async () => {
    const host = await open(({ answer }) =>
      answer('registry.search', () => ({
        found: [sampleFound({ id: 1, by: 'oldNumber' }), sampleFound({ id: 2, by: 'cancelledNumber', birth: null })],
        more: true,
      })),
    );
    await host.user.type(field(), '000999003');
    const list = within(await results());
    expect([list.getByText('CMND'), list.getByText('số đã hủy')]).toHaveLength(2);
    expect(screen.getByText('2 người đầu, còn nữa')).toBeTruthy();
  });

  it('filters by commune and birth year at once', async () => {
    const host = await open();
    await host.user.type(field(), 'ly mau');
    await results();
    await host.user.click(within(communes()).getByRole('option', { name: /Phường Ngọc Hà/ }));
    await host.user.type(screen.getByRole('textbox', { name: 'Năm sinh' }), '2001');
    await waitFor(() =>
      expect(host.inputs('registry.search').at(-1)).toMatchObject({ text: 'ly mau', area: '00008', birthYear: 2001 }),
    );
    expect(host.inputs('registry.roll')).toEqual([]);
    expect(screen.getByText(/trong Phường Ngọc Hà · sinh năm 2001/)).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Bỏ lọc' }));
    expect(host.inputs('registry.search').at(-1)).toMatchObject({ text: 'ly mau', area: null, birthYear: null });
    expect((screen.getByRole('textbox', { name: 'Năm sinh' }) as HTMLInputElement).value).toBe('');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Bỏ lọc' })).toBeNull());
  });

  it('goes into the results by the arrow, opens by Enter, comes back by Escape to the same row', async () => {
    const host = await open();
    await host.user.type(field(), 'ly mau my');
    const list = await results();
    await host.user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(list);
    await host.user.keyboard('{ArrowDown}{Enter}');
    expect(host.inputs('registry.person')).toEqual([{ id: 12, purpose }]);
    expect(await screen.findByRole('heading', { name: 'ĐẶNG THỊ MẪU HÒA' })).toBeTruthy();
    await host.user.keyboard('{Escape}');
    expect(document.activeElement).toBe(await results());
    expect(host.inputs('registry.search')).toHaveLength(1);
    await host.user.keyboard('{Escape}');
    expect(document.activeElement).toBe(field());
  });

  it('opens the only one found by Enter in the field, and of several none', async () => {
    const host = await open(({ answer }) =>
      answer('registry.search', ({ text }: { text: string }) => ({
        found: text === 'ly mau my' ? twins : twins.slice(0, 1),
        more: false,
      })),
    );
    await host.user.type(field(), 'ly mau my');
    await results();
    await host.user.keyboard('{Enter}');
    expect(host.inputs('registry.person')).toEqual([]);
    await host.user.clear(field());
    await host.user.type(field(), '911');
    await screen.findByText('1 người');
    await host.user.keyboard('{Enter}');
    expect(host.inputs('registry.person')).toEqual([{ id: 11, purpose }]);
  });

  it('says that nobody was found, and that a search failed', async () => {
    const host = await open(({ answer }) => answer('registry.search', () => ({ found: [], more: false })));
    await host.user.type(field(), 'khong ai');
    expect(await screen.findByRole('heading', { name: 'Không tìm thấy ai' })).toBeTruthy();
    host.answer('registry.search', () => {
      throw new FailureError(failure('purpose.missing'));
    });
    await host.user.type(field(), 'x');
    expect((await screen.findByRole('alert')).dataset.failure).toBe('purpose.missing');
  });

  it('searches for what another place asks for', async () => {
    const host = await open();
    host.window.setState({ searchDraft: 'Lý Mẫu Mỹ' });
    await results();
    expect(host.inputs('registry.search')).toMatchObject([{ text: 'Lý Mẫu Mỹ' }]);
    expect((field() as HTMLInputElement).value).toBe('Lý Mẫu Mỹ');
    expect(host.window.getState().searchDraft).toBeNull();
  });
});

describe('leaving and coming back', () => {
  const openWhole = () =>
    openWindow(sampleDesk(), (host) => {
      host.answer('registry.areas', () => areas);
      host.answer('registry.search', () => ({ found: twins, more: false }));
    });
  const away = async (host: Awaited<ReturnType<typeof openWhole>>) => {
    await host.user.keyboard('{F1}');
    await screen.findByRole('heading', { name: 'Đặt thẻ lên đầu đọc' });
  };

  it('finds text, filters and results as they were, without another search in the log', async () => {
    const host = await openWhole();
    await host.user.keyboard('{F4}');
    await host.user.click(await screen.findByRole('option', { name: /Phường Ngọc Hà/ }));
    await host.user.type(screen.getByRole('textbox', { name: 'Năm sinh' }), '2001');
    await host.user.type(field(), 'ly mau my');
    await results();
    await host.user.keyboard('{ArrowDown}{ArrowDown}');
    await away(host);
    await host.user.keyboard('{F4}');
    const list = await results();
    expect(list.querySelector('[data-active="true"]')?.textContent).toContain('LÝ MẪU MĨ');
    expect((field() as HTMLInputElement).value).toBe('ly mau my');
    expect((screen.getByRole('textbox', { name: 'Năm sinh' }) as HTMLInputElement).value).toBe('2001');
    expect(screen.getByText(/trong Phường Ngọc Hà · sinh năm 2001/)).toBeTruthy();
    expect(host.inputs('registry.search')).toHaveLength(1);
    await host.user.keyboard('tran');
    expect((field() as HTMLInputElement).value).toBe('tran');
  });

  it('asks again for what was still being searched for', async () => {
    const host = await openWhole();
    host.answer('registry.search', () => new Promise(() => {}));
    await host.user.keyboard('{F4}');
    await host.user.type(field(), 'ly mau my');
    await away(host);
    host.answer('registry.search', () => ({ found: twins, more: false }));
    await host.user.keyboard('{F4}');
    expect(within(await results()).getAllByRole('option')).toHaveLength(2);
  });

  it('leaves nothing behind for who comes next', async () => {
    const host = await openWhole();
    await host.user.keyboard('{F4}');
    await host.user.type(field(), 'ly mau my');
    await results();
    act(() => host.change({ session: { state: 'signedOut', cause: 'byOfficer' } }));
    await screen.findByRole('heading', { name: 'Đăng nhập' });
    expect(host.window.getState()).toMatchObject({ lookUp: freshLookUpView, lastOfficer: 'CB001', place: 'reading' });
    act(() => host.change({ session: sampleSession({ since: '2026-11-22T08:00:00.000Z' }) }));
    await host.user.keyboard('{F4}');
    expect((field() as HTMLInputElement).value).toBe('');
    expect(screen.queryByText(/LÝ MẪU/)).toBeNull();
  });
});

describe('the rolls', () => {
  it('shows communes with their people, and nobody before one is chosen', async () => {
    await open();
    const list = within(await screen.findByRole('listbox', { name: 'Xã, phường' }));
    expect(list.getAllByRole('option').map((option) => option.textContent)).toEqual([
      'Mọi xã, phường200.012',
      'Phường Ngọc Hà200.000',
      'Chưa rõ xã12',
    ]);
    expect(screen.getByRole('heading', { name: 'Chọn một xã, phường' })).toBeTruthy();
  });

  it('fetches the pages in view and draws only those rows of 200,000', async () => {
    const host = await open();
    await host.user.click(await screen.findByRole('option', { name: /Phường Ngọc Hà/ }));
    const list = within(screen.getByRole('listbox', { name: 'Danh sách Phường Ngọc Hà' }));
    expect(await list.findByText('NGƯỜI MẪU 0')).toBeTruthy();
    expect(list.getAllByRole('option').length).toBeLessThan(40);
    expect(host.inputs('registry.roll')).toEqual([{ area: '00008', offset: 0, limit: 50, purpose }]);
  });

  it('goes to the end and back by keys', async () => {
    const host = await open();
    await host.user.click(await screen.findByRole('option', { name: /Phường Ngọc Hà/ }));
    await screen.findByText('NGƯỜI MẪU 0');
    await host.user.click(field());
    await host.user.keyboard('{ArrowDown}{End}');
    const list = screen.getByRole('listbox', { name: 'Danh sách Phường Ngọc Hà' });
    expect(list.getAttribute('aria-activedescendant')).toMatch(/-199999$/);
    await host.user.keyboard('{PageUp}{Home}{Enter}');
    expect(host.inputs('registry.person')).toEqual([{ id: 0, purpose }]);
  });

  it('says why a list does not come, and tries again', async () => {
    const host = await open(({ answer }) =>
      answer('registry.roll', () => {
        throw new FailureError(failure('storage.stopped'));
      }),
    );
    await host.user.click(await screen.findByRole('option', { name: /Chưa rõ xã/ }));
    expect((await screen.findByRole('alert')).dataset.failure).toBe('storage.stopped');
    host.answer('registry.roll', () => [sampleLine({ name: 'NGƯỜI MẪU KHÔNG RÕ XÃ' })]);
    await host.user.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByText('NGƯỜI MẪU KHÔNG RÕ XÃ')).toBeTruthy();
  });
});

describe('without data', () => {
  const registry = { ...sampleDesk().registry, state: 'empty' as const, people: 0, asOf: null };

  it('teaches the import to whoever may, and whom to ask to the others', async () => {
    const host = await open(() => {}, sampleDesk({ registry }));
    await host.user.click(screen.getByRole('button', { name: 'Nhập dữ liệu dân cư' }));
    expect(host.window.getState().place).toBe('registry');
    expect(host.inputs('registry.areas')).toEqual([]);
  });

  it('asks others to go to the commander', async () => {
    const session = sampleSession({ permissions: permissions.filter((each) => each !== 'registry.import') });
    await open(() => {}, sampleDesk({ registry, session }));
    expect(screen.getByText(/Nhờ chỉ huy nhập/)).toBeTruthy();
  });

  it('says how far the first import is', async () => {
    const importing = {
      ...{ id: 1, file: 'mau.ndjson', format: 'ndjson' as const, size: 1000, byteOffset: 250, line: 51 },
      ...{ added: 50, changed: 0, unchanged: 0, setAside: 1, beganAt: '2026-11-22T12:00:00Z', endedAt: null },
    };
    await open(() => {}, sampleDesk({ registry: { ...registry, importing } }));
    expect(screen.getByRole('heading', { name: 'Đang nhập dữ liệu dân cư' })).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
  });

  it('says why a damaged cache does not open', async () => {
    const damaged = {
      ...registry,
      state: 'damaged' as const,
      failure: failure('storage.damaged', { file: 'registry.db' }),
    };
    await open(() => {}, sampleDesk({ registry: damaged }));
    expect(screen.getByRole('alert').dataset.failure).toBe('storage.damaged');
  });
});

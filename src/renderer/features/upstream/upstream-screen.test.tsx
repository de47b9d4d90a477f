import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { SyncState, UpstreamLinkView } from '#contract/sync.ts';
import type { FakeHost } from '../../testing/fake-client.ts';
import { openScreen } from '../../testing/open-screen.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { sampleSync } from '../queue/testing/sample-queue.ts';
import { UpstreamScreen } from './upstream-screen.tsx';

const pem = '-----BEGIN CERTIFICATE-----\nTUFV\n-----END CERTIFICATE-----\n';
const pemFile = (text = pem) => new File([text], 'goc-mau.pem');
const unset = sampleSync({ upstream: null, line: { is: 'unset' }, skewMs: null });
const bound = (parts: Partial<UpstreamLinkView> = {}): SyncState => {
  const sync = sampleSync();
  return { ...sync, upstream: sync.upstream && { ...sync.upstream, ...parts } };
};
const open = (sync: SyncState, prepare: (host: FakeHost) => void = () => {}) =>
  openScreen(<UpstreamScreen />, sampleDesk({ sync }), prepare);

const picker = () => document.querySelector('input[type="file"]') as HTMLInputElement;

describe('connecting', () => {
  const look = () => {
    const { url, name, kind, authority, sealing, signing } = bound().upstream as UpstreamLinkView;
    return { url, name, kind, authority, sealing, signing };
  };

  async function looked() {
    const host = await open(unset, ({ answer }) => {
      answer('upstream.look', look);
      answer('upstream.connect', () => undefined);
    });
    await host.user.type(screen.getByLabelText('Địa chỉ của tuyến trên'), 'tuyentren.example:8443');
    await host.user.upload(picker(), pemFile());
    await screen.findByText('Đã chọn goc-mau.pem');
    await host.user.click(screen.getByRole('button', { name: 'Hỏi tuyến trên' }));
    await screen.findByText(/Tuyến trên trả lời/);
    return host;
  }

  it('asks who it is, shows what to compare, and binds only after it was compared', async () => {
    const host = await looked();
    expect(host.inputs('upstream.look')).toEqual([{ url: 'https://tuyentren.example:8443', authorityPem: pem }]);
    const hash = screen.getByRole('img', { name: /^Chứng thư gốc: 0101 0101/ });
    expect(hash.querySelectorAll('span')).toHaveLength(16);
    expect(screen.getByText(/Hệ thống tham chiếu chỉ để thử/)).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Nối với tuyến trên này' }));
    expect(host.inputs('upstream.connect')).toEqual([]);
    await host.user.click(screen.getByRole('checkbox'));
    await host.user.click(screen.getByRole('button', { name: 'Nối với tuyến trên này' }));
    expect(host.inputs('upstream.connect')).toEqual([
      { url: 'https://tuyentren.example:8443', authorityPem: pem, signing: look().signing },
    ]);
  });

  it('keeps what was typed when it is not the right one', async () => {
    const host = await looked();
    await host.user.click(screen.getByRole('button', { name: 'Bỏ' }));
    const address = screen.getByLabelText<HTMLInputElement>('Địa chỉ của tuyến trên');
    expect(address.value).toBe('tuyentren.example:8443');
    expect(screen.queryByText(/Tuyến trên trả lời/)).toBeNull();
  });

  it('says what is missing before it asks anybody', async () => {
    const host = await open(unset);
    const ask = () => host.user.click(screen.getByRole('button', { name: 'Hỏi tuyến trên' }));
    await ask();
    expect(screen.getByText(/Ghi địa chỉ bắt đầu bằng https/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Địa chỉ của tuyến trên'));
    await host.user.type(screen.getByLabelText('Địa chỉ của tuyến trên'), 'https://tuyentren.example');
    await ask();
    expect(screen.getByText('Chọn tệp PEM chứng thư gốc.')).toBeTruthy();
    await host.user.upload(picker(), pemFile('một bức thư'));
    expect(await screen.findByText(/Tệp này không phải chứng thư PEM/)).toBeTruthy();
    expect(host.inputs('upstream.look')).toEqual([]);
  });

  it('says why the upstream could not be asked', async () => {
    const host = await open(unset, ({ answer }) =>
      answer('upstream.look', () => {
        throw new FailureError(failure('upstream.wrongAuthority'));
      }),
    );
    await host.user.type(screen.getByLabelText('Địa chỉ của tuyến trên'), 'https://tuyentren.example');
    await host.user.upload(picker(), pemFile());
    await screen.findByText('Đã chọn goc-mau.pem');
    await host.user.click(screen.getByRole('button', { name: 'Hỏi tuyến trên' }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Máy trả lời không có chứng thư của đúng cơ quan gốc',
    );
  });

  it('asks for a fresh proof where the host wants one, and goes on', async () => {
    let proved = false;
    const host = await open(bound(), ({ answer }) =>
      answer('upstream.ask', () => {
        if (!proved) throw new FailureError(failure('session.proveAgain'));
      }),
    );
    await host.user.click(screen.getByRole('button', { name: 'Hỏi lại tuyến trên' }));
    await waitFor(() => expect(host.window.getState().proofWanted).not.toBeNull());
    proved = true;
    host.window.getState().proofWanted?.settle(true);
    expect(await screen.findByText('Đã hỏi lại.')).toBeTruthy();
  });
});

describe('how the desk stands', () => {
  it.each([
    ['requested', 'Đã xin, chờ duyệt', /đọc tên của bàn ở bên cạnh/],
    ['approved', 'Được gửi', /Không cần làm gì/],
    ['revoked', 'Bị thu hồi', /Báo chỉ huy; hồ sơ vẫn ở tại bàn/],
    ['unknown', 'Chưa hỏi được', /Bàn tự hỏi lại/],
  ] as const)('%s: says so, and what to do', async (standing, name, means) => {
    await open(bound({ standing }));
    expect(screen.getByText(name)).toBeTruthy();
    expect(screen.getByText(means)).toBeTruthy();
  });

  it('shows the desk’s name to be read out', async () => {
    await open(bound());
    const desk = screen.getByRole('region', { name: 'Tên của bàn này' });
    expect(within(desk).getByText('ab12 cd34')).toBeTruthy();
    expect(within(desk).getByRole('button', { name: 'Chép: tên của bàn' })).toBeTruthy();
  });

  it('forgets the upstream only after asking', async () => {
    const host = await open(bound(), ({ answer }) => answer('upstream.forget', () => undefined));
    await host.user.click(screen.getByRole('button', { name: 'Bỏ nối…' }));
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('Hồ sơ, biên nhận và sổ số gói vẫn ở tại bàn');
    await host.user.click(within(question).getByRole('button', { name: 'Bỏ nối' }));
    expect(host.inputs('upstream.forget')).toHaveLength(1);
  });
});

describe('the speed', () => {
  const form = () => screen.getByRole('region', { name: 'Tốc độ truyền' });

  it('is set in the unit lines are sold by', async () => {
    const host = await open(bound(), ({ answer }) => answer('upstream.limit', () => undefined));
    await host.user.click(within(form()).getByRole('radio', { name: 'Nhiều nhất' }));
    const value = within(form()).getByLabelText('Tốc độ nhiều nhất');
    await host.user.clear(value);
    await host.user.type(value, '1,5{Enter}');
    expect(host.inputs('upstream.limit')).toEqual([{ bytesPerSecond: 187_500 }]);
    await host.user.click(within(form()).getByRole('radio', { name: 'Dùng hết đường truyền' }));
    await host.user.click(within(form()).getByRole('button', { name: 'Lưu tốc độ' }));
    expect(host.inputs('upstream.limit').at(-1)).toEqual({ bytesPerSecond: null });
  });

  it('says what is no speed', async () => {
    const host = await open(bound({ limit: 64_000 }));
    const value = within(form()).getByLabelText<HTMLInputElement>('Tốc độ nhiều nhất');
    expect(value.value).toBe('512');
    await host.user.clear(value);
    await host.user.type(value, 'nhanh{Enter}');
    expect(within(form()).getByText('Ghi một số, từ 9 kbit/s trở lên.')).toBeTruthy();
    expect(host.inputs('upstream.limit')).toEqual([]);
  });
});

describe('the page of the sample upstream', () => {
  const demo = { kind: 'demo', station: '', host: 'web' } as const;
  const pageUrl = 'http://127.0.0.1:40123/';
  const there = (host: FakeHost) => host.answer('demo.upstream', () => ({ pageUrl }));
  const panel = () => screen.queryByRole('region', { name: 'Trang của tuyến trên MẪU' });

  it('is named in the demo, to be copied, with what can be done there', async () => {
    const desk = sampleDesk({ sync: bound(), profile: demo, session: sampleSession({ permissions: ['queue.see'] }) });
    await openScreen(<UpstreamScreen />, desk, there);
    await screen.findByText(pageUrl);
    expect(panel()?.textContent).toMatch(/duyệt, trả lại hoặc từ chối/);
    expect(within(panel() as HTMLElement).getByRole('button', { name: /^Chép: địa chỉ trang/ })).toBeTruthy();
  });

  it('is not there where there is none', async () => {
    const host = await openScreen(<UpstreamScreen />, sampleDesk({ sync: bound(), profile: demo }), ({ answer }) =>
      answer('demo.upstream', () => null),
    );
    await waitFor(() => expect(host.inputs('demo.upstream')).toHaveLength(1));
    expect(panel()).toBeNull();
  });

  it('is not even asked for outside the demo', async () => {
    const host = await open(bound(), there);
    expect(host.inputs('demo.upstream')).toEqual([]);
    expect(panel()).toBeNull();
  });
});

it('is closed to whoever does not administer', async () => {
  const session = sampleSession({ permissions: ['queue.see'] });
  await openScreen(<UpstreamScreen />, sampleDesk({ sync: unset, session }));
  expect(screen.getByText('Chỉ người quản trị nối bàn với tuyến trên.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Hỏi tuyến trên' })).toBeNull();
});

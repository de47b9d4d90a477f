import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { Anchor } from '#contract/trust.ts';
import { openScreen } from '../../testing/open-screen.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { TrustScreen } from './trust-screen.tsx';

const anchor = (index: number): Anchor => ({
  fingerprint: `fp${index}`,
  subject: `CN=CSCA ${String(index).padStart(3, '0')},C=VN`,
  country: 'VN',
  serial: '01',
  notBefore: '2021-01-01T00:00:00Z',
  notAfter: '2036-01-01T00:00:00Z',
  key: 'RSA 4096',
  signature: 'RSA-PSS SHA-256',
  kind: 'root',
  origin: 'goc.pem',
  vouchedBy: { by: 'operator' },
  importedAt: '2026-11-20T00:00:00Z',
});

async function openTrust(count: number, session = sampleSession()) {
  let anchors = Array.from({ length: count }, (_, index) => anchor(index));
  const host = await openScreen(<TrustScreen />, sampleDesk({ session }), ({ answer }) => {
    answer('trust.list', () => anchors);
    answer('trust.remove', ({ fingerprint }: { fingerprint: string }) => {
      anchors = anchors.filter((each) => each.fingerprint !== fingerprint);
    });
  });
  await screen.findByText(count === 0 ? '0 chứng thư' : `${count} chứng thư`);
  return host;
}

const fileInput = () => document.querySelector('input[type=file]') as HTMLInputElement;
const pick = (files: readonly File[]) => fireEvent.change(fileInput(), { target: { files } });

describe('the trust screen', () => {
  it('draws only the rows in view of many hundred', async () => {
    await openTrust(600);
    const table = screen.getByRole('table', { name: 'Dữ liệu tin cậy' });
    expect(table.getAttribute('aria-rowcount')).toBe('601');
    expect(within(table).getAllByRole('row').length).toBeLessThan(40);
  });

  it('filters while typing', async () => {
    const host = await openTrust(600);
    await host.user.type(screen.getByRole('searchbox'), '599');
    expect(await screen.findByText('1 / 600 chứng thư')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'CSCA 599' })).toBeTruthy();
  });

  it('turns the order when a heading is pressed again', async () => {
    const host = await openTrust(3);
    const heading = screen.getByRole('columnheader', { name: /Nơi cấp/ });
    await host.user.click(within(heading).getByRole('button'));
    await host.user.click(within(heading).getByRole('button'));
    expect(heading.getAttribute('aria-sort')).toBe('descending');
    expect(screen.getAllByRole('row')[1]?.textContent).toContain('CSCA 002');
  });

  it('removes only after asking', async () => {
    const host = await openTrust(3);
    await host.user.click(screen.getByRole('button', { name: 'CSCA 001' }));
    await host.user.click(screen.getByRole('button', { name: 'Gỡ chứng thư CSCA 001' }));
    const ask = await screen.findByRole('alertdialog');
    expect(host.inputs('trust.remove')).toEqual([]);
    await host.user.click(within(ask).getByRole('button', { name: 'Gỡ' }));
    expect(host.inputs('trust.remove')).toEqual([{ fingerprint: 'fp1' }]);
    expect(await screen.findByText('2 chứng thư')).toBeTruthy();
  });

  it('says what to do when there is nothing yet', async () => {
    await openTrust(0);
    expect(screen.getByText(/Nhập tệp do đơn vị cấp trên gửi/)).toBeTruthy();
  });
});

describe('changing what is trusted', () => {
  it('is the administrators’: others see the list and are told so', async () => {
    const host = await openTrust(3, sampleSession({ permissions: ['card.read'] }));
    expect(fileInput()).toBeNull();
    expect(screen.getByText('Chỉ người quản trị nhập và gỡ chứng thư gốc.')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'CSCA 001' }));
    const remove = screen.getByRole('button', { name: /^Gỡ chứng thư CSCA 001/ });
    expect(remove.getAttribute('aria-disabled')).toBe('true');
    await host.user.click(remove);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('asks for a fresh proof where the host wants one', async () => {
    const host = await openTrust(3);
    host.answer('trust.remove', () => {
      throw new FailureError(failure('session.proveAgain'));
    });
    await host.user.click(screen.getByRole('button', { name: 'CSCA 001' }));
    await host.user.click(screen.getByRole('button', { name: 'Gỡ chứng thư CSCA 001' }));
    await host.user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Gỡ' }));
    await waitFor(() => expect(host.window.getState().proofWanted).not.toBeNull());
    host.answer('trust.remove', () => undefined);
    host.window.getState().proofWanted?.settle(true);
    await waitFor(() => expect(host.inputs('trust.remove')).toHaveLength(2));
  });
});

describe('import', () => {
  it('sends the files, follows the progress, and lists what was refused and why', async () => {
    const host = await openTrust(1);
    let finish: (result: unknown) => void = () => {};
    host.answer(
      'trust.import',
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    pick([new File([new Uint8Array([0x30, 0x82])], 'danh-sach.ml')]);
    await screen.findByText('Đang kiểm và nhập');
    const [sent] = host.inputs('trust.import') as { importId: string; files: { name: string; bytes: Uint8Array }[] }[];
    expect(sent?.files).toEqual([{ name: 'danh-sach.ml', bytes: new Uint8Array([0x30, 0x82]) }]);
    host.emit('trust.importProgressed', {
      importId: sent?.importId ?? '',
      file: 'danh-sach.ml',
      done: 40,
      total: 588,
      failure: null,
    });
    expect(await screen.findByText('40 / 588')).toBeTruthy();
    host.emit('trust.importProgressed', { importId: 'another', file: 'x', done: 1, total: 2, failure: null });
    finish({
      accepted: 575,
      refused: [
        { subject: 'CN=A,C=XX', code: 'trust.linkUnproved' },
        { subject: 'CN=B,C=XX', code: 'trust.linkUnproved' },
        { subject: '', code: 'trust.notAuthority' },
      ],
    });
    expect(await screen.findByText('Đã nhập 575 chứng thư')).toBeTruthy();
    expect(screen.getByText('Không nhận 3')).toBeTruthy();
    expect(screen.getByText(/Chứng thư nối chưa được khóa cũ/)).toBeTruthy();
    expect(screen.getByText('trust.linkUnproved')).toBeTruthy();
    expect(screen.getByText('không rõ tên')).toBeTruthy();
  });

  it('takes no more files at a time than the contract', async () => {
    const host = await openTrust(1);
    pick(Array.from({ length: 51 }, (_, index) => new File(['x'], `${index}.pem`)));
    expect(await screen.findByText('Mỗi lần nhập nhiều nhất 50 tệp.')).toBeTruthy();
    expect(host.inputs('trust.import')).toEqual([]);
  });
});

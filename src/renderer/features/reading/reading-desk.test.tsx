import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { openWindow } from '../../testing/open-window.tsx';
import {
  finishedReading,
  sampleDesk,
  sampleHolder,
  sampleReader,
  sampleReading,
  sampleSession,
  sampleVerdict,
} from '../../testing/sample-desk.ts';

const proof = () => within(screen.getByRole('region', { name: 'Chứng minh thẻ' }));
const person = () => within(screen.getByRole('region', { name: 'Người trên thẻ' }));
const work = () => within(screen.getByRole('region', { name: 'Việc tiếp theo' }));

describe('without a card', () => {
  it('teaches the first step', async () => {
    await openWindow(sampleDesk());
    expect(person().getByRole('heading', { name: 'Đặt thẻ lên đầu đọc' })).toBeTruthy();
    expect(proof().getByText('Chưa có kết luận')).toBeTruthy();
  });

  it.each([
    ['reader.serviceDown', 'Dịch vụ đọc thẻ (PC/SC) của máy không chạy.', 'Bật lại dịch vụ pcscd'],
    ['reader.none', 'Chưa thấy đầu đọc nào.', 'Cắm đầu đọc'],
    ['reader.driver', 'chưa nạp được phần nối với đầu đọc', 'npm start'],
  ] as const)('says %s with its remedy and, small, its code', async (code, text, remedy) => {
    const sources = [{ id: 'pcsc' as const, state: { state: 'failed' as const, failure: failure(code) } }];
    await openWindow(sampleDesk({ readers: [], sources }));
    expect(person().getByRole('heading').textContent).toContain(text);
    expect(person().getByText(new RegExp(remedy))).toBeTruthy();
    expect(person().getByText(code)).toBeTruthy();
  });

  it('comes back by itself when the reader does', async () => {
    const host = await openWindow(sampleDesk({ readers: [] }));
    host.change({ readers: sampleDesk().readers });
    expect(await person().findByRole('heading', { name: 'Đặt thẻ lên đầu đọc' })).toBeTruthy();
  });

  it('lets the officer choose among cards on several readers', async () => {
    const readers = ['A 00 00', 'B 00 00'].map((name) => ({ name, simulated: false, card: 'present' as const }));
    const host = await openWindow(sampleDesk({ readers }));
    await host.user.click(person().getAllByRole('button', { name: 'Đọc thẻ này' })[1] as HTMLElement);
    expect(host.inputs('reading.open')).toEqual([{ reader: 'B 00 00', accessKey: null }]);
  });
});

describe('a card that lies there when another officer comes', () => {
  const lying = [{ name: sampleReader, simulated: false, card: 'present' as const }];
  const since = (hour: number) => sampleSession({ since: `2026-11-22T0${hour}:00:00.000Z` });
  const handOver = async () => {
    const host = await openWindow(sampleDesk({ readers: lying, session: since(6) }));
    act(() => host.change({ session: since(7) }));
    act(() => host.change({ reading: sampleReading() }));
    await person().findByRole('heading', { name: 'Thẻ đang nằm trên đầu đọc' });
    return host;
  };

  it('stays a card on the reader until they want it', async () => {
    const host = await handOver();
    expect(screen.queryByLabelText('Sáu số cuối của số định danh')).toBeNull();
    await host.user.click(person().getByRole('button', { name: 'Đọc thẻ này' }));
    expect(host.inputs('reading.open')).toEqual([{ reader: sampleReader, accessKey: null }]);
    expect(await screen.findByLabelText('Sáu số cuối của số định danh')).toBeTruthy();
  });

  it('is theirs once another card took its place', async () => {
    const host = await handOver();
    act(() => host.change({ readers: sampleDesk().readers, reading: null }));
    act(() => host.change({ readers: lying, reading: sampleReading({ id: 'reading-2' }) }));
    expect(await screen.findByLabelText('Sáu số cuối của số định danh')).toBeTruthy();
  });

  it('is explained to those whose role reads none, with no key to enter', async () => {
    const session = sampleSession({ permissions: ['officers.see'] });
    const host = await openWindow(sampleDesk({ readers: lying, session }), ({ answer }) => {
      answer('officers.list', () => []);
      answer('approvals.list', () => []);
    });
    act(() => host.window.setState({ place: 'reading' }));
    act(() => host.change({ reading: sampleReading() }));
    expect(await person().findByRole('heading', { name: 'Vai trò này không đọc thẻ' })).toBeTruthy();
    expect(screen.queryByLabelText('Sáu số cuối của số định danh')).toBeNull();
    expect(work().queryByRole('button', { name: /Đọc thẻ/ })).toBeNull();
  });
});

describe('while reading', () => {
  const reading = sampleReading({
    phase: 'reading',
    holder: sampleHolder,
    portrait: 'streaming',
    progress: { step: 'portrait', file: 'DG2', bytesRead: 6144, bytesKnown: 15_360, apdus: 17 },
  });

  it('names the step, counts bytes and draws how far it is', async () => {
    await openWindow(sampleDesk({ reading }));
    expect(proof().getByText(/Đọc ảnh$/)).toBeTruthy();
    expect(proof().getByText('6 KB / 15 KB')).toBeTruthy();
    const bar = proof().getByRole('progressbar', { name: 'Tiến độ đọc' });
    expect(Number(bar.getAttribute('aria-valuenow'))).toBeGreaterThan(50);
    expect(proof().getByText('Đang đọc ảnh')).toBeTruthy();
  });

  it('shows the person already, and Escape stops', async () => {
    const host = await openWindow(sampleDesk({ reading }));
    expect(person().getByRole('heading', { name: 'Đặng Thị Mẫu Hòa' })).toBeTruthy();
    await host.user.keyboard('{Escape}');
    expect(host.inputs('reading.cancel')).toHaveLength(1);
  });
});

describe('verdicts', () => {
  it.each([
    ['genuine', 'proved', 'Thẻ thật, dữ liệu nguyên vẹn', /Được dùng dữ liệu trong chip/],
    ['genuine', 'unchecked', 'Dữ liệu thật — chưa kiểm được chip', /Chưa loại trừ chip sao chép/],
    ['cannotTell', 'unchecked', 'Chưa đủ căn cứ', /cũng không phải kết luận thẻ giả/],
    ['notGenuine', 'disproved', 'Không được tin thẻ này', /Báo trực chỉ huy/],
  ] as const)('%s with chip %s has its words and what to do now', async (verdict, chip, headline, now) => {
    await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict({ verdict, chip })) }));
    expect(proof().getByRole('heading', { name: headline })).toBeTruthy();
    expect(proof().getByText(now)).toBeTruthy();
  });

  it('lists the checks one by one with their facts, in words for those who see no colour', async () => {
    const verdict = sampleVerdict({
      checks: {
        groups: { facts: { matched: 'DG1 DG2' } },
        revocation: { outcome: 'warning', reasons: ['revocation.noList'] },
      },
    });
    await openWindow(sampleDesk({ reading: finishedReading(verdict) }));
    const checks = within(proof().getByRole('list', { name: 'Từng bước kiểm tra' })).getAllByRole('listitem');
    const texts = checks.map((check) => check.textContent);
    expect(texts).toContain('đạtCác nhóm dữ liệu1·2');
    expect(texts).toContain('lưu ýChưa có danh sách thu hồi');
  });

  it('explains what disproved the card', async () => {
    const checks = { groups: { outcome: 'failed', reasons: ['groups.hashMismatch' as const] } } as const;
    const verdict = sampleVerdict({
      verdict: 'notGenuine',
      checks: { groups: { ...checks.groups, reasons: ['groups.hashMismatch'] } },
    });
    await openWindow(sampleDesk({ reading: finishedReading(verdict) }));
    expect(work().getByText('Có nhóm dữ liệu bị sửa sau khi cấp.')).toBeTruthy();
  });

  it('says beside a genuine verdict that the card has expired', async () => {
    await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict({ expired: true })) }));
    expect(proof().getByText('Thẻ đã hết hạn sử dụng')).toBeTruthy();
    expect(proof().getByRole('heading', { name: 'Thẻ thật, dữ liệu nguyên vẹn' })).toBeTruthy();
  });

  it('keeps the identity of a card that was pulled, and says so', async () => {
    const verdict = sampleVerdict({ verdict: 'cannotTell', chip: 'unchecked' });
    const reading = finishedReading(verdict, { failure: failure('card.removed'), cardGone: true });
    await openWindow(sampleDesk({ reading }));
    expect(person().getByRole('heading', { name: 'Đặng Thị Mẫu Hòa' })).toBeTruthy();
    expect(person().getByText('Thẻ bị nhấc ra khi đang đọc.')).toBeTruthy();
  });
});

describe('identity', () => {
  it('masks the number until a reason is given, then shows it and what was kept back', async () => {
    const reading = finishedReading(sampleVerdict());
    const host = await openWindow(sampleDesk({ reading }), ({ answer }) =>
      answer('reading.reveal', () => ({ number: '001304999901', mrz: [] })),
    );
    expect(document.body.textContent).not.toContain('001304999901');
    expect(document.body.textContent).not.toContain('Kinh');
    await host.user.click(person().getByRole('button', { name: 'Hiện đủ số (lý do)' }));
    await host.user.keyboard('{Enter}');
    expect(host.inputs('reading.reveal')).toEqual([{ purpose: { code: 'doiChieu', note: null } }]);
    expect(await screen.findByText('001 304 999 901')).toBeTruthy();
    expect(screen.getByText('Kinh · Không')).toBeTruthy();
  });

  it('asks again for the next reading', async () => {
    const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()) }), ({ answer }) =>
      answer('reading.reveal', () => ({ number: '001304999901', mrz: [] })),
    );
    await host.user.click(person().getByRole('button', { name: 'Hiện đủ số (lý do)' }));
    await host.user.click(screen.getByRole('button', { name: 'Hiện số' }));
    await screen.findByText('001 304 999 901');
    host.change({ reading: finishedReading(sampleVerdict(), { id: 'reading-2' }) });
    expect(await screen.findByText('••• ••• ••• 901')).toBeTruthy();
  });

  it('says in the dialog why the number is not shown', async () => {
    const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()) }), ({ answer }) =>
      answer('reading.reveal', () => {
        throw new FailureError(failure('session.notPermitted'));
      }),
    );
    await host.user.click(person().getByRole('button', { name: 'Hiện đủ số (lý do)' }));
    await host.user.click(screen.getByRole('button', { name: 'Hiện số' }));
    expect(await within(screen.getByRole('dialog')).findByText('session.notPermitted')).toBeTruthy();
    expect(document.body.textContent).not.toContain('001 304 999 901');
  });
});

describe('files', () => {
  it('shows the bytes of a file as the chip gave them', async () => {
    const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()) }), ({ answer }) =>
      answer('reading.file', () => new Uint8Array([0x61, 0x5b, 0x41])),
    );
    await host.user.click(work().getByRole('button', { name: /Xem tệp trong chip/ }));
    await host.user.click(await screen.findByRole('button', { name: /DG1/ }));
    expect(await screen.findByText(/61 5b 41/)).toBeTruthy();
    expect(host.inputs('reading.file')).toContainEqual({ name: 'DG1' });
  });
});

describe('the reader after a failure', () => {
  it('offers the machine readable zone to a chip that refuses six digits', async () => {
    const reading = sampleReading({ phase: 'finished', failure: failure('access.unsupported', { kind: 'can' }) });
    const readers = [{ name: sampleReader, simulated: false, card: 'present' as const }];
    const host = await openWindow(sampleDesk({ reading, readers }));
    await host.user.click(work().getByRole('button', { name: /Mở bằng mã máy đọc/ }));
    expect(host.inputs('reading.open')).toEqual([{ reader: sampleReader, accessKey: null }]);
    host.change({ reading: sampleReading({ id: 'reading-2' }) });
    expect(await person().findByRole('textbox', { name: /Các dòng mã máy đọc/ })).toBeTruthy();
  });
});

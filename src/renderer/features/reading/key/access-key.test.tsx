import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MrzCheck } from '#contract/desk.ts';
import { failure } from '#contract/failures.ts';
import { openWindow } from '../../../testing/open-window.tsx';
import { sampleDesk, sampleReading } from '../../../testing/sample-desk.ts';

const waiting = sampleDesk({ reading: sampleReading() });
const canField = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Sáu số cuối của số định danh' });
const given = (can: string) => ({ accessKey: { kind: 'can', can } });

describe('six digits', () => {
  it('has the focus and starts by itself at the sixth', async () => {
    const host = await openWindow(waiting);
    expect(document.activeElement).toBe(canField());
    await host.user.keyboard('99990');
    expect(host.inputs('reading.giveKey')).toEqual([]);
    await host.user.keyboard('1');
    await waitFor(() => expect(host.inputs('reading.giveKey')).toEqual([given('999901')]));
  });

  it('starts once though Enter follows', async () => {
    const host = await openWindow(waiting);
    await host.user.keyboard('999901{Enter}{Enter}');
    expect(host.inputs('reading.giveKey')).toHaveLength(1);
  });

  it('takes digits pasted with spaces and leaves the text as it is', async () => {
    const host = await openWindow(waiting);
    await host.user.paste('999 901');
    expect(host.inputs('reading.giveKey')).toEqual([given('999901')]);
    expect(canField().value).toBe('999 901');
  });

  it('is not a scanner’s way to burn an attempt: six digits of a longer code are no key', async () => {
    const host = await openWindow(waiting);
    for (const length of [1, 2, 3, 4, 5, 6, 7, 8])
      fireEvent.input(canField(), { target: { value: '001304999901'.slice(0, length) } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(host.inputs('reading.giveKey')).toEqual([]);
  });

  it('refuses letters with a word, not by rewriting', async () => {
    const host = await openWindow(waiting);
    await host.user.keyboard('99990a');
    await screen.findByText('Chỉ gồm sáu chữ số.');
    expect(host.inputs('reading.giveKey')).toEqual([]);
    expect(canField().value).toBe('99990a');
  });

  it('does nothing while an input method composes', async () => {
    const host = await openWindow(waiting);
    const field = canField();
    field.value = '999901';
    fireEvent(field, new InputEvent('input', { bubbles: true, isComposing: true }));
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(host.inputs('reading.giveKey')).toEqual([]);
  });

  it('says what was wrong with the attempts left, and does not try the same number again', async () => {
    const host = await openWindow(waiting);
    await host.user.keyboard('111111');
    await waitFor(() => expect(host.inputs('reading.giveKey')).toHaveLength(1));
    host.change({ reading: sampleReading({ phase: 'reading' }) });
    await screen.findByRole('progressbar');
    host.change({ reading: sampleReading({ failure: failure('access.wrongKey', { kind: 'can', left: 2 }) }) });
    expect(await screen.findByText(/không khớp với thẻ này \(còn 2 lần\)/)).toBeTruthy();
    expect(canField().value).toBe('111111');
    await host.user.keyboard('111111');
    expect(await screen.findByText(/Số này vừa thử/)).toBeTruthy();
    expect(host.inputs('reading.giveKey')).toEqual([given('111111')]);
    await host.user.clear(canField());
    await host.user.keyboard('111112');
    await waitFor(() => expect(host.inputs('reading.giveKey')).toHaveLength(2));
  });

  it('goes over to the machine readable zone when the digits are spent', async () => {
    await openWindow(sampleDesk({ reading: sampleReading({ failure: failure('access.lastAttempt', { left: 1 }) }) }));
    expect(screen.getByRole('tab', { name: 'Mã máy đọc', selected: true })).toBeTruthy();
  });
});

describe('machine readable zone', () => {
  const lines = ['IDVNM3049999018001304999901<<9', '0402143F2902142VNM<<<<<<<<<<<0', 'DANG<<THI<MAU<HOA<<<<<<<<<<<<<'];
  const answerOf = (ok: boolean | null): MrzCheck => ({
    lines,
    format: 'TD1',
    complete: ok !== null,
    checks: [
      { field: 'documentNumber', line: 0, column: 14, ok: true },
      { field: 'birth', line: 1, column: 6, ok },
    ],
  });

  it('judges each check digit while it is typed, and opens only what fits', async () => {
    const host = await openWindow(waiting, ({ answer }) => answer('mrz.check', () => answerOf(false)));
    await host.user.click(screen.getByRole('tab', { name: 'Mã máy đọc' }));
    await host.user.paste(lines.join('\n'));
    expect(await screen.findByText('chưa khớp, dòng 2 cột 7')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Mở chip' })).toHaveProperty('disabled', true);
    host.answer('mrz.check', () => answerOf(true));
    await host.user.keyboard(' ');
    await screen.findAllByText('khớp');
    await host.user.keyboard('{Enter}');
    expect(host.inputs('reading.giveKey')).toEqual([{ accessKey: { kind: 'mrz', mrz: lines.join('\n') } }]);
  });

  it('shows the answer to what stands there now, not to an older text', async () => {
    const answers: ((check: MrzCheck) => void)[] = [];
    const host = await openWindow(waiting, ({ answer }) =>
      answer('mrz.check', () => new Promise((resolve) => answers.push(resolve))),
    );
    await host.user.click(screen.getByRole('tab', { name: 'Mã máy đọc' }));
    await host.user.keyboard('ab');
    answers[1]?.(answerOf(true));
    answers[0]?.(answerOf(false));
    expect(await screen.findAllByText('khớp')).toHaveLength(2);
    expect(screen.queryByText(/chưa khớp/)).toBeNull();
  });
});

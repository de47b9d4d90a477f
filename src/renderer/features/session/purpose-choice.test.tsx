import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { DeskProvider } from '../../state/desk-context.tsx';
import { openDeskLink } from '../../state/desk-link.ts';
import { createWindowStore } from '../../state/window-store.ts';
import { createFakeHost } from '../../testing/fake-client.ts';
import { sampleDesk } from '../../testing/sample-desk.ts';
import { PurposeChoice } from './purpose-choice.tsx';

afterEach(cleanup);

function open(code: 'doiChieu' | 'other') {
  const window = createWindowStore();
  window.setState({ purpose: { code, note: null } });
  const link = openDeskLink(() => createFakeHost(sampleDesk()).client);
  render(
    <DeskProvider desk={{ link, window }}>
      <PurposeChoice />
    </DeskProvider>,
  );
  return { window, user: userEvent.setup() };
}

it('is one of ten, and has no words of its own', async () => {
  const { window, user } = open('doiChieu');
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.click(screen.getByRole('combobox', { name: 'Mục đích' }));
  expect(await screen.findAllByRole('option')).toHaveLength(10);
  await user.click(screen.getByRole('option', { name: 'Cư trú' }));
  expect(window.getState().purpose).toEqual({ code: 'cuTru', note: null });
});

it('asks for words where it is none of the ten, taken on Enter or when left', async () => {
  const { window, user } = open('other');
  const note = screen.getByRole('textbox', { name: 'Ghi rõ mục đích' });
  await user.type(note, '  hồ sơ 12/2026 ');
  expect(window.getState().purpose.note).toBeNull();
  await user.keyboard('{Enter}');
  expect(window.getState().purpose).toEqual({ code: 'other', note: 'hồ sơ 12/2026' });
});

it('says at once what the host would refuse', async () => {
  const { user } = open('other');
  const note = screen.getByRole('textbox', { name: 'Ghi rõ mục đích' });
  await user.type(note, 'abc{Enter}');
  expect(screen.getByText('Ghi rõ ít nhất năm chữ cái.')).toBeTruthy();
  await user.clear(note);
  await user.type(note, 'số 099 204 999 901{Enter}');
  expect(screen.getByText('Bỏ dãy số: nhật ký không giữ số của dân.')).toBeTruthy();
  expect(note.getAttribute('aria-invalid')).toBe('true');
});

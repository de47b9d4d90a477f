import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk, reasonToSkip } from './support/desk.ts';

const themeOf = ({ page }: Desk) => page.evaluate(() => document.documentElement.dataset.theme);

describe.skipIf(reasonToSkip)('settings at the desk', () => {
  const home = mkdtempSync(join(tmpdir(), 'truc-ban-e2e-settings-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('follows the system until the officer chooses, and keeps the choice for the next start', async () => {
    const first = await openDesk({ home, colorScheme: 'dark' });
    expect(await themeOf(first)).toBe('dark');
    await first.page.getByRole('button', { name: 'Cài đặt' }).click();
    await first.page.getByRole('radio', { name: 'Sáng' }).click();
    await first.page.locator('html[data-theme=light]').waitFor();
    await first.page.getByRole('radio', { name: 'English' }).click();
    await first.page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await first.close();

    const second = await openDesk({ home, colorScheme: 'dark' });
    await second.page.getByRole('heading', { name: 'Put a card on the reader' }).waitFor();
    expect(await themeOf(second)).toBe('light');
    expect(await second.page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(second.trouble).toEqual([]);
    await second.close();
  });

  it('does everything from the keyboard: the palette finds it, the palette runs it', async () => {
    const desk = await openDesk();
    await desk.page.keyboard.press('Control+k');
    await desk.page.getByRole('combobox', { name: 'Gõ tên việc cần làm' }).waitFor();
    await desk.page.keyboard.type('tu kiem tra');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('dialog', { name: 'Tự kiểm tra máy' }).waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('Control+k');
    await desk.page.getByRole('combobox', { name: 'Gõ tên việc cần làm' }).waitFor();
    await desk.page.keyboard.type('giao dien toi');
    await desk.page.keyboard.press('Enter');
    await desk.page.locator('html[data-theme=dark]').waitFor();
    await desk.close();
  });
});

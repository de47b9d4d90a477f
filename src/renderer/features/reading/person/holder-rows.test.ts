import { describe, expect, it } from 'vitest';
import { comparedFields } from '#contract/comparison.ts';
import { vi } from '../../../i18n/vi.ts';
import { sampleHolder } from '../../../testing/sample-desk.ts';
import { holderRows } from './holder-rows.ts';

const row = (holder: typeof sampleHolder | null, key: string) =>
  holderRows(holder, vi).find((each) => each.key === key);

describe('holderRows', () => {
  it('keeps the same rows in the same places before and after the chip answers', () => {
    const keys = (holder: typeof sampleHolder | null) => holderRows(holder, vi).map(({ key, lines }) => [key, lines]);
    expect(keys(null)).toEqual(keys(sampleHolder));
  });

  it('joins what stands in one row and says its source', () => {
    expect(row(sampleHolder, 'parents')).toMatchObject({ value: 'Đặng Văn Mẫu Cha · Trần Thị Mẫu Mẹ', source: 'DG13' });
    expect(row({ ...sampleHolder, mother: null }, 'parents')?.value).toBe('Đặng Văn Mẫu Cha');
  });

  it('writes dates as officers do, and an end that never comes in words', () => {
    expect(row(sampleHolder, 'validity')?.value).toBe('10/05/2021 · 14/02/2029');
    expect(row({ ...sampleHolder, expiry: { kind: 'never' } }, 'validity')?.value).toBe('10/05/2021 · không thời hạn');
    const birth = { text: '1962', iso: '1962', source: 'DG13' } as const;
    expect(row({ ...sampleHolder, birth }, 'birth')?.value).toBe('1962');
  });

  it('shows fields of unknown number raw, under their number, and treats them as sensitive', () => {
    const other = row({ ...sampleHolder, otherFields: [{ number: 15, text: 'x' }] }, 'other-15');
    expect(other).toMatchObject({ label: 'Trường số 15', value: 'x', sensitive: true });
  });

  it('puts what not every card has last, so that it pushes nothing away', () => {
    const spouse = { value: 'Phạm Văn Mẫu', source: 'DG13' } as const;
    const keys = holderRows({ ...sampleHolder, spouse }, vi).map(({ key }) => key);
    expect(keys.slice(0, -1)).toEqual(holderRows(sampleHolder, vi).map(({ key }) => key));
    expect(keys.at(-1)).toBe('spouse');
  });

  it('has a place for every compared field', () => {
    const spouse = { value: 'Phạm Văn Mẫu', source: 'DG13' } as const;
    const fields = holderRows({ ...sampleHolder, spouse }, vi).flatMap((each) => each.fields);
    expect([...fields].sort()).toEqual([...comparedFields].sort());
  });

  it('keeps ethnicity and religion back until a reason is given', () => {
    expect(row(sampleHolder, 'ethnicity')).toMatchObject({ sensitive: true });
    expect(row(sampleHolder, 'residence')).toMatchObject({ sensitive: false });
  });
});

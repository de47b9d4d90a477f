import { describe, expect, it } from 'vitest';
import { vi } from '../../../i18n/vi.ts';
import { sampleStanding } from '../../../testing/sample-people.ts';
import { standingWords } from './standing-words.ts';

const today = new Date('2026-11-22T13:00:00Z');
const words = (parts: Partial<typeof sampleStanding>) =>
  standingWords({ ...sampleStanding, ...parts }, vi.comparison, today);

describe('standingWords', () => {
  it('says what is missing and which group they are in', () => {
    expect(words({})).toEqual({ facts: 'Chưa có tài khoản mức 2', cohorts: 'thuộc nhóm sinh năm 2004' });
    expect(words({ missing: ['card', 'eId'], card: 'expired', cohorts: [] })).toEqual({
      facts: 'Chưa có tài khoản mức 2 · thẻ hết hạn',
      cohorts: null,
    });
    expect(words({ missing: ['card'], card: 'none' }).facts).toBe('chưa có thẻ');
  });

  it('names the day a card must be changed by only when it is near', () => {
    expect(words({ missing: [], changeBy: '2027-03-01' }).facts).toBe('đổi thẻ trước 01/03/2027');
    expect(words({ death: 'dead', missing: ['eId'] })).toEqual({ facts: 'đã mất', cohorts: null });
    expect(words({ missing: [] }).facts).toBe('dữ liệu xã không báo thiếu');
  });
});

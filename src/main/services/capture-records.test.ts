import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import { type CaptureRecords, createCaptureRecords, type MadeCapture } from './capture-records.ts';

let records: CaptureRecords;
let changes: number;
let second: number;
const purpose = { code: 'capThe', note: null } as const;
const made = (bytes: Uint8Array = Uint8Array.of(1, 2, 3)): MadeCapture => ({
  kind: 'portrait',
  officer: 'CB001',
  device: { id: 'camera-MAU', name: 'Máy ảnh mẫu', simulated: true },
  purpose,
  parts: [{ name: 'portrait.jpg', mime: 'image/jpeg', bytes }],
  quality: { of: 'portrait', checks: [], manual: null, width: 7, height: 9 },
});
const ids = () => records.visible().map(({ id }) => id);
const isWiped = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

beforeEach(() => {
  changes = 0;
  second = 0;
  let id = 0;
  records = createCaptureRecords({
    clock: { now: () => new Date(Date.UTC(2026, 10, 22, 8, 0, second++)) },
    ids: () => `c${++id}`,
    changed: () => {
      changes += 1;
    },
  });
});

describe('a capture', () => {
  it('has the hash of its bytes, its time, and the masked number of the person on the desk', () => {
    records.seat('001304999901');
    const record = records.add(made(new TextEncoder().encode('abc')));
    expect(record).toMatchObject({ id: 'c1', subject: '••• ••• ••• 901', saved: false, prefill: null });
    expect(record.takenAt).toBe('2026-11-22T08:00:00.000Z');
    // FIPS 180-4, the example of one block.
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(record.parts).toEqual([{ name: 'portrait.jpg', mime: 'image/jpeg', length: 3, sha256 }]);
    expect(JSON.stringify(records.visible())).not.toContain('001304999901');
  });

  it('is overwritten when it is dropped, and then unknown', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const { id } = records.add(made(bytes));
    records.drop(id);
    expect(isWiped(bytes)).toBe(true);
    expect(() => records.find(id)).toThrow(expect.objectContaining({ failure: failure('capture.unknown') }));
  });

  it('is refused and overwritten when too many are held', () => {
    for (let count = 0; count < 40; count++) records.add(made());
    const bytes = Uint8Array.of(1, 2, 3);
    expect(() => records.add(made(bytes))).toThrow(expect.objectContaining({ failure: failure('capture.tooMany') }));
    expect(isWiped(bytes)).toBe(true);
    expect(ids()).toHaveLength(40);
  });
});

describe('captures and the card on the desk', () => {
  it('are held back while a card is read, and come back for the same person', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    records.seat('001304999901');
    records.add(made(bytes));
    records.unseat();
    expect(ids()).toEqual([]);
    expect(() => records.find('c1')).toThrow('capture.unknown');
    records.seat('001304999901');
    expect(ids()).toEqual(['c1']);
    expect(isWiped(bytes)).toBe(false);
  });

  it('go with the next person, those taken before with no card too; what was taken while their card is read is theirs', () => {
    const [nobodys, own, next] = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)];
    records.add(made(nobodys));
    records.seat('001304999901');
    records.add(made(own));
    records.unseat();
    expect([nobodys, own].map(isWiped)).toEqual([true, false]);
    records.add(made(next));
    expect(ids()).toEqual(['c3']);
    records.seat('001304999902');
    expect(ids()).toEqual(['c3']);
    expect([own, next].map(isWiped)).toEqual([true, false]);
  });

  it('that were taken before any card stay when the first one is read, and belong to nobody', () => {
    records.add(made());
    records.seat('001304999901');
    expect(records.visible()).toMatchObject([{ id: 'c1', subject: null }]);
    expect(records.find('c1').number).toBeNull();
  });

  it('go with the desk', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    records.add(made(bytes));
    records.clear();
    expect(isWiped(bytes)).toBe(true);
    expect([ids(), records.number()]).toEqual([[], null]);
    expect(changes).toBeGreaterThan(1);
  });

  it('stand beside what the profile has of the person, without its bytes', () => {
    records.seat('001304999901');
    const mine = records.add(made());
    records.showKept([{ ...mine, id: 'old', takenAt: '2026-11-01T00:00:00.000Z', saved: true }, mine]);
    expect(ids()).toEqual(['old', 'c1']);
    expect(records.find('old').bytes).toBeNull();
    expect(records.find('c1').bytes).not.toBeNull();
  });
});

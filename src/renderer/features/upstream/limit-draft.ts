export const limitUnits = ['kbit', 'Mbit'] as const;
export type LimitUnit = (typeof limitUnits)[number];

const bitsOf: Readonly<Record<LimitUnit, number>> = { kbit: 1000, Mbit: 1_000_000 };
/** The least the host takes, in bytes a second. */
const least = 1024;
const most = Number.MAX_SAFE_INTEGER;

/** A typed speed as bytes a second; null for what is no speed or too little. A comma is as good as a point. */
export function limitOf(typed: string, unit: LimitUnit): number | null {
  const text = typed.normalize('NFC').trim().replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,3})?$/.test(text)) return null;
  const bytes = Math.round((Number(text) * bitsOf[unit]) / 8);
  return bytes >= least && bytes <= most ? bytes : null;
}

/** A speed as it is typed: in the unit it is read in. */
export function typedLimit(bytesPerSecond: number): { readonly text: string; readonly unit: LimitUnit } {
  const bits = bytesPerSecond * 8;
  const unit: LimitUnit = bits >= bitsOf.Mbit ? 'Mbit' : 'kbit';
  const value = Math.round((bits / bitsOf[unit]) * 1000) / 1000;
  return { text: String(value).replace('.', ','), unit };
}

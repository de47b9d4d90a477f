import { foldText, toneKey } from '../names/fold.ts';

/** Tiers of the administrative order: province, district (until 30/6/2025), and ward or commune. */
export type Tier = 'province' | 'district' | 'ward';

const kinds: Readonly<Record<Tier, RegExp>> = {
  province: /^(?:thành phố|thanh pho|tỉnh|tinh|tp|t)[\s.]+|^tp(?=\p{Lu})/iu,
  district: /^(?:thành phố|thanh pho|thị xã|thi xa|quận|quan|huyện|huyen|tp|tx|q|h)[\s.]+|^q(?=\d)/iu,
  ward: /^(?:phường|phuong|thị trấn|thi tran|đặc khu|dac khu|xã|xa|đk|tt|p|x)[\s.]+|^p(?=\d)/iu,
};

/** A name of a unit as written, without the word for its kind, and whether that word stood there. */
export type BareName = { readonly name: string; readonly kinded: boolean };

/** Takes the kind of a tier off a name: `TP.Hồ Chí Minh` and `Thành phố Hồ Chí Minh` are both `Hồ Chí Minh`. */
export function bareName(written: string, tier: Tier): BareName {
  const text = written.normalize('NFC').trim();
  const name = text.replace(kinds[tier], '').replace(/^[\s.]+/, '');
  return { name, kinded: name !== text };
}

/** Whether a written name begins with the kind of another tier than the one asked for (`Phường …` is no district). */
export function isOtherTier(written: string, tier: Tier): boolean {
  const text = written.normalize('NFC').trim();
  if (kinds[tier].test(text)) return false;
  return (Object.keys(kinds) as Tier[]).some((other) => other !== tier && kinds[other].test(text));
}

const wardKinds: readonly (readonly [RegExp, string])[] = [
  [/^(?:phường|phuong|p)(?:[\s.]|\d)/iu, 'phuong'],
  [/^(?:thị trấn|thi tran|tt)[\s.]/iu, 'thi tran'],
  [/^(?:đặc khu|dac khu|đk)[\s.]/iu, 'dac khu'],
  [/^(?:xã|xa|x)[\s.]/iu, 'xa'],
];

/** The kind a ward or commune is written with, in one form for full words and abbreviations; null where none is. */
export function wardKind(written: string): string | null {
  const text = written.normalize('NFC').trim();
  return wardKinds.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const aliases: ReadonlyMap<string, string> = new Map([
  ['hcm', 'Hồ Chí Minh'],
  ['tphcm', 'Hồ Chí Minh'],
  ['thuathienhue', 'Huế'],
  ['brvt', 'Bà Rịa - Vũng Tàu'],
  ['daclac', 'Đắk Lắk'],
  ['dacnong', 'Đắk Nông'],
  ['bacan', 'Bắc Kạn'],
  ['backan', 'Bắc Kạn'],
]);

/** The key a unit's name is found by: tone placement, case, hyphens and known other names do not matter. */
export function unitKey(written: string, tier: Tier): string {
  const { name } = bareName(written, tier);
  const known = tier === 'province' ? aliases.get(foldText(name).replaceAll(' ', '')) : undefined;
  return toneKey(known ?? name).replace(/^0+(?=\d)/, '');
}

/** As `unitKey` without any mark, for addresses typed without them. */
export function unitFoldedKey(written: string, tier: Tier): string {
  const { name } = bareName(written, tier);
  const known = tier === 'province' ? aliases.get(foldText(name).replaceAll(' ', '')) : undefined;
  return foldText(known ?? name).replace(/^0+(?=\d)/, '');
}

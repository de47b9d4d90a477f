/** A nine-digit identity card number. It is no key: a person may have had several, and two people the same one. */
export type OldNumber = { readonly number: string; readonly issuers: readonly string[] };

// Beginnings and the provinces that issued under them. Ranges overlapped, and the list is not official: it is only shown.
const issuers: ReadonlyMap<string, readonly string[]> = new Map([
  ['01', ['Hà Nội']],
  ['02', ['TP. Hồ Chí Minh']],
  ['03', ['Hải Phòng']],
  ['05', ['Sơn La']],
  ['07', ['Hà Giang']],
  ['095', ['Bắc Kạn']],
  ['10', ['Quảng Ninh']],
  ['11', ['Hòa Bình', 'Hà Tây']],
  ['12', ['Bắc Ninh', 'Bắc Giang']],
  ['13', ['Phú Thọ']],
  ['14', ['Hải Dương', 'Hưng Yên']],
  ['16', ['Hà Nam']],
  ['18', ['Hà Tĩnh']],
  ['19', ['Quảng Bình', 'Quảng Trị']],
  ['20', ['Quảng Nam']],
  ['21', ['Quảng Ngãi', 'Bình Định']],
  ['22', ['Phú Yên', 'Khánh Hòa']],
  ['230', ['Gia Lai']],
  ['231', ['Gia Lai']],
  ['26', ['Ninh Thuận', 'Bình Thuận']],
  ['27', ['Bà Rịa – Vũng Tàu', 'Đồng Nai']],
  ['280', ['Bình Dương']],
  ['285', ['Bình Phước']],
  ['29', ['Tây Ninh']],
  ['32', ['Bến Tre']],
  ['35', ['An Giang']],
  ['36', ['Hậu Giang', 'Sóc Trăng']],
  ['38', ['Bạc Liêu']],
]);

/** A nine-digit number and who may have issued it (empty when its beginning is not in the list); null for anything else. */
export function parseOldNumber(text: string): OldNumber | null {
  if (!/^\d{9}$/.test(text)) return null;
  return { number: text, issuers: issuers.get(text.slice(0, 3)) ?? issuers.get(text.slice(0, 2)) ?? [] };
}

import type { Coded } from '#contract/citizen.ts';
import { foldText } from '../names/fold.ts';
import { type CodeEntry, type CodeList, codeList } from './code-list.ts';
import { ethnicities1979, ethnicities2008, ethnicitySpellings } from './ethnicities.ts';

const numbered = (names: readonly string[], from = 1): readonly CodeEntry[] =>
  names.map((name, index) => ({ code: String(index + from).padStart(2, '0'), name }));

/** Dân tộc, numbered as in 1979; foreigners are 55, unknown 56. */
export const qd121 = codeList({
  id: 'QD121-1979',
  source: 'QĐ 121-TCTK/PPCĐ, 2/3/1979',
  entries: ethnicities1979,
  spellings: ethnicitySpellings,
});

/** Dân tộc, numbered as in 2008: the same code means another people than in the list of 1979. */
export const qd1019 = codeList({
  id: 'QD1019-2008',
  source: 'QĐ 1019/QĐ-TCTK, 2008; QCVN 109:2017 annex E (21 to 54 not checked against a copy)',
  entries: ethnicities2008,
  spellings: ethnicitySpellings,
});

/** Tôn giáo of the exchange format; 99 is none. */
export const religions = codeList({
  id: 'QCVN109-G',
  source: 'QCVN 109:2017/BTTTT, annex G',
  entries: [
    ...numbered(['Phật giáo', 'Công giáo', 'Phật giáo Hoà Hảo', 'Hồi giáo', 'Cao Đài', 'Minh Sư đạo', 'Minh Lý đạo']),
    ...numbered(['Tin Lành', 'Tịnh độ cư sĩ Phật hội', 'Tứ Ân Hiếu Nghĩa', 'Bửu Sơn Kỳ Hương', "Baha'i"], 8),
    ...numbered(['Bà La Môn', 'Mặc Môn'], 13),
    { code: '99', name: 'Không' },
  ],
  spellings: [
    ['Phật giáo', ['Phật', 'Đạo Phật']],
    ['Công giáo', ['Thiên Chúa giáo', 'Thiên Chúa', 'Đạo Công giáo']],
    ['Phật giáo Hoà Hảo', ['Hoà Hảo']],
    ['Cao Đài', ['Đạo Cao Đài']],
    ['Tin Lành', ['Đạo Tin Lành']],
    ['Hồi giáo', ['Islam', 'Đạo Hồi']],
    ['Không', ['Không có', 'Không tôn giáo']],
  ],
});

/** Giới tính of the exchange format. */
export const sexCodes = codeList({
  id: 'QCVN109-GT',
  source: 'QCVN 109:2017/BTTTT',
  entries: [
    { code: '0', name: 'Chưa có thông tin' },
    { code: '1', name: 'Nam' },
    { code: '2', name: 'Nữ' },
  ],
});

/** Tình trạng hôn nhân of the exchange format. */
export const maritalStates = codeList({
  id: 'QCVN109-HN',
  source: 'QCVN 109:2017/BTTTT',
  entries: [
    { code: '0', name: 'Chưa có thông tin' },
    { code: '1', name: 'Chưa kết hôn' },
    { code: '2', name: 'Có vợ/chồng' },
    { code: '3', name: 'Ly hôn/góa' },
  ],
  spellings: [
    ['Chưa kết hôn', ['Độc thân']],
    ['Có vợ/chồng', ['Đã kết hôn', 'Có vợ', 'Có chồng']],
    ['Ly hôn/góa', ['Đã ly hôn', 'Ly hôn', 'Góa', 'Goá vợ', 'Goá chồng']],
  ],
});

/** Nhóm máu of the exchange format; the Rh factor has no code. */
export const bloodGroups = codeList({
  id: 'QCVN109-NM',
  source: 'QCVN 109:2017/BTTTT',
  entries: [{ code: '00', name: 'Chưa có thông tin' }, ...numbered(['A', 'B', 'AB', 'O'])],
});

/** Quan hệ với chủ hộ; no official numbering was found, so the codes are this project's own. */
export const householdRelations = codeList({
  id: 'TB-QHCH',
  source: "own codes; names from practice, not checked against the law's list",
  entries: [
    ...numbered([
      'Chủ hộ',
      'Vợ',
      'Chồng',
      'Con đẻ',
      'Con nuôi',
      'Cha/mẹ đẻ',
      'Cha/mẹ nuôi',
      'Cha/mẹ vợ/chồng',
      'Ông/bà',
    ]),
    ...numbered(['Anh/chị/em ruột', 'Cháu', 'Con dâu/rể', 'Cháu ruột', 'Người được giám hộ', 'Ở nhờ'], 10),
    ...numbered(['Cùng ở thuê', 'Khác'], 16),
  ],
  spellings: [['Con đẻ', ['Con']]],
});

/** Kinds of representation (đại diện); own codes. */
export const representations = codeList({
  id: 'TB-DD',
  source: "own codes; names from practice, not checked against the law's list",
  entries: numbered(['Cha', 'Mẹ', 'Người giám hộ', 'Người được ủy quyền', 'Cơ quan nuôi dưỡng']),
});

/** Kinds of papers met at the desk; own codes. */
export const papers = codeList({
  id: 'TB-GT',
  source: 'own codes; names from the laws that made the papers',
  entries: [
    ...numbered([
      'CMND 9 số',
      'CMND 12 số',
      'CCCD mã vạch',
      'CCCD gắn chíp',
      'Thẻ căn cước',
      'Giấy chứng nhận căn cước',
    ]),
    ...numbered(['Giấy khai sinh', 'Hộ chiếu', 'Thông báo số định danh cá nhân', 'Giấy xác nhận cư trú CT07'], 7),
    ...numbered(['Giấy chứng tử'], 11),
  ],
});

/** Reasons a card is issued for (Law on Identification 2023, articles 23 and 24), by article, clause and point. */
export const issueReasons = codeList({
  id: 'LCC2023',
  source: 'Luật Căn cước 26/2023/QH15, articles 23 and 24',
  entries: [
    { code: 'D23', name: 'Cấp lần đầu' },
    { code: 'D24.1a', name: 'Đến tuổi đổi thẻ' },
    { code: 'D24.1b', name: 'Thay đổi, cải chính họ, chữ đệm, tên hoặc ngày sinh' },
    { code: 'D24.1c', name: 'Thay đổi nhân dạng, bổ sung sinh trắc học, xác định lại giới tính' },
    { code: 'D24.1d', name: 'Sai sót thông tin in trên thẻ' },
    { code: 'D24.1đ', name: 'Theo yêu cầu khi sắp xếp đơn vị hành chính' },
    { code: 'D24.1e', name: 'Xác lập lại số định danh' },
    { code: 'D24.1g', name: 'Theo yêu cầu của người được cấp thẻ' },
    { code: 'D24.2a', name: 'Mất thẻ hoặc hư hỏng không dùng được' },
    { code: 'D24.2b', name: 'Trở lại quốc tịch Việt Nam' },
  ],
});

/** Every list by its id, for showing a stored code. */
export const codeLists: ReadonlyMap<string, CodeList> = new Map(
  [
    ...[qd121, qd1019, religions, sexCodes, maritalStates, bloodGroups],
    ...[householdRelations, representations, papers, issueReasons],
  ].map((list) => [list.id, list]),
);

/** Whether two coded values mean the same entry, even from lists that number it differently or spell it otherwise. */
export function sameEntry(one: Coded, other: Coded): boolean {
  if (one.list === other.list && one.code !== null && other.code !== null) return one.code === other.code;
  const [a, b] = [entryName(one), entryName(other)];
  return foldText(a) === foldText(b);
}

/** The name of the entry in the list all its editions are compared in; the written name where the list does not know it. */
function entryName({ list, code, name }: Coded): string {
  const written = (code === null ? null : codeLists.get(list)?.byCode(code)?.name) ?? name;
  const common = list === qd1019.id ? qd121 : codeLists.get(list);
  return common?.byName(written)?.name ?? written;
}

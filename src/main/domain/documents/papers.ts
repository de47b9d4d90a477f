import type { PaperCode } from '#contract/capture.ts';

/** Sizes of paper, in millimetres, upright (ISO 216; ISO/IEC 7810 ID-1 and ID-3). */
export const paperSizes = {
  A4: { widthMm: 210, heightMm: 297 },
  A5: { widthMm: 148, heightMm: 210 },
  'ID-1': { widthMm: 53.98, heightMm: 85.6 },
  'ID-3': { widthMm: 88, heightMm: 125 },
} as const;
export type PaperSize = keyof typeof paperSizes;

/** A kind of paper that is photographed at the desk. */
export type Paper = {
  readonly code: PaperCode;
  readonly name: { readonly vi: string; readonly en: string };
  /** What it is taken for. */
  readonly purpose: { readonly vi: string; readonly en: string };
  /** Its usual size; null where papers of that kind differ. */
  readonly size: PaperSize | null;
  /** Pages it usually has, and the most that are taken. */
  readonly pages: { readonly usual: number; readonly most: number };
  /** Law, decree or circular that asks for it or names it; null for a kind of our own. */
  readonly basis: string | null;
};

const intake = 'Thông tư 17/2024/TT-BCA, sửa đổi bởi 53/2025/TT-BCA';
const update = { vi: 'Căn cứ cập nhật, điều chỉnh thông tin dân cư', en: 'Basis for entering or correcting data' };
const one = { usual: 1, most: 4 };

/** Every kind of paper, in the order they are offered: identity papers, papers that prove something, forms of the procedure. */
export const papers: readonly Paper[] = [
  {
    code: 'cccdMatTruoc',
    name: { vi: 'Thẻ căn cước, CCCD (mặt trước)', en: 'Identity card (front)' },
    purpose: {
      vi: 'Lưu mặt thẻ cũ khi cấp đổi, thu lại',
      en: 'Face of the old card when it is replaced and collected',
    },
    size: 'ID-1',
    pages: { usual: 1, most: 1 },
    basis: 'Nghị định 70/2024/NĐ-CP, Điều 21',
  },
  {
    code: 'cccdMatSau',
    name: { vi: 'Thẻ căn cước, CCCD (mặt sau)', en: 'Identity card (back)' },
    purpose: {
      vi: 'Lưu mặt thẻ cũ khi cấp đổi, thu lại',
      en: 'Back of the old card when it is replaced and collected',
    },
    size: 'ID-1',
    pages: { usual: 1, most: 1 },
    basis: 'Nghị định 70/2024/NĐ-CP, Điều 21',
  },
  {
    code: 'cmnd',
    name: { vi: 'Chứng minh nhân dân 9 số', en: 'Former identity card (nine digits)' },
    purpose: {
      vi: 'Xác nhận số định danh với số CMND; thu lại khi cấp thẻ',
      en: 'Links the nine digits with the number; collected when a card is issued',
    },
    size: 'ID-1',
    pages: { usual: 2, most: 2 },
    basis: 'Nghị định 70/2024/NĐ-CP, Điều 21; phiếu DC02, mục III (2)',
  },
  {
    code: 'giayKhaiSinh',
    name: { vi: 'Giấy khai sinh', en: 'Birth certificate' },
    purpose: {
      vi: 'Chứng minh nhân thân, quan hệ cha mẹ với trẻ dưới 14 tuổi',
      en: 'Proves identity, and the parents of a child under 14',
    },
    size: 'A4',
    pages: one,
    basis: 'Luật Căn cước 2023, Điều 23',
  },
  {
    code: 'hoChieu',
    name: { vi: 'Hộ chiếu', en: 'Passport' },
    purpose: update,
    size: 'ID-3',
    pages: one,
    basis: null,
  },
  {
    code: 'xacNhanCuTru',
    name: { vi: 'Xác nhận thông tin về cư trú', en: 'Confirmation of residence' },
    purpose: {
      vi: 'Căn cứ nơi cư trú khi dữ liệu chưa có hoặc chưa khớp',
      en: 'Basis for the residence where the data lack it or differ',
    },
    size: 'A4',
    pages: one,
    basis: null,
  },
  {
    code: 'giamHo',
    name: { vi: 'Giấy tờ về người giám hộ, đại diện', en: 'Proof of a guardian or representative' },
    purpose: { vi: 'Chứng minh người đại diện hợp pháp', en: 'Proves who represents the person' },
    size: 'A4',
    pages: { usual: 1, most: 10 },
    basis: 'Luật Căn cước 2023, Điều 23',
  },
  {
    code: 'quyetDinh',
    name: { vi: 'Quyết định của cơ quan có thẩm quyền', en: 'Decision of an authority' },
    purpose: {
      vi: 'Căn cứ thay đổi, cải chính hộ tịch, xác định lại giới tính, xác lập lại số',
      en: 'Basis for a change of name, birth, sex or number',
    },
    size: 'A4',
    pages: { usual: 1, most: 10 },
    basis: 'Luật Căn cước 2023, Điều 24',
  },
  {
    code: 'ketHon',
    name: { vi: 'Giấy chứng nhận kết hôn', en: 'Marriage certificate' },
    purpose: {
      vi: 'Tích hợp vào thẻ; căn cứ tình trạng hôn nhân',
      en: 'Integrated into the card; basis for the marital status',
    },
    size: 'A4',
    pages: one,
    basis: 'Luật Căn cước 2023, Điều 22',
  },
  {
    code: 'phieuThuNhan',
    name: { vi: 'Phiếu thu nhận thông tin căn cước (CC01)', en: 'Record of collected identity data (CC01)' },
    purpose: { vi: 'Bản in công dân đã kiểm tra và ký', en: 'The print the person checked and signed' },
    size: 'A4',
    pages: { usual: 1, most: 4 },
    basis: intake,
  },
  {
    code: 'phieuDanCu',
    name: { vi: 'Phiếu thu thập thông tin dân cư (DC01)', en: 'Population data form (DC01)' },
    purpose: {
      vi: 'Khi chưa có thông tin trong cơ sở dữ liệu dân cư',
      en: 'For somebody the population database lacks',
    },
    size: 'A4',
    pages: { usual: 2, most: 4 },
    basis: intake,
  },
  {
    code: 'phieuDeNghi',
    name: {
      vi: 'Phiếu đề nghị giải quyết thủ tục về căn cước (DC02)',
      en: 'Request for a procedure on identity (DC02)',
    },
    purpose: {
      vi: 'Công dân đề nghị cấp, đổi, điều chỉnh, tích hợp',
      en: 'The person asks for issue, change, correction, integration',
    },
    size: 'A4',
    pages: { usual: 2, most: 4 },
    basis: intake,
  },
  {
    code: 'phieuDinhDanh',
    name: {
      vi: 'Phiếu đề nghị cấp tài khoản định danh điện tử (TK01)',
      en: 'Request for an electronic identity (TK01)',
    },
    purpose: { vi: 'Đề nghị cấp tài khoản định danh, căn cước điện tử', en: 'Asks for an electronic identity account' },
    size: 'A4',
    pages: { usual: 2, most: 4 },
    basis: 'Nghị định 69/2024/NĐ-CP',
  },
  {
    code: 'giayHen',
    name: { vi: 'Giấy hẹn trả kết quả (CC02)', en: 'Appointment slip (CC02)' },
    purpose: { vi: 'Lưu khi trả thẻ', en: 'Kept when a card is handed over' },
    size: null,
    pages: { usual: 1, most: 1 },
    basis: intake,
  },
  {
    code: 'thongBaoSoDinhDanh',
    name: { vi: 'Thông báo số định danh cá nhân', en: 'Notice of the personal number' },
    purpose: { vi: 'Căn cứ số định danh khi chưa có thẻ', en: 'Basis for the number where there is no card' },
    size: 'A4',
    pages: one,
    basis: 'Thông tư 59/2021/TT-BCA',
  },
  {
    code: 'khac',
    name: { vi: 'Giấy tờ khác', en: 'Other paper' },
    purpose: { vi: 'Ghi rõ trong hồ sơ', en: 'Said in the dossier' },
    size: null,
    pages: { usual: 1, most: 20 },
    basis: null,
  },
];

/** What is known of a kind of paper. */
export function paperOf(code: PaperCode): Paper {
  const paper = papers.find((each) => each.code === code);
  if (paper === undefined) throw new RangeError(`no paper ${code}`);
  return paper;
}

/**
 * Dots for each inch of a page that was cut out, so that it prints at the size of its paper: the long sides laid upon each other. Papers
 * of no one size count as A4, or as a card where they have its shape.
 */
export function dpiOf(paper: Paper, page: { readonly width: number; readonly height: number }): number {
  const [long, short] = [Math.max(page.width, page.height), Math.min(page.width, page.height)];
  const size = paper.size ?? (long / short > 1.5 && long / short < 1.67 ? 'ID-1' : 'A4');
  return Math.max(1, Math.round((long * 25.4) / paperSizes[size].heightMm));
}

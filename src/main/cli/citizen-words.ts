import type { CitizenCard, cardKinds, DeathKind, RelativeKind, Sex } from '#contract/citizen.ts';
import type { Attention, ComparedField, MatchLevel } from '#contract/comparison.ts';
import type { Criterion, Indicator, Severity } from '#contract/quality.ts';
import type { FoundLine, SetAsideReason, Standing } from '#contract/registry.ts';

/** Words of the population cache for the terminal. */
export const sexWords: Readonly<Record<Sex, string>> = { male: 'Nam', female: 'Nữ', unknown: '' };

export const foundByWords: Readonly<Record<FoundLine['by'], string>> = {
  number: 'số định danh',
  cancelledNumber: 'số định danh đã hủy',
  oldNumber: 'số CMND',
  phone: 'điện thoại',
  name: 'họ tên',
};

export const cardKindWords: Readonly<Record<(typeof cardKinds)[number], string>> = {
  CMND12: 'CMND 12 số',
  CCCDMaVach: 'CCCD mã vạch',
  CCCD2021: 'CCCD gắn chip',
  CC2024: 'Thẻ căn cước',
  GCNCC: 'Giấy chứng nhận căn cước',
};

export const cardStateWords: Readonly<Record<CitizenCard['state'], string>> = {
  held: 'đang giữ',
  replaced: 'đã đổi',
  lost: 'mất',
  withdrawn: 'bị thu hồi',
  withheld: 'bị giữ',
};

export const relativeWords: Readonly<Record<RelativeKind, string>> = {
  father: 'Cha',
  mother: 'Mẹ',
  spouse: 'Vợ, chồng',
  child: 'Con',
  representative: 'Người đại diện',
  represented: 'Người được đại diện',
};

export const standingWords: Readonly<Record<Standing['card'], string>> = {
  none: 'chưa có thẻ',
  valid: 'thẻ còn giá trị',
  expired: 'thẻ đã hết hạn',
  unknown: 'không rõ thời hạn thẻ',
};

export const missingWords: Readonly<Record<Standing['missing'][number], string>> = {
  card: 'chưa có thẻ căn cước',
  eId: 'chưa có định danh điện tử',
};

export const deathWords: Readonly<Record<DeathKind, string>> = {
  dead: 'đã mất',
  missing: 'đã bị tuyên bố mất tích',
};

export const cohortWords: Readonly<Record<Standing['cohorts'][number], string>> = {
  born2004: 'sinh năm 2004',
  born2007: 'sinh năm 2007',
  turns14: 'đủ 14 tuổi trong năm',
  turns25: 'đủ 25 tuổi trong năm',
  turns40: 'đủ 40 tuổi trong năm',
  turns60: 'đủ 60 tuổi trong năm',
};

export const comparedWords: Readonly<Record<ComparedField, string>> = {
  number: 'Số định danh',
  name: 'Họ và tên',
  birth: 'Ngày sinh',
  sex: 'Giới tính',
  nationality: 'Quốc tịch',
  ethnicity: 'Dân tộc',
  religion: 'Tôn giáo',
  origin: 'Quê quán',
  residence: 'Nơi cư trú',
  father: 'Cha',
  mother: 'Mẹ',
  spouse: 'Vợ, chồng',
  oldNumber: 'Số CMND',
  issued: 'Ngày cấp',
  expiry: 'Có giá trị đến',
};

export const attentionWords: Readonly<Record<Attention, string>> = {
  quiet: 'khớp',
  notice: 'đáng chú ý',
  warning: 'cần làm rõ',
  blocking: 'dừng lại, làm rõ trước',
};

export const attentionMarks: Readonly<Record<Attention, string>> = {
  quiet: '✓',
  notice: '·',
  warning: '!',
  blocking: '✗',
};

export const actWords = {
  doiChieu: 'đối chiếu',
  xacThuc: 'xác thực',
  capNhat: 'cập nhật',
  boSung: 'bổ sung',
} as const;

export const matchWords: Readonly<Record<MatchLevel, string>> = {
  L0: 'cùng số định danh',
  L1: 'cùng CMND, ngày sinh và tên',
  L2: 'cùng tên, ngày sinh, giới tính',
  L3: 'gần giống tên, cùng ngày sinh',
  L4: 'tên trùng vùng đọc máy',
};

export const criterionWords: Readonly<Record<Criterion, string>> = {
  dung: 'đúng',
  du: 'đủ',
  sach: 'sạch',
  song: 'sống',
  thongNhat: 'thống nhất',
};

export const ratingWords: Readonly<Record<Indicator['rating'], string>> = {
  green: 'xanh',
  yellow: 'vàng',
  red: 'đỏ',
  none: '–',
};

export const severityWords: Readonly<Record<Severity, string>> = {
  note: 'ghi nhận',
  warning: 'cần làm rõ',
  error: 'sai',
  required: 'bắt buộc đúng',
};

export const setAsideWords: Readonly<Record<SetAsideReason, string>> = {
  notAnObject: 'không phải một người',
  numberMissing: 'thiếu số định danh',
  numberNotTwelveDigits: 'số định danh không đủ 12 chữ số',
  nameMissing: 'thiếu họ tên',
  nameMojibake: 'họ tên hỏng phông chữ',
  birthUnreadable: 'ngày sinh không đọc được',
  sexUnknown: 'giới tính không rõ',
  tooLong: 'dòng quá dài',
  quoteOpen: 'thiếu dấu đóng ngoặc kép',
  notUtf8: 'không phải UTF-8',
  notJson: 'không phải JSON',
  cellCount: 'sai số cột',
  numberTaken: 'số định danh đã thuộc người khác',
};

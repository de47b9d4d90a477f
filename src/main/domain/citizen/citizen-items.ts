import type { CitizenField } from '#contract/citizen.ts';

/** One of the 26 items the population database holds by law (Law on Identification 2023, article 9). */
export type CitizenItem = {
  readonly item: number;
  readonly field: CitizenField;
  readonly label: string;
  /** Whether a record without it is incomplete (domain rule DQ07). Of the three places of living one is enough. */
  readonly core: boolean;
};

const core: ReadonlySet<CitizenField> = new Set([
  ...(['name', 'number', 'birth', 'sex', 'birthRegistration', 'ethnicity', 'nationalities'] as const),
]);

const labels: readonly (readonly [CitizenField, string])[] = [
  ['name', 'Họ, chữ đệm và tên khai sinh'],
  ['otherNames', 'Tên gọi khác'],
  ['number', 'Số định danh cá nhân'],
  ['birth', 'Ngày, tháng, năm sinh'],
  ['sex', 'Giới tính'],
  ['birthPlace', 'Nơi sinh'],
  ['birthRegistration', 'Nơi đăng ký khai sinh'],
  ['origin', 'Quê quán'],
  ['ethnicity', 'Dân tộc'],
  ['religion', 'Tôn giáo'],
  ['nationalities', 'Quốc tịch'],
  ['bloodGroup', 'Nhóm máu'],
  ['oldNumbers', 'Số chứng minh nhân dân 09 số'],
  ['cards', 'Ngày cấp, nơi cấp, thời hạn thẻ căn cước, căn cước công dân, CMND 12 số'],
  ['relatives', 'Cha, mẹ, vợ, chồng, con, người đại diện, người được đại diện'],
  ['permanent', 'Nơi thường trú'],
  ['temporary', 'Nơi tạm trú'],
  ['current', 'Nơi ở hiện tại'],
  ['absence', 'Tình trạng khai báo tạm vắng'],
  ['residenceFile', 'Số hồ sơ cư trú'],
  ['marital', 'Tình trạng hôn nhân'],
  ['relationToHead', 'Mối quan hệ với chủ hộ'],
  ['household', 'Chủ hộ và các thành viên hộ gia đình'],
  ['death', 'Ngày, tháng, năm chết hoặc mất tích'],
  ['contact', 'Số thuê bao di động, địa chỉ thư điện tử'],
  ['other', 'Thông tin khác'],
];

/** The 26 items in the law's order, with the field that holds each. */
export const citizenItems: readonly CitizenItem[] = labels.map(([field, label], index) => ({
  item: index + 1,
  field,
  label,
  core: core.has(field),
}));

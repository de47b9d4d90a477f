import type { MatchBand, PreCheckName } from '#contract/face.ts';

/** Names of the pre-checks for people. */
export const checkWords: Readonly<Record<PreCheckName, string>> = {
  oneFace: 'một khuôn mặt',
  yaw: 'quay ngang (°)',
  pitch: 'ngẩng, cúi (°)',
  roll: 'nghiêng đầu (°)',
  eyesOpen: 'mở mắt',
  mouthClosed: 'khép miệng',
  interEyeDistance: 'khoảng cách hai mắt (điểm ảnh)',
  headSize: 'cỡ khuôn mặt',
  leftMargin: 'lề trái',
  rightMargin: 'lề phải',
  marginAbove: 'lề trên',
  marginBelow: 'lề dưới',
  luminance: 'độ sáng',
  contrast: 'tương phản',
  underExposure: 'vùng quá tối',
  overExposure: 'vùng cháy sáng',
  dynamicRange: 'dải sáng (bit)',
  evenLight: 'sáng đều hai má',
  naturalColour: 'lệch màu da',
  background: 'nền lẫn chi tiết',
  sharpness: 'độ nét',
};

/** What a comparison says. */
export const bandWords: Readonly<Record<MatchBand, string>> = {
  match: 'Khớp: hai ảnh của cùng một người.',
  officer: 'Chưa rõ: cán bộ nhìn và quyết định.',
  noMatch: 'Không khớp: hai ảnh của hai người.',
};

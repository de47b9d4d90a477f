import type { DeskDevice, DeviceKind } from '#contract/devices.ts';

const kinds: Readonly<Record<DeviceKind, string>> = {
  cardReader: 'Đầu đọc thẻ',
  barcodeScanner: 'Máy quét mã',
  camera: 'Máy ảnh',
  documentScanner: 'Máy quét giấy tờ',
  fingerprintScanner: 'Máy lấy vân tay',
  signaturePad: 'Bảng ký',
};

const ways: Readonly<Record<DeskDevice['via'], string>> = {
  pcsc: 'PC/SC',
  hid: 'USB HID',
  serial: 'cổng nối tiếp',
  keyboard: 'như bàn phím',
  window: 'của cửa sổ',
  file: 'từ tệp',
  demo: 'phần mềm',
};

const conditions: Readonly<Record<DeskDevice['condition']['is'], string>> = {
  starting: 'đang khởi động',
  ready: 'sẵn sàng',
  off: 'chưa dùng',
  busy: 'đang làm việc',
  failed: 'không dùng được',
  away: 'đã rút ra',
};

/** Vietnamese words for the device panel. */
export const viDevices = {
  title: 'Thiết bị',
  explain: 'Mọi thiết bị của bàn, tình trạng và cách xử lý. Máy được chọn sẽ nhớ cho những lần sau.',
  open: 'Mở bảng thiết bị',
  trouble: (count: number) => `${count} thiết bị cần xem`,
  kinds,
  ways,
  conditions,
  simulated: 'MÔ PHỎNG',
  waiting: (count: number) => `còn ${count} việc chờ`,
  chosen: 'đang dùng',
  choose: 'Dùng máy này',
  cancel: 'Dừng việc đang làm',
  refresh: 'Tìm lại thiết bị',
  none: 'Chưa thấy máy nào. Cắm vào là tự hiện ra.',
  later: 'Lấy vân tay mở ở bản sau.',
  unnamed: {
    cardReader: 'Đầu đọc thẻ',
    barcodeScanner: 'Máy quét gõ như bàn phím',
    camera: 'Máy ảnh của máy tính',
    documentScanner: 'Tệp ảnh từ máy quét',
    fingerprintScanner: 'Máy lấy vân tay',
    signaturePad: 'Bút, ngón tay hoặc chuột',
  },
  keyboardHint: 'Quét khi đang ở màn hình đọc thẻ.',
};

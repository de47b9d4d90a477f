import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

type DeviceCode = Exclude<Extract<FailureCode, `device.${string}` | `scanner.${string}`>, 'device.stopped'>;

/** What may go wrong with the devices of the desk, in Vietnamese. */
export const viDeviceFailures: Readonly<Record<DeviceCode, FailureWords>> = {
  'device.unknown': {
    text: () => 'Bàn không biết thiết bị này.',
    remedy: 'Chọn một thiết bị trong danh sách; vừa rút ra thì cắm lại.',
  },
  'device.taken': {
    text: () => 'Chương trình khác đang giữ thiết bị.',
    remedy: 'Đóng phần mềm khác đang dùng thiết bị này rồi bấm tìm lại thiết bị.',
  },
  'device.denied': {
    text: () => 'Máy không cho bàn mở thiết bị này.',
    remedy:
      'Gọi kỹ thuật cấp quyền cho tài khoản đang dùng (trên Linux: quy tắc udev cho hidraw, nhóm dialout cho cổng COM), rồi cắm lại thiết bị.',
  },
  'device.gone': {
    text: () => 'Thiết bị bị rút ra khi đang làm việc.',
    remedy: 'Cắm lại thiết bị, thử cổng USB khác nếu còn mất, rồi làm lại.',
  },
  'device.broken': {
    text: () => 'Thiết bị không mở được hoặc vừa ngừng trả lời.',
    remedy: 'Rút thiết bị ra, cắm lại rồi bấm tìm lại thiết bị. Vẫn vậy thì thử dây hoặc cổng USB khác.',
  },
  'device.driver': {
    text: () => 'Máy chưa nạp được phần nối với thiết bị.',
    remedy: 'Chạy lại phần cài đặt (npm start) hoặc gọi kỹ thuật.',
  },
  'device.cancelled': {
    text: () => 'Việc với thiết bị đã dừng theo yêu cầu.',
    remedy: 'Làm lại khi cần.',
  },
  'scanner.unreadable': {
    text: () => 'Máy quét gửi dữ liệu không đúng chuẩn HID POS.',
    remedy: 'Đặt máy quét sang chế độ cổng USB-COM hoặc bàn phím bằng mã trong sách hướng dẫn của máy, rồi quét lại.',
  },
};

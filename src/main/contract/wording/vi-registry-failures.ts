import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

type RegistryCode = Extract<FailureCode, `registry.${string}` | `qr.${string}`>;

/** What may go wrong with the population cache and with the QR code of a card, in Vietnamese. */
export const viRegistryFailures: Readonly<Record<RegistryCode, FailureWords>> = {
  'registry.busy': {
    text: () => 'Đang nạp dữ liệu hoặc đang kiểm tra chất lượng, chưa làm được việc này.',
    remedy: 'Chờ việc đang chạy xong, hoặc dừng nó rồi làm lại.',
  },
  'registry.noGenuineCard': {
    text: () => 'Trên bàn không có thẻ nào đã đọc xong và được xác nhận là thật.',
    remedy: 'Đọc thẻ của công dân trên bàn này, chờ có kết luận thẻ thật rồi làm lại.',
  },
  'registry.unknownPerson': {
    text: () => 'Dữ liệu dân cư tại máy không có người này.',
    remedy: 'Nạp dữ liệu mới hơn, hoặc tra cứu bằng tên và ngày sinh.',
  },
  'registry.contradicted': {
    text: () => 'Thẻ và dữ liệu mâu thuẫn nhau, không thể lấy thẻ làm căn cứ.',
    remedy: 'Xem bảng so sánh; xác thực với cơ sở dữ liệu quốc gia trước khi sửa gì.',
  },
  'registry.nothingToTake': {
    text: () => 'Không có gì để lấy từ thẻ cho mục đã chọn.',
    remedy:
      'Xem lại bảng so sánh: chỉ lấy được mục thẻ có ghi và khác với dữ liệu; số, ngày sinh, giới tính thì không.',
  },
  'registry.unknownImport': {
    text: () => 'Không tìm thấy lần nạp dữ liệu này.',
    remedy: 'Chọn một lần nạp trong danh sách.',
  },
  'registry.notDamaged': {
    text: () => 'Dữ liệu dân cư tại máy không hỏng, không cần dựng lại.',
    remedy: 'Không cần làm gì. Muốn cập nhật thì nạp tệp mới.',
  },
  'qr.garbled': {
    text: () => 'Máy quét đã làm hỏng chữ trong mã QR.',
    remedy: 'Tắt bộ gõ tiếng Việt rồi quét lại, hoặc đặt máy quét sang chế độ cổng USB-COM.',
  },
  'qr.notACard': {
    text: () => 'Mã vừa quét không phải mã QR của thẻ căn cước.',
    remedy: 'Quét mã QR in trên thẻ của người đang ở trước bàn.',
  },
};

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
  'registry.personDead': {
    text: () => 'Dữ liệu ghi người mang thẻ này đã mất hoặc đã bị tuyên bố mất tích.',
    remedy: 'Không nhận hồ sơ, giữ thẻ, báo trực chỉ huy; xác minh ở cơ sở dữ liệu quốc gia và với hộ tịch.',
  },
  'registry.notDelta': {
    text: () => 'Tệp này không phải tệp thay đổi mà phiên bản này đọc được.',
    remedy:
      'Dòng đầu phải là {"format":"truc-ban delta 1","feed":"…","after":…}. Danh sách dân cư thì nhập như thường.',
  },
  'registry.deltaGap': {
    text: ({ feed = '', cursor, after }) =>
      cursor === undefined
        ? 'Thiếu tệp thay đổi đứng trước tệp này.'
        : `Thiếu tệp trước: nguồn “${feed}” đã áp đến thay đổi ${cursor}, tệp này lại đi tiếp sau thay đổi ${after}.`,
    remedy: 'Nhờ nơi gửi cấp tệp đi tiếp ngay sau thay đổi đã áp, áp tệp đó trước, rồi đến tệp này.',
  },
  'registry.deltaMalformed': {
    text: ({ line, reason }) =>
      line === undefined
        ? 'Tệp thay đổi có dòng không hợp lệ.'
        : `Dòng ${line} của tệp không phải một thay đổi hợp lệ (${reason}).`,
    remedy: 'Các lô trước dòng đó đã áp và được giữ. Nhờ nơi gửi sửa tệp rồi áp lại: máy đi tiếp từ chỗ dừng.',
  },
  'qr.garbled': {
    text: () => 'Máy quét đã làm hỏng chữ trong mã QR.',
    remedy: 'Tắt bộ gõ tiếng Việt rồi quét lại, hoặc đặt máy quét sang chế độ cổng USB-COM.',
  },
  'qr.notACard': {
    text: () => 'Mã vừa quét không phải mã QR của thẻ căn cước.',
    remedy: 'Quét mã QR in trên thẻ của người đang ở trước bàn.',
  },
  'qr.notFound': {
    text: () => 'Không thấy mã QR hay dòng mã máy đọc nào trong ảnh.',
    remedy: 'Chụp lại cả thẻ cho nét, không lóa, mã QR rộng ít nhất một phần năm ảnh.',
  },
};

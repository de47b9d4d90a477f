import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

/** What may go wrong between a camera and a kept capture. */
export type CaptureCode = Extract<
  FailureCode,
  `camera.${string}` | `capture.${string}` | 'face.none' | 'face.several' | 'face.cutOff'
>;

/** What may go wrong with cameras and captures, in Vietnamese. */
export const viCaptureFailures: Readonly<Record<CaptureCode, FailureWords>> = {
  'camera.refused': {
    text: () => 'Máy không cho dùng máy ảnh.',
    remedy: 'Cho phép dùng máy ảnh trong cài đặt quyền riêng tư của máy rồi mở lại máy ảnh.',
  },
  'camera.taken': {
    text: () => 'Máy ảnh đang bị chương trình khác dùng.',
    remedy: 'Đóng chương trình đang dùng máy ảnh (họp trực tuyến, chụp ảnh) rồi mở lại.',
  },
  'camera.gone': {
    text: () => 'Máy ảnh vừa mất kết nối. Ảnh chưa giữ đã được xóa.',
    remedy: 'Cắm lại máy ảnh, chờ vài giây rồi làm lại.',
  },
  'camera.broken': {
    text: () => 'Máy ảnh không cho ra hình.',
    remedy: 'Rút ra cắm lại; vẫn không có hình thì chọn máy ảnh khác hoặc gọi kỹ thuật.',
  },
  'capture.gone': {
    text: () => 'Lần chụp này đã kết thúc.',
    remedy: 'Mở lại máy ảnh và làm lại từ đầu.',
  },
  'capture.notGood': {
    text: () => 'Ảnh chưa đạt kiểm tra sơ bộ.',
    remedy: 'Chỉnh theo hướng dẫn rồi chụp lại; có lý do chính đáng thì chụp tay và ghi lý do.',
  },
  'capture.unknown': {
    text: () => 'Không còn bản thu này.',
    remedy: 'Chọn một bản thu đang có, hoặc thu lại.',
  },
  'capture.inDossier': {
    text: () => 'Bản ghi này đang được một hồ sơ dùng.',
    remedy: 'Thu nhận lại trong hồ sơ đó hoặc hủy hồ sơ, rồi mới xóa bản ghi.',
  },
  'capture.damaged': {
    text: () => 'Bản thu đã lưu không còn nguyên vẹn nên không dùng được.',
    remedy: 'Xóa bản thu này và thu lại; báo quản trị viên kiểm tra ổ đĩa.',
  },
  'capture.noSubject': {
    text: () => 'Bản thu này chưa gắn với thẻ của ai.',
    remedy: 'Đọc thẻ của công dân trước, rồi thu lại và lưu.',
  },
  'capture.noPortrait': {
    text: () => 'Chưa có ảnh trong chip để so khuôn mặt.',
    remedy: 'Đọc xong thẻ của công dân trên bàn này rồi làm lại; chip không có ảnh thì đối chiếu bằng mắt.',
  },
  'capture.noPages': {
    text: () => 'Giấy tờ chưa có trang nào.',
    remedy: 'Chụp hoặc chọn ít nhất một trang.',
  },
  'capture.tooMany': {
    text: () => 'Đã đủ số lượng được giữ trong một lần.',
    remedy: 'Lưu hoặc bỏ bớt rồi làm tiếp.',
  },
  'face.none': {
    text: () => 'Không thấy khuôn mặt nào trong ảnh.',
    remedy: 'Mời công dân ngồi trước máy ảnh, đủ sáng, bỏ khẩu trang rồi chụp lại.',
  },
  'face.several': {
    text: () => 'Trong ảnh có nhiều hơn một khuôn mặt.',
    remedy: 'Chỉ để một mình công dân trong khung hình rồi chụp lại.',
  },
  'face.cutOff': {
    text: () => 'Khuôn mặt quá sát mép ảnh, không cắt được ảnh chân dung.',
    remedy: 'Mời công dân ngồi vào giữa khung, lùi ra một chút rồi chụp lại.',
  },
};

import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

type SyncCode = Extract<
  FailureCode,
  `request.${string}` | `enrolment.${string}` | `sync.${string}` | `packet.${string}` | `upstream.${string}`
>;

/** What may go wrong between desk and upstream, in Vietnamese. */
export const viSyncFailures: Readonly<Record<SyncCode, FailureWords>> = {
  'request.invalid': {
    text: () => 'Tuyến trên không hiểu yêu cầu của bàn.',
    remedy: 'Báo bộ phận kỹ thuật: chương trình hai bên có thể không cùng phiên bản.',
  },
  'request.notProved': {
    text: () => 'Tuyến trên không nhận ra chữ ký của bàn trong yêu cầu.',
    remedy: 'Kiểm tra bàn còn đăng ký với tuyến trên; nếu bàn vừa được phục hồi, đăng ký lại.',
  },
  'request.clock': {
    text: () => 'Giờ của bàn lệch quá xa giờ của tuyến trên.',
    remedy: 'Không cần làm gì: bàn tự ký lại theo giờ của tuyến trên. Nếu lặp lại, chỉnh đồng hồ của máy.',
  },
  'request.replayed': {
    text: () => 'Yêu cầu này đã được gửi một lần rồi.',
    remedy: 'Không cần làm gì: bàn tự gửi lại với chữ ký mới.',
  },
  'enrolment.unknown': {
    text: () => 'Tuyến trên chưa biết bàn này.',
    remedy: 'Gửi yêu cầu đăng ký bàn và chờ được duyệt. Hồ sơ vẫn được tiếp nhận và giữ tại bàn.',
  },
  'enrolment.pending': {
    text: () => 'Bàn đã xin đăng ký, tuyến trên chưa duyệt.',
    remedy: 'Chờ tuyến trên duyệt. Hồ sơ vẫn được tiếp nhận và giữ tại bàn.',
  },
  'enrolment.revoked': {
    text: () => 'Tuyến trên đã thu hồi đăng ký của bàn này.',
    remedy: 'Ngừng gửi, báo chỉ huy. Hồ sơ vẫn ở tại bàn và không mất.',
  },
  'enrolment.key': {
    text: () => 'Khóa của bàn không phải loại tuyến trên nhận.',
    remedy: 'Báo bộ phận kỹ thuật: khóa phải là P-256.',
  },
  'sync.keyMissing': {
    text: () => 'Yêu cầu nhận hồ sơ thiếu khóa chống trùng.',
    remedy: 'Báo bộ phận kỹ thuật: chương trình hai bên không cùng phiên bản.',
  },
  'sync.otherContent': {
    text: () => 'Tuyến trên đã có hồ sơ này với nội dung khác.',
    remedy: 'Báo chỉ huy. Bấm thử lại thì bàn gửi hồ sơ thành bản sau; bản kia vẫn được giữ, cả hai tra được.',
  },
  'sync.inProgress': {
    text: () => 'Tuyến trên đang nhận hồ sơ này.',
    remedy: 'Không cần làm gì: bàn tự hỏi lại.',
  },
  'sync.incomplete': {
    text: () => 'Tuyến trên chưa có đủ gói hồ sơ.',
    remedy: 'Không cần làm gì: bàn gửi tiếp phần còn thiếu.',
  },
  'sync.sequenceTaken': {
    text: () => 'Số thứ tự của gói đã được dùng cho hồ sơ khác.',
    remedy: 'Báo bộ phận kỹ thuật: dữ liệu của bàn có thể đã được phục hồi từ bản cũ. Hồ sơ vẫn ở tại bàn.',
  },
  'sync.unknown': {
    text: () => 'Tuyến trên không có hồ sơ này.',
    remedy: 'Chạy đối soát; bàn sẽ gửi lại hồ sơ mà tuyến trên không có.',
  },
  'sync.decisionClosed': {
    text: () => 'Hồ sơ này không còn nhận được quyết định đó.',
    remedy: 'Tải lại trang và xem trạng thái mới nhất.',
  },
  'sync.receiptFalse': {
    text: () => 'Biên nhận không đúng chữ ký hoặc không phải của hồ sơ này.',
    remedy: 'Hồ sơ chưa được coi là đã gửi. Báo bộ phận kỹ thuật; không xóa gì.',
  },
  'sync.mayNotPurge': {
    text: () => 'Gói hồ sơ này chưa được xóa khỏi bàn.',
    remedy: 'Cần có biên nhận, lần đối soát gần nhất khớp và hết thời hạn lưu. Chạy đối soát rồi thử lại.',
  },
  'sync.mayNotReplace': {
    text: () => 'Gói hồ sơ này đã có biên nhận, không niêm phong lại được.',
    remedy: 'Không cần làm gì: hồ sơ đã được nhận.',
  },
  'packet.malformed': {
    text: () => 'Gói hồ sơ không đọc được.',
    remedy: 'Hồ sơ vẫn ở tại bàn. Xuất hồ sơ lỗi và báo bộ phận kỹ thuật.',
  },
  'packet.tooLarge': {
    text: () => 'Gói hồ sơ quá lớn.',
    remedy: 'Chụp lại giấy tờ với ít trang hơn hoặc tách giấy tờ, rồi hoàn tất lại hồ sơ.',
  },
  'packet.tooMany': {
    text: () => 'Gói hồ sơ có quá nhiều tệp.',
    remedy: 'Gộp các trang giấy tờ vào một tệp, rồi hoàn tất lại hồ sơ.',
  },
  'packet.hashDiffers': {
    text: () => 'Gói hồ sơ tới nơi không giống gói đã ký.',
    remedy: 'Không cần làm gì: bàn gửi lại từ đầu. Nếu lặp lại, báo bộ phận kỹ thuật.',
  },
  'packet.notSigned': {
    text: () => 'Chữ ký của bàn trên gói hồ sơ không đúng.',
    remedy: 'Hồ sơ vẫn ở tại bàn. Báo bộ phận kỹ thuật.',
  },
  'packet.otherKey': {
    text: () => 'Gói hồ sơ được niêm phong cho một khóa khác.',
    remedy: 'Cập nhật khóa của tuyến trên rồi niêm phong lại hồ sơ.',
  },
  'packet.otherDossier': {
    text: () => 'Bên trong gói là một hồ sơ khác với bên ngoài ghi.',
    remedy: 'Hồ sơ vẫn ở tại bàn. Báo bộ phận kỹ thuật; có thể gói đã bị tráo.',
  },
  'upstream.busy': {
    text: () => 'Tuyến trên đang quá tải.',
    remedy: 'Không cần làm gì: bàn gửi lại sau.',
  },
  'upstream.failed': {
    text: () => 'Tuyến trên đang gặp lỗi.',
    remedy: 'Không cần làm gì: bàn gửi lại sau. Hồ sơ vẫn ở tại bàn.',
  },
  'upstream.full': {
    text: () => 'Ổ đĩa của tuyến trên đã đầy.',
    remedy: 'Báo tuyến trên. Bàn giữ hồ sơ và gửi lại sau.',
  },
  'upstream.noSuchThing': {
    text: () => 'Tuyến trên không có địa chỉ này.',
    remedy: 'Kiểm tra địa chỉ tuyến trên trong cấu hình; có thể hai bên không cùng phiên bản.',
  },
  'upstream.unset': {
    text: () => 'Bàn này chưa được nối với tuyến trên nào.',
    remedy: 'Quản trị nối bàn với tuyến trên. Hồ sơ vẫn được tiếp nhận và giữ tại bàn.',
  },
  'upstream.unreachable': {
    text: () => 'Không tới được tuyến trên.',
    remedy: 'Kiểm tra dây mạng, Wi-Fi. Không cần làm gì thêm: bàn tự thử lại, hồ sơ vẫn ở tại bàn.',
  },
  'upstream.captivePortal': {
    text: () => 'Có một trang đăng nhập mạng hoặc thiết bị khác trả lời thay cho tuyến trên.',
    remedy: 'Mở trình duyệt đăng nhập mạng, hoặc báo người quản lý mạng. Hồ sơ không bị gửi đi đâu.',
  },
  'upstream.wrongAuthority': {
    text: () => 'Máy trả lời không có chứng thư của đúng cơ quan gốc mà bàn đã ghim.',
    remedy:
      'Không bỏ qua. Báo bộ phận kỹ thuật: có thể có thiết bị chen giữa, hoặc tuyến trên đã đổi chứng thư. Hồ sơ vẫn ở tại bàn.',
  },
  'upstream.certificateEnded': {
    text: () => 'Chứng thư của tuyến trên đã hết hạn hoặc chưa có hiệu lực.',
    remedy: 'Kiểm tra ngày giờ của máy; nếu đúng, báo tuyến trên gia hạn. Hồ sơ vẫn ở tại bàn.',
  },
  'upstream.slow': {
    text: () => 'Tuyến trên không trả lời kịp.',
    remedy: 'Không cần làm gì: bàn tự thử lại và gửi tiếp từ chỗ dừng.',
  },
  'upstream.misunderstood': {
    text: () => 'Câu trả lời của tuyến trên không đúng giao thức.',
    remedy: 'Báo bộ phận kỹ thuật: hai bên có thể không cùng phiên bản. Hồ sơ vẫn ở tại bàn.',
  },
  'upstream.keyChanged': {
    text: () => 'Khóa của tuyến trên khác với khóa bàn đã ghi nhận.',
    remedy: 'Không gửi gì. Gọi tuyến trên xác nhận khóa mới rồi nối lại bàn với tuyến trên.',
  },
  'upstream.authorityUnreadable': {
    text: () => 'Tệp chứng thư gốc của tuyến trên không đọc được.',
    remedy: 'Chọn tệp PEM do tuyến trên cấp.',
  },
  'upstream.forTests': {
    text: () => 'Đây là hệ thống thử nghiệm, không dùng cho bàn trực thật.',
    remedy: 'Kiểm tra lại địa chỉ và tệp chứng thư do tuyến trên cấp. Hồ sơ vẫn ở tại bàn.',
  },
};

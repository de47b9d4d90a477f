import { viAudit } from './vi-audit.ts';
import { viCapture } from './vi-capture.ts';
import { viComparison } from './vi-comparison.ts';
import { viDevices } from './vi-devices.ts';
import { viFindings } from './vi-findings.ts';
import { viIntake } from './vi-intake.ts';
import { viLookUp } from './vi-look-up.ts';
import { viOfficersScreen } from './vi-officers-screen.ts';
import { viPrint } from './vi-print.ts';
import { viProfile } from './vi-profile.ts';
import { viQuality } from './vi-quality.ts';
import { viQueue } from './vi-queue.ts';
import { viReading } from './vi-reading.ts';
import { viRecord } from './vi-record.ts';
import { viRegistry } from './vi-registry.ts';
import { viSession } from './vi-session.ts';
import { viShift } from './vi-shift.ts';
import { viTrust } from './vi-trust.ts';
import { viUpstream } from './vi-upstream.ts';

/** Vietnamese words of the window itself; words of failures, reasons and verdicts stand in `contract/wording`. */
export const vi = {
  brand: 'TRỰC BAN',
  places: {
    reading: 'Đọc thẻ',
    capture: 'Thu nhận',
    intake: 'Tiếp nhận',
    handOver: 'Trả thẻ',
    lookUp: 'Tra cứu',
    queue: 'Hàng đợi',
    shift: 'Ca trực',
    quality: 'Chất lượng',
    administration: 'Quản trị',
    officers: 'Cán bộ',
    audit: 'Nhật ký',
    registry: 'Dữ liệu dân cư',
    profile: 'Hồ sơ máy',
    trust: 'Tin cậy',
    upstream: 'Tuyến trên',
    settings: 'Cài đặt',
  },
  notYours: 'vai trò của bạn không dùng mục này',
  administrationTabs: 'Các mục quản trị',
  notYet: 'chưa mở ở bản này',
  navigation: 'Các mục của bàn',
  top: {
    devices: 'Thiết bị',
    reader: 'Đầu đọc',
    sampleReader: 'Đầu đọc mẫu',
    noReader: 'Chưa có đầu đọc',
    pcscDown: 'PC/SC không chạy',
    pcscDownHint: 'Dịch vụ đọc thẻ (PC/SC) của máy không chạy',
    pcscStarting: 'Đang mở dịch vụ PC/SC',
    demoDown: 'Đầu đọc mẫu chưa chạy',
    simulated: 'phần mềm',
    more: (count: number) => `và ${count} đầu đọc khác`,
    demo: 'DỮ LIỆU MẪU',
    testHost: 'MÁY THỬ — KHÔNG DÙNG ĐỂ TRỰC',
  },
  foot: {
    newCard: 'thẻ mới',
    palette: 'tìm lệnh',
    lock: 'khóa máy',
    stop: 'dừng đọc',
    trust: (anchors: number, date: string) => `Dữ liệu tin cậy: ${date} · ${anchors} gốc`,
    builtIn: 'chỉ có gốc mẫu',
    none: 'Dữ liệu tin cậy: chưa có gốc nào',
    noLists: 'chưa có danh sách thu hồi',
    lists: (count: number) => `${count} danh sách thu hồi`,
  },
  connection: {
    connecting: 'Đang nối với phần lõi của bàn',
    lost: 'Màn hình đang giữ nguyên những gì đã hiện.',
    again: 'Nối lại ngay',
    code: 'mã',
  },
  notice: {
    dismiss: 'Đóng thông báo',
    said: { backedUp: 'Đã sao lưu và kiểm tra bản sao.', qrTaken: 'Đã nhận mã QR, so với chip.' },
  },
  ...viReading,
  demo: {
    bar: 'Dữ liệu mẫu',
    role: 'Vào vai cán bộ mẫu',
    person: 'Người mẫu hoặc thẻ có lỗi',
    choose: 'Chọn người mẫu',
    put: 'Đặt thẻ lên đầu đọc',
    take: 'Lấy thẻ ra',
    can: 'Sáu số',
    mrz: 'Mã máy đọc',
    fill: 'Điền',
    copy: 'Chép',
    copied: 'Đã chép',
    trick: 'thẻ có lỗi',
    scan: 'Quét mã',
    inFront: 'Trước máy ảnh mô phỏng',
    scene: 'Cảnh',
    scenes: {
      asked: 'theo việc đang làm',
      face: 'khuôn mặt',
      photo: 'ảnh in giơ lên',
      cardFront: 'mặt trước thẻ',
      cardBack: 'mặt sau thẻ',
      paper: 'tờ giấy',
    },
    note: 'Người và thẻ đều là giả, đầu đọc là phần mềm.',
  },
  capture: viCapture,
  comparison: viComparison,
  devices: viDevices,
  findings: viFindings,
  intake: viIntake,
  shift: viShift,
  lookUp: viLookUp,
  record: viRecord,
  ...viSession,
  ...viOfficersScreen,
  ...viAudit,
  ...viTrust,
  settings: {
    title: 'Cài đặt',
    theme: 'Giao diện',
    themes: { system: 'Theo máy', light: 'Sáng', dark: 'Tối' },
    language: 'Ngôn ngữ',
    languages: { vi: 'Tiếng Việt', en: 'English' },
    doctor: 'Tự kiểm tra máy',
  },
  doctor: {
    title: 'Tự kiểm tra máy',
    explain: 'Từng phần mà việc đọc thẻ cần đến.',
    running: 'Đang kiểm tra',
    again: 'Kiểm tra lại',
    states: { good: 'tốt', attention: 'cần xem', bad: 'hỏng' },
  },
  palette: {
    title: 'Tìm lệnh',
    label: 'Gõ tên việc cần làm',
    none: 'Không có lệnh nào khớp.',
    refused: 'không thuộc vai trò của bạn',
    places: {
      intake: 'Tiếp nhận hồ sơ, hồ sơ dở',
      shift: 'Ca trực: mở, đóng, bàn giao',
      reading: 'Về bàn đọc thẻ',
      lookUp: 'Tra cứu công dân…',
      quality: 'Chất lượng dữ liệu',
      officers: 'Danh sách cán bộ, cấp lại mật khẩu',
      audit: 'Nhật ký, kiểm tra toàn vẹn',
      registry: 'Dữ liệu dân cư, nạp tệp',
      profile: 'Hồ sơ máy, bản sao lưu',
      trust: 'Mở dữ liệu tin cậy, nhập chứng thư gốc',
      queue: 'Hàng đợi: truyền, thử lại, đối soát',
      upstream: 'Nối bàn với tuyến trên',
    },
    acts: {
      newReading: 'Đọc thẻ mới',
      cancel: 'Dừng đọc',
      clear: 'Xóa màn hình, chờ thẻ khác',
      files: 'Xem tệp trong chip',
      reveal: 'Hiện đủ số (lý do)',
      qr: 'Đưa mã QR trên thẻ',
      lock: 'Khóa máy',
      signOut: 'Đổi cán bộ (đăng xuất)',
      ownSecret: 'Đổi mật khẩu của mình',
      backUp: 'Sao lưu ngay',
      settings: 'Cài đặt giao diện và ngôn ngữ',
      devices: 'Thiết bị: tình trạng và chọn máy',
      doctor: 'Tự kiểm tra máy',
      light: 'Giao diện sáng',
      dark: 'Giao diện tối',
      system: 'Giao diện theo máy',
      vi: 'Ngôn ngữ: Tiếng Việt',
      en: 'Language: English',
      take: 'Lấy thẻ mẫu ra khỏi đầu đọc',
      read: (reader: string) => `Đọc thẻ trên ${reader}`,
      put: (person: string) => `Đặt thẻ mẫu: ${person}`,
      be: (id: string, name: string) => `Vào vai ${id} ${name}`,
    },
  },
  quality: viQuality,
  queue: viQueue,
  upstream: viUpstream,
  print: viPrint,
  registry: viRegistry,
  profile: viProfile,
  pace: { left: (stretch: string) => `còn khoảng ${stretch}` },
  close: 'Đóng',
};

/** Every language has exactly these words. */
export type Labels = typeof vi;

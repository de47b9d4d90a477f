import type { Failure, FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

const attempts = ({ left }: Failure['params']) => (left === undefined ? '' : ` (còn ${left} lần)`);
const named = (params: Failure['params'], key: string) => (params[key] === undefined ? '' : ` “${params[key]}”`);

/** Vietnamese text and remedy of every failure: what happened, why, what to do; no blame and no codes. */
export const viFailures: Readonly<Record<FailureCode, FailureWords>> = {
  'reader.serviceDown': {
    text: () => 'Chưa dùng được đầu đọc. Dịch vụ đọc thẻ (PC/SC) của máy không chạy.',
    remedy:
      'Bật lại dịch vụ pcscd (trên Windows: Smart Card) hoặc gọi kỹ thuật. Bật xong bàn tự nhận, không cần mở lại.',
  },
  'reader.none': {
    text: () => 'Chưa thấy đầu đọc nào.',
    remedy: 'Cắm đầu đọc vào cổng USB và chờ vài giây, bàn tự nhận.',
  },
  'reader.gone': {
    text: (params) => `Đầu đọc${named(params, 'reader')} vừa mất kết nối.`,
    remedy: 'Cắm lại đầu đọc, thử cổng USB khác nếu còn mất, rồi đặt lại thẻ.',
  },
  'reader.unknown': {
    text: (params) => `Không có đầu đọc tên${named(params, 'reader') || ' này'}.`,
    remedy: 'Chọn một đầu đọc đang có trong danh sách.',
  },
  'reader.driver': {
    text: () => 'Máy chưa nạp được phần nối với đầu đọc.',
    remedy: 'Chạy lại phần cài đặt (npm start) hoặc gọi kỹ thuật; mục “Tự kiểm tra máy” cho biết thiếu gì.',
  },
  'device.stopped': {
    text: () => 'Phần điều khiển thiết bị vừa dừng và đang tự mở lại.',
    remedy: 'Chờ vài giây rồi nhấc thẻ ra, đặt lại.',
  },
  'card.absent': {
    text: () => 'Chưa có thẻ trên đầu đọc.',
    remedy: 'Đặt thẻ nằm phẳng, giữa mặt đầu đọc.',
  },
  'card.removed': {
    text: () => 'Thẻ bị nhấc ra khi đang đọc.',
    remedy: 'Đặt lại thẻ và giữ yên đến khi có kết luận.',
  },
  'card.mute': {
    text: () => 'Thẻ không trả lời.',
    remedy: 'Đặt lại thẻ nằm phẳng, bỏ ví hoặc thẻ khác ở gần. Vẫn vậy thì chip có thể hỏng: thử đầu đọc khác.',
  },
  'card.inUse': {
    text: () => 'Chương trình khác đang giữ thẻ.',
    remedy: 'Đóng phần mềm đọc thẻ khác trên máy này rồi đặt lại thẻ.',
  },
  'card.notEmrtd': {
    text: () => 'Thẻ này không phải thẻ căn cước hay hộ chiếu gắn chip.',
    remedy: 'Kiểm tra lại thẻ trên đầu đọc; thẻ ngân hàng, thẻ ra vào không đọc được ở đây.',
  },
  'card.protocol': {
    text: () => 'Đầu đọc và thẻ trao đổi chưa khớp.',
    remedy: 'Nhấc thẻ ra, chờ một giây rồi đặt lại.',
  },
  'access.wrongKey': {
    text: (params) =>
      params.kind === 'mrz'
        ? `Chưa mở được chip. Ba dòng mã máy đọc không khớp với thẻ này${attempts(params)}.`
        : `Chưa mở được chip. Sáu số cuối không khớp với thẻ này${attempts(params)}.`,
    remedy: 'Kiểm tra lại số in trên thẻ rồi nhập lại.',
  },
  'access.lastAttempt': {
    text: () => 'Chip chỉ còn cho thử một lần nữa trước khi khóa.',
    remedy: 'Dừng nhập sáu số. Nhập ba dòng mã máy đọc ở mặt sau thẻ.',
  },
  'access.blocked': {
    text: () => 'Chip đã khóa cách mở bằng sáu số.',
    remedy: 'Nhập ba dòng mã máy đọc ở mặt sau thẻ; không được thì cấp đổi thẻ.',
  },
  'access.unsupported': {
    text: ({ kind }) =>
      kind === 'can' ? 'Chip này không mở được bằng sáu số.' : 'Chip dùng cách mở mà bàn này chưa hỗ trợ.',
    remedy: 'Mở bằng các dòng mã máy đọc ở mặt sau thẻ. Không được thì báo kỹ thuật.',
  },
  'access.keyInvalid': {
    text: () => 'Số mở chip chưa đúng dạng.',
    remedy: 'Nhập đủ sáu chữ số, hoặc đủ ba dòng mã máy đọc ở mặt sau thẻ.',
  },
  'read.secureMessaging': {
    text: () => 'Kênh bảo mật với chip bị ngắt giữa chừng.',
    remedy: 'Đặt lại thẻ và đọc lại từ đầu.',
  },
  'read.fileMissing': {
    text: (params) => `Chip thiếu tệp bắt buộc${named(params, 'file')}.`,
    remedy: 'Đọc lại một lần. Vẫn thiếu thì không dùng chip này làm căn cứ.',
  },
  'read.malformed': {
    text: (params) => `Dữ liệu trong chip${named(params, 'file')} sai dạng, không đọc được.`,
    remedy: 'Đọc lại một lần. Vẫn sai thì không dùng chip này làm căn cứ và báo trực chỉ huy.',
  },
  'read.timeout': {
    text: () => 'Chip trả lời quá chậm nên đã dừng đọc.',
    remedy: 'Đặt lại thẻ nằm phẳng giữa mặt đầu đọc rồi đọc lại.',
  },
  'read.cancelled': {
    text: () => 'Đã dừng đọc theo yêu cầu.',
    remedy: 'Bấm F1 để đọc lại.',
  },
  'image.undecodable': {
    text: () => 'Không hiện được ảnh trong chip.',
    remedy: 'Ảnh gốc vẫn còn trong tệp DG2. Nhìn ảnh in trên thẻ và báo kỹ thuật.',
  },
  'trust.notCertificate': {
    text: () => 'Tệp không phải chứng thư hay danh sách chứng thư.',
    remedy: 'Chọn tệp PEM, DER hoặc danh sách chủ (master list) do đơn vị cấp trên gửi.',
  },
  'trust.malformed': {
    text: () => 'Chứng thư sai dạng, không đọc được.',
    remedy: 'Lấy lại tệp từ nơi cấp.',
  },
  'trust.listSignature': {
    text: () => 'Chữ ký của danh sách không đúng.',
    remedy: 'Không dùng tệp này. Lấy lại từ nguồn chính thức.',
  },
  'trust.listNoRoot': {
    text: () => 'Chưa có gốc để kiểm chữ ký của danh sách này.',
    remedy: 'Nhập cùng lúc chứng thư gốc của nơi lập danh sách.',
  },
  'trust.notAuthority': {
    text: () => 'Chứng thư không có quyền ký chứng thư khác.',
    remedy: 'Chỉ nhập chứng thư gốc (CSCA); chứng thư ký thẻ không dùng làm gốc.',
  },
  'trust.selfSignature': {
    text: () => 'Chữ ký của chứng thư gốc không đúng.',
    remedy: 'Không dùng chứng thư này. Lấy lại từ nguồn chính thức.',
  },
  'trust.linkUnproved': {
    text: () => 'Chứng thư nối chưa được khóa cũ của cùng nơi cấp chứng minh.',
    remedy: 'Nhập chứng thư gốc đời trước của nơi cấp đó rồi nhập lại.',
  },
  'trust.expired': {
    text: () => 'Chứng thư đã hết hạn.',
    remedy: 'Lấy chứng thư đời mới của nơi cấp.',
  },
  'trust.algorithmUnknown': {
    text: () => 'Chứng thư dùng thuật toán bàn này chưa kiểm được.',
    remedy: 'Báo kỹ thuật kèm tệp chứng thư.',
  },
  'trust.criticalExtension': {
    text: () => 'Chứng thư có điều kiện bắt buộc mà bàn này chưa hiểu.',
    remedy: 'Báo kỹ thuật kèm tệp chứng thư.',
  },
  'trust.duplicate': {
    text: () => 'Chứng thư này đã có sẵn.',
    remedy: 'Không cần làm gì.',
  },
  'evidence.notFound': {
    text: (params) => `Không thấy thư mục hay tệp${named(params, 'file')}.`,
    remedy: 'Kiểm tra lại đường dẫn.',
  },
  'evidence.empty': {
    text: () => 'Không nhận ra tệp nào của chip trong thư mục này.',
    remedy: 'Chọn thư mục có các tệp đã lưu khi đọc thẻ (EF.SOD, DG1, DG2 …).',
  },
  'file.unreadable': {
    text: (params) => `Không mở được tệp${named(params, 'file')}.`,
    remedy: 'Kiểm tra tệp còn đó và có quyền đọc, rồi thử lại.',
  },
  'file.tooLarge': {
    text: (params) => `Tệp${named(params, 'file')} lớn quá mức nhận.`,
    remedy: 'Kiểm tra lại đã chọn đúng tệp chưa.',
  },
  'storage.full': {
    text: () => 'Ổ đĩa đã đầy, chưa lưu được.',
    remedy: 'Dọn bớt ổ đĩa rồi làm lại. Những gì đã lưu trước đó vẫn còn.',
  },
  'storage.denied': {
    text: () => 'Không có quyền ghi vào thư mục dữ liệu.',
    remedy: 'Gọi kỹ thuật mở quyền cho thư mục dữ liệu của bàn.',
  },
  'storage.damaged': {
    text: () => 'Tệp dữ liệu của bàn bị hỏng.',
    remedy: 'Đừng xóa tệp nào. Gọi kỹ thuật để khôi phục từ bản sao lưu.',
  },
  'demo.unknownPerson': {
    text: (params) => `Không có người mẫu mang mã${named(params, 'person') || ' này'}.`,
    remedy: 'Chọn một người trong danh sách dữ liệu mẫu.',
  },
  'demo.noCard': {
    text: () => 'Người mẫu này không có thẻ chip.',
    remedy: 'Chọn người mẫu khác có ghi “có thẻ”.',
  },
  'desk.disconnected': {
    text: () => 'Cửa sổ mất liên lạc với phần lõi của bàn.',
    remedy: 'Đang tự nối lại. Quá một phút chưa được thì mở lại bàn; hồ sơ đã lưu không mất.',
  },
  'desk.secondWindow': {
    text: () => 'Bàn này đang mở ở cửa sổ khác.',
    remedy: 'Dùng cửa sổ đang mở, hoặc đóng nó rồi mở lại bàn.',
  },
  'contract.invalid': {
    text: () => 'Cửa sổ và phần lõi của bàn không hiểu nhau.',
    remedy: 'Mở lại bàn. Vẫn vậy thì gọi kỹ thuật: hai phần có thể khác bản.',
  },
  internal: {
    text: (params) =>
      `Bàn gặp lỗi ngoài dự tính${params.incident === undefined ? '' : ` (mã ghi nhận ${params.incident})`}.`,
    remedy: 'Làm lại một lần. Vẫn lỗi thì báo kỹ thuật kèm mã ghi nhận.',
  },
};

import type { Failure, FailureCode } from '../failures.ts';
import { viCaptureFailures } from './vi-capture-failures.ts';
import { viDeviceFailures } from './vi-device-failures.ts';
import { viDossierFailures } from './vi-dossier-failures.ts';
import { viPageFailures } from './vi-page-failures.ts';
import { viRegistryFailures } from './vi-registry-failures.ts';
import { viSyncFailures } from './vi-sync-failures.ts';
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
    remedy: 'Chờ vài giây rồi làm lại: nhấc thẻ ra đặt lại, hoặc quét lại mã.',
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
  'ocr.dataWrong': {
    text: ({ file }) =>
      `Dữ liệu nhận dạng chữ${file === undefined ? '' : ` “${file}”`} bị thiếu hoặc không đúng bản đã kiểm.`,
    remedy: 'Cài lại chương trình từ bộ cài gốc; chữ in trên giấy tờ nhập bằng tay.',
  },
  'face.modelWrong': {
    text: ({ file }) =>
      `Tệp nhận khuôn mặt${file === undefined ? '' : ` “${file}”`} của chương trình bị thiếu hoặc đã bị đổi.`,
    remedy: 'Cài lại chương trình từ bộ cài gốc. Trong lúc chờ, chụp tay và đối chiếu bằng mắt.',
  },
  'image.undecodable': {
    text: () => 'Không đọc được ảnh.',
    remedy:
      'Ảnh trong chip: ảnh gốc vẫn còn trong tệp DG2, nhìn ảnh in trên thẻ và báo kỹ thuật. Ảnh từ tệp: chọn tệp JPEG hoặc PNG nguyên vẹn.',
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
    remedy:
      'Đừng xóa tệp nào. Bàn không mở được thì chọn một bản sao lưu ngay ở màn hình mở bàn; dữ liệu dân cư hỏng thì lập lại rồi nhập lại.',
  },
  'storage.wrongKey': {
    text: () => 'Chìa của hồ sơ máy này không mở được tệp dữ liệu.',
    remedy:
      'Kiểm tra tệp dữ liệu và tệp chìa (keys.json) có cùng một thư mục hồ sơ không. Đừng xóa tệp nào; gọi kỹ thuật.',
  },
  'storage.foreign': {
    text: (params) => `Tệp${named(params, 'file')} không phải dữ liệu của hồ sơ này.`,
    remedy: 'Chuyển tệp đó đi chỗ khác rồi mở lại bàn, hoặc khôi phục bản sao lưu đúng của hồ sơ này.',
  },
  'storage.newer': {
    text: () => 'Dữ liệu này do phiên bản mới hơn của bàn ghi ra.',
    remedy: 'Cài phiên bản mới của bàn rồi mở lại. Dữ liệu còn nguyên.',
  },
  'storage.schema': {
    text: () => 'Cấu trúc tệp dữ liệu không khớp với chương trình.',
    remedy: 'Đừng xóa tệp nào. Cài lại đúng bản phát hành, chưa được thì gọi kỹ thuật.',
  },
  'storage.inUse': {
    text: () => 'Hồ sơ này đang mở ở một bàn khác trên máy.',
    remedy: 'Dùng bàn đang mở, hoặc đóng nó rồi mở lại.',
  },
  'storage.driver': {
    text: () => 'Máy chưa nạp được phần lưu dữ liệu.',
    remedy: 'Chạy lại phần cài đặt (npm run setup) hoặc gọi kỹ thuật.',
  },
  'storage.stopped': {
    text: () => 'Phần lưu dữ liệu vừa dừng và đang tự mở lại.',
    remedy: 'Chờ vài giây rồi làm lại việc vừa rồi; những gì đã báo lưu xong thì còn nguyên.',
  },
  'keys.wrongSecret': {
    text: () => 'Mật khẩu hoặc chìa khôi phục không đúng.',
    remedy: 'Nhập lại. Quên mật khẩu thì nhờ quản trị và chỉ huy cấp lại.',
  },
  'keys.noSuchHolder': {
    text: () => 'Người này không giữ chìa mở dữ liệu của máy.',
    remedy: 'Nhờ một cán bộ đang mở được bàn này thêm người này vào.',
  },
  'keys.storeUnavailable': {
    text: () => 'Kho chìa của hệ điều hành không dùng được.',
    remedy: 'Mở bàn bằng mật khẩu cán bộ. Muốn tự mở thì bật kho chìa của máy (keyring) rồi đăng nhập lại.',
  },
  'keys.missing': {
    text: () => 'Thiếu tệp chìa của dữ liệu.',
    remedy: 'Đừng xóa dữ liệu. Chép lại tệp keys.json từ thư mục sao lưu, hoặc gọi kỹ thuật.',
  },
  'keys.lastHolder': {
    text: () => 'Không bỏ được: đây là cách cuối cùng còn mở được dữ liệu.',
    remedy: 'Thêm một người giữ chìa khác trước rồi làm lại.',
  },
  'backup.notFound': {
    text: (params) => `Không thấy bản sao lưu${named(params, 'file')}.`,
    remedy: 'Chọn một bản sao lưu khác trong danh sách.',
  },
  'backup.unusable': {
    text: (params) => `Bản sao lưu${named(params, 'file')} không dùng được.`,
    remedy: 'Chọn bản sao lưu khác. Dữ liệu đang dùng chưa bị đụng tới.',
  },
  'session.refused': {
    text: (params) =>
      `Mã cán bộ hoặc mật khẩu không đúng${params.left === undefined ? '' : ` (còn ${params.left} lần)`}.`,
    remedy: 'Nhập lại. Quên mật khẩu thì nhờ hai cán bộ chỉ huy hoặc quản trị cấp lại.',
  },
  'session.mustWait': {
    text: ({ minutes }) => `Nhập sai nhiều lần nên phải chờ${minutes === undefined ? '' : ` ${minutes} phút`}.`,
    remedy: 'Chờ hết giờ, hoặc nhờ chỉ huy hay quản trị đang trực mở khóa.',
  },
  'session.nobody': {
    text: () => 'Chưa có ai đăng nhập ở bàn này.',
    remedy: 'Đăng nhập bằng mã cán bộ và mật khẩu của mình.',
  },
  'session.locked': {
    text: () => 'Bàn đang khóa.',
    remedy: 'Nhập mật khẩu để mở tiếp; việc đang làm còn nguyên.',
  },
  'session.chooseSecret': {
    text: () => 'Mật khẩu này do người khác cấp, chỉ dùng để vào một lần.',
    remedy: 'Đặt mật khẩu của riêng mình rồi làm tiếp.',
  },
  'session.proveAgain': {
    text: () => 'Việc này cần xác nhận lại là chính mình.',
    remedy: 'Nhập lại mật khẩu của mình; năm phút sau mới phải nhập lần nữa.',
  },
  'session.notPermitted': {
    text: () => 'Vai trò của tài khoản này không được làm việc đó.',
    remedy: 'Nhờ cán bộ có vai trò phù hợp, hoặc xin quản trị xem lại vai trò.',
  },
  'purpose.missing': {
    text: () => 'Chưa nêu mục đích tra cứu.',
    remedy: 'Chọn mục đích trong danh sách; chọn “khác” thì ghi rõ vài chữ.',
  },
  'purpose.hasNumber': {
    text: () => 'Ghi chú mục đích có số giống số của một người.',
    remedy: 'Bỏ số đó đi, ghi mã hồ sơ hoặc vài chữ. Nhật ký không giữ số của dân.',
  },
  'secret.weak': {
    text: () => 'Mật khẩu này dễ đoán hoặc quá ngắn.',
    remedy: 'Đặt một câu từ 12 ký tự, không chỉ có số, không có tên hay mã của mình. Không phải đổi định kỳ.',
  },
  'secret.same': {
    text: () => 'Mật khẩu mới giống mật khẩu cũ.',
    remedy: 'Đặt một câu khác.',
  },
  'officer.idTaken': {
    text: () => 'Mã cán bộ này đã có người dùng.',
    remedy: 'Chọn mã khác. Mã của người đã chuyển đi không dùng lại được.',
  },
  'officer.notFound': {
    text: () => 'Không có cán bộ mang mã này.',
    remedy: 'Xem lại mã trong danh sách cán bộ.',
  },
  'officer.left': {
    text: () => 'Tài khoản này đã thôi dùng.',
    remedy: 'Lập tài khoản mới với mã khác.',
  },
  'officer.rolesConflict': {
    text: () => 'Các vai trò này không được đi cùng nhau.',
    remedy: 'Quản trị và kiểm tra phải là tài khoản riêng: quản trị không xem dữ liệu dân, không ai tự kiểm tra mình.',
  },
  'officer.ownRights': {
    text: () => 'Không tự đổi quyền của chính mình được.',
    remedy: 'Nhờ một quản trị khác.',
  },
  'officer.lastAdministrator': {
    text: () => 'Bàn phải luôn còn một quản trị đang hoạt động.',
    remedy: 'Thêm một quản trị khác trước rồi làm lại.',
  },
  'officer.notFirst': {
    text: () => 'Bàn này đã có cán bộ rồi.',
    remedy: 'Đăng nhập; cán bộ mới do quản trị thêm.',
  },
  'officer.changedMeanwhile': {
    text: () => 'Tài khoản vừa được người khác sửa.',
    remedy: 'Xem lại danh sách rồi làm lại.',
  },
  'approval.needed': {
    text: () => 'Việc này cần thêm người đồng ý.',
    remedy: 'Nhờ cán bộ khác có thẩm quyền nhập mã và mật khẩu của họ tại bàn này.',
  },
  'approval.notFound': {
    text: () => 'Không thấy yêu cầu này.',
    remedy: 'Lập yêu cầu mới.',
  },
  'approval.closed': {
    text: () => 'Yêu cầu này đã dùng hoặc đã rút.',
    remedy: 'Lập yêu cầu mới.',
  },
  'approval.expired': {
    text: () => 'Yêu cầu đã quá 30 phút.',
    remedy: 'Lập yêu cầu mới khi đủ người tại bàn.',
  },
  'approval.sameOfficer': {
    text: () => 'Người yêu cầu không tự đồng ý được.',
    remedy: 'Nhờ một cán bộ khác.',
  },
  'approval.notApprover': {
    text: () => 'Cán bộ này không có thẩm quyền đồng ý việc đó.',
    remedy: 'Nhờ cán bộ chỉ huy, hoặc vai trò ghi trong yêu cầu.',
  },
  'audit.broken': {
    text: () => 'Nhật ký không còn nguyên vẹn.',
    remedy:
      'Giữ nguyên máy, không xóa gì. Báo chỉ huy và kiểm tra; trong 72 giờ phải xét đây có phải là lộ dữ liệu không.',
  },
  'audit.unreadable': {
    text: (params) => `Không đọc được nhật ký đã xuất${named(params, 'file')}.`,
    remedy: 'Kiểm tra đủ hai tệp: .ndjson và .seals.json, rồi thử lại.',
  },
  'audit.nothingToPurge': {
    text: () => 'Chưa có gì quá thời hạn lưu.',
    remedy: 'Không cần làm gì. Thời hạn lưu xem trong phần nhật ký.',
  },
  ...viCaptureFailures,
  ...viPageFailures,
  ...viDeviceFailures,
  ...viRegistryFailures,
  ...viDossierFailures,
  ...viSyncFailures,
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

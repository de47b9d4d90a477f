import type { DossierFindingCode } from '../dossier-kind.ts';
import type { DossierFindingWords } from './dossier-words.ts';

/** What can be found about somebody who asks, in Vietnamese; the law it rests on comes with the finding. */
export const viDossierFindings: Readonly<Record<DossierFindingCode, DossierFindingWords>> = {
  dead: {
    title: 'Người đã chết',
    explanation: 'Dữ liệu dân cư ghi người này đã chết: không thu nhận, không trả thẻ, định danh điện tử phải khóa.',
    remedy: 'Lập thông báo từ chối (CC03); nếu dữ liệu sai thì xác minh và điều chỉnh trước.',
  },
  declaredMissing: {
    title: 'Người bị tuyên bố mất tích',
    explanation: 'Dữ liệu dân cư ghi người này bị tuyên bố mất tích.',
    remedy: 'Dừng thu nhận, báo chỉ huy; chỉ làm tiếp khi quyết định đã được hủy bỏ và dữ liệu đã điều chỉnh.',
  },
  cardWithheld: {
    title: 'Thẻ đang bị giữ',
    explanation: 'Thẻ bị giữ theo quyết định (tạm giữ, tạm giam, chấp hành án, cơ sở giáo dục, cai nghiện bắt buộc).',
    remedy: 'Không thu nhận; liên hệ cơ quan đang giữ thẻ.',
  },
  cardWithdrawn: {
    title: 'Thẻ đã bị thu hồi',
    explanation: 'Thẻ bị thu hồi (quốc tịch, cấp sai quy định, tẩy xóa, sửa chữa) và không có thẻ khác.',
    remedy: 'Xem lý do thu hồi; báo chỉ huy trước khi làm tiếp.',
  },
  numberCancelled: {
    title: 'Số định danh đã hủy',
    explanation: 'Số của hồ sơ là số đã hủy; người này đã được xác lập lại số.',
    remedy: 'Lập hồ sơ theo số đang dùng.',
  },
  cardNumberCancelled: {
    title: 'Thẻ mang số đã hủy',
    explanation: 'Thẻ còn ghi số định danh đã hủy nên không dùng được cho hồ sơ này.',
    remedy: 'Cấp đổi thẻ với lý do xác lập lại số (điểm e).',
  },
  numberDoubtful: {
    title: 'Số định danh nghi sai cấu trúc',
    explanation: 'Mã giới tính hoặc năm sinh trong số không khớp với dữ liệu.',
    remedy: 'Đối chiếu giấy khai sinh; nếu sai thì chuyển chờ điều chỉnh, đề nghị hủy, xác lập lại số.',
  },
  sameKindOpen: {
    title: 'Đã có hồ sơ cùng loại',
    explanation: 'Bàn này còn một hồ sơ cùng loại của người này chưa kết thúc.',
    remedy: 'Mở hồ sơ đó và làm tiếp.',
  },
  otherPerson: {
    title: 'Thẻ và dữ liệu là của hai người',
    explanation: 'Số định danh trên chip khác với số của hồ sơ hoặc của dữ liệu.',
    remedy: 'Kiểm tra lại đã chọn đúng người, đúng thẻ chưa.',
  },
  cardAltered: {
    title: 'Chip và mặt thẻ không khớp',
    explanation: 'Chip và phần in trên thẻ (mã máy đọc, QR) nói khác nhau: nghi thẻ bị sửa.',
    remedy: 'Dừng thu nhận, giữ nguyên hiện trạng và báo chỉ huy.',
  },
  dataContradicts: {
    title: 'Thẻ và dữ liệu không khớp',
    explanation: 'Họ tên, ngày sinh hoặc giới tính trên chip trái với dữ liệu dân cư.',
    remedy: 'Xem bảng đối chiếu; chuyển chờ điều chỉnh, hoặc đổi thẻ theo đúng lý do nếu dữ liệu đã được điều chỉnh.',
  },
  noRecord: {
    title: 'Chưa có trong dữ liệu của bàn',
    explanation: 'Không tìm thấy người này trong dữ liệu dân cư ở bàn (người nơi khác, hoặc chưa có thông tin).',
    remedy: 'Hỏi nơi cư trú; nếu chưa có trong CSDL quốc gia thì lập phiếu DC01 và cập nhật trước.',
  },
  chipUnproved: {
    title: 'Chưa đọc và chứng minh chip',
    explanation: 'Người này có thẻ gắn chip nhưng thẻ chưa được đọc và chứng minh là thật ở bàn này.',
    remedy: 'Đọc thẻ; nếu không mang thẻ thì ghi rõ trong hồ sơ.',
  },
  ageUnknown: {
    title: 'Chưa rõ ngày sinh',
    explanation: 'Không biết tuổi thì không biết ai phải đi cùng và được thu nhận những gì.',
    remedy: 'Nhập ngày sinh theo giấy khai sinh rồi xét lại.',
  },
  tooYoung: {
    title: 'Chưa đủ tuổi cho mức độ 2',
    explanation: 'Trẻ dưới 6 tuổi chỉ có định danh điện tử mức độ 1.',
    remedy: 'Hướng dẫn người giám hộ đăng ký mức độ 1.',
  },
  guardianNeeded: {
    title: 'Người giám hộ phải đi cùng',
    explanation: 'Dưới 14 tuổi: cha, mẹ hoặc người giám hộ đến cùng, làm thủ tục thay và có giấy tờ chứng minh.',
    remedy: 'Ghi người đi cùng và chụp giấy tờ chứng minh.',
  },
  representativeNeeded: {
    title: 'Người đại diện phải hỗ trợ',
    explanation: 'Người mất năng lực hành vi hoặc khó khăn trong nhận thức có người đại diện hỗ trợ làm thủ tục.',
    remedy: 'Ghi người đại diện và chụp giấy tờ chứng minh.',
  },
  noBiometrics: {
    title: 'Không thu sinh trắc học',
    explanation: 'Dưới 6 tuổi không thu nhận vân tay, mống mắt, nhân dạng; thẻ không in ảnh.',
    remedy: 'Hướng dẫn làm qua Cổng dịch vụ công hoặc VNeID nếu thuận tiện hơn.',
  },
  guardianIsSubject: {
    title: 'Người đi cùng chính là người làm hồ sơ',
    explanation: 'Số định danh của người giám hộ trùng với số của hồ sơ.',
    remedy: 'Ghi đúng số của người giám hộ, đại diện.',
  },
  guardianDead: {
    title: 'Người giám hộ đã chết hoặc mất tích theo dữ liệu',
    explanation: 'Dữ liệu dân cư ghi người giám hộ, đại diện đã chết hoặc bị tuyên bố mất tích.',
    remedy: 'Kiểm tra lại số; người khác phải đại diện.',
  },
  guardianYoung: {
    title: 'Người đi cùng chưa đủ 18 tuổi',
    explanation: 'Người giám hộ phải có năng lực hành vi dân sự đầy đủ; cha, mẹ dưới 18 tuổi cần xem riêng.',
    remedy: 'Xem giấy tờ chứng minh; báo chỉ huy nếu chưa rõ.',
  },
  cardEnded: {
    title: 'Thẻ đã hết hạn',
    explanation: 'Không có thẻ còn giá trị thì thời hạn giải quyết là 7 ngày làm việc thay vì 3.',
    remedy: 'Đề nghị làm hồ sơ cấp đổi thẻ trong cùng lượt.',
  },
  noCard: {
    title: 'Chưa có thẻ gắn chip',
    explanation: 'Chưa có thẻ thì thời hạn giải quyết là 7 ngày làm việc.',
    remedy: 'Làm hồ sơ cấp thẻ trong cùng lượt nếu đủ điều kiện.',
  },
  nothingToChange: {
    title: 'Không có thẻ để đổi',
    explanation: 'Cấp đổi cần có thẻ cũ; chưa có thẻ là cấp lần đầu, mất hoặc hỏng thẻ là cấp lại.',
    remedy: 'Chọn đúng loại thủ tục.',
  },
  milestoneNotReached: {
    title: 'Chưa đến tuổi đổi thẻ',
    explanation: 'Thẻ chưa đến mốc 14, 25, 40, 60 tuổi ghi trên thẻ, hoặc không thời hạn.',
    remedy: 'Chọn lý do khác (đổi theo yêu cầu: điểm g).',
  },
  milestoneReached: {
    title: 'Đã đến tuổi đổi thẻ',
    explanation: 'Thẻ đã đến mốc tuổi phải đổi: đổi theo lý do này được miễn lệ phí.',
    remedy: 'Chọn lý do điểm a nếu công dân không có lý do khác.',
  },
  alreadyLevel2: {
    title: 'Đã có định danh mức độ 2',
    explanation: 'Dữ liệu ghi người này đã có tài khoản định danh điện tử mức độ 2.',
    remedy: 'Hướng dẫn kích hoạt, khôi phục hoặc mở khóa (TK03) thay vì cấp mới.',
  },
  eIdLocked: {
    title: 'Tài khoản định danh đang khóa',
    explanation: 'Tài khoản định danh điện tử của người này đang bị khóa.',
    remedy: 'Xem lý do khóa; làm phiếu TK03 nếu được mở.',
  },
};

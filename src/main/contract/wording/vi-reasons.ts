import type { Reason } from '../verdict.ts';
import type { ReasonWords } from './words.ts';

/** Vietnamese words of every reason a check can give. */
export const viReasons: Readonly<Record<Reason, ReasonWords>> = {
  'sod.missing': {
    text: 'Chip không có tệp chữ ký',
    meaning: 'Không có gì chứng minh dữ liệu do cơ quan cấp ký.',
  },
  'sod.malformed': { text: 'Tệp chữ ký sai dạng', meaning: 'Không đọc được chữ ký nên chưa kết luận được.' },
  'sod.signatureBad': { text: 'Chữ ký dữ liệu sai', meaning: 'Dữ liệu hoặc chữ ký đã bị thay đổi sau khi cấp.' },
  'sod.algorithmUnknown': {
    text: 'Thuật toán ký chưa hỗ trợ',
    meaning: 'Bàn này chưa kiểm được kiểu chữ ký này; không có nghĩa là thẻ giả.',
  },
  'sod.algorithmWeak': {
    text: 'Thuật toán ký quá yếu',
    meaning: 'Kiểu chữ ký cũ, theo quy định không còn đủ để làm căn cứ.',
  },
  'sod.noSigner': {
    text: 'Không thấy chứng thư của người ký',
    meaning: 'Thiếu chứng thư ký nên chưa kiểm được chữ ký.',
  },
  'signer.noAnchor': {
    text: 'Chưa có gốc của nơi cấp',
    meaning: 'Nhập chứng thư gốc (CSCA) của nơi cấp ở mục Dữ liệu tin cậy rồi đọc lại.',
  },
  'signer.signatureBad': {
    text: 'Chứng thư ký không do gốc cấp',
    meaning: 'Người ký dữ liệu không được cơ quan cấp thẻ chứng nhận.',
  },
  'signer.malformed': { text: 'Chứng thư ký sai dạng', meaning: 'Không đọc được chứng thư ký nên chưa kết luận được.' },
  'signer.notValidAtSigning': {
    text: 'Chứng thư ký không hiệu lực lúc ký',
    meaning: 'Dữ liệu được ký ngoài thời hạn của chứng thư ký.',
  },
  'signer.anchorNotValid': {
    text: 'Chứng thư gốc không hiệu lực lúc ký',
    meaning: 'Gốc của nơi cấp không còn hoặc chưa có hiệu lực khi chứng thư ký được cấp.',
  },
  'signer.keyUsage': { text: 'Chứng thư không được quyền ký thẻ', meaning: 'Chứng thư được cấp cho việc khác.' },
  'signer.criticalExtension': {
    text: 'Chứng thư ký có điều kiện chưa hiểu',
    meaning: 'Có điều kiện bắt buộc mà bàn này chưa kiểm được.',
  },
  'signer.algorithmUnknown': {
    text: 'Thuật toán của chứng thư chưa hỗ trợ',
    meaning: 'Bàn này chưa kiểm được kiểu chữ ký của chứng thư.',
  },
  'signer.algorithmWeak': {
    text: 'Thuật toán của chứng thư quá yếu',
    meaning: 'Kiểu chữ ký cũ, theo quy định không còn đủ để làm căn cứ.',
  },
  'signer.signingTimeUnknown': {
    text: 'Không rõ ngày ký',
    meaning: 'Chip không ghi ngày ký nên không so được với hạn của chứng thư.',
  },
  'signer.otherState': {
    text: 'Gốc không phải của nước cấp thẻ',
    meaning: 'Chứng thư gốc thuộc nước khác với nước ghi trên thẻ.',
  },
  'groups.hashMismatch': { text: 'Dữ liệu khác với bản đã ký', meaning: 'Có nhóm dữ liệu bị sửa sau khi cấp.' },
  'groups.injected': { text: 'Có nhóm dữ liệu chèn thêm', meaning: 'Chip chứa dữ liệu mà nơi cấp không ký.' },
  'groups.unlisted': {
    text: 'Có tệp không nằm trong danh sách ký',
    meaning: 'Tệp này có thể không thuộc giấy tờ đang kiểm; kết luận không dựa vào nó.',
  },
  'groups.unread': { text: 'Có nhóm dữ liệu chưa đọc', meaning: 'Nơi cấp có ký nhóm này nhưng chưa đọc được từ chip.' },
  'groups.notPermitted': {
    text: 'không được phép đọc',
    meaning: 'Vân tay, mống mắt trong chip chỉ máy được cấp quyền riêng mới đọc được.',
  },
  'groups.readBrokenOff': {
    text: 'Chưa đọc hết dữ liệu',
    meaning: 'Việc đọc bị ngắt giữa chừng; đặt lại thẻ và đọc lại.',
  },
  'groups.comDiffers': {
    text: 'Mục lục của chip khác phần đã ký',
    meaning: 'Mục lục không được ký; kết luận dựa trên phần đã ký.',
  },
  'chip.notOffered': {
    text: 'Chip không có cách chứng minh này',
    meaning: 'Không loại trừ được bản sao bằng cách này.',
  },
  'chip.notDone': { text: 'Chưa làm bước chứng minh chip', meaning: 'Cần thẻ trên đầu đọc để làm bước này.' },
  'chip.refused': { text: 'Chip từ chối bước chứng minh', meaning: 'Đọc lại một lần; chưa loại trừ được bản sao.' },
  'chip.keyUnproved': {
    text: 'Khóa của chip chưa được chứng minh',
    meaning: 'Khóa không nằm trong phần đã ký đúng nên không tính.',
  },
  'chip.recordOnly': {
    text: 'Bước chứng minh chip chỉ là bản ghi',
    meaning: 'Ai có các tệp này cũng tự tạo được bản ghi như vậy: chỉ đọc thẻ trên đầu đọc mới chứng minh được chip.',
  },
  'chip.caFailed': {
    text: 'Chip không giữ khóa gốc (CA)',
    meaning: 'Chip này là bản sao: dữ liệu chép từ một thẻ khác.',
  },
  'chip.aaFailed': {
    text: 'Chip không giữ khóa gốc (AA)',
    meaning: 'Chip này là bản sao: dữ liệu chép từ một thẻ khác.',
  },
  'chip.algorithmUnknown': {
    text: 'Thuật toán của chip chưa hỗ trợ',
    meaning: 'Bàn này chưa kiểm được kiểu chứng minh này của chip.',
  },
  'holder.malformed': {
    text: 'Dữ liệu nhân thân sai dạng',
    meaning: 'Có trường trong chip không đọc được đúng quy cách.',
  },
  'holder.differs': {
    text: 'Các phần trong chip không khớp nhau',
    meaning: 'Mã máy đọc và phần tiếng Việt nói khác nhau về cùng một người.',
  },
  'holder.numberStructure': {
    text: 'Số định danh không đúng cấu trúc',
    meaning: 'Mã giới tính, năm sinh hoặc nơi khai sinh trong số không khớp.',
  },
  'holder.noPortrait': {
    text: 'Chip không có ảnh',
    meaning: 'Thẻ cấp cho trẻ dưới 6 tuổi không có ảnh; thẻ khác thì cần xem lại.',
  },
  'holder.mrzCheckDigit': {
    text: 'Số kiểm tra của mã máy đọc sai',
    meaning: 'Dòng mã máy đọc lưu trong chip không tự khớp.',
  },
  'document.expired': {
    text: 'Thẻ đã hết hạn',
    meaning: 'Thẻ thật nhưng không còn giá trị sử dụng; hướng dẫn cấp đổi.',
  },
  'document.expiryUnknown': { text: 'Không rõ hạn của thẻ', meaning: 'Xem hạn in trên thẻ.' },
  'revocation.noList': {
    text: 'Chưa có danh sách thu hồi',
    meaning: 'Chưa biết chứng thư ký có bị thu hồi hay không; không đổi kết luận.',
  },
};

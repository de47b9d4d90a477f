import type { DossierFaultCode } from '../dossier.ts';
import type { FailureCode } from '../failures.ts';
import type { ShiftFault } from '../shift.ts';
import { viDossier } from './vi-dossier.ts';
import type { FailureWords } from './words.ts';

/** What may go wrong with dossiers as they are kept. */
export type DossierFailureCode = Extract<FailureCode, `dossier.${string}` | `intake.${string}` | `shift.${string}`>;

/** What may go wrong with dossiers as they are kept, in Vietnamese. */
export const viDossierFailures: Readonly<Record<DossierFailureCode, FailureWords>> = {
  'dossier.unknown': {
    text: () => 'Bàn này không còn giữ hồ sơ đó.',
    remedy: 'Tải lại danh sách và chọn hồ sơ khác; nếu đã gửi, tra theo số biên nhận.',
  },
  'dossier.changedMeanwhile': {
    text: () => 'Hồ sơ đã được sửa ở nơi khác trong lúc này.',
    remedy: 'Mở lại hồ sơ để xem bản mới nhất rồi làm tiếp. Bản đã lưu không bị ghi đè.',
  },
  'dossier.notDraft': {
    text: () => 'Hồ sơ này đã thuộc một ca hoặc đã hoàn thành, không bỏ được.',
    remedy: 'Hủy hồ sơ và ghi lý do.',
  },
  'dossier.refused': {
    text: ({ fault }) => viDossier.faults[fault as DossierFaultCode] ?? 'Hồ sơ chưa làm được bước này.',
    remedy: 'Làm phần còn thiếu ghi ở bước đang mở rồi bấm Tiếp tục. Những gì đã nhập vẫn được giữ.',
  },
  'intake.nobody': {
    text: () => 'Chưa có người nào đang được tiếp nhận tại bàn.',
    remedy: 'Đọc thẻ hoặc chọn người trong dữ liệu, rồi mở hồ sơ; hoặc mở lại một hồ sơ dở.',
  },
  'intake.noCard': {
    text: () => 'Trên bàn chưa có thẻ đã đọc xong và chứng minh được.',
    remedy: 'Đặt thẻ lên đầu đọc và chờ kết luận; nếu không có thẻ, tìm người trong dữ liệu dân cư.',
  },
  'intake.unknownPerson': {
    text: () => 'Không tìm thấy người này trong dữ liệu dân cư của bàn.',
    remedy: 'Tìm lại theo số định danh, hoặc mở hồ sơ theo giấy tờ.',
  },
  'intake.kindUnknown': {
    text: () => 'Loại hồ sơ này hiện không tiếp nhận.',
    remedy: 'Chọn một loại hồ sơ đang có hiệu lực trong danh sách.',
  },
  'shift.none': {
    text: () => 'Chưa mở ca nên chưa tiếp nhận được hồ sơ.',
    remedy: 'Bấm F6, mở ca rồi quay lại. Không có gì bị mất.',
  },
  'shift.refused': {
    text: ({ fault }) => viDossier.shiftFaults[fault as ShiftFault] ?? 'Ca không làm được việc này.',
    remedy: 'Xem lại ca đang mở (F6) rồi thử lại.',
  },
};

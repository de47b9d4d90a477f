import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

/** What may go wrong with dossiers as they are kept. */
export type DossierFailureCode = Extract<FailureCode, `dossier.${string}`>;

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
};

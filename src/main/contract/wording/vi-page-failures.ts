import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

type PageCode = Extract<FailureCode, `page.${string}` | `signature.${string}`>;

const kilobytes = (bytes: string | number | undefined) =>
  bytes === undefined ? '' : ` ${Math.floor(Number(bytes) / 1000)} kB`;

/** What may go wrong with photographed papers and with signatures, in Vietnamese. */
export const viPageFailures: Readonly<Record<PageCode, FailureWords>> = {
  'page.corners': {
    text: () => 'Bốn góc của giấy chưa thành một hình dùng được.',
    remedy: 'Chụp lại để thấy đủ bốn góc, hoặc kéo lại các góc cho khớp mép giấy.',
  },
  'page.overCap': {
    text: ({ mostBytes }) => `Trang này không nén vừa mức cho phép${kilobytes(mostBytes)} mà vẫn đọc được.`,
    remedy: 'Chụp lại trên nền trơn, đủ sáng; vẫn không được thì báo quản trị tăng mức dung lượng của trang.',
  },
  'page.notJpeg': {
    text: ({ page }) =>
      page === undefined ? 'Ảnh trang không phải JPEG dùng được.' : `Ảnh trang ${page} không phải JPEG dùng được.`,
    remedy: 'Bỏ trang đó rồi chụp lại.',
  },
  'signature.empty': {
    text: () => 'Chưa có chữ ký.',
    remedy: 'Mời công dân ký vào khung; một chấm hay một vạch ngắn chưa phải chữ ký.',
  },
  'signature.malformed': {
    text: () => 'Nét ký nhận được không hợp lệ.',
    remedy: 'Xóa rồi mời ký lại. Vẫn vậy thì rút bảng ký ra, cắm lại.',
  },
};

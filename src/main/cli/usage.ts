import { commands } from './commands.ts';

const column = 44;

function lines({ name, synopsis, does }: (typeof commands)[number]): string {
  const call = `  ${name}${synopsis === '' ? '' : ` ${synopsis}`}`;
  return call.length < column ? `${call.padEnd(column)}${does}` : `${call}\n${' '.repeat(column)}${does}`;
}

/** How to use the commands. */
export const usage =
  (): string => `Cách dùng: npm run desk -- <lệnh> [--json] [--profile demo|training] [--officer <mã> [--secret-file <tệp|->]]
${commands.map(lines).join('\n')}
Xem người thì nêu mục đích: --purpose <mã> [--note <ghi chú>]; --unmasked cho hiện đủ số và được ghi nhật ký.
Mật khẩu gõ khi được hỏi, hoặc lấy ở dòng đầu của tệp (- là đầu vào chuẩn); không bao giờ viết trên dòng lệnh.
Mã thoát: 0 xong, thẻ thật, khớp · 1 không làm được · 2 sai cách dùng · 3 có phần để riêng · 4 không có ai
          5 còn hồ sơ chờ gửi · 6 chưa gửi được lên tuyến trên · 7 hai sổ lệch nhau
          10 thẻ không thật · 11 chưa đủ căn cứ · 20 đáng chú ý · 21 cần làm rõ · 22 phải dừng · 130 bị ngắt (Ctrl+C)
`;

/** A made-up person as a line of an import file, in both formats. */
const sample = {
  soDinhDanh: '001304999901',
  hoTen: 'ĐẶNG THỊ MẪU HÒA',
  gioiTinh: 'Nữ',
  ngaySinh: '14/02/2004',
  danToc: 'Kinh',
  xa: '00008',
  thuongTru: 'Số 1 ngõ Thử Nghiệm, Phường Ngọc Hà, Thành phố Hà Nội',
} as const;

export const sampleNdjson = JSON.stringify(sample);

export const sampleCsv = [Object.keys(sample), Object.values(sample)]
  .map((cells) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(','))
  .join('\n');

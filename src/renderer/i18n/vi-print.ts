/** Vietnamese words of printed papers: the head every paper has, and what is said of one that has no effect. */
export const viPrint = {
  /** The head of papers of the state (Decree 30/2020/NĐ-CP); the same in every language. */
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập – Tự do – Hạnh phúc',
  noStation: 'ĐƠN VỊ CHƯA ĐẶT TÊN',
  number: (number: string) => `Số: ${number}`,
  marks: {
    demo: 'DỮ LIỆU MẪU – TỜ NÀY KHÔNG CÓ GIÁ TRỊ',
    training: 'TẬP HUẤN – TỜ NÀY KHÔNG CÓ GIÁ TRỊ',
  },
  signHere: '(ký, ghi rõ họ tên)',
};
export type PrintLabels = typeof viPrint;

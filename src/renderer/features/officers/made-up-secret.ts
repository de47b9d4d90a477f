/** Short Vietnamese words, written without marks so that they are typed alike with and without an input method. */
const words: readonly string[] = [
  ...new Set(
    `meo ngua trau nghe cuu tho soc huou nai voi gau vuon nhim chon rua ech nhai luon tom ngao chim cong vet yen dieu quoc vac
    ngan ngong vit ong buom kien dom tam nhen chuon cua sen sung cuc dao mai lan hong hue quynh tre truc tung bach thong lim xoan
    bang phuong lua ngo khoai san dau lac vung cam quyt chanh tao man mit dua xoai nhan vai chuoi bau muop hanh toi gung rieng rau
    cai bap ban giuong den nen sach vo but muc thuoc keo kim chi mu non giay dep khan vong chuong trong kenh dan sao loa may xe
    thuyen cheo neo luoi can phao cau thang khoa then ngoi gach cat da go sat thep bac vang ngoc nui doi song suoi bien ho dam
    vinh bai rung dong ruong mua gio nang suong trang troi set tuyet khoi than xanh tim nau xam cao thap rong hep nong tron vuong
    nhanh cham nhe ngot chua cay thom mat lanh chay bay boi leo nhay hat doc viet nghe nhin uong cuoi xay gat hai det ghe mam bat
    dia noi chao thot muong dua lo bep vai lua to gam nhung chieu goi man rem tranh khung guong luoc hop tui gio thung xo gau`
      .split(/\s+/)
      // Shorter ones would make a secret that is too short.
      .filter(({ length }) => length >= 3),
  ),
];
const count = 4;

/** A secret for one sign-in: four words. `random` gives a whole number from 0 up to but without its argument. */
export function madeUpSecret(random: (below: number) => number = uniform): string {
  const picked: string[] = [];
  while (picked.length < count) {
    const word = words[random(words.length)];
    if (word && !picked.includes(word)) picked.push(word);
  }
  return picked.join(' ');
}

/** Every number equally likely: those beyond the last whole multiple are thrown again. */
function uniform(below: number): number {
  const limit = Math.floor(2 ** 32 / below) * below;
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < limit) return drawn % below;
  }
}

/** How many different secrets there are. */
export const madeUpSecrets = words.length ** count;

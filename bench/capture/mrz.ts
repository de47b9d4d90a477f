// Figures of machine readable zones: how many drawn cards are read whole and right, whether a wrong line was ever taken for read, and
// what a picture costs; beside the second opinion (tesseract's old engine) on the same pictures, found and made straight by our own
// reader. The pictures are drawn (`fixtures/make/mrz-images.ts`): fictitious cards, OCR-B of two cuts with varying weight, stretch
// and breaks, seeds other than those of the tests. The shapes come from the same font as the templates, so real cards, laser
// engraving and worn ink are still to be tried. Called by `npm run bench -- capture mrz`.
import type { FoundMrz } from '#contract/vision.ts';
import { repairedLines } from '#domain/ocr-b/repair.ts';
import { type MrzPicture, type MrzTierName, type MrzView, mrzPicture, mrzTiers } from '#fixtures/make/mrz-images.ts';
import { linkPrintReader } from '#workers/ocr-link.ts';
import { startThread } from '#workers/thread-port.ts';
import { findMrz } from '#workers/vision/mrz.ts';

const seed = 20_261_122;
const counts = { strip: 40, card: 20, second: 8 } as const;

type Row = {
  pictures: number;
  /** All three lines right, and said to be read. */
  exact: number;
  /** Said to be read, and a line with check digits is wrong. */
  wrong: number;
  /** Said to be read, and the name is wrong. */
  wrongName: number;
  ms: number[];
  cpuMs: number;
};

const emptyRow = (): Row => ({ pictures: 0, exact: 0, wrong: 0, wrongName: 0, ms: [], cpuMs: 0 });

const inFrame = (width: number, height: number, upsideDown = false): MrzView => ({
  is: 'card',
  width,
  height,
  upsideDown,
});

type Set = { readonly name: string; readonly tier: MrzTierName; readonly view: MrzView };

const strips: readonly Set[] = (Object.keys(mrzTiers) as readonly MrzTierName[]).map((tier) => {
  return { name: `dải, ${tier}`, tier, view: { is: 'strip' } };
});
const cards: readonly Set[] = (['mid', 'hard', 'low', 'turned'] as const).flatMap((tier) => [
  { name: `cả thẻ 1280×720, ${tier}`, tier, view: inFrame(1280, 720) },
  { name: `cả thẻ 1920×1080, ${tier}`, tier, view: inFrame(1920, 1080) },
]);
const turned: readonly Set[] = [{ name: 'thẻ ngược 1280×720, mid', tier: 'mid', view: inFrame(1280, 720, true) }];

const pictureOf = ({ tier, view }: Set, place: number) => mrzPicture(mrzTiers[tier], { seed, place, view });

function count(row: Row, { lines }: MrzPicture, found: Pick<FoundMrz, 'read' | 'lines'>): void {
  row.pictures += 1;
  if (!found.read) return;
  const right = lines.map((line, at) => line === found.lines[at]);
  if (right.every(Boolean)) row.exact += 1;
  else if (right[0] && right[1]) row.wrongName += 1;
  else row.wrong += 1;
}

/** Reads every set, and the strips once more with the second opinion; prints the tables. */
export async function runMrz(): Promise<void> {
  findMrz(pictureOf({ name: '', tier: 'clean', view: { is: 'strip' } }, 9_999).pixels);
  say(
    `\nMRZ, bộ đọc của bàn: ảnh vẽ, ${counts.strip} dải và ${counts.card} cả thẻ mỗi mức (hạt giống ${seed}); ms trung vị (CPU trung bình)`,
  );
  heading();
  for (const set of [...strips, ...cards, ...turned]) {
    const row = emptyRow();
    for (let place = 0; place < counts[set.view.is]; place++) own(row, pictureOf(set, place));
    show(set.name, row);
  }
  await runSecond();
}

function own(row: Row, picture: MrzPicture): void {
  const before = process.cpuUsage();
  const began = performance.now();
  const found = findMrz(picture.pixels);
  row.ms.push(performance.now() - began);
  const { user, system } = process.cpuUsage(before);
  row.cpuMs += (user + system) / 1000;
  count(row, picture, found);
}

async function runSecond(): Promise<void> {
  say(
    `\nMRZ, ý kiến thứ hai (tesseract OEM 0, sửa theo vị trí khi số kiểm tra chứng minh): ${counts.second} ảnh đầu của cùng bộ`,
  );
  heading();
  const reader = linkPrintReader(() => startThread('ocr'));
  try {
    for (const set of strips) {
      const row = emptyRow();
      for (let place = 0; place < counts.second; place++) {
        const picture = pictureOf(set, place);
        const before = process.cpuUsage();
        const began = performance.now();
        const lines = await reader.read(picture.pixels, 'mrz');
        row.ms.push(performance.now() - began);
        const { user, system } = process.cpuUsage(before);
        row.cpuMs += (user + system) / 1000;
        const repaired = repairedLines(lines.map(({ text }) => text));
        count(row, picture, { read: repaired !== null, lines: [...(repaired ?? [])] });
      }
      show(set.name, row);
    }
  } finally {
    await reader.close();
  }
}

const say = (text: string) => void process.stdout.write(`${text}\n`);

function heading(): void {
  say(
    `${'ảnh'.padEnd(30)}${['đúng cả thẻ', 'nhận dòng sai', 'nhận tên sai', 'ms (CPU)'].map((each) => each.padStart(15)).join('')}`,
  );
}

function show(name: string, { pictures, exact, wrong, wrongName, ms, cpuMs }: Row): void {
  const median = [...ms].sort((a, b) => a - b)[ms.length >> 1] ?? 0;
  const cells = [
    `${exact}/${pictures}`,
    `${wrong}`,
    `${wrongName}`,
    `${median.toFixed(0)} (${(cpuMs / pictures).toFixed(0)})`,
  ];
  say(`${name.padEnd(30)}${cells.map((each) => each.padStart(15)).join('')}`);
}

import type { Pixels } from '#contract/pixels.ts';
import type { FoundMrz, MrzGuidance } from '#contract/vision.ts';
import { maskMrz } from '#domain/chip/mask-holder.ts';
import { parseMrz } from '#domain/chip/mrz.ts';
import { repairedLines } from '#domain/ocr-b/repair.ts';
import type { Desk } from '#main/compose.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { oneWord, purposeOptions } from './options.ts';
import { jsonLine } from './output.ts';
import { readPicture } from './picture-file.ts';

/** What the second reader says: whether check digits prove it, and in which lines it agrees with the first. */
type SecondOpinion = {
  readonly lines: readonly string[];
  readonly proved: boolean;
  readonly agrees: readonly boolean[];
};

/** What `mrz` says of a picture. */
type SaidMrz = FoundMrz & { readonly second: SecondOpinion | null };

type Request = { readonly file: string; readonly second: boolean; readonly unmasked: boolean };

/** `mrz <image>`: the machine readable zone in a picture. */
const mrz: Command = command({
  name: 'mrz',
  synopsis: '<ảnh> [--second] [--unmasked --purpose <mã>]',
  does: 'đọc dòng mã máy đọc (MRZ) trong một ảnh',
  options: ['second', 'unmasked', ...purposeOptions],
  understand: (args): Request => ({
    file: oneWord(args, 'một tệp ảnh'),
    second: args.values.second ?? false,
    unmasked: args.values.unmasked ?? false,
  }),
  async run(context, request) {
    const said = await sayMrz(context, request);
    context.output.result(context.json ? jsonLine({ mrz: said }) : shown(said));
    return said.read ? exitCode.done : exitCode.cannotTell;
  },
});

/** Full numbers are shown once that is on record. @throws FailureError `session.*`, `file.*`, `image.*`, `ocr.*`; UsageError */
async function sayMrz({ office, purpose }: Context, { file, second, unmasked }: Request): Promise<SaidMrz> {
  const why = unmasked ? purpose() : null;
  const { desk } = await office(unmasked ? 'citizen.reveal' : 'card.read');
  const { session, log } = await desk.services.office();
  await session.permit({ permission: 'card.read' });
  const { vision } = desk.services.engines;
  const pixels = await vision.pixels(await readPicture(file));
  // A picture is taken over by whoever looks at it.
  const found = await vision.mrz(copyOf(pixels));
  const said = { ...found, second: second ? await askSecond(desk, pixels, found) : null };
  if (why === null) return masked(said);
  const permit = await session.permit({ permission: 'citizen.reveal', purpose: why });
  const object = await log.object('citizen', numberIn(said));
  return session.show(permit, { action: 'citizen.revealed', object }, async () => said);
}

const copyOf = (pixels: Pixels): Pixels => ({ ...pixels, bytes: Uint8Array.from(pixels.bytes) });

async function askSecond({ services }: Desk, pixels: Pixels, { lines }: FoundMrz): Promise<SecondOpinion> {
  const read = await services.engines.print.read(pixels, 'mrz');
  const seen = read.map(({ text }) => text);
  const repaired = repairedLines(seen);
  const other = repaired ?? seen;
  return { lines: other, proved: repaired !== null, agrees: lines.map((line, at) => line === other[at]) };
}

/** The number of the person, for the log; none where the zone was not read. */
function numberIn({ read, lines }: FoundMrz): string {
  if (!read) return '';
  const { optional, documentNumber } = parseMrz(lines.join('\n'));
  return /^\d{12}$/.test(optional) ? optional : documentNumber;
}

function masked(said: SaidMrz): SaidMrz {
  const { second } = said;
  return {
    ...said,
    lines: [...maskMrz(said.lines)],
    second: second && { ...second, lines: maskMrz(second.lines) },
  };
}

const advice: Readonly<Record<MrzGuidance, string>> = {
  noZone: 'Không thấy dòng mã máy đọc.',
  nearer: 'Chữ quá nhỏ: đưa thẻ lại gần hơn.',
  farther: 'Dòng mã bị cắt ở mép ảnh: đưa thẻ ra xa hơn.',
  tilt: 'Thẻ nghiêng quá: đặt thẻ thẳng và song song với máy ảnh.',
  glare: 'Bị lóa: đổi hướng đèn hoặc thẻ.',
  blur: 'Ảnh nhòe: lấy nét lại.',
  dark: 'Ảnh tối: thêm ánh sáng.',
  hold: 'Chưa đọc được: giữ yên thẻ và chụp lại.',
};

function shown({ read, lines, guidance, second }: SaidMrz): string {
  const head = read
    ? 'Dòng mã máy đọc: mọi số kiểm tra đúng; tên không có số kiểm tra, phải đối chiếu\n'
    : `${advice[guidance ?? 'hold']}\n`;
  const listed = (each: readonly string[]) => each.map((line) => `  ${line}\n`).join('');
  if (second === null) return head + listed(lines);
  const agrees = second.agrees.length > 0 && second.agrees.every((same) => same);
  return `${head}${listed(lines)}Bộ đọc thứ hai: ${agrees ? 'giống' : 'khác'}\n${listed(second.lines)}`;
}

export const mrzCommands: readonly Command[] = [mrz];

import type { FaceComparison, FaceLook } from '#contract/face.ts';
import type { Permission } from '#contract/officers.ts';
import type { Pixels } from '#contract/pixels.ts';
import { compareFaces, faceThresholds } from '#domain/face/bands.ts';
import { portraitGuidance } from '#domain/face/guidance.ts';
import type { Desk } from '#main/compose.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { bandWords, checkWords } from './face-words.ts';
import { oneWord, purposeOptions } from './options.ts';
import { jsonLine } from './output.ts';
import { readPicture } from './picture-file.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';

/** `face compare <a> <b>`: one face with one face. */
const compare: Command = command({
  name: 'face compare',
  synopsis: '<ảnh> <ảnh> --purpose <mã>',
  does: 'so khuôn mặt của hai ảnh, một với một',
  options: purposeOptions,
  understand: ({ words }) => {
    const [one, other, ...more] = words;
    if (one === undefined || other === undefined) throw new UsageError('cần hai tệp ảnh');
    if (more.length > 0) throw new UsageError('chỉ so một ảnh với một ảnh');
    return [one, other] as const;
  },
  async run(context, [one, other]) {
    const permitted = await permit(context, 'face.match');
    const { desk, json, output } = permitted;
    const pictures = [await pixelsOf(desk, one), await pixelsOf(desk, other)] as const;
    const comparison = await comparisonOf(desk, pictures);
    const band = comparison?.band ?? null;
    await permitted.noteCompared(`${band ?? 'noFace'} files`);
    if (json) output.result(jsonLine({ comparison }));
    else output.result(comparison === null ? 'Có ảnh không thấy khuôn mặt.\n' : said(comparison));
    return band === null ? exitCode.cannotTell : exitCode[band];
  },
});

async function comparisonOf({ services }: Desk, pictures: readonly [Pixels, Pixels]): Promise<FaceComparison | null> {
  const { faces } = services.engines;
  const [first, second] = [await faces.describe(pictures[0]), await faces.describe(pictures[1])];
  const comparison = first && second && compareFaces(first, second, faceThresholds);
  first?.fill(0);
  second?.fill(0);
  return comparison;
}

const said = ({ band, score, thresholds }: FaceComparison) =>
  `${bandWords[band]} Điểm ${decimal(score)} (khớp từ ${decimal(thresholds.match)}, không khớp dưới ${decimal(thresholds.noMatch)}).\n`;
const decimal = (value: number) => value.toFixed(2).replace('.', ',');

/** `face check <image>`: the pre-checks of a portrait. */
const check: Command = command({
  name: 'face check',
  synopsis: '<ảnh> --purpose <mã>',
  does: 'kiểm tra sơ bộ một ảnh chân dung',
  options: purposeOptions,
  understand: (args) => oneWord(args, 'một tệp ảnh'),
  async run(context, file) {
    const permitted = await permit(context, 'dossier.capture');
    const { desk, json, output } = permitted;
    const look = await desk.services.engines.faces.look(await pixelsOf(desk, file));
    const passed = portraitGuidance(look) === 'hold';
    if (json) output.result(jsonLine({ faces: look.faces, guidance: portraitGuidance(look), checks: look.checks }));
    else output.result(look.faces.length === 0 ? 'Không thấy khuôn mặt nào.\n' : shown(look));
    if (look.faces.length === 0) return exitCode.cannotTell;
    return passed ? exitCode.done : exitCode.notPassed;
  },
});

function shown({ checks }: FaceLook): string {
  const columns = [
    { title: 'mục' },
    { title: 'đo được', right: true },
    { title: 'điểm', right: true },
    { title: '' },
  ] as const;
  return table(
    columns,
    checks.map(({ name, raw, score, ok }) => [
      checkWords[name],
      raw.toFixed(3).replace('.', ','),
      String(Math.round(score)),
      ok ? 'đạt' : 'CHƯA ĐẠT',
    ]),
  );
}

/** Pixels of a picture file. @throws FailureError `file.unreadable`, `file.tooLarge`, `image.undecodable` */
async function pixelsOf({ services }: Desk, file: string): Promise<Pixels> {
  const bytes = await readPicture(file);
  return services.engines.vision.pixels(bytes);
}

type Permitted = Pick<Context, 'json' | 'output'> & {
  readonly desk: Desk;
  /** Puts a comparison on record before anything is said; never how alike the faces are. */
  noteCompared(code: string): Promise<void>;
};

/** Leave to look at somebody's face, by an officer and for a reason. @throws FailureError `session.*`; UsageError */
async function permit(context: Context, permission: Permission): Promise<Permitted> {
  const purpose = context.purpose();
  const { desk } = await context.office(permission);
  const { session, log } = await desk.services.office();
  const leave = await session.permit({ permission, purpose });
  return {
    ...{ desk, json: context.json, output: context.output },
    noteCompared: (code) => log.append([leave.record({ action: 'face.compared', result: { code } })]),
  };
}

export const faceCommands: readonly Command[] = [compare, check];

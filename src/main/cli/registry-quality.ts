import type { Indicator } from '#contract/quality.ts';
import { ruleIds } from '#contract/quality.ts';
import type { DefectLine, QualityBoard } from '#contract/quality-board.ts';
import { criterionWords, ratingWords, severityWords } from './citizen-words.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { day, figure, moment, percentOf, size } from './figures.ts';
import { noWords, oneOf, purposeOptions, wholeNumber } from './options.ts';
import { jsonLine } from './output.ts';
import { areaOf } from './registry-look-up.ts';
import type { Office } from './session.ts';
import { labelled, table } from './table.ts';
import { UsageError } from './usage-error.ts';

const defaultLimit = 100;

/** `registry check`: judges every record for today and says the figures; with `--findings` names those who fail a rule. */
const check: Command = command({
  name: 'registry check',
  synopsis: '[--findings DQxx [--area <mã xã>] [--limit <số>] --purpose <mã>]',
  does: 'chấm chất lượng dữ liệu (DQ01–DQ20); Ctrl+C dừng, gọi lại thì làm tiếp',
  options: ['findings', 'area', 'limit', ...purposeOptions],
  understand: ({ values, words }) => {
    noWords({ values, words });
    const { findings, area, limit } = values;
    if (findings === undefined && (area ?? limit) !== undefined)
      throw new UsageError('--area, --limit đi với --findings');
    return {
      rule: findings === undefined ? null : oneOf(ruleIds, findings.toUpperCase(), '--findings'),
      area: area === undefined || area === 'all' || area === 'unknown' ? (area ?? 'all') : areaOf(area),
      limit: limit === undefined ? defaultLimit : wholeNumber(limit, [1, 500], '--limit'),
    };
  },
  async run(context, { rule, area, limit }) {
    const purpose = rule === null ? null : context.purpose();
    const office = await context.office('quality.see');
    const before = await office.call('quality.board', undefined);
    const mustJudge = rule === null || before.run === null || before.run.endedAt === null;
    const finished = mustJudge ? await judged(context, office) : true;
    const board = mustJudge ? await office.call('quality.board', undefined) : before;
    const findings =
      rule === null || purpose === null
        ? null
        : await office.call('quality.findings', { rule, area, offset: 0, limit, purpose });
    context.output.result(context.json ? boardJson(board, findings) : showBoard(board, findings));
    return finished ? exitCode.done : exitCode.interrupted;
  },
});

/** Judges all records, with progress shown; false when it was stopped. */
async function judged({ output, stoppable }: Context, { desk, call }: Office): Promise<boolean> {
  const deaf = desk.onEvent((event, payload) => {
    if (event !== 'desk.changed' || !('registry' in payload)) return;
    const under = payload.registry?.checking ?? null;
    if (under !== null) output.progress(`Đang chấm ${percentOf(under.done, under.of)} · ${figure(under.done)} người`);
  });
  try {
    return await stoppable(async (signal) => {
      const stop = () => void call('quality.stopCheck', undefined).catch(() => undefined);
      signal.addEventListener('abort', stop, { once: true });
      await call('quality.check', undefined).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      return !signal.aborted;
    });
  } finally {
    deaf();
    output.progress(null);
  }
}

function boardJson(
  { run, indicators, areaNames, rules }: QualityBoard,
  findings: readonly DefectLine[] | null,
): string {
  return jsonLine({ run, indicators, areaNames, rules, ...(findings === null ? {} : { findings }) });
}

function showBoard(board: QualityBoard, findings: readonly DefectLine[] | null): string {
  if (findings !== null) return showFindings(findings);
  const { run, indicators, areaNames } = board;
  const rows = indicators.map((indicator) => indicatorRow(indicator, areaNames));
  const when = run === null ? 'Chưa chấm lần nào.\n' : `Chấm cho ngày ${day(run.on)}${endOf(run.endedAt)}.\n`;
  return rows.length === 0 ? when : `${when}${table(indicatorColumns, rows)}${showRules(board)}`;
}

const endOf = (endedAt: string | null) => (endedAt === null ? ', chưa xong' : `, xong lúc ${moment(endedAt)}`);

const indicatorColumns = [
  { title: 'Địa bàn' },
  { title: 'Tiêu chí' },
  { title: 'Đạt', right: true },
  { title: 'Trên', right: true },
  { title: '%', right: true },
  { title: 'Mức' },
  { title: 'Lỗi theo quy tắc' },
  { title: 'Chỉ ghi nhận' },
] as const;

const otherAreas: Readonly<Record<string, string>> = { all: 'Tất cả', unknown: 'Chưa rõ xã, phường' };

function indicatorRow(indicator: Indicator, names: QualityBoard['areaNames']): readonly string[] {
  const { area, criterion, numerator, denominator, percent, rating, failing, noted } = indicator;
  return [
    otherAreas[area] ?? names[area] ?? area,
    criterionWords[criterion],
    figure(numerator),
    figure(denominator),
    percent === null ? '–' : percent.toFixed(2).replace('.', ','),
    ratingWords[rating],
    countsOf(failing),
    countsOf(noted),
  ];
}

const countsOf = (people: Indicator['failing']) =>
  ruleIds.flatMap((rule) => ((people[rule] ?? 0) > 0 ? [`${rule} ${figure(people[rule] ?? 0)}`] : [])).join(' · ');

/** What the rules are that somebody fails or that note something, and the way to clear it up. */
function showRules({ indicators, rules }: QualityBoard): string {
  const concern = ({ failing, noted }: Indicator) => ruleIds.filter((rule) => (failing[rule] ?? noted[rule] ?? 0) > 0);
  const failed = new Set(indicators.flatMap(concern));
  return rules
    .filter(({ id }) => failed.has(id))
    .map(({ id, title, severity, fix }) => `${id} ${title} (${severityWords[severity]}): ${fix.way}\n`)
    .join('');
}

const findingColumns = ['Số', 'Họ và tên', 'Ngày sinh', 'Mức', 'Chi tiết', 'Thường trú'].map((title) => ({ title }));

function showFindings(findings: readonly DefectLine[]): string {
  if (findings.length === 0) return 'Không có ai.\n';
  const rows = findings.map(({ person, finding }) => [
    person.number,
    person.name,
    day(person.birth),
    severityWords[finding.severity],
    finding.detail,
    person.address ?? '',
  ]);
  return table(findingColumns, rows);
}

/** `registry stats` */
const stats: Command = command({
  name: 'registry stats',
  synopsis: '',
  does: 'dữ liệu dân cư có những gì',
  options: [],
  understand: noWords,
  async run({ office, json, output }) {
    const { call, desk } = await office('statistics.see');
    const counted = await call('registry.stats', undefined);
    const { state, asOf } = desk.snapshot().registry;
    if (json) output.result(jsonLine({ state, asOf, ...counted }));
    else {
      const lines = labelled([
        ['Số liệu đến', asOf === null ? 'chưa nạp lần nào' : moment(asOf)],
        ['Người', figure(counted.people)],
        ['Xã, phường', figure(counted.communes)],
        ['Hộ', figure(counted.households)],
        ['Thẻ', figure(counted.cards)],
        ['Lần thay đổi', figure(counted.changes)],
        ['Đã rút khỏi dữ liệu', figure(counted.removed)],
        ['Chỗ cần xem lại', figure(counted.findings)],
        ['Cỡ tệp', size(counted.bytes)],
        ...counted.feeds.map(({ feed, cursor, at }) => [`Nguồn ${feed}`, feedLine(cursor, at)] as const),
      ]);
      output.result(lines);
    }
    return exitCode.done;
  },
});

const feedLine = (cursor: number, at: string) => `đã áp đến thay đổi ${cursor}, lúc ${moment(at)}`;

export const registryQualityCommands: readonly Command[] = [check, stats];

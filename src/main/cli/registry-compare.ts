import { changeActs } from '#contract/citizen.ts';
import type { Comparison, FieldComparison } from '#contract/comparison.ts';
import { meanings } from '#contract/comparison.ts';
import type { ReadingComparison } from '#contract/desk.ts';
import { describeFailure, describeVerdict } from '#contract/wording/wording.ts';
import { openCardOffice } from './card-office.ts';
import {
  actWords,
  attentionMarks,
  attentionWords,
  comparedWords,
  deathWords,
  matchWords,
  standingWords,
} from './citizen-words.ts';
import { type Command, command } from './command.ts';
import { loadEvidence } from './evidence-files.ts';
import { exitCode, exitCodeOf, exitCodeOfAttention } from './exit-code.ts';
import { moment } from './figures.ts';
import { oneWord, purposeOptions } from './options.ts';
import { jsonLine } from './output.ts';
import { remarkDamage } from './remarks.ts';
import { type CardResult, resultOf } from './result.ts';
import { table } from './table.ts';
import { believeFiles } from './trust-files.ts';

/** `registry compare <folder>`: the card of an evidence folder, judged, beside the population cache. */
const compare: Command = command({
  name: 'registry compare',
  synopsis: '<thư mục> [--trust <tệp|thư mục>…] --purpose <mã>',
  does: 'chứng minh thẻ đã đọc (read --out) rồi đối chiếu với dữ liệu dân cư',
  options: ['trust', ...purposeOptions],
  understand: (args) => ({ folder: oneWord(args, 'một thư mục'), trust: args.values.trust ?? [] }),
  async run({ office, purpose, json, output }, { folder, trust }) {
    purpose();
    const { desk } = await office('citizen.compare');
    remarkDamage(desk, output);
    await believeFiles(desk, trust, output);
    const { evidence, unrecognised } = await loadEvidence(folder, new Date());
    const cards = await openCardOffice(desk, purpose);
    const checked = await cards.look({ unmasked: false }, () => desk.services.check.verify(evidence));
    const card = resultOf(checked, { unmasked: false, unrecognised });
    const comparison = await cards.compare(checked);
    output.result(json ? jsonLine({ card, comparison }) : showAll(card, comparison));
    return exitCodeFor(card, comparison);
  },
});

/** What the card proves comes first: what a card that is not genuine says need not agree with anything. */
function exitCodeFor({ verdict }: CardResult, comparison: ReadingComparison): number {
  if (verdict === 'notGenuine') return exitCodeOf(verdict);
  if (comparison.state === 'failed') return exitCode.failure;
  if (verdict !== 'genuine' || comparison.state !== 'done') return exitCode.cannotTell;
  return exitCodeOfAttention(comparison.comparison.level);
}

function showAll(card: CardResult, comparison: ReadingComparison): string {
  const { verdict, chip } = card;
  const headline =
    verdict === null || chip === null
      ? 'CHƯA ĐỦ CĂN CỨ'
      : describeVerdict({ verdict, chip }, 'vi').headline.toLocaleUpperCase('vi');
  return `${headline}\n${showComparison(comparison)}`;
}

/** What the population cache says of a card, for people. */
export function showComparison(given: ReadingComparison): string {
  switch (given.state) {
    case 'pending':
      return '';
    case 'noData':
      return 'Chưa có dữ liệu dân cư để đối chiếu: nạp bằng registry import.\n';
    case 'failed': {
      const { text, remedy } = describeFailure(given.failure, 'vi');
      return `${text} ${remedy} [${given.failure.code}]\n`;
    }
    case 'done':
      return showDone(given);
  }
}

function showDone({ comparison, standing, lookalikes, asOf }: Extract<ReadingComparison, { state: 'done' }>): string {
  const { record, level, fields, match } = comparison;
  const known = record === 'found' ? 'Có trong dữ liệu' : 'Không có ai mang số này trong dữ liệu';
  const how = match === null ? '' : ` · ${match.level}: ${matchWords[match.level]}`;
  const notes = [
    standing === null ? '' : `Theo dữ liệu: ${standingWords[standing.card]}.\n`,
    lookalikes > 0 ? `Có ${lookalikes} người giống người này: không phải một người.\n` : '',
    actsLine(comparison),
  ];
  const death = standing?.death ?? null;
  return [
    death === null ? '' : `DỪNG LẠI: dữ liệu ghi người này ${deathWords[death]} — không nhận hồ sơ, báo chỉ huy.\n`,
    `${attentionMarks[level]} ${known}${how} · ${attentionWords[level]}${asOf === null ? '' : ` · số liệu đến ${moment(asOf)}`}\n`,
    table(fieldColumns, fields.filter(isSaid).map(fieldRow)),
    ...notes,
  ].join('');
}

const isSaid = ({ outcome }: FieldComparison) => outcome !== 'missingEverywhere';

const fieldColumns = ['', 'Mục', 'Chip', 'Dữ liệu', 'Nghĩa là', 'Việc cần làm'].map((title) => ({ title }));

function fieldRow({ field, values, level, meaning, act }: FieldComparison): readonly string[] {
  const { chip, mrz, qr, record } = values;
  return [
    attentionMarks[level],
    comparedWords[field],
    chip ?? mrz ?? qr ?? '',
    record ?? '',
    meanings[meaning].vi,
    act === 'none' ? '' : actWords[act],
  ];
}

function actsLine({ acts }: Comparison): string {
  const counted = changeActs.flatMap((act) => ((acts[act] ?? 0) > 0 ? [`${actWords[act]} ${acts[act]}`] : []));
  return counted.length === 0 ? '' : `Việc cần làm: ${counted.join(' · ')}.\n`;
}

export const registryCompareCommands: readonly Command[] = [compare];

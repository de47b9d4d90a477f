import type { Purpose } from '#contract/officers.ts';
import type { FoundLine, PersonView } from '#contract/registry.ts';
import { foundByWords, sexWords } from './citizen-words.ts';
import { type Command, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { day } from './figures.ts';
import { purposeOptions, wholeNumber } from './options.ts';
import { jsonLine } from './output.ts';
import type { Office } from './session.ts';
import { showPerson } from './show-person.ts';
import { table } from './table.ts';
import { UsageError } from './usage-error.ts';

/** More people than this never share a number of any kind. */
const mostOfOneNumber = 20;
const defaultLimit = 20;

/** `registry lookup <number>`: everybody who has it, as the desk shows a person. */
const lookUp: Command = command({
  name: 'registry lookup',
  synopsis: '<số> --purpose <mã> [--unmasked]',
  does: 'một người theo số định danh (cả số đã hủy), CMND hay điện thoại',
  options: ['unmasked', ...purposeOptions],
  understand: (args) => ({
    text: numberOf(args.words.join('')),
    unmasked: args.values.unmasked ?? false,
  }),
  async run({ office, purpose, json, output }, { text, unmasked }) {
    const why = purpose();
    const at = await office(unmasked ? 'citizen.reveal' : 'citizen.lookUp');
    const request = { text, area: null, birthYear: null, limit: mostOfOneNumber, purpose: why };
    const { found } = await at.call('registry.search', request);
    const people: (PersonView & Pick<FoundLine, 'by'>)[] = [];
    for (const { id, by } of found) {
      const person = await at.call('registry.person', { id, purpose: why });
      if (person !== null) people.push({ by, ...(unmasked ? await revealed(at, person, why) : person) });
    }
    if (json) output.result(jsonLine({ people }));
    else if (people.length === 0) output.result('Không có ai mang số này.\n');
    else output.result(people.map((person) => `${foundNote(person.by)}${showPerson(person)}`).join('\n'));
    return people.length === 0 ? exitCode.nobody : exitCode.done;
  },
});

const foundNote = (by: FoundLine['by']) => (by === 'number' ? '' : `(tìm thấy theo ${foundByWords[by]})\n`);

/** The digits of a number as people write it. @throws UsageError */
function numberOf(typed: string): string {
  const digits = typed.replace(/[\s.-]/g, '');
  if (digits === '') throw new UsageError('cần một số');
  if (!/^\+?\d{9,12}$/.test(digits))
    throw new UsageError('số có 9 đến 12 chữ số; tìm theo tên thì dùng registry search');
  return digits;
}

/** The same view with the full numbers; that they were shown is logged by the desk. */
async function revealed({ call }: Office, person: PersonView, purpose: Purpose): Promise<PersonView> {
  const { number, oldNumbers, phones } = await call('registry.reveal', { id: person.id, purpose });
  const { citizen } = person;
  return { ...person, citizen: { ...citizen, number, oldNumbers, contact: { ...citizen.contact, phones } } };
}

/** `registry search <text>` */
const search: Command = command({
  name: 'registry search',
  synopsis: '<tên|số> [--area <mã xã>] [--year <năm sinh>] [--limit <số>] --purpose <mã>',
  does: 'tìm người; có dấu hay không, đủ hay thiếu chữ đều được',
  options: ['area', 'year', 'limit', ...purposeOptions],
  understand: (args) => {
    const { area, year, limit } = args.values;
    if (args.words.length === 0) throw new UsageError('cần tên hoặc số');
    return {
      text: textOf(args.words),
      area: area === undefined ? null : areaOf(area),
      birthYear: year === undefined ? null : wholeNumber(year, [1800, 2200], '--year'),
      limit: limit === undefined ? defaultLimit : wholeNumber(limit, [1, 200], '--limit'),
    };
  },
  async run({ office, purpose, json, output }, request) {
    const why = purpose();
    const { call } = await office('citizen.lookUp');
    const result = await call('registry.search', { ...request, purpose: why });
    if (json) output.result(jsonLine(result));
    else output.result(showFound(result.found));
    if (!json && result.more) output.remark('Còn nữa: tìm kỹ hơn hoặc tăng --limit.\n');
    return result.found.length === 0 ? exitCode.nobody : exitCode.done;
  },
});

function textOf(words: readonly string[]): string {
  const text = words.join(' ').normalize('NFC').trim();
  if (text === '' || text.length > 120) throw new UsageError('chữ cần tìm dài từ 1 đến 120 ký tự');
  return text;
}

/** Code of a commune. @throws UsageError */
export function areaOf(typed: string): string {
  if (!/^\d{5}$/.test(typed)) throw new UsageError('--area là mã xã, phường năm chữ số');
  return typed;
}

/** A list of people as the terminal shows one. */
export function showFound(found: readonly FoundLine[]): string {
  if (found.length === 0) return 'Không tìm thấy ai.\n';
  const rows = found.map(({ number, name, birth, sex, area, address, dead, by }) => [
    number,
    `${name}${dead ? ' (đã chết)' : ''}`,
    day(birth),
    sexWords[sex],
    area ?? '',
    foundByWords[by],
    address ?? '',
  ]);
  return table(personColumns, rows);
}

const personColumns = ['Số', 'Họ và tên', 'Ngày sinh', 'Giới', 'Mã xã', 'Theo', 'Thường trú'].map((title) => ({
  title,
}));

export const registryLookUpCommands: readonly Command[] = [lookUp, search];

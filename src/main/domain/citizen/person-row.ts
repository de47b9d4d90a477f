import {
  type Citizen,
  type CitizenCard,
  type PersonColumn,
  type PersonRow,
  type Provenance,
  personRowSchema,
  type Relative,
  type RelativeKind,
  type RowRefusal,
  type Sex,
} from '#contract/citizen.ts';
import type { DocumentDate, Expiry } from '#contract/holder.ts';
import { readDocumentDate, saysNoExpiry } from '#domain/text/document-date.ts';
import { newCitizen } from './citizen.ts';
import { bloodGroups, householdRelations, maritalStates, qd121, religions } from './codes/code-lists.ts';
import { repairMojibake } from './names/mojibake.ts';
import { tidyText } from './names/name-text.ts';
import { typedNumber } from './number.ts';
import { addressOf } from './units/address.ts';
import type { Divisions } from './units/divisions.ts';

/** A line understood, or set aside with every reason and the column it is in. Reasons hold no value of the line. */
export type ReadRow =
  | { readonly kind: 'citizen'; readonly citizen: Citizen }
  | {
      readonly kind: 'refused';
      readonly reasons: readonly { readonly column: PersonColumn | null; readonly reason: RowRefusal }[];
    };

/** What a line is read with. */
export type RowContext = {
  readonly divisions: Divisions;
  readonly recorded: Provenance;
  /** Who a reference in `nguoiDaiDien` means, for files that name people by an id of their own. */
  readonly referred?: (reference: string) => { readonly number: string; readonly name: string } | null;
};

type Cells = (column: PersonColumn) => string | null;

/**
 * One line of an import as a record. Refused is only what cannot be kept: no usable number or name, an unreadable birth
 * date or sex. Mojibake in a name is undone or the line refused; other defects are kept for the quality rules to find.
 */
export function readPersonRow(line: unknown, context: RowContext): ReadRow {
  const parsed = personRowSchema.safeParse(line);
  if (!parsed.success) return { kind: 'refused', reasons: [{ column: null, reason: 'notAnObject' }] };
  const cells = cellsOf(parsed.data);
  const reasons = refusals(cells);
  return reasons.length > 0 ? { kind: 'refused', reasons } : { kind: 'citizen', citizen: citizenOf(cells, context) };
}

function cellsOf(row: PersonRow): Cells {
  return (column) => {
    const cell = row[column];
    if (cell === undefined || cell === '') return null;
    const read = repairMojibake(cell);
    const text = tidyText(read.kind === 'refused' ? cell : read.text).text;
    return text === '' ? null : text;
  };
}

function refusals(cells: Cells): readonly { readonly column: PersonColumn; readonly reason: RowRefusal }[] {
  const found: { column: PersonColumn; reason: RowRefusal }[] = [];
  const refuse = (column: PersonColumn, reason: RowRefusal) => found.push({ column, reason });
  const [number, name, birth, sex] = [cells('soDinhDanh'), cells('hoTen'), cells('ngaySinh'), cells('gioiTinh')];
  if (number === null) refuse('soDinhDanh', 'numberMissing');
  else if (!/^\d{12}$/.test(typedNumber(number))) refuse('soDinhDanh', 'numberNotTwelveDigits');
  if (name === null) refuse('hoTen', 'nameMissing');
  else if (repairMojibake(name).kind === 'refused') refuse('hoTen', 'nameMojibake');
  if (birth !== null && dateOf(birth)?.iso === null) refuse('ngaySinh', 'birthUnreadable');
  if (sex !== null && sexOf(sex) === null) refuse('gioiTinh', 'sexUnknown');
  return found;
}

function citizenOf(cells: Cells, { divisions, recorded, referred }: RowContext): Citizen {
  const number = typedNumber(cells('soDinhDanh') ?? '');
  const death = dateOf(cells('daChet'));
  const address = (column: PersonColumn, unit: string | null = null) => {
    const text = cells(column);
    return text === null ? null : addressOf(text, divisions, unit);
  };
  const unit = cells('xa');
  const household = cells('soHo');
  return {
    ...newCitizen(number, cells('hoTen') ?? '', recorded),
    otherNames: list(cells('tenGoiKhac')),
    birth: dateOf(cells('ngaySinh')),
    sex: sexOf(cells('gioiTinh') ?? '') ?? 'unknown',
    birthPlace: address('noiSinh'),
    birthRegistration: address('noiDangKyKhaiSinh'),
    origin: address('queQuan'),
    ethnicity: map(cells('danToc'), qd121.coded),
    religion: map(cells('tonGiao'), religions.coded),
    nationalities: list(cells('quocTich')),
    bloodGroup: map(cells('nhomMau'), bloodGroups.coded),
    oldNumbers: list(cells('cmnd')).map(typedNumber),
    cards: cardsOf(cells, number),
    relatives: [...relativesOf(cells), ...representativeOf(cells('nguoiDaiDien'), referred)],
    permanent: address('thuongTru', unit),
    temporary: address('tamTru', cells('thuongTru') === null ? unit : null),
    current: address('noiOHienTai'),
    residenceFile: cells('soHoSoCuTru'),
    marital: map(cells('honNhan'), maritalStates.coded),
    relationToHead: map(cells('quanHeChuHo'), householdRelations.coded),
    household: household === null ? null : { id: household, head: cells('chuHo') },
    death: death === null ? null : { kind: 'dead', date: death },
    contact: { phones: list(cells('dienThoai')).map(typedNumber), emails: list(cells('email')) },
    cancelledNumbers: list(cells('soDaHuy')).map(typedNumber),
    eId: eIdOf(cells('mucDinhDanh')),
  };
}

function map<T, R>(value: T | null, f: (value: T) => R): R | null {
  return value === null ? null : f(value);
}

function list(cell: string | null): string[] {
  return (cell ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A date of the file, which may also be ISO. */
function dateOf(text: string | null): DocumentDate | null {
  if (text === null) return null;
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return readDocumentDate(iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : text);
}

function sexOf(text: string): Sex | null {
  const written = text.toLowerCase();
  if (written === 'nam' || written === 'm' || written === '1') return 'male';
  if (written === 'nữ' || written === 'nu' || written === 'f' || written === '2') return 'female';
  return written === '' || written === '0' ? 'unknown' : null;
}

const kinds: Readonly<Record<string, CitizenCard['kind']>> = {
  CCCD2021: 'CCCD2021',
  CC2024: 'CC2024',
  CMND12: 'CMND12',
  CCCDMaVach: 'CCCDMaVach',
};

function cardsOf(cells: Cells, number: string): CitizenCard[] {
  const kind = kinds[cells('loaiThe') ?? ''];
  if (kind === undefined) return [];
  const issued = dateOf(cells('ngayCap'));
  return [{ kind, number, issued, issuedBy: null, expiry: expiryOf(cells('hetHan') ?? ''), state: 'held' }];
}

function expiryOf(text: string): Expiry {
  if (saysNoExpiry(text)) return { kind: 'never' };
  const date = dateOf(text);
  return date?.iso?.length === 10 ? { kind: 'date', iso: date.iso, text } : { kind: 'unknown', text };
}

function relativesOf(cells: Cells): Relative[] {
  const plans: readonly (readonly [RelativeKind, PersonColumn, PersonColumn])[] = [
    ['father', 'cha', 'soCha'],
    ['mother', 'me', 'soMe'],
    ['spouse', 'voChong', 'soVoChong'],
  ];
  return plans.flatMap(([kind, nameColumn, numberColumn]) => {
    const name = cells(nameColumn);
    const number = cells(numberColumn);
    if (name === null && number === null) return [];
    return [{ kind, name, number, oldNumber: null, nationality: null, relation: null }];
  });
}

/** A representative is given by number, by name, or by a reference of the file. */
function representativeOf(cell: string | null, referred: RowContext['referred']): Relative[] {
  if (cell === null) return [];
  const number = typedNumber(cell);
  const known = /^\d{12}$/.test(number) ? { number, name: null } : (referred?.(cell) ?? { number: null, name: cell });
  return [{ kind: 'representative', ...known, oldNumber: null, nationality: null, relation: null }];
}

function eIdOf(level: string | null): Citizen['eId'] {
  return level === '1' || level === '2' ? { level: level === '1' ? 1 : 2, locked: false } : null;
}

/** Lines read one after the other: the records, and the lines set aside with their position (counted from 0). */
export type ReadRows = {
  readonly citizens: readonly Citizen[];
  readonly refused: readonly (Extract<ReadRow, { kind: 'refused' }> & { readonly at: number })[];
};

/** Reads several lines. */
export function readPersonRows(lines: readonly unknown[], context: RowContext): ReadRows {
  const read = lines.map((line) => readPersonRow(line, context));
  return {
    citizens: read.flatMap((row) => (row.kind === 'citizen' ? [row.citizen] : [])),
    refused: read.flatMap((row, at) => (row.kind === 'refused' ? [{ ...row, at }] : [])),
  };
}

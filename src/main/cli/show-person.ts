import type { Address, Citizen, CitizenCard, CitizenChange, CitizenField, Relative } from '#contract/citizen.ts';
import type { Expiry } from '#contract/holder.ts';
import type { Finding } from '#contract/quality.ts';
import type { PersonView, Standing } from '#contract/registry.ts';
import { citizenItems } from '#domain/citizen/citizen-items.ts';
import {
  cardKindWords,
  cardStateWords,
  cohortWords,
  deathWords,
  missingWords,
  relativeWords,
  severityWords,
  sexWords,
  standingWords,
} from './citizen-words.ts';
import { day, moment } from './figures.ts';
import { labelled, table } from './table.ts';

type Names = PersonView['unitNames'];

/** A citizen as the terminal shows one. */
export function showPerson(person: PersonView): string {
  const { citizen, standing, unitNames } = person;
  return [
    `${citizen.name.toLocaleUpperCase('vi')}\n`,
    labelled([...identity(citizen), ...places(citizen, unitNames), ...rest(citizen)]),
    section('Thẻ', [...citizen.cards.map(cardLine), standingLine(standing)]),
    section('Người thân', citizen.relatives.map(relativeLine)),
    section('Cần xem lại', person.findings.map(findingLine)),
    section('Đã thay đổi', person.history.map(changeLine)),
    person.lookalikes.length === 0 ? '' : `Giống người này nhưng là người khác:\n${lookalikes(person)}`,
  ].join('');
}

type Pairs = readonly (readonly [string, string | null])[];

function identity(citizen: Citizen): Pairs {
  return [
    ['Số định danh', citizen.number],
    ['Số đã hủy', citizen.cancelledNumbers.join(', ')],
    ['Số CMND', citizen.oldNumbers.join(', ')],
    ['Tên gọi khác', citizen.otherNames.join(', ')],
    ['Ngày sinh', citizen.birth?.text ?? null],
    ['Giới tính', sexWords[citizen.sex]],
    ['Dân tộc', citizen.ethnicity?.name ?? null],
    ['Tôn giáo', citizen.religion?.name ?? null],
    ['Quốc tịch', citizen.nationalities.join(', ')],
    ['Nhóm máu', citizen.bloodGroup?.name ?? null],
  ];
}

function places(citizen: Citizen, names: Names): Pairs {
  const place = (address: Address | null) => (address === null ? null : placeText(address, names));
  return [
    ['Nơi sinh', place(citizen.birthPlace)],
    ['Đăng ký khai sinh', place(citizen.birthRegistration)],
    ['Quê quán', place(citizen.origin)],
    ['Thường trú', place(citizen.permanent)],
    ['Tạm trú', place(citizen.temporary)],
    ['Nơi ở hiện tại', place(citizen.current)],
  ];
}

/** The address as written, and the unit of today where the text does not name it. */
function placeText({ text, unit, mapping }: Address, names: Names): string {
  const name = unit === null ? undefined : names[unit];
  if (mapping === 'ambiguous') return `${text} (nay thuộc nhiều đơn vị: hỏi công dân)`;
  if (mapping === 'unmapped') return `${text} (chưa nhận ra đơn vị)`;
  return mapping === 'mapped' && name !== undefined ? `${text} → ${name}` : text;
}

function rest({
  absence,
  residenceFile,
  marital,
  relationToHead,
  household,
  death,
  contact,
  eId,
  verifiedOn,
}: Citizen): Pairs {
  return [
    ['Tạm vắng', absence === null ? null : [day(absence.from), day(absence.to), absence.place ?? ''].join(' – ')],
    ['Hồ sơ cư trú', residenceFile],
    ['Hôn nhân', marital?.name ?? null],
    ['Quan hệ với chủ hộ', relationToHead?.name ?? null],
    [
      'Hộ',
      household === null ? null : [household.id, household.head ?? ''].filter((part) => part !== '').join(', chủ hộ '),
    ],
    ['Điện thoại', contact.phones.join(', ')],
    ['Thư điện tử', contact.emails.join(', ')],
    ['Định danh điện tử', eId === null ? null : `mức ${eId.level}${eId.locked ? ', đang khóa' : ''}`],
    ['Đối chiếu gần nhất', day(verifiedOn)],
    [death?.kind === 'missing' ? 'Mất tích' : 'Đã chết', death?.date.text ?? null],
  ];
}

function section(title: string, lines: readonly string[]): string {
  const said = lines.filter((line) => line !== '');
  return said.length === 0 ? '' : `${title}:\n${said.map((line) => `  ${line}\n`).join('')}`;
}

function cardLine({ kind, number, issued, expiry, state }: CitizenCard): string {
  const dates = [issued === null ? '' : `cấp ${issued.text}`, expiryText(expiry)].filter((part) => part !== '');
  return [cardKindWords[kind], number, ...dates, cardStateWords[state]].join(' · ');
}

function expiryText(expiry: Expiry): string {
  if (expiry.kind === 'never') return 'không thời hạn';
  return expiry.text === '' ? '' : `đến ${expiry.text}`;
}

function standingLine({ card, changeBy, age, cohorts, missing, death }: Standing): string {
  return [
    death === null ? '' : deathWords[death].toLocaleUpperCase('vi'),
    standingWords[card],
    changeBy === null ? '' : `phải đổi trước ${day(changeBy)}`,
    age === null ? '' : `${age} tuổi`,
    ...cohorts.map((cohort) => cohortWords[cohort]),
    ...missing.filter((each) => each !== 'card' || card !== 'none').map((each) => missingWords[each]),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function relativeLine({ kind, name, number, oldNumber, relation }: Relative): string {
  const numbers = [number, oldNumber].filter((each) => each !== null);
  return `${relation ?? relativeWords[kind]}: ${[name ?? 'không rõ tên', ...numbers].join(' · ')}`;
}

const fieldLabel = (field: CitizenField) => citizenItems.find((item) => item.field === field)?.label ?? field;

function findingLine({ rule, severity, field, detail }: Finding): string {
  return `${rule} ${severityWords[severity]}${field === null ? '' : ` · ${fieldLabel(field)}`} [${detail}]`;
}

function changeLine({ field, before, provenance }: CitizenChange): string {
  return `${moment(provenance.at)} ${provenance.by}: ${fieldLabel(field)}, trước là “${valueText(before)}”`;
}

/** Any value of the 26 items in a few words. */
function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'chưa có';
  if (Array.isArray(value)) return value.length === 0 ? 'chưa có' : value.map(valueText).join('; ');
  if (typeof value !== 'object') return String(value);
  const named = value as {
    readonly text?: unknown;
    readonly name?: unknown;
    readonly kind?: unknown;
    readonly number?: unknown;
  };
  const text = named.text ?? named.name ?? named.number ?? named.kind;
  return typeof text === 'string' ? text : JSON.stringify(value);
}

function lookalikes({ lookalikes: others }: PersonView): string {
  const columns = ['Số', 'Họ và tên', 'Ngày sinh', 'Giới', 'Thường trú'].map((title) => ({ title }));
  return table(
    columns,
    others.map(({ number, name, birth, sex, address }) => [number, name, day(birth), sexWords[sex], address ?? '']),
  );
}

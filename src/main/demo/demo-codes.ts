import { FailureError, failure } from '#contract/failures.ts';
import { type Cardholder, holdsCard, people } from '#fixtures/people/people.ts';
import { demoTricks, tricks } from '#fixtures/virtual-card/tricks.ts';

/**
 * The text of the QR code on the card of a made-up person, or of the one whom a trick card pretends to be.
 * @throws FailureError `demo.unknownPerson`, `demo.noCard`
 */
export function demoCode(id: string): string {
  const person = demoHolder(id);
  return person.qr ?? codeOf(person);
}

/**
 * The made-up person of a card, or the one whom a trick card pretends to be.
 * @throws FailureError `demo.unknownPerson`, `demo.noCard`
 */
export function demoHolder(id: string): Cardholder {
  const trick = demoTricks[Number(/^T(\d\d)$/.exec(id)?.[1] ?? 0) - 1];
  const wanted = trick === undefined ? id : tricks[trick].person;
  const person = people().find((each) => each.id === wanted);
  if (person === undefined) throw new FailureError(failure('demo.unknownPerson', { person: id }));
  if (!holdsCard(person)) throw new FailureError(failure('demo.noCard', { person: id }));
  return person;
}

/** What a card of 2024 says besides, in an order nobody has published: these stand for it. */
const parents = ['Người Cha Mẫu', 'Người Mẹ Mẫu'];

/** The seven fields of 2021, and what a card of 2024 adds to them. */
function codeOf(person: Cardholder): string {
  const { soDinhDanh, cmnd = '', hoTen, ngaySinh, gioiTinh, thuongTru, ngayCap, loaiThe } = person;
  const name = hoTen.toLowerCase().replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
  const fields = [soDinhDanh, cmnd, name, compact(ngaySinh), gioiTinh, thuongTru, compact(ngayCap)];
  return [...fields, ...(loaiThe === 'CC2024' ? parents : [])].join('|');
}

const compact = (date: string) => date.replaceAll('/', '');

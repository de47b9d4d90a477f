import { readFile, stat } from 'node:fs/promises';
import type { DemoPerson } from '#contract/desk.ts';
import type { AccessKey, ReadProgress } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { wording } from '#contract/wording/wording.ts';
import type { Desk } from '#main/compose.ts';
import type { CheckedEvidence } from '#services/card-check.ts';
import { awaitReaders, awaitSources } from './await-reader.ts';
import { openCardOffice } from './card-office.ts';
import { type Command, type Context, command } from './command.ts';
import { saveEvidence } from './evidence-files.ts';
import { exitCode } from './exit-code.ts';
import { noWords, type OptionValues, purposeOptions } from './options.ts';
import { jsonLine, type Output } from './output.ts';
import { remarkDamage, remarkFailure } from './remarks.ts';
import { exitCodeOfResult, resultOf } from './result.ts';
import { showResult } from './show-result.ts';
import { UsageError } from './usage-error.ts';

/** How a card is opened, as it was typed: six digits, or a file or text with the machine readable zone. */
type KeyArgument = { readonly kind: 'can' | 'mrz'; readonly text: string };

type ReadRequest = {
  readonly reader: string;
  readonly person: string | null;
  readonly key: KeyArgument;
  readonly out: string | null;
  readonly unmasked: boolean;
};

/** `read`: reads a card, saves its evidence if asked to, and says what it proves. */
export const readCommand: Command = command({
  name: 'read',
  synopsis: '--reader <tên|demo> [--person <mã>] (--can <6 số> | --mrz <tệp|90 ký tự>) [--out <thư mục>] [--unmasked]',
  does: 'đọc và chứng minh thẻ',
  options: ['reader', 'person', 'can', 'mrz', 'out', 'unmasked', ...purposeOptions],
  understand: (args) => {
    noWords(args);
    const { reader, person = null, out = null, unmasked = false } = args.values;
    if (reader === undefined) throw new UsageError('cần --reader <tên|demo>');
    if (person !== null && reader !== 'demo') throw new UsageError('--person chỉ đi với --reader demo');
    return { reader, person, key: keyOf(args.values), out, unmasked };
  },
  run: readCard,
});

function keyOf({ can, mrz }: OptionValues): KeyArgument {
  if ((can === undefined) === (mrz === undefined)) throw new UsageError('cần đúng một trong hai: --can hoặc --mrz');
  if (can === undefined) return { kind: 'mrz', text: mrz ?? '' };
  if (!/^\d{6}$/.test(can)) throw new UsageError('--can phải là sáu chữ số');
  return { kind: 'can', text: can };
}

async function readCard(context: Context, { key, unmasked, out, ...request }: ReadRequest): Promise<number> {
  const { json, output, purpose } = context;
  if (unmasked || out !== null) purpose();
  const accessKey = await accessKeyOf(key);
  const { desk } = await context.office(out === null ? 'card.read' : 'card.keepEvidence');
  remarkDamage(desk, output);
  const cards = await openCardOffice(desk, purpose);
  const keep = out === null ? null : await cards.keep();
  const reader = await readerOf(desk, request);
  const onProgress = stepTeller(json ? null : output);
  const read = (signal: AbortSignal) =>
    desk.services.check.read({ reader, accessKey }, { signal, onProgress, onFile: () => undefined });
  const card = await context.stoppable((signal) => cards.look({ unmasked }, () => read(signal)));
  const result = resultOf(card, { unmasked, unrecognised: [] });
  output.result(json ? jsonLine(result) : showResult(result));
  const saved = out === null || keep === null || (await save(out, { card, record: keep }, output));
  return saved ? exitCodeOfResult(result) : exitCode.failure;
}

/** The name of the reader with the card on it, which may take a moment to be noticed. @throws UsageError, FailureError `card.absent` */
async function readerOf(desk: Desk, { reader, person }: Pick<ReadRequest, 'reader' | 'person'>): Promise<string> {
  const name = reader === 'demo' ? await putDemoCard(desk, person) : reader;
  const { devices } = desk.services;
  const lies = () =>
    devices.some((device) => device.readers().some((each) => each.name === name && each.card === 'present'));
  await awaitReaders(devices, lies);
  return name;
}

type Keeping = { readonly card: CheckedEvidence; readonly record: (card: CheckedEvidence) => Promise<void> };

/** The verdict has been said already: what cannot be saved must not take it away. */
async function save(folder: string, keeping: Keeping, output: Output): Promise<boolean> {
  const { card, record } = keeping;
  if (card.evidence.files.length === 0) return true;
  try {
    // On record before it leaves the desk.
    await record(card);
    await saveEvidence(folder, card.evidence);
    return true;
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    remarkFailure(error.failure, output);
    return false;
  }
}

/** Names each step on the terminal as it begins. */
function stepTeller(output: Output | null): (progress: ReadProgress) => void {
  const { steps } = wording('vi');
  let told: ReadProgress['step'] | null = null;
  return ({ step }) => {
    if (step === told) return;
    told = step;
    output?.remark(`${steps[step]}…\n`);
  };
}

/** The key as typed, or out of the file that was named. @throws FailureError `access.keyInvalid`, `file.unreadable` */
async function accessKeyOf({ kind, text }: KeyArgument): Promise<AccessKey> {
  if (kind === 'can') return { kind, can: text };
  const mrz = looksLikeZone.test(text) ? text.trim() : await zoneOf(text);
  if (mrz.length < 72 || mrz.length > 100) throw new FailureError(failure('access.keyInvalid'));
  return { kind, mrz };
}

/** Only letters, digits and fillers, and more of them than a file's name has without a dot. */
const looksLikeZone = /^[A-Z0-9<\s]{60,}$/i;
const longestZoneFile = 4096;

async function zoneOf(path: string): Promise<string> {
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > longestZoneFile) throw new RangeError('no text file');
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new FailureError(failure('file.unreadable', { file: path }), error);
  }
}

/** Puts a made-up person's card on the software reader and returns the reader's name. @throws UsageError for nobody's card */
async function putDemoCard(desk: Desk, personId: string | null): Promise<string> {
  const demo = desk.services.devices.find(({ id }) => id === 'demo');
  if (demo === undefined) throw new UsageError('--reader demo chỉ có trong bản mẫu');
  await awaitSources([demo]);
  const person = choose(await demo.call('demo.people'), personId);
  await demo.call('demo.putCard', { personId: person.id, reader: null });
  const withCard = () => demo.readers().find(({ card }) => card === 'present');
  await awaitReaders([demo], () => withCard() !== undefined);
  const reader = withCard();
  if (reader === undefined) throw new FailureError(failure('card.absent'));
  return reader.name;
}

function choose(people: readonly DemoPerson[], id: string | null): DemoPerson {
  const holders = people.filter(({ hasCard }) => hasCard);
  const person = id === null ? holders[0] : holders.find((each) => each.id === id);
  if (person !== undefined) return person;
  const named = people.some((each) => each.id === id) ? `${id} không có thẻ` : `không có người mẫu ${id}`;
  throw new UsageError(`${named}; người có thẻ: ${holders.map((each) => each.id).join(', ')}`);
}

import { readFile, stat } from 'node:fs/promises';
import type { DemoPerson } from '#contract/desk.ts';
import type { AccessKey, Evidence, ReadProgress } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { wording } from '#contract/wording/wording.ts';
import type { Desk } from '#main/compose.ts';
import { type Command, type KeyArgument, UsageError } from './arguments.ts';
import { awaitReaders, awaitSources } from './await-reader.ts';
import type { Context } from './commands.ts';
import { saveEvidence } from './evidence-files.ts';
import { exitCode } from './exit-code.ts';
import { jsonLine, type Output } from './output.ts';
import { remarkDamage, remarkFailure } from './remarks.ts';
import { exitCodeOfResult, resultOf } from './result.ts';
import { showResult } from './show-result.ts';

type ReadCommand = Extract<Command, { name: 'read' }>;

/** Reads a card, saves its evidence if asked to, and says what it proves. @throws FailureError, UsageError */
export async function readCard({ desk, invocation, output }: Context, command: ReadCommand): Promise<number> {
  const accessKey = await accessKeyOf(command.key);
  remarkDamage(desk, output);
  const reader = command.reader === 'demo' ? await putDemoCard(desk, command.person) : command.reader;
  const { devices, check } = desk.services;
  const lies = () =>
    devices.some((device) => device.readers().some(({ name, card }) => name === reader && card === 'present'));
  await awaitReaders(devices, lies);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  const checked = await check.read(
    { reader, accessKey },
    { signal: stop.signal, onProgress: stepTeller(invocation.json ? null : output), onFile: () => undefined },
  );
  process.off('SIGINT', interrupt);
  const result = resultOf(checked, { unmasked: invocation.unmasked, unrecognised: [] });
  output.result(invocation.json ? jsonLine(result) : showResult(result));
  const saved = command.out === null || (await save(command.out, checked.evidence, output));
  return saved ? exitCodeOfResult(result) : exitCode.failure;
}

/** The verdict has been said already: what cannot be saved must not take it away. */
async function save(folder: string, evidence: Evidence, output: Output): Promise<boolean> {
  if (evidence.files.length === 0) return true;
  try {
    await saveEvidence(folder, evidence);
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

import { randomUUID } from 'node:crypto';
import { wording } from '#contract/wording/wording.ts';
import type { Desk } from '#main/compose.ts';
import type { Command, Invocation } from './arguments.ts';
import { awaitReaders } from './await-reader.ts';
import { loadEvidence } from './evidence-files.ts';
import { exitCode } from './exit-code.ts';
import { jsonLine, type Output } from './output.ts';
import { readCard } from './read-card.ts';
import { remarkDamage, remarkFailure } from './remarks.ts';
import { exitCodeOfResult, resultOf } from './result.ts';
import { shownDay } from './show-facts.ts';
import { showResult } from './show-result.ts';
import { readTrustFiles } from './trust-files.ts';

/** What a command works with. */
export type Context = { readonly desk: Desk; readonly invocation: Invocation; readonly output: Output };

type Of<N extends Command['name']> = Extract<Command, { name: N }>;

const words = wording('vi');

/** Runs a command and returns its exit code. @throws FailureError, UsageError */
export function runCommand(context: Context): Promise<number> {
  const { command } = context.invocation;
  switch (command.name) {
    case 'readers':
      return listReaders(context);
    case 'read':
      return readCard(context, command);
    case 'verify':
      return verifyFolder(context, command);
    case 'trust import':
      return importTrust(context, command);
    case 'trust list':
      return listTrust(context);
    case 'doctor':
      return runDoctor(context);
    case 'help':
      return Promise.resolve(0);
  }
}

async function listReaders({ desk, invocation, output }: Context): Promise<number> {
  const { devices } = desk.services;
  await awaitReaders(devices, () => false);
  const { sources, readers } = desk.snapshot();
  if (invocation.json) output.result(jsonLine({ sources, readers }));
  else {
    for (const { name, card } of readers) output.result(`${name}: ${words.cards[card]}\n`);
    for (const { state } of sources) {
      if (state.state !== 'failed') continue;
      remarkFailure(state.failure, output);
    }
  }
  return 0;
}

async function verifyFolder({ desk, invocation, output }: Context, command: Of<'verify'>): Promise<number> {
  remarkDamage(desk, output);
  if (command.trust.length > 0) {
    const { refused } = await desk.services.trust.believe(await readTrustFiles(command.trust));
    for (const { subject, code } of refused) output.remark(`${subject}: ${words.failures[code].text({})} [${code}]\n`);
  }
  const { evidence, unrecognised } = await loadEvidence(command.folder, new Date());
  const result = resultOf(await desk.services.check.verify(evidence), { unmasked: invocation.unmasked, unrecognised });
  output.result(invocation.json ? jsonLine(result) : showResult(result));
  return exitCodeOfResult(result);
}

async function importTrust({ desk, invocation, output }: Context, command: Of<'trust import'>): Promise<number> {
  const files = await readTrustFiles(command.files);
  const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
  const result = await desk.services.trust.import({ importId: randomUUID(), files }, hooks);
  if (invocation.json) output.result(jsonLine(result));
  else {
    for (const { subject, code } of result.refused) {
      output.result(`${subject}: ${words.failures[code].text({})} [${code}]\n`);
    }
    output.result(`Đã nhận ${result.accepted} chứng thư, từ chối ${result.refused.length}.\n`);
  }
  const inOrder = result.accepted > 0 || result.refused.every(({ code }) => code === 'trust.duplicate');
  return inOrder ? 0 : exitCode.failure;
}

async function listTrust({ desk, invocation, output }: Context): Promise<number> {
  const anchors = desk.services.trust.list();
  const summary = desk.services.trust.summary();
  const damage = desk.services.trust.damage();
  if (damage !== null) throw damage;
  if (invocation.json) output.result(jsonLine({ anchors, summary }));
  else {
    for (const { country, subject, key, notAfter, origin } of anchors) {
      output.result(`${country}  ${subject}\n    ${key} · đến ${shownDay(notAfter)} · ${origin}\n`);
    }
    output.result(`${summary.anchors} chứng thư gốc của ${summary.countries} nước.\n`);
  }
  return 0;
}

async function runDoctor({ desk, invocation, output }: Context): Promise<number> {
  await awaitReaders(desk.services.devices, () => false);
  const items = await desk.handlers['doctor.run'](undefined, { signal: new AbortController().signal });
  if (invocation.json) output.result(jsonLine({ items }));
  else {
    const marks = { good: '✓', attention: '!', bad: '✗' } as const;
    for (const { item, state, detail, remedy } of items) {
      output.result(`${marks[state]} ${words.diagnoses[item]}: ${detail}\n${remedy === null ? '' : `    ${remedy}\n`}`);
    }
  }
  return items.some(({ state }) => state === 'bad') ? exitCode.failure : 0;
}

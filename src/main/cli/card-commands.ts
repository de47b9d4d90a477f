import { wording } from '#contract/wording/wording.ts';
import { awaitReaders } from './await-reader.ts';
import { openCardOffice } from './card-office.ts';
import { type Command, command } from './command.ts';
import { loadEvidence } from './evidence-files.ts';
import { exitCode } from './exit-code.ts';
import { noWords, oneWord, purposeOptions } from './options.ts';
import { jsonLine } from './output.ts';
import { readCommand } from './read-card.ts';
import { remarkDamage, remarkFailure } from './remarks.ts';
import { exitCodeOfResult, resultOf } from './result.ts';
import { showResult } from './show-result.ts';
import { believeFiles } from './trust-files.ts';

const words = wording('vi');

/** `readers` */
const readers: Command = command({
  name: 'readers',
  synopsis: '',
  does: 'các đầu đọc và thẻ trên đó',
  options: [],
  understand: noWords,
  async run({ desk: open, json, output }) {
    const desk = await open();
    await awaitReaders(desk.services.devices, () => false);
    const { sources, readers: found } = desk.snapshot();
    if (json) output.result(jsonLine({ sources, readers: found }));
    else {
      for (const { name, card } of found) output.result(`${name}: ${words.cards[card]}\n`);
      for (const { state } of sources) if (state.state === 'failed') remarkFailure(state.failure, output);
    }
    return exitCode.done;
  },
});

/** `verify <folder>` */
const verify: Command = command({
  name: 'verify',
  synopsis: '<thư mục> [--trust <tệp|thư mục>…] [--unmasked]',
  does: 'chứng minh lại dữ liệu đã đọc',
  options: ['trust', 'unmasked', ...purposeOptions],
  understand: ({ values, words: [folder, ...more] }) => {
    // `--trust a b c`: a shell pattern gives several names, of which the parser takes the first one.
    const trust = values.trust === undefined ? null : [...values.trust, ...more];
    return {
      folder: oneWord(
        { values, words: folder === undefined ? [] : [folder, ...(trust === null ? more : [])] },
        'một thư mục',
      ),
      trust: trust ?? [],
      unmasked: values.unmasked ?? false,
    };
  },
  async run({ office, purpose, json, output }, { folder, trust, unmasked }) {
    if (unmasked) purpose();
    const { desk } = await office('card.read');
    remarkDamage(desk, output);
    await believeFiles(desk, trust, output);
    const { evidence, unrecognised } = await loadEvidence(folder, new Date());
    const cards = await openCardOffice(desk, purpose);
    const card = await cards.look({ unmasked }, () => desk.services.check.verify(evidence));
    const result = resultOf(card, { unmasked, unrecognised });
    output.result(json ? jsonLine(result) : showResult(result));
    return exitCodeOfResult(result);
  },
});

export const cardCommands: readonly Command[] = [readers, readCommand, verify];

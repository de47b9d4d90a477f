import { randomUUID } from 'node:crypto';
import { wording } from '#contract/wording/wording.ts';
import { awaitReaders } from './await-reader.ts';
import { type Command, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { noWords } from './options.ts';
import { jsonLine } from './output.ts';
import { plainCall } from './session.ts';
import { shownDay } from './show-facts.ts';
import { readTrustFiles } from './trust-files.ts';
import { UsageError } from './usage-error.ts';

const words = wording('vi');

/** `trust import <file…>` */
const trustImport: Command = command({
  name: 'trust import',
  synopsis: '<tệp|thư mục…>',
  does: 'nhập chứng thư gốc (CSCA), danh sách gốc (master list)',
  options: [],
  understand: ({ words: files }) => {
    if (files.length === 0) throw new UsageError('cần ít nhất một tệp');
    return { files };
  },
  async run({ office, json, output }, { files: paths }) {
    const { call } = await office('trust.manage');
    const files = (await readTrustFiles(paths)).map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) }));
    const result = await call('trust.import', { importId: randomUUID(), files });
    if (json) output.result(jsonLine(result));
    else {
      for (const { subject, code } of result.refused)
        output.result(`${subject}: ${words.failures[code].text({})} [${code}]\n`);
      output.result(`Đã nhận ${result.accepted} chứng thư, từ chối ${result.refused.length}.\n`);
    }
    const inOrder = result.accepted > 0 || result.refused.every(({ code }) => code === 'trust.duplicate');
    return inOrder ? exitCode.done : exitCode.failure;
  },
});

/** `trust list` */
const trustList: Command = command({
  name: 'trust list',
  synopsis: '',
  does: 'các chứng thư gốc đang tin',
  options: [],
  understand: noWords,
  async run({ office, json, output }) {
    const { desk, call } = await office(null);
    const anchors = await call('trust.list', undefined);
    const damage = desk.services.trust.damage();
    if (damage !== null) throw damage;
    const summary = desk.services.trust.summary();
    if (json) output.result(jsonLine({ anchors, summary }));
    else {
      for (const { country, subject, key, notAfter, origin } of anchors)
        output.result(`${country}  ${subject}\n    ${key} · đến ${shownDay(notAfter)} · ${origin}\n`);
      output.result(`${summary.anchors} chứng thư gốc của ${summary.countries} nước.\n`);
    }
    return exitCode.done;
  },
});

/** `doctor` */
const doctor: Command = command({
  name: 'doctor',
  synopsis: '',
  does: 'tự kiểm tra máy',
  options: [],
  understand: noWords,
  async run({ desk: open, json, output }) {
    const desk = await open();
    await awaitReaders(desk.services.devices, () => false);
    const items = await plainCall(desk)('doctor.run', undefined);
    if (json) output.result(jsonLine({ items }));
    else {
      const marks = { good: '✓', attention: '!', bad: '✗' } as const;
      for (const { item, state, detail, remedy } of items)
        output.result(
          `${marks[state]} ${words.diagnoses[item]}: ${detail}\n${remedy === null ? '' : `    ${remedy}\n`}`,
        );
    }
    return items.some(({ state }) => state === 'bad') ? exitCode.failure : exitCode.done;
  },
});

export const trustCommands: readonly Command[] = [trustImport, trustList];
export const doctorCommands: readonly Command[] = [doctor];

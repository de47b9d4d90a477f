import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { LedgerLists, Minute, SignedMinute } from '#contract/sync.ts';
import { writeAtomically } from '#store/atomic-file.ts';
import { type Command, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { figure, moment } from './figures.ts';
import { officeOnLine, overLine } from './line-words.ts';
import { noWords } from './options.ts';
import { jsonLine } from './output.ts';
import { labelled } from './table.ts';

/** `reconcile [--out minute.json]`: compares this desk's book with the upstream's. */
const reconcile: Command = command({
  name: 'reconcile',
  synopsis: '[--out <tệp .json>]',
  does: 'đối soát sổ máy này với tuyến trên; --out ghi biên bản đã ký',
  options: ['out'],
  understand: (args) => {
    noWords(args);
    return { out: args.values.out === undefined ? null : resolve(args.values.out) };
  },
  run: (context, { out }) =>
    overLine(context, async () => {
      const { json, output } = context;
      const { call } = await officeOnLine(context, 'queue.manage');
      const signed = await call('sync.reconcile', undefined);
      if (out !== null) await keep(out, signed);
      output.result(json ? jsonLine(signed) : showMinute(signed.minute, out));
      return signed.minute.agreed ? exitCode.done : exitCode.differ;
    }),
});

/** The minute as it was signed, and the signature over its canonical text. */
async function keep(path: string, signed: SignedMinute): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeAtomically(path, Buffer.from(`${JSON.stringify(signed, null, 2)}\n`));
}

function showMinute(minute: Minute, out: string | null): string {
  const { at, percent, agreed, lists, resent, purged, upstream, epochs } = minute;
  const head = agreed ? `Hai sổ khớp: ${percent} %` : `Hai sổ LỆCH nhau: ${percent} %`;
  const facts = labelled([
    ['Tuyến trên', `${upstream.name} (${upstream.url})`],
    ['Lúc', moment(at)],
    ['Đã cấp số', figure(sumOf(epochs, 'numbered'))],
    ['Có biên nhận', figure(sumOf(epochs, 'acknowledged'))],
    ['Tuyến trên giữ', figure(sumOf(epochs, 'held'))],
    ...countsOf(lists),
    ['Gửi lại', resent === 0 ? null : figure(resent)],
    ['Dọn khỏi máy', purged === 0 ? null : figure(purged)],
    ['Biên bản', out],
  ]);
  return `${head}\n${facts}`;
}

const sumOf = (epochs: Minute['epochs'], of: 'numbered' | 'acknowledged' | 'held') =>
  epochs.reduce((sum, epoch) => sum + epoch[of], 0);

/** The four lists: what is empty says nothing. */
function countsOf({
  unacknowledged,
  unknown,
  differing,
  gaps,
}: LedgerLists): readonly (readonly [string, string | null])[] {
  const count = (label: string, list: readonly unknown[]) =>
    [label, list.length === 0 ? null : figure(list.length)] as const;
  return [
    count('Tuyến trên có, chưa có biên nhận', unacknowledged),
    count('Có biên nhận, tuyến trên không có', unknown),
    count('Khác nội dung', differing),
    count('Số bị hụt', gaps),
  ];
}

export const reconcileCommands: readonly Command[] = [reconcile];

import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type QueueFigures, type QueueItem, type QueueList, queueLists } from '#contract/sync.ts';
import { viDossier } from '#contract/wording/vi-dossier.ts';
import { writeFolder } from '#store/evidence-folder.ts';
import { type Command, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { day, figure, moment, size } from './figures.ts';
import { showLine, syncState } from './line-words.ts';
import { noWords, oneOf, wholeNumber } from './options.ts';
import { jsonLine } from './output.ts';
import type { Office } from './session.ts';
import { labelled, table } from './table.ts';
import { UsageError } from './usage-error.ts';

/** `queue status` */
const status: Command = command({
  name: 'queue status',
  synopsis: '',
  does: 'hồ sơ đang ở đâu: bao nhiêu chờ gửi, để riêng, đã có biên nhận',
  options: [],
  understand: noWords,
  async run({ office, json, output }) {
    const { desk } = await office('queue.see');
    const { figures, line } = await syncState(desk);
    output.result(
      json ? jsonLine({ figures, line }) : showFigures(figures) + labelled([['Tuyến trên', showLine(line)]]),
    );
    if (figures.poisoned > 0) return exitCode.setAside;
    return figures.waiting + figures.unsealed > 0 ? exitCode.left : exitCode.done;
  },
});

function showFigures(figures: QueueFigures): string {
  const { drafts, unsealed, waiting, poisoned, returned, acknowledged, lapsed, bytesWaiting, oldest, firstDue } =
    figures;
  return labelled([
    ['Đang làm dở', figure(drafts)],
    ['Chờ khóa của tuyến trên', figure(unsealed)],
    ['Chờ gửi', `${figure(waiting)} (${size(bytesWaiting)})`],
    ['Để riêng', figure(poisoned)],
    ['Bị trả lại', figure(returned)],
    ['Đã có biên nhận', figure(acknowledged)],
    ['Lưu quá hạn', figure(lapsed)],
    ['Chờ lâu nhất từ', oldest === null ? null : moment(oldest)],
    ['Hạn gần nhất', day(firstDue)],
  ]);
}

const [usualLimit, mostOfPage] = [50, 200];

/** `queue list [<list>]` */
const list: Command = command({
  name: 'queue list',
  synopsis: `[${queueLists.join('|')}] [--limit <số>]`,
  does: 'các hồ sơ của một ngăn, mặc định là chờ gửi',
  options: ['limit'],
  understand: ({ words: [name, ...more], values }) => {
    if (more.length > 0) throw new UsageError(`thừa: ${more.join(' ')}`);
    const limit = values.limit === undefined ? usualLimit : wholeNumber(values.limit, [1, 100_000], '--limit');
    return { list: name === undefined ? ('waiting' as const) : oneOf(queueLists, name, 'ngăn'), limit };
  },
  async run({ office, json, output }, request) {
    const { call } = await office('queue.see');
    const { items, more } = await listed(call, request);
    output.result(json ? jsonLine({ items, more }) : showItems(items));
    if (more && !json) output.remark('Còn nữa: thêm --limit.\n');
    return exitCode.done;
  },
});

type Asked = { readonly list: QueueList; readonly limit: number };

async function listed(call: Office['call'], { list, limit }: Asked) {
  const items: QueueItem[] = [];
  let after: string | null = null;
  do {
    const page: { items: QueueItem[]; next: string | null } = await call('queue.list', {
      ...{ list, after },
      limit: Math.min(mostOfPage, limit - items.length),
    });
    items.push(...page.items);
    after = page.next;
  } while (after !== null && items.length < limit);
  return { items, more: after !== null };
}

function showItems(items: readonly QueueItem[]): string {
  if (items.length === 0) return 'Không có hồ sơ nào.\n';
  const columns = [
    ...[{ title: 'Số' }, { title: 'Hồ sơ' }, { title: 'Thủ tục' }, { title: 'Họ và tên' }, { title: 'Trạng thái' }],
    ...[
      { title: 'Từ lúc' },
      { title: 'Hạn' },
      { title: 'Cỡ', right: true },
      { title: 'Lần thử', right: true },
      { title: 'Vì sao' },
    ],
  ] as const;
  return table(columns, items.map(showItem));
}

function showItem({ line, packet, failure }: QueueItem): readonly string[] {
  const { id, names, name, state, since, due, revision } = line;
  const dossier = revision === 1 ? id : `${id} (lần ${revision})`;
  return [
    packet === null ? '' : `${packet.epoch}/${packet.deskSeq}`,
    ...[dossier, names.vi, name, viDossier.states[state], moment(packet?.queuedAt ?? since), day(due)],
    ...(packet === null ? ['', ''] : [size(packet.size), figure(packet.attempts)]),
    failure?.code ?? line.why?.note ?? '',
  ];
}

/** `queue retry [<dossier> [<revision>]]`: puts back what was set aside. */
const retry: Command = command({
  name: 'queue retry',
  synopsis: '[<mã hồ sơ> [<lần>]]',
  does: 'đưa hồ sơ để riêng trở lại hàng chờ, một hồ sơ hoặc tất cả',
  options: [],
  understand: ({ words: [dossierId, rev, ...more] }) => {
    if (more.length > 0) throw new UsageError(`thừa: ${more.join(' ')}`);
    if (dossierId === undefined) return { packet: null };
    return { packet: { dossierId: dossierNumber(dossierId), rev: wholeNumber(rev ?? '1', [1, 9999], 'lần') } };
  },
  async run({ office, json, output }, request) {
    const { call } = await office('queue.manage');
    const result = await call('queue.retry', request);
    output.result(json ? jsonLine(result) : `Đã đưa ${figure(result.released)} hồ sơ trở lại hàng chờ.\n`);
    return exitCode.done;
  },
});

function dossierNumber(typed: string): string {
  const id = typed.toLowerCase();
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new UsageError(`không phải mã hồ sơ: ${typed}`);
  return id;
}

/** `queue export-poison --out <folder>`: packets that were set aside, as they would travel. */
const exportPoison: Command = command({
  name: 'queue export-poison',
  synopsis: '--out <thư mục>',
  does: 'ghi các gói để riêng ra thư mục, nguyên như khi gửi (đã niêm phong)',
  options: ['out'],
  understand: (args) => {
    noWords(args);
    if (args.values.out === undefined) throw new UsageError('cần --out <thư mục>');
    return { folder: resolve(args.values.out) };
  },
  async run({ office, json, output }, { folder }) {
    const { call } = await office('queue.manage');
    const { items } = await listed(call, { list: 'poisoned', limit: Number.MAX_SAFE_INTEGER });
    const packets: Exported[] = [];
    for (const item of items) packets.push(await exported(call, item, folder));
    output.result(json ? jsonLine({ folder, packets }) : showExported(packets, folder));
    return exitCode.done;
  },
});

type Exported = {
  readonly file: string;
  readonly dossierId: string;
  readonly rev: number;
  readonly failure: string | null;
};

/** The sealed bytes, and what may be said of them in clear beside them. */
async function exported(call: Office['call'], { line }: QueueItem, folder: string): Promise<Exported> {
  const ref = { dossierId: line.id, rev: line.revision };
  const { metadata, failure, sealed } = await call('queue.packet', ref);
  const name = `${ref.dossierId}-${ref.rev}`;
  const beside = Buffer.from(`${JSON.stringify({ metadata, failure }, null, 2)}\n`);
  await mkdir(folder, { recursive: true });
  await writeFolder(folder, [
    { name: `${name}.packet`, bytes: sealed },
    { name: `${name}.json`, bytes: beside },
  ]);
  return { file: `${name}.packet`, ...ref, failure: failure?.code ?? null };
}

function showExported(packets: readonly Exported[], folder: string): string {
  if (packets.length === 0) return 'Không có gói nào để riêng.\n';
  return `Đã ghi ${figure(packets.length)} gói vào ${folder}.\n`;
}

export const queueCommands: readonly Command[] = [status, list, retry, exportPoison];

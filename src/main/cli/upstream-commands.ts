import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';
import type { SyncState, UpstreamLook } from '#contract/sync.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { size } from './figures.ts';
import { officeOnLine, overLine, showLine, showStanding, syncState } from './line-words.ts';
import { type Arguments, noWords, oneWord } from './options.ts';
import { jsonLine } from './output.ts';
import { labelled } from './table.ts';
import { UsageError } from './usage-error.ts';

/** `upstream status` */
const status: Command = command({
  name: 'upstream status',
  synopsis: '',
  does: 'máy này gửi lên đâu, được gửi không, đường truyền thế nào',
  options: [],
  understand: noWords,
  run: (context) => told(context, null),
});

/** `upstream ask`: how this desk stands, asked anew. */
const ask: Command = command({
  name: 'upstream ask',
  synopsis: '',
  does: 'hỏi lại tuyến trên xem máy này được gửi chưa',
  options: [],
  understand: noWords,
  run: (context) =>
    overLine(context, async () => {
      const { call } = await officeOnLine(context, 'upstream.manage');
      await call('upstream.ask', undefined);
      return told(context, null);
    }),
});

/** Says how this desk stands; the exit code says whether it can send. */
async function told(context: Context, word: string | null): Promise<number> {
  const { json, output } = context;
  const { desk } = await officeOnLine(context, null);
  const { deskId, upstream, line, skewMs } = await syncState(desk);
  if (json) output.result(jsonLine({ deskId, upstream, line, skewMs }));
  else output.result(`${word ?? ''}${showState({ deskId, upstream, line, skewMs })}`);
  return line.is === 'ready' ? exitCode.done : exitCode.away;
}

function showState({
  deskId,
  upstream,
  line,
  skewMs,
}: Pick<SyncState, 'deskId' | 'upstream' | 'line' | 'skewMs'>): string {
  const bound = upstream === null ? [] : namesOf(upstream);
  return labelled([
    ['Máy này', deskId],
    ...bound,
    ['Được gửi', upstream === null ? null : showStanding(upstream)],
    ['Giới hạn', upstream?.limit ? `${size(upstream.limit)}/giây` : null],
    ['Đường truyền', showLine(line)],
    ['Đồng hồ', skewMs === null || Math.abs(skewMs) < 60_000 ? null : showSkew(skewMs)],
  ]);
}

const showSkew = (skewMs: number) =>
  `máy này ${skewMs > 0 ? 'chậm' : 'nhanh'} ${Math.round(Math.abs(skewMs) / 60_000)} phút`;

function namesOf({
  url,
  name,
  kind,
  authority,
  sealing,
  signing,
}: UpstreamLook): readonly (readonly [string, string])[] {
  return [
    ['Tuyến trên', `${name}${kind === 'reference' ? ' (hệ thống thử, không có hiệu lực)' : ''}`],
    ['Địa chỉ', url],
    ['Dấu chứng thư gốc', authority],
    ['Dấu khóa niêm phong', sealing],
    ['Dấu khóa biên nhận', signing],
  ];
}

type Named = { readonly url: string; readonly authority: string };

function named(args: Arguments): Named {
  const url = oneWord(args, 'địa chỉ https://… của tuyến trên');
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new UsageError(`không phải địa chỉ https: ${url}`);
  const { authority } = args.values;
  if (authority === undefined) throw new UsageError('cần --authority <tệp PEM chứng thư gốc của tuyến trên>');
  return { url, authority: resolve(authority) };
}

/** The address with the text of its authority. @throws FailureError `file.unreadable` */
async function withAuthority({ url, authority }: Named) {
  try {
    return { url, authorityPem: await readFile(authority, 'utf8') };
  } catch (error) {
    throw new FailureError(failure('file.unreadable', { file: authority }), error);
  }
}

/** `upstream look <url>`: who is there; nothing is kept. */
const look: Command = command({
  name: 'upstream look',
  synopsis: '<địa chỉ> --authority <tệp PEM>',
  does: 'xem tuyến trên là ai, dấu các khóa của nó; chưa ràng buộc gì',
  options: ['authority'],
  understand: named,
  run: (context, request) =>
    overLine(context, async () => {
      const { office, json, output } = context;
      const { call } = await office('upstream.manage');
      const seen = await call('upstream.look', await withAuthority(request));
      const next = `So dấu khóa biên nhận qua một đường khác, rồi: upstream connect ${seen.url} --authority … --signing ${seen.signing}\n`;
      output.result(json ? jsonLine(seen) : `${labelled(namesOf(seen))}${next}`);
      return exitCode.done;
    }),
});

/** `upstream connect <url>`: binds this desk, and asks to be let in. */
const connect: Command = command({
  name: 'upstream connect',
  synopsis: '<địa chỉ> --authority <tệp PEM> --signing <dấu khóa>',
  does: 'gắn máy này với tuyến trên và xin được gửi',
  options: ['authority', 'signing'],
  understand: (args) => ({ ...named(args), signing: keyName(args.values.signing) }),
  run: (context, { signing, ...request }) =>
    overLine(context, async () => {
      const { call } = await context.office('upstream.manage');
      await call('upstream.connect', { ...(await withAuthority(request)), signing });
      return told(context, 'Đã gắn với tuyến trên.\n');
    }),
});

/** The SHA-256 of a key as people copy it: with spaces and colons, in either case. */
function keyName(typed: string | undefined): string {
  const name = (typed ?? '').replace(/[\s:]/g, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(name))
    throw new UsageError('cần --signing <dấu khóa biên nhận, 64 chữ số hex (upstream look)>');
  return name;
}

/** `upstream limit <kB a second|none>` */
const limit: Command = command({
  name: 'upstream limit',
  synopsis: '<kB mỗi giây|none>',
  does: 'giới hạn tốc độ gửi, để đường truyền còn chỗ cho việc khác',
  options: [],
  understand: (args) => ({ bytesPerSecond: rateOf(oneWord(args, 'số kB mỗi giây, hoặc none')) }),
  async run(context, { bytesPerSecond }) {
    const { office, json, output } = context;
    const { call } = await office('upstream.manage');
    await call('upstream.limit', { bytesPerSecond });
    const said = bytesPerSecond === null ? 'Gửi nhanh hết mức.' : `Gửi nhiều nhất ${size(bytesPerSecond)} mỗi giây.`;
    output.result(json ? jsonLine({ bytesPerSecond }) : `${said}\n`);
    return exitCode.done;
  },
});

function rateOf(typed: string): number | null {
  if (typed === 'none') return null;
  const rate = /^\d{1,9}$/.test(typed) ? Number(typed) * 1000 : 0;
  if (rate < 2000) throw new UsageError('tốc độ là số kB mỗi giây từ 2, hoặc none');
  return rate;
}

/** `upstream forget` */
const forget: Command = command({
  name: 'upstream forget',
  synopsis: '',
  does: 'bỏ tuyến trên: không gửi nữa; hồ sơ, biên nhận, sổ vẫn ở máy này',
  options: [],
  understand: noWords,
  async run({ office, json, output }) {
    const { call } = await office('upstream.manage');
    await call('upstream.forget', undefined);
    output.result(json ? jsonLine({ forgotten: true }) : 'Đã bỏ tuyến trên; hồ sơ chờ ở máy này.\n');
    return exitCode.done;
  },
});

export const upstreamCommands: readonly Command[] = [status, ask, look, connect, limit, forget];

import { type Failure, FailureError } from '#contract/failures.ts';
import type { Permission } from '#contract/officers.ts';
import type { Line, SyncState, UpstreamLinkView } from '#contract/sync.ts';
import { describeFailure } from '#contract/wording/wording.ts';
import type { Desk } from '#main/compose.ts';
import type { Context } from './command.ts';
import { exitCode } from './exit-code.ts';
import { moment } from './figures.ts';
import { jsonLine } from './output.ts';
import type { Office } from './session.ts';

/** Whether a failure is of the way upstream, and not of this desk or its command. */
export const isOfLine = ({ code }: Failure) => /^(?:upstream|enrolment|request)\./.test(code);

/** How long a desk may take to count what it has, and the demo's to find the upstream that starts with it, ms. */
const [countMs, demoMs] = [10_000, 20_000];

/** Waits until the desk's state is so, but not for ever. */
async function waitFor(desk: Desk, isSo: (state: SyncState) => boolean, mostMs: number): Promise<void> {
  const looks = () => isSo(desk.snapshot().sync);
  if (looks()) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const deaf = desk.onEvent(() => void (looks() && resolve()));
  const timer = setTimeout(resolve, mostMs);
  await promise;
  clearTimeout(timer);
  deaf();
}

/** The queue and the line as the desk knows them once its files are open and it has counted. */
export async function syncState(desk: Desk): Promise<SyncState> {
  await waitFor(desk, ({ deskId }) => deskId !== null, countMs);
  return desk.snapshot().sync;
}

/** The desk with an officer who may do this, and in the demo with its own upstream there. @throws as `Context.office` */
export async function officeOnLine(context: Context, permission: Permission | null): Promise<Office> {
  const desk = await context.desk({ demoUpstream: true });
  const office = await context.office(permission);
  if (desk.snapshot().profile.kind === 'demo') await waitFor(desk, ({ line }) => isSettled(line), demoMs);
  return office;
}

/** The demo's desk is let in by itself: until then it waits. */
function isSettled(line: Line): boolean {
  if (line.is === 'barred') return line.failure.code !== 'enrolment.pending';
  return line.is === 'ready' || line.is === 'away';
}

/** How the line stands, in a sentence. */
export function showLine(line: Line): string {
  switch (line.is) {
    case 'unset':
      return 'chưa khai tuyến trên nào: hồ sơ được giữ ở máy này';
    case 'connecting':
      return 'đang hỏi tuyến trên';
    case 'ready':
      return `gửi được (lần gần nhất ${moment(line.at)})`;
    case 'away':
      return `chưa tới được từ ${moment(line.since)}, tự thử lại lúc ${moment(line.nextAt)}: ${showFailure(line.failure)}`;
    case 'barred':
      return `tuyến trên không nhận của máy này từ ${moment(line.since)}: ${showFailure(line.failure)}`;
  }
}

/** Why, and what to do. */
export function showFailure(failure: Failure): string {
  const { text, remedy } = describeFailure(failure, 'vi');
  return `${text} ${remedy} [${failure.code}]`;
}

const standings: Readonly<Record<UpstreamLinkView['standing'], string>> = {
  unknown: 'chưa biết',
  requested: 'đã xin vào, chờ tuyến trên duyệt',
  approved: 'được gửi',
  revoked: 'bị tuyến trên dừng',
};

/** How this desk stands upstream, and since when by the upstream's clock. */
export const showStanding = ({ standing, since }: UpstreamLinkView) =>
  `${standings[standing]}${since === null ? '' : `, từ ${moment(since)}`}`;

/**
 * Does something over the line; what the line keeps from being done is said, and has an exit code of its own.
 * @throws FailureError for whatever is not of the line
 */
export async function overLine({ output, json }: Context, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FailureError && isOfLine(error.failure))) throw error;
    const { text, remedy } = describeFailure(error.failure, 'vi');
    if (json) output.result(jsonLine({ failure: { ...error.failure, text, remedy } }));
    else output.remark(`${text} ${remedy} [${error.failure.code}]\n`);
    return exitCode.away;
  }
}

import { FailureError, failure } from '#contract/failures.ts';
import type { Sending, SyncResult } from '#contract/sync.ts';
import { type Command, type Context, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { figure, percentOf, size } from './figures.ts';
import { isOfLine, officeOnLine, showFailure } from './line-words.ts';
import { noWords } from './options.ts';
import { jsonLine } from './output.ts';
import type { Office } from './session.ts';

/** `sync`: sends what waits. */
const sync: Command = command({
  name: 'sync',
  synopsis: '',
  does: 'gửi hồ sơ đang chờ lên tuyến trên; Ctrl+C dừng, phần đã gửi không mất',
  options: [],
  understand: noWords,
  async run(context) {
    const { json, output } = context;
    const office = await officeOnLine(context, 'queue.manage');
    const result = await context.stoppable((signal) => sent(context, office, signal));
    output.result(json ? jsonLine(result) : showResult(result));
    return exitCodeOf(result);
  },
});

async function sent({ output }: Context, { desk, call }: Office, signal: AbortSignal): Promise<SyncResult> {
  const deaf = desk.onEvent((event, payload) => {
    const sending = event === 'desk.changed' && 'sync' in payload ? payload.sync?.sending : null;
    if (sending) output.progress(progressOf(sending));
  });
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new FailureError(failure('read.cancelled')));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    // What is under way upstream ends with the desk: a packet that was cut goes on the next time.
    return await Promise.race([call('sync.run', undefined, { signal }), stopped]);
  } finally {
    deaf();
    output.progress(null);
  }
}

function progressOf({ dossiers, bytes, bytesPerSecond, secondsLeft }: Sending): string {
  const rate = bytesPerSecond === null ? '' : ` · ${size(bytesPerSecond)}/giây`;
  const left = secondsLeft === null ? '' : ` · còn ${showTime(secondsLeft)}`;
  const counts = `${figure(dossiers.done)}/${figure(dossiers.of)} hồ sơ`;
  return `Gửi ${percentOf(bytes.done, bytes.of)} · ${counts}${rate}${left}`;
}

function showTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 90 ? `${whole} giây` : `${figure(Math.ceil(whole / 60))} phút`;
}

function showResult({ sent, setAside, left, bytes, ms, stopped }: SyncResult): string {
  const counts = [
    `Đã gửi ${figure(sent)} hồ sơ (${size(bytes)}) trong ${showTime(ms / 1000)}`,
    ...(setAside > 0 ? [`để riêng ${figure(setAside)}`] : []),
    left > 0 ? `còn chờ ${figure(left)}` : 'không còn gì chờ',
  ];
  const why = stopped === null ? '' : `Dừng vì: ${showFailure(stopped)}\n`;
  const aside = setAside > 0 ? 'Xem phần để riêng: queue list poisoned\n' : '';
  return `${counts.join(' · ')}.\n${why}${aside}`;
}

/** The line first: while it is away nothing else can be judged. */
function exitCodeOf({ setAside, left, stopped }: SyncResult): number {
  if (stopped !== null) return isOfLine(stopped) ? exitCode.away : exitCode.failure;
  if (setAside > 0) return exitCode.setAside;
  return left > 0 ? exitCode.left : exitCode.done;
}

export const syncCommands: readonly Command[] = [sync];

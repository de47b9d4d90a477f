// The upstream of a chaos run, in a process that is killed. Arguments: folder, control (`sound`, `hasty`). Faults come over the channel.
import { flushCompileCache } from 'node:module';
import type { Fault } from '#fixtures/upstream/faults.ts';
import { startUpstream } from '#fixtures/upstream/start-upstream.ts';
import type { Arrival, UpstreamStore } from '#fixtures/upstream/store/upstream-store.ts';
import { say } from './words.ts';

const [folder = '', control = 'sound'] = process.argv.slice(2);
const upstream = await startUpstream({
  folder,
  port: 0,
  incident: (error) =>
    say({ is: 'failed', what: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' }),
});
if (control === 'hasty') answerEarly(upstream.store());

/** The negative control: a receipt that is given before its row is written. */
function answerEarly(store: UpstreamStore): void {
  const accept = store.accept.bind(store);
  const early = async (arrival: Arrival) => {
    const highest = await store.highestReceipt();
    const receipt = arrival.sign(Math.max(highest + 1, Date.parse(arrival.receivedAt) - Date.UTC(2026, 0)));
    setTimeout(() => void accept({ ...arrival, sign: () => receipt }), 300);
    return { is: 'accepted', receipt } as const;
  };
  Object.assign(store, { accept: early });
}

/** Nobody sits at this upstream: whoever asks to be let in is. */
setInterval(async () => {
  const desks = await upstream.store().desks();
  for (const { deskId, standing } of desks) if (standing === 'requested') await upstream.office.approve(deskId);
}, 50);

process.on('message', (fault: Fault | 'clear') => {
  if (fault === 'clear') upstream.faults.clear();
  else upstream.faults.add(fault);
});
process.on('disconnect', () => process.exit(0));
say({ is: 'ready', port: Number(new URL(upstream.url).port) });
flushCompileCache();

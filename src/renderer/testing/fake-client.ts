import type { DeskApi } from '#contract/api.ts';
import type { DeskState } from '#contract/desk.ts';
import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { Client, EventPayload } from '#contract/rpc.ts';

type Command = keyof DeskApi['commands'];
export type FakeCall = { readonly command: Command; readonly input: unknown };

/** A host of the window's tests: holds a state, notes every command, answers from `answers`. Stricter than the real one: what has no answer fails. */
export type FakeHost = {
  readonly client: Client<DeskApi>;
  readonly calls: readonly FakeCall[];
  /** Answers one command from now on; a thrown FailureError is the command's failure. */
  answer(command: Command, answer: (input: never) => unknown): void;
  /** Changes parts of the state and tells the window. */
  change(parts: Partial<Omit<DeskState, 'rev'>>): void;
  emit<E extends keyof DeskApi['events']>(event: E, payload: EventPayload<DeskApi, E>): void;
  /** The connection ends. */
  end(cause?: Failure): void;
};

export function createFakeHost(initial: DeskState): FakeHost {
  let state = initial;
  const calls: FakeCall[] = [];
  const answers = new Map<string, (input: never) => unknown>([['desk.snapshot', () => state]]);
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const closers: ((cause: Failure) => void)[] = [];
  const emit: FakeHost['emit'] = (event, payload) => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  };
  const call = async (command: Command, input?: unknown) => {
    calls.push({ command, input });
    const answer = answers.get(command);
    if (answer) return answer(input as never);
    if (silent.has(command)) return undefined;
    throw new FailureError(failure('internal', { incident: `no answer to ${command}` }));
  };
  return {
    calls,
    answer: (command, answer) => answers.set(command, answer),
    change(parts) {
      state = { ...state, ...parts, rev: state.rev + 1 };
      emit('desk.changed', { ...parts, rev: state.rev });
    },
    emit,
    end: (cause = failure('desk.disconnected')) => {
      for (const closer of closers) closer(cause);
    },
    client: {
      call: call as Client<DeskApi>['call'],
      on(event, handler) {
        const heard = listeners.get(event) ?? new Set();
        listeners.set(event, heard.add(handler as (payload: never) => void));
        return () => heard.delete(handler as (payload: never) => void);
      },
      sendFrame: () => {},
      onClose: (handler) => closers.push(handler),
    },
  };
}

/** Commands whose answer is nothing. */
const silent: ReadonlySet<Command> = new Set<Command>([
  'reading.open',
  'reading.giveKey',
  'reading.cancel',
  'reading.clear',
  'settings.change',
  'demo.putCard',
  'demo.takeCard',
  'demo.beOfficer',
  'session.touch',
  'session.lock',
  'session.unlock',
  'session.signOut',
  'session.reauthenticate',
  'session.changeSecret',
  'officers.begin',
  'officers.add',
  'officers.change',
  'officers.unlock',
  'officers.reset',
  'approvals.withdraw',
  'trust.remove',
]);

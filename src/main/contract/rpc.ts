import { z } from 'zod';
import { type Failure, FailureError, failure, failureSchema } from './failures.ts';
import { type FrameLanes, frameLanes, frameTaker } from './frame-lane.ts';

/** What two sides need of a channel: ordered structured messages (`Uint8Array` included), and to learn of its end. */
export type Port = {
  send(message: unknown): void;
  onMessage(handler: (message: unknown) => void): void;
  /** `cause` says why the channel ended, where the channel knows. */
  onClose(handler: (cause?: Failure) => void): void;
};

/** A contract: commands with input and output, events, and lanes of droppable frames (client → server). */
export type Api = {
  readonly commands: Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>;
  readonly events: Readonly<Record<string, z.ZodType>>;
  readonly frames: Readonly<Record<string, z.ZodType>>;
};

type Name<T> = keyof T & string;
/** What the handler of a command is given, and what the caller gives. */
export type Input<A extends Api, C extends Name<A['commands']>> = z.output<A['commands'][C]['input']>;
export type Output<A extends Api, C extends Name<A['commands']>> = z.output<A['commands'][C]['output']>;
export type EventPayload<A extends Api, E extends Name<A['events']>> = z.output<A['events'][E]>;
export type Frame<A extends Api, L extends Name<A['frames']>> = z.output<A['frames'][L]>;

/** One method per command. `signal` aborts when the caller cancels or the port closes. Throws FailureError for what may go wrong. */
export type Handlers<A extends Api> = {
  readonly [C in Name<A['commands']>]: (
    input: Input<A, C>,
    context: { readonly signal: AbortSignal },
  ) => Promise<Output<A, C>> | Output<A, C>;
};

/** A bug that reached the boundary: `where` is a command, event or lane name, never its data. */
export type Incident = { readonly where: string; readonly error: unknown };
/** Logs an incident and returns the short id the window shows. */
export type Report = (incident: Incident) => string;

export type Served<A extends Api> = {
  emit<E extends Name<A['events']>>(event: E, payload: EventPayload<A, E>): void;
  /** Takes frames of a lane, one at a time: the next one is asked for when `handler` is done. */
  onFrame<L extends Name<A['frames']>>(lane: L, handler: (frame: Frame<A, L>) => void | Promise<void>): void;
  /** Stops answering and aborts what runs. */
  close(): void;
};

type CallOptions = { readonly signal?: AbortSignal };
type CallArguments<I> = undefined extends I
  ? [input?: undefined, options?: CallOptions]
  : [input: I, options?: CallOptions];

export type Client<A extends Api> = {
  /**
   * Runs a command. Aborting `signal` asks the other side to stop and still waits for its answer.
   * @throws FailureError: what the command throws; `desk.disconnected` or the port's cause when the port closes first
   */
  call<C extends Name<A['commands']>>(command: C, ...rest: CallArguments<Input<A, C>>): Promise<Output<A, C>>;
  /** Hears an event; returns the way to stop. */
  on<E extends Name<A['events']>>(event: E, handler: (payload: EventPayload<A, E>) => void): () => void;
  /** Offers a frame: sent at once when the lane is free, else kept until a newer one replaces it. */
  sendFrame<L extends Name<A['frames']>>(lane: L, frame: Frame<A, L>): void;
  onClose(handler: (cause: Failure) => void): void;
};

const id = z.number().int().nonnegative();
const toServer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id, command: z.string(), input: z.unknown().optional() }),
  z.object({ kind: z.literal('cancel'), id }),
  z.object({ kind: z.literal('frame'), lane: z.string(), frame: z.unknown().optional() }),
]);
const toClient = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result'), id, output: z.unknown().optional() }),
  z.object({ kind: z.literal('failure'), id, failure: failureSchema }),
  z.object({ kind: z.literal('event'), event: z.string(), payload: z.unknown().optional() }),
  z.object({ kind: z.literal('frameTaken'), lane: z.string() }),
]);
type ToServer = z.infer<typeof toServer>;
type ToClient = z.infer<typeof toClient>;
type Call = Extract<ToServer, { kind: 'call' }>;

const unreported: Report = () => 'unreported';

/** Answers the commands of `api` on `port`. Input is checked before a handler sees it; failures travel as values, bugs as `internal`. */
export function serve<A extends Api>(
  api: A,
  port: Port,
  handlers: Handlers<A>,
  report: Report = unreported,
): Served<A> {
  const running = new Map<number, AbortController>();
  let open = true;
  const send = (message: ToClient) => {
    if (open) port.send(message);
  };
  const taker = frameTaker(api.frames, { taken: (lane) => send({ kind: 'frameTaken', lane }), report });

  const answer = async (call: Call) => {
    if (running.has(call.id)) return report({ where: 'rpc', error: new Error('call id in use') });
    const controller = new AbortController();
    running.set(call.id, controller);
    const reply = await outcome({ api, handlers, report }, call, controller.signal);
    running.delete(call.id);
    send(reply);
  };
  const close = () => {
    open = false;
    for (const controller of running.values()) controller.abort();
  };

  port.onMessage((raw) => {
    const message = toServer.safeParse(raw);
    if (!open) return;
    if (!message.success) report({ where: 'rpc', error: new Error('message outside the protocol') });
    else if (message.data.kind === 'call') void answer(message.data);
    else if (message.data.kind === 'cancel') running.get(message.data.id)?.abort();
    else void taker.take(message.data.lane, message.data.frame);
  });
  port.onClose(close);
  return { emit: (event, payload) => send({ kind: 'event', event, payload }), onFrame: taker.onFrame, close };
}

type Serving<A extends Api> = { readonly api: A; readonly handlers: Handlers<A>; readonly report: Report };

async function outcome<A extends Api>({ api, handlers, report }: Serving<A>, call: Call, signal: AbortSignal) {
  const failed = (value: Failure): ToClient => ({ kind: 'failure', id: call.id, failure: value });
  const command = Object.hasOwn(api.commands, call.command) ? api.commands[call.command] : undefined;
  const input = command?.input.safeParse(call.input);
  if (!input?.success) return failed(failure('contract.invalid', { where: command ? call.command : 'command' }));
  try {
    const handler = handlers[call.command as Name<A['commands']>];
    const output = await handler(input.data as Input<A, Name<A['commands']>>, { signal });
    return { kind: 'result', id: call.id, output } satisfies ToClient;
  } catch (error) {
    if (error instanceof FailureError) return failed(error.failure);
    if (isAbort(error, signal)) return failed(failure('read.cancelled'));
    return failed(failure('internal', { incident: report({ where: call.command, error }) }));
  }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));
}

type Pending = { readonly command: string; resolve(output: unknown): void; reject(error: FailureError): void };

/** The calling side of `serve`: outputs and events are checked against `api` before the caller sees them. */
export function connect<A extends Api>(api: A, port: Port, report: Report = unreported): Client<A> {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const closeHandlers: ((cause: Failure) => void)[] = [];
  const lanes = frameLanes((lane, frame) => post({ kind: 'frame', lane, frame }));
  let closed: Failure | null = null;
  let lastId = 0;
  const post = (message: ToServer) => {
    if (!closed) port.send(message);
  };

  port.onMessage((raw) => {
    const message = toClient.safeParse(raw);
    if (!message.success) report({ where: 'rpc', error: new Error('message outside the protocol') });
    else receive({ api, pending, listeners, lanes, report }, message.data);
  });
  port.onClose((cause) => {
    if (closed) return;
    closed = cause ?? failure('desk.disconnected');
    for (const call of pending.values()) call.reject(new FailureError(closed));
    pending.clear();
    for (const handler of closeHandlers) handler(closed);
  });

  return {
    call(command, ...[input, options]) {
      if (closed) return Promise.reject(new FailureError(closed));
      if (options?.signal?.aborted) return Promise.reject(new FailureError(failure('read.cancelled')));
      const id = ++lastId;
      const reply = new Promise<unknown>((resolve, reject) => pending.set(id, { command, resolve, reject }));
      const cancel = () => post({ kind: 'cancel', id });
      options?.signal?.addEventListener('abort', cancel);
      post({ kind: 'call', id, command, input });
      return reply.finally(() => options?.signal?.removeEventListener('abort', cancel)) as Promise<never>;
    },
    on(event, handler) {
      const heard = listeners.get(event) ?? new Set();
      listeners.set(event, heard.add(handler));
      return () => heard.delete(handler);
    },
    sendFrame: (lane, frame) => lanes.offer(lane, frame),
    onClose: (handler) => (closed ? handler(closed) : closeHandlers.push(handler)),
  };
}

type Connected<A extends Api> = {
  readonly api: A;
  readonly pending: Map<number, Pending>;
  readonly listeners: Map<string, Set<(payload: never) => void>>;
  readonly lanes: FrameLanes;
  readonly report: Report;
};

function receive<A extends Api>({ api, pending, listeners, lanes, report }: Connected<A>, message: ToClient): void {
  switch (message.kind) {
    case 'frameTaken':
      lanes.taken(message.lane);
      break;
    case 'event': {
      const schema = Object.hasOwn(api.events, message.event) ? api.events[message.event] : undefined;
      const payload = schema?.safeParse(message.payload);
      if (!payload?.success) report({ where: 'event', error: payload?.error ?? new Error('unknown event') });
      else for (const handler of listeners.get(message.event) ?? []) handler(payload.data as never);
      break;
    }
    default:
      settle(api, pending, message);
  }
}

type Reply = Extract<ToClient, { kind: 'result' | 'failure' }>;

function settle(api: Api, pending: Map<number, Pending>, reply: Reply): void {
  const call = pending.get(reply.id);
  pending.delete(reply.id);
  if (reply.kind === 'failure') {
    call?.reject(new FailureError(reply.failure));
    return;
  }
  const output = call && api.commands[call.command]?.output.safeParse(reply.output);
  if (output?.success) call?.resolve(output.data);
  else call?.reject(new FailureError(failure('contract.invalid', { where: call.command }), output?.error));
}

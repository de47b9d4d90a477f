import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { FailureError, failure } from '#contract/failures.ts';
import { type Client, connect, type Handlers, type Incident, type Served, serve } from '#contract/rpc.ts';
import { messagePortPair, type PortPair, webSocketPair } from './ports.ts';

const api = {
  commands: {
    'desk.ping': { input: z.void(), output: z.void() },
    'bytes.echo': { input: z.object({ bytes: z.instanceof(Uint8Array) }), output: z.instanceof(Uint8Array) },
    'number.double': { input: z.object({ value: z.number().int() }), output: z.number() },
    'card.fail': { input: z.void(), output: z.void() },
    'desk.break': { input: z.void(), output: z.number() },
    'desk.wait': { input: z.object({ heed: z.boolean() }), output: z.string() },
  },
  events: { 'number.counted': z.object({ value: z.number() }) },
  frames: { camera: z.object({ id: z.number(), pixels: z.instanceof(Uint8Array) }) },
} as const;
type TestApi = typeof api;

/** Resolves when `signal` aborts: the clean-up of a handler that heeds it. */
const aborted = (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener('abort', resolve));

describe.each([
  { port: 'WebSocket', open: webSocketPair },
  { port: 'MessagePort', open: messagePortPair },
])('contract over $port', ({ open }) => {
  let pair: PortPair;
  let served: Served<TestApi>;
  let client: Client<TestApi>;
  let incidents: Incident[];
  let clientIncidents: Incident[];
  let started: PromiseWithResolvers<AbortSignal>;

  const handlers: Handlers<TestApi> = {
    'desk.ping': () => {},
    'bytes.echo': ({ bytes }) => bytes,
    'number.double': ({ value }) => {
      served.emit('number.counted', { value });
      return value * 2;
    },
    'card.fail': () => {
      throw new FailureError(failure('access.wrongKey', { attemptsLeft: 2 }));
    },
    'desk.break': () => {
      throw new TypeError('a name that must not travel: NGUYỄN VĂN MẪU');
    },
    'desk.wait': async ({ heed }, { signal }) => {
      started.resolve(signal);
      await aborted(signal);
      if (heed) throw signal.reason;
      return 'too late';
    },
  };

  beforeEach(async () => {
    pair = await open();
    incidents = [];
    clientIncidents = [];
    started = Promise.withResolvers();
    served = serve(api, pair.server, handlers, (incident) => `i${incidents.push(incident)}`);
    client = connect(api, pair.client, (incident) => `c${clientIncidents.push(incident)}`);
  });
  afterEach(() => pair.close());

  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'resolved',
      (error: unknown) => (error instanceof FailureError ? error.failure : error),
    );

  test('a command without input or output', async () => {
    await expect(client.call('desk.ping')).resolves.toBeUndefined();
  });

  test('byte strings cross whole, empty ones and large ones too', async () => {
    for (const length of [0, 1, 3_000_000]) {
      const bytes = new Uint8Array(length).map((_, index) => index * 7);
      const echoed = await client.call('bytes.echo', { bytes });
      expect(Buffer.compare(echoed, bytes)).toBe(0);
    }
  });

  test('a failure keeps its code and params', async () => {
    expect(await codeOf(client.call('card.fail'))).toEqual(failure('access.wrongKey', { attemptsLeft: 2 }));
    expect(incidents).toEqual([]);
  });

  test('a bug becomes internal with the incident id and none of its text', async () => {
    expect(await codeOf(client.call('desk.break'))).toEqual(failure('internal', { incident: 'i1' }));
    expect(incidents).toMatchObject([{ where: 'desk.break', error: { name: 'TypeError' } }]);
  });

  test('input outside the schema never reaches the handler', async () => {
    const call = client.call('number.double', { value: 'two' as unknown as number });
    expect(await codeOf(call)).toEqual(failure('contract.invalid', { where: 'number.double' }));
  });

  test.each(['constructor', '__proto__', 'toString', 'no.such'])('the unknown command %s is refused', async (name) => {
    expect(await codeOf(client.call(name as 'desk.ping'))).toEqual(failure('contract.invalid', { where: 'command' }));
  });

  test('output outside the schema is refused on the calling side', async () => {
    served.close();
    serve(api, pair.server, { ...handlers, 'number.double': () => 'four' as unknown as number });
    const call = client.call('number.double', { value: 2 });
    expect(await codeOf(call)).toEqual(failure('contract.invalid', { where: 'number.double' }));
  });

  test('events and replies keep the order they were sent in', async () => {
    const seen: string[] = [];
    client.on('number.counted', ({ value }) => seen.push(`event ${value}`));
    const calls = [1, 2, 3].map((value) =>
      client.call('number.double', { value }).then((output) => seen.push(`reply ${output}`)),
    );
    await Promise.all(calls);
    expect(seen.indexOf('event 1')).toBeLessThan(seen.indexOf('reply 2'));
    expect(seen.filter((line) => line.startsWith('event'))).toEqual(['event 1', 'event 2', 'event 3']);
    expect(seen.filter((line) => line.startsWith('reply'))).toEqual(['reply 2', 'reply 4', 'reply 6']);
  });

  test('a listener that stopped hears nothing more', async () => {
    const heard = vi.fn();
    const stop = client.on('number.counted', heard);
    await client.call('number.double', { value: 1 });
    stop();
    await client.call('number.double', { value: 2 });
    expect(heard.mock.calls).toEqual([[{ value: 1 }]]);
  });

  test('an event outside the schema is reported and dropped', async () => {
    const heard = vi.fn();
    client.on('number.counted', heard);
    served.emit('number.counted', { value: 'many' as unknown as number });
    await client.call('desk.ping');
    expect(heard).not.toHaveBeenCalled();
    expect(clientIncidents).toMatchObject([{ where: 'event' }]);
  });

  test('a cancelled call aborts its handler and waits for the end of it', async () => {
    const controller = new AbortController();
    const call = codeOf(client.call('desk.wait', { heed: true }, { signal: controller.signal }));
    const signal = await started.promise;
    expect(signal.aborted).toBe(false);
    controller.abort();
    expect(await call).toEqual(failure('read.cancelled'));
    expect(signal.aborted).toBe(true);
  });

  test('a cancel that comes too late leaves the result', async () => {
    const controller = new AbortController();
    const call = client.call('desk.wait', { heed: false }, { signal: controller.signal });
    await started.promise;
    controller.abort();
    await expect(call).resolves.toBe('too late');
  });

  test('a call whose signal has already aborted is not sent', async () => {
    const call = client.call('desk.wait', { heed: true }, { signal: AbortSignal.abort() });
    expect(await codeOf(call)).toEqual(failure('read.cancelled'));
    await client.call('desk.ping');
    expect(await Promise.race([started.promise, 'never started'])).toBe('never started');
  });

  test('a closing port rejects what is pending, aborts what runs, and refuses what comes after', async () => {
    const closed = vi.fn();
    client.onClose(closed);
    const call = codeOf(client.call('desk.wait', { heed: true }));
    const signal = await started.promise;
    await pair.close();
    expect(await call).toEqual(failure('desk.disconnected'));
    expect(await codeOf(client.call('desk.ping'))).toEqual(failure('desk.disconnected'));
    expect(signal.aborted).toBe(true);
    expect(closed.mock.calls).toEqual([[failure('desk.disconnected')]]);
  });

  test.each([
    { message: null },
    { message: 7 },
    { message: 'call' },
    { message: [] },
    { message: { kind: 'call' } },
    { message: { kind: 'eval', id: 1 } },
    { message: { kind: 'call', id: -1, command: 'desk.ping' } },
  ])('outside the protocol is reported and ignored: %j', async ({ message }) => {
    pair.client.send(message);
    await client.call('desk.ping');
    expect(incidents).toMatchObject([{ where: 'rpc' }]);
  });

  test('a call id in use is reported and the first call keeps it', async () => {
    const controller = new AbortController();
    const call = client.call('desk.wait', { heed: false }, { signal: controller.signal });
    await started.promise;
    pair.client.send({ kind: 'call', id: 1, command: 'desk.ping' });
    await client.call('desk.ping');
    controller.abort();
    await expect(call).resolves.toBe('too late');
    expect(incidents).toMatchObject([{ where: 'rpc' }]);
  });

  describe('frames', () => {
    const frame = (id: number) => ({ id, pixels: Uint8Array.of(id) });

    test('the newest waiting frame replaces the older ones and commands pass in between', async () => {
      const seen: number[] = [];
      const gate = Promise.withResolvers<void>();
      const last = Promise.withResolvers<void>();
      served.onFrame('camera', async ({ id }) => {
        seen.push(id);
        if (id === 9) last.resolve();
        await gate.promise;
      });
      for (let id = 1; id <= 9; id++) client.sendFrame('camera', frame(id));
      await client.call('desk.ping');
      expect(seen).toEqual([1]);
      gate.resolve();
      await last.promise;
      expect(seen).toEqual([1, 9]);
    });

    test('a lane works on after a handler that throws and after a frame outside the schema', async () => {
      const taken = vi.fn<(id: number) => void>();
      const done = Promise.withResolvers<void>();
      served.onFrame('camera', ({ id }) => {
        taken(id);
        if (id === 1) throw new Error('bug in a frame handler');
        done.resolve();
      });
      client.sendFrame('camera', frame(1));
      await client.call('desk.ping');
      client.sendFrame('camera', { id: 'x' } as unknown as { id: number; pixels: Uint8Array<ArrayBuffer> });
      await client.call('desk.ping');
      client.sendFrame('camera', frame(3));
      await done.promise;
      expect(taken.mock.calls).toEqual([[1], [3]]);
      expect(incidents.map(({ where }) => where)).toEqual(['camera', 'camera']);
    });

    test('frames sent without credit are dropped, not queued', async () => {
      const seen: number[] = [];
      const gate = Promise.withResolvers<void>();
      served.onFrame('camera', ({ id }) => {
        seen.push(id);
        return gate.promise;
      });
      for (let id = 1; id <= 50; id++) pair.client.send({ kind: 'frame', lane: 'camera', frame: frame(id) });
      await client.call('desk.ping');
      gate.resolve();
      await client.call('desk.ping');
      expect(seen).toEqual([1]);
      expect(incidents).toHaveLength(49);
    });

    test('a lane that does not exist takes nothing', async () => {
      pair.client.send({ kind: 'frame', lane: 'constructor', frame: frame(1) });
      await client.call('desk.ping');
      expect(incidents).toMatchObject([{ where: 'rpc' }]);
    });
  });
});

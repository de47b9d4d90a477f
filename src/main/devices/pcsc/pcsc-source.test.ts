import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { ReaderSource } from '#ports/reader-source.ts';
import { createPcscSource } from './pcsc-source.ts';
import type { BindingContext, BindingReader } from './pcsclite-binding.ts';

const empty = 0x10;
const present = 0x20;
const exclusive = 0xa0;
const never = new AbortController().signal;
const scardError = (code: string) => new Error(`SCard error: text(${code})`);

type Answer = { readonly error?: Error; readonly bytes?: Uint8Array };

/** A reader of the addon; it refuses every call that the real one would refuse or crash on. */
class FakeReader extends EventEmitter implements BindingReader {
  readonly name: string;
  connected = false;
  inListener = false;
  connectError: Error | null = null;
  answers: Answer[] = [];
  readonly calls: string[] = [];

  constructor(name: string) {
    super();
    this.name = name;
  }

  status(state: number, count = 0): void {
    this.inListener = true;
    this.emit('status', { state: state | (count << 16), atr: Buffer.from('3B80800101', 'hex') });
    this.inListener = false;
  }

  #enter(call: string): void {
    if (this.inListener) throw new Error(`${call} inside a status listener would deadlock the addon`);
    this.calls.push(call);
  }

  connect(_options: unknown, done: (error: unknown, protocol?: number) => void): void {
    this.#enter('connect');
    const error = this.connectError;
    if (error === null) this.connected = true;
    setImmediate(() => (error === null ? done(null, 2) : done(error)));
  }

  disconnect(_disposition: number, done: (error: unknown) => void): void {
    this.#enter('disconnect');
    this.connected = false;
    setImmediate(() => done(null));
  }

  transmit(
    _data: Buffer,
    length: number,
    protocol: number,
    done: (error: unknown, response?: Uint8Array) => void,
  ): void {
    this.#enter(`transmit ${length} T=${protocol - 1}`);
    if (!this.connected) throw new Error('transmit without a connection');
    const answer = this.answers.shift();
    if (answer === undefined) throw new Error('an exchange the test does not know');
    setImmediate(() => (answer.error ? done(answer.error) : done(null, answer.bytes)));
  }

  control(_data: Buffer, _code: number, _length: number, done: (error: unknown) => void): void {
    setImmediate(() => done(scardError('0x80100022')));
  }

  SCARD_CTL_CODE(code: number): number {
    return 0x42000000 + code;
  }

  close(): void {
    this.#enter('close');
  }
}

class FakeContext extends EventEmitter implements BindingContext {
  closed = false;
  close(): void {
    this.closed = true;
  }
}

let source: ReaderSource | null = null;

afterEach(async () => {
  await source?.close();
  source = null;
});

type Service = { up: boolean; readonly contexts: FakeContext[] };

function open(service: Service): ReaderSource {
  const load = () => () => {
    if (!service.up) throw scardError('0x8010001d');
    const context = new FakeContext();
    service.contexts.push(context);
    return context;
  };
  source = createPcscSource({ load, retryMs: 5, platform: 'linux' });
  return source;
}

function until(holds: (opened: ReaderSource) => boolean, opened: ReaderSource): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds(opened)) return;
      stop();
      resolve();
    };
    const stop = opened.onChange(look);
    look();
  });
}

const shows = (card: string) => (opened: ReaderSource) => opened.readers()[0]?.card === card;

function plug(service: Service, name = 'Reader 00'): FakeReader {
  const reader = new FakeReader(name);
  service.contexts.at(-1)?.emit('reader', reader);
  return reader;
}

async function withCard(): Promise<{ opened: ReaderSource; reader: FakeReader; service: Service }> {
  const service = { up: true, contexts: [] };
  const opened = open(service);
  const reader = plug(service);
  reader.status(present, 1);
  await until(shows('present'), opened);
  return { opened, reader, service };
}

describe('the source of PC/SC readers', () => {
  it('names the missing addon and the command that builds it', () => {
    source = createPcscSource({
      load: () => {
        throw new FailureError(failure('reader.driver', { command: 'npm run setup' }));
      },
      retryMs: 5,
      platform: 'linux',
    });
    expect(source.state()).toMatchObject({ state: 'failed', failure: { code: 'reader.driver' } });
  });

  it('asks again for a service that is down, and takes a new context when it is up', async () => {
    const service: Service = { up: false, contexts: [] };
    const opened = open(service);
    expect(opened.state()).toMatchObject({ state: 'failed', failure: { code: 'reader.serviceDown' } });
    service.up = true;
    await until((now) => now.state().state === 'running', opened);
    expect(service.contexts).toHaveLength(1);
  });

  it('drops the readers of a dead service and comes back with the next one', async () => {
    const { opened, reader, service } = await withCard();
    service.contexts[0]?.emit('error', scardError('0x8010001d'));
    await until((now) => now.state().state === 'failed', opened);
    expect(opened.readers()).toEqual([]);
    await until((now) => now.state().state === 'running', opened);
    reader.emit('error', scardError('0x8010001d'));
    reader.emit('end');
    plug(service).status(empty);
    await until(shows('absent'), opened);
    expect(service.contexts).toHaveLength(2);
  });

  it('shows a reader once it is known what lies on it, and forgets it when it is unplugged', async () => {
    const service: Service = { up: true, contexts: [] };
    const opened = open(service);
    const reader = plug(service);
    expect(opened.readers()).toEqual([]);
    reader.status(present | 0x200);
    await until(shows('mute'), opened);
    reader.status(exclusive);
    await until(shows('inUse'), opened);
    reader.emit('end');
    await until((now) => now.readers().length === 0, opened);
  });

  it('shows a swapped card as taken off and put on, however quick it was', async () => {
    const { opened, reader } = await withCard();
    const seen: (string | undefined)[] = [];
    opened.onChange(() => seen.push(opened.readers()[0]?.card));
    reader.status(present, 3);
    await until(() => seen.length === 2, opened);
    expect(seen).toEqual(['absent', 'present']);
  });

  it('exchanges with the negotiated protocol, and asks for as much as the command may bring', async () => {
    const { opened, reader } = await withCard();
    reader.answers = [{ bytes: Buffer.from('6D00', 'hex') }, { bytes: Buffer.from('9000', 'hex') }];
    const transport = await opened.connect('Reader 00', never);
    expect(Buffer.from(transport.atr).toString('hex')).toBe('3b80800101');
    await transport.transmit(Buffer.from('00B0000000', 'hex'), never);
    await transport.transmit(Buffer.from('00B00000000000', 'hex'), never);
    await transport.close();
    expect(reader.calls).toEqual(['connect', 'transmit 258 T=1', 'transmit 65538 T=1', 'disconnect']);
  });

  it('does not show its own connection as somebody else', async () => {
    const { opened, reader } = await withCard();
    const transport = await opened.connect('Reader 00', never);
    reader.status(exclusive, 1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(opened.readers()[0]?.card).toBe('present');
    await transport.close();
  });

  it.each([
    ['0x8010000b', 'card.inUse'],
    ['0x80100066', 'card.mute'],
  ])('a connection refused with %s is %s', async (code, expected) => {
    const { opened, reader } = await withCard();
    reader.connectError = scardError(code);
    await expect(opened.connect('Reader 00', never)).rejects.toMatchObject({ failure: { code: expected } });
    reader.connectError = null;
    await (await opened.connect('Reader 00', never)).close();
  });

  it.each([
    ['an error', { error: scardError('0x80100016') }],
    ['nothing', { bytes: new Uint8Array() }],
  ])('tells a pulled card, though the driver reports %s', async (_what, answer: Answer) => {
    const { opened, reader } = await withCard();
    reader.answers = [answer];
    const transport = await opened.connect('Reader 00', never);
    const exchange = transport.transmit(Buffer.from('00B0000000', 'hex'), never);
    reader.status(empty, 2);
    await expect(exchange).rejects.toMatchObject({ failure: { code: 'card.removed' } });
    await transport.close();
  });

  it('tells the death of the service in mid-exchange from a reader that was unplugged', async () => {
    const { opened, reader } = await withCard();
    reader.answers = [{ error: scardError('0x80100003') }, { error: scardError('0x80100003') }];
    const transport = await opened.connect('Reader 00', never);
    const exchange = transport.transmit(Buffer.from('00B0000000', 'hex'), never);
    reader.emit('error', scardError('0x8010001d'));
    reader.emit('end');
    await expect(exchange).rejects.toMatchObject({ failure: { code: 'reader.serviceDown' } });
    await transport.close();
  });

  it('names a reader that was unplugged in mid-exchange', async () => {
    const { opened, reader } = await withCard();
    reader.answers = [{ error: scardError('0x80100017') }];
    const transport = await opened.connect('Reader 00', never);
    const exchange = transport.transmit(Buffer.from('00B0000000', 'hex'), never);
    reader.emit('end');
    await expect(exchange).rejects.toMatchObject({ failure: { code: 'reader.gone' } });
    await transport.close();
  });

  it('lets a second caller wait until the first has closed', async () => {
    const { opened, reader } = await withCard();
    const first = await opened.connect('Reader 00', never);
    const second = opened.connect('Reader 00', never);
    await new Promise((resolve) => setImmediate(resolve));
    expect(reader.calls).toEqual(['connect']);
    await first.close();
    await (await second).close();
    expect(reader.calls).toEqual(['connect', 'disconnect', 'connect', 'disconnect']);
  });

  it('leaves no connection behind a caller that has left', async () => {
    const { opened, reader } = await withCard();
    const stop = new AbortController();
    const left = opened.connect('Reader 00', stop.signal);
    stop.abort();
    await expect(left).rejects.toMatchObject({ failure: { code: 'read.cancelled' } });
    await (await opened.connect('Reader 00', never)).close();
    expect(reader.calls.filter((call) => call === 'connect').length).toBe(
      reader.calls.filter((call) => call === 'disconnect').length,
    );
  });

  it('refuses an unknown reader and an empty one', async () => {
    const { opened, reader } = await withCard();
    await expect(opened.connect('other', never)).rejects.toMatchObject({ failure: { code: 'reader.unknown' } });
    reader.status(empty, 2);
    await until(shows('absent'), opened);
    await expect(opened.connect('Reader 00', never)).rejects.toMatchObject({ failure: { code: 'card.absent' } });
  });
});

import type { HidBinding, HidHandle, HidInfo } from '../hid-binding.ts';
import type { SerialBinding, SerialHandle, SerialInfo } from '../serial-binding.ts';

/** A scanner of made-up numbers, on a path. */
export const scannerAt = (path: string, change: Partial<HidInfo> = {}): HidInfo => ({
  ...{ vendorId: 0x05e0, productId: 0x1300, path, serialNumber: 'THU1', manufacturer: 'MẪU', product: 'Máy quét' },
  usagePage: 0x8c,
  ...change,
});

/** An open fake device: what it says, the test says. */
class FakeHid implements HidHandle {
  readonly features: number[][] = [];
  closed = false;
  readonly #hearers = new Map<string, ((value: never) => void)[]>();

  on(event: string, hear: (value: never) => void): void {
    this.#hearers.set(event, [...(this.#hearers.get(event) ?? []), hear]);
  }

  say(...reports: readonly Uint8Array[]): void {
    for (const report of reports) for (const hear of this.#hearers.get('data') ?? []) hear(report as never);
  }

  break(): void {
    for (const hear of this.#hearers.get('error') ?? []) hear(new Error('could not read from HID device') as never);
  }

  async sendFeatureReport(data: number[]): Promise<number> {
    this.features.push(data);
    throw new Error('could not send feature report');
  }

  async close(): Promise<void> {
    if (this.closed) throw new Error('closed twice');
    this.closed = true;
  }
}

/** The HID library for tests; every open device is kept. */
export function fakeHid() {
  const opened: FakeHid[] = [];
  let listed: readonly HidInfo[] | Error = [];
  let refusal: Error | null = null;
  let held: Promise<void> = Promise.resolve();
  const binding: HidBinding = {
    async list() {
      if (listed instanceof Error) throw listed;
      return listed;
    },
    async open() {
      await held;
      if (refusal !== null) throw refusal;
      const handle = new FakeHid();
      opened.push(handle);
      return handle;
    },
  };
  return {
    binding,
    opened,
    plug(...devices: readonly HidInfo[]) {
      listed = devices;
    },
    failToList(error: Error) {
      listed = error;
    },
    refuse(error: Error | null) {
      refusal = error;
    },
    /** Opening takes until the function returned is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
}

/** The serial library for tests. */
export function fakeSerial() {
  type Port = { readonly path: string; say(text: string): void; end(): void; closed: boolean };
  const opened: Port[] = [];
  let listed: readonly SerialInfo[] = [];
  let refusal: Error | null = null;
  const binding: SerialBinding = {
    list: async () => listed,
    async open(path): Promise<SerialHandle> {
      if (refusal !== null) throw refusal;
      const data: ((bytes: Uint8Array) => void)[] = [];
      const ends: (() => void)[] = [];
      const port: Port = {
        path,
        closed: false,
        say(text) {
          for (const hear of data) hear(new TextEncoder().encode(text));
        },
        end() {
          for (const hear of ends) hear();
        },
      };
      opened.push(port);
      const close = async () => {
        port.closed = true;
        port.end();
      };
      return { onData: (hear) => void data.push(hear), onEnd: (hear) => void ends.push(hear), close };
    },
  };
  return {
    binding,
    opened,
    plug(...ports: readonly SerialInfo[]) {
      listed = ports;
    },
    refuse(error: Error | null) {
      refusal = error;
    },
  };
}

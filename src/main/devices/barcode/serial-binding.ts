import { createRequire } from 'node:module';
import { FailureError, failure } from '#contract/failures.ts';
import { listLinuxPorts } from './linux-ports.ts';

/** A serial port as the system lists it; ids are in hexadecimal. */
export type SerialInfo = {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly product?: string | undefined;
};

/** An open serial port. */
export type SerialHandle = {
  onData(hear: (bytes: Uint8Array) => void): void;
  /** Hears that the port is of no use any more, also when it was closed. */
  onEnd(hear: () => void): void;
  close(): Promise<void>;
};

export type SerialBinding = {
  list(): Promise<readonly SerialInfo[]>;
  /** Opens a port with eight data bits, no parity, one stop bit. */
  open(path: string, baudRate: number): Promise<SerialHandle>;
};

/** Loads `serialport`. @throws FailureError `device.driver` when it does not load here */
export function loadSerialport(platform: NodeJS.Platform = process.platform): SerialBinding {
  try {
    const { SerialPort }: typeof import('serialport') = createRequire(import.meta.url)('serialport');
    return {
      list: () => (platform === 'linux' ? listLinuxPorts() : SerialPort.list()),
      async open(path, baudRate) {
        const port = new SerialPort({ path, baudRate, dataBits: 8, parity: 'none', stopBits: 1, autoOpen: false });
        await new Promise<void>((opened, reject) => port.open((error) => (error === null ? opened() : reject(error))));
        return {
          onData: (hear) => void port.on('data', (bytes: Uint8Array) => hear(bytes)),
          onEnd: (hear) => void port.on('error', () => hear()).on('close', () => hear()),
          close: () => new Promise((closed) => (port.isOpen ? port.close(() => closed()) : closed())),
        };
      },
    };
  } catch (cause) {
    throw new FailureError(failure('device.driver'), cause);
  }
}

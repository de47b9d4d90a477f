import type { DeskDevice, DeviceCondition, DeviceKind } from '#contract/devices.ts';
import { describeFailure } from '#contract/wording/wording.ts';
import type { Desk } from '#main/compose.ts';
import { awaitDevices } from './await-devices.ts';
import { type Command, command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { noWords } from './options.ts';
import { jsonLine } from './output.ts';

const kinds: Readonly<Record<DeviceKind, string>> = {
  cardReader: 'Đầu đọc thẻ',
  barcodeScanner: 'Máy quét mã',
  camera: 'Máy ảnh',
  documentScanner: 'Máy quét giấy tờ',
  fingerprintScanner: 'Máy lấy vân tay',
  signaturePad: 'Bảng ký',
};

const ways: Readonly<Record<DeskDevice['via'], string>> = {
  pcsc: 'PC/SC',
  hid: 'USB',
  serial: 'cổng COM',
  keyboard: 'gõ như bàn phím',
  window: 'trong cửa sổ',
  file: 'tệp ảnh',
  demo: 'phần mềm mẫu',
};

const conditions: Readonly<Record<DeviceCondition['is'], string>> = {
  starting: 'đang mở',
  ready: 'sẵn sàng',
  off: 'chưa dùng',
  busy: 'đang làm việc',
  failed: 'không dùng được',
  away: 'đã chọn, chưa cắm',
};

/** What is wrong with a device and what to do about it; nulls where nothing is. */
function wordsOf({ condition }: DeskDevice): { readonly text: string | null; readonly remedy: string | null } {
  return condition.is === 'failed' ? describeFailure(condition.failure, 'vi') : { text: null, remedy: null };
}

function lineOf(device: DeskDevice): string {
  const { kind, name, via, simulated, condition, chosen } = device;
  const what = [kinds[kind], name === '' ? ways[via] : `${name} (${ways[via]})`].join(': ');
  const { text, remedy } = wordsOf(device);
  const why = text === null ? '' : `\n    ${text} ${remedy}`;
  return `${chosen ? '*' : ' '} ${what}${simulated ? ' [MẪU]' : ''}: ${conditions[condition.is]}${why}\n`;
}

/** A device that is used and does not work is what a script wants to know. */
const isTrouble = ({ chosen, condition }: DeskDevice) =>
  chosen && (condition.is === 'failed' || condition.is === 'away');

/** Cameras are found by the window, which is not there: nothing can be said of them. */
const seen = (desk: Desk) => desk.snapshot().devices.filter(({ kind }) => kind !== 'camera');

/** `devices` */
const devices: Command = command({
  name: 'devices',
  synopsis: '',
  does: 'các thiết bị, tình trạng và cách xử lý',
  options: [],
  understand: noWords,
  async run({ desk: open, json, output }) {
    const desk = await open({ withScanners: true });
    await awaitDevices(() => seen(desk), desk);
    const found = seen(desk);
    if (json) output.result(jsonLine({ devices: found.map((each) => ({ ...each, ...wordsOf(each) })) }));
    else {
      for (const each of found) output.result(lineOf(each));
      output.remark('* là thiết bị đang dùng của loại đó. Máy ảnh chỉ thấy được từ cửa sổ của bàn.\n');
    }
    return found.some(isTrouble) ? exitCode.failure : exitCode.done;
  },
});

export const devicesCommands: readonly Command[] = [devices];

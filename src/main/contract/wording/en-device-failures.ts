import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

type DeviceCode = Exclude<Extract<FailureCode, `device.${string}` | `scanner.${string}`>, 'device.stopped'>;

/** What may go wrong with the devices of the desk, in English. */
export const enDeviceFailures: Readonly<Record<DeviceCode, FailureWords>> = {
  'device.unknown': {
    text: () => 'The desk does not know this device.',
    remedy: 'Choose a device from the list; if it was just unplugged, plug it in again.',
  },
  'device.taken': {
    text: () => 'Another program holds the device.',
    remedy: 'Close the other program that uses this device, then look for devices again.',
  },
  'device.denied': {
    text: () => 'The system does not let the desk open this device.',
    remedy:
      'Ask support to give the account the right to it (on Linux: a udev rule for hidraw, the group dialout for serial ports), then plug the device in again.',
  },
  'device.gone': {
    text: () => 'The device was unplugged while it was at work.',
    remedy: 'Plug it in again, at another USB port if it goes away once more, and start over.',
  },
  'device.broken': {
    text: () => 'The device cannot be opened or has stopped answering.',
    remedy:
      'Unplug it, plug it in again and look for devices again. If that does not help, try another cable or USB port.',
  },
  'device.driver': {
    text: () => 'The part that talks to the device could not be loaded.',
    remedy: 'Run the set-up again (npm start) or call support.',
  },
  'device.cancelled': {
    text: () => 'Work with the device was stopped as asked.',
    remedy: 'Start it again when needed.',
  },
  'scanner.unreadable': {
    text: () => 'The scanner sends data that are not HID POS reports.',
    remedy: 'Set the scanner to USB-COM or keyboard mode with the code in its manual, then scan again.',
  },
};

import { expect, it } from 'vitest';
import { openFailure } from './open-failure.ts';

it.each([
  ['Error Resource temporarily unavailable Cannot lock port', 'linux', 'device.taken'],
  ["Failed to open a device with path '/dev/hidraw0': Permission denied", 'linux', 'device.denied'],
  ['Error: Permission denied, cannot open /dev/ttyACM0', 'linux', 'device.denied'],
  ['Error: No such file or directory, cannot open /dev/ttyACM0', 'linux', 'device.gone'],
  ['Opening COM3: Access denied', 'win32', 'device.taken'],
  ['Opening COM3: File not found', 'win32', 'device.gone'],
  ['cannot open device with path HID#VID', 'win32', 'device.taken'],
  ['cannot open device with path', 'darwin', 'device.broken'],
  ['something else', 'linux', 'device.broken'],
] as const)('%s (%s) is %s', (message, platform, code) => {
  expect(openFailure(new Error(message), platform).code).toBe(code);
  expect(openFailure(message, platform).code).toBe(code);
});

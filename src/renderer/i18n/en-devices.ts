import type { Labels } from './vi.ts';

/** English words for the device panel. */
export const enDevices: Labels['devices'] = {
  title: 'Devices',
  explain: 'Everything the desk works with, how it is, and what to do. What is chosen is remembered.',
  open: 'Open the device panel',
  trouble: (count) => `${count} devices need a look`,
  kinds: {
    cardReader: 'Card readers',
    barcodeScanner: 'Code scanners',
    camera: 'Cameras',
    documentScanner: 'Document scanners',
    fingerprintScanner: 'Fingerprint scanners',
    signaturePad: 'Signature pads',
  },
  ways: {
    pcsc: 'PC/SC',
    hid: 'USB HID',
    serial: 'serial port',
    keyboard: 'as a keyboard',
    window: 'of the window',
    file: 'from a file',
    demo: 'software',
  },
  conditions: {
    starting: 'starting',
    ready: 'ready',
    off: 'not in use',
    busy: 'at work',
    failed: 'cannot be used',
    away: 'unplugged',
  },
  simulated: 'SIMULATED',
  waiting: (count) => `${count} more waiting`,
  chosen: 'in use',
  choose: 'Use this one',
  cancel: 'Stop what it is doing',
  refresh: 'Look for devices again',
  none: 'None seen. It appears when it is plugged in.',
  later: 'Fingerprints come with a later version.',
  unnamedCamera: 'Camera of this computer',
  keyboardHint: 'A scanner that types like a keyboard: scan while the reading desk is open.',
};

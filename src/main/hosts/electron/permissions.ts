import type { Session } from 'electron';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
export type Permission = Parameters<RequestHandler>[1];

const cards = 'readers and cards are the device process’s affair, behind the contract';
const elsewhere = 'the desk shows people and reads cards; it has no use for it';
const outside = 'the window talks to its host and to nothing else';
const captureLater = 'granted to the window’s own camera capture once that exists, and to nothing before';

/** Every permission a page can ask of Electron, whether the desk's window has it, and why. Exhaustive by type: a new Electron adds lines here. */
export const permissions: Readonly<Record<Permission, { readonly granted: boolean; readonly why: string }>> = {
  'clipboard-sanitized-write': { granted: true, why: 'the officer copies a number or a support code' },
  'clipboard-read': { granted: false, why: 'paste works by the keyboard; the window does not read it by itself' },
  'deprecated-sync-clipboard-read': { granted: false, why: 'paste works by the keyboard' },
  media: { granted: false, why: captureLater },
  'display-capture': { granted: false, why: 'personal data on the screen must not be recorded' },
  'captured-surface-control': { granted: false, why: 'personal data on the screen must not be recorded' },
  'smart-card': { granted: false, why: cards },
  hid: { granted: false, why: cards },
  usb: { granted: false, why: cards },
  serial: { granted: false, why: cards },
  nfc: { granted: false, why: cards },
  'web-printing': { granted: false, why: 'printing goes through the host' },
  fileSystem: { granted: false, why: 'files go through the host; the file input needs no permission' },
  'persistent-storage': { granted: false, why: 'the window keeps nothing' },
  'storage-access': { granted: false, why: 'the window keeps nothing' },
  'top-level-storage-access': { granted: false, why: 'the window keeps nothing' },
  openExternal: { granted: false, why: outside },
  'local-network': { granted: false, why: outside },
  'local-network-access': { granted: false, why: outside },
  'loopback-network': { granted: false, why: outside },
  'background-fetch': { granted: false, why: outside },
  'background-sync': { granted: false, why: outside },
  'periodic-background-sync': { granted: false, why: outside },
  geolocation: { granted: false, why: elsewhere },
  'geolocation-approximate': { granted: false, why: elsewhere },
  'idle-detection': { granted: false, why: elsewhere },
  'local-fonts': { granted: false, why: 'fonts come with the window' },
  mediaKeySystem: { granted: false, why: elsewhere },
  midi: { granted: false, why: elsewhere },
  midiSysex: { granted: false, why: elsewhere },
  notifications: { granted: false, why: 'what matters stands on the desk; nothing of a person leaves the window' },
  'payment-handler': { granted: false, why: elsewhere },
  fullscreen: { granted: false, why: 'the desk stays a window among the officer’s other ones' },
  'automatic-fullscreen': { granted: false, why: 'the desk stays a window among the officer’s other ones' },
  pointerLock: { granted: false, why: elsewhere },
  keyboardLock: { granted: false, why: elsewhere },
  'screen-wake-lock': { granted: false, why: elsewhere },
  'system-wake-lock': { granted: false, why: elsewhere },
  sensors: { granted: false, why: elsewhere },
  'speaker-selection': { granted: false, why: elsewhere },
  ar: { granted: false, why: elsewhere },
  vr: { granted: false, why: elsewhere },
  'hand-tracking': { granted: false, why: elsewhere },
  'web-app-installation': { granted: false, why: elsewhere },
  'window-management': { granted: false, why: 'the host opens and places windows' },
  unknown: { granted: false, why: 'what has no name here has no reason' },
};

/** Answers by the table, for requests and for checks. */
export function isGranted(permission: string): boolean {
  return Object.hasOwn(permissions, permission) && permissions[permission as Permission].granted;
}

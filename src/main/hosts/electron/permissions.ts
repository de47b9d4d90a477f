import type { Session } from 'electron';
import { appOrigin } from './app-protocol.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
export type Permission = Parameters<RequestHandler>[1];

const cards = 'readers and cards are the device process’s affair, behind the contract';
const elsewhere = 'the desk shows people and reads cards; it has no use for it';
const outside = 'the window talks to its host and to nothing else';
const camera = 'portraits, codes and papers are photographed; the picture without sound, for the desk’s own page alone';

/** `camera`: only the picture of a camera, only for the main frame of the desk's own window. */
type Granted = boolean | 'camera';

/** Every permission a page can ask of Electron, whether the desk's window has it, and why. Exhaustive by type: a new Electron adds lines here. */
export const permissions: Readonly<Record<Permission, { readonly granted: Granted; readonly why: string }>> = {
  'clipboard-sanitized-write': { granted: true, why: 'the officer copies a number or a support code' },
  'clipboard-read': { granted: false, why: 'paste works by the keyboard; the window does not read it by itself' },
  'deprecated-sync-clipboard-read': { granted: false, why: 'paste works by the keyboard' },
  media: { granted: 'camera', why: camera },
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

/** Who asks for media, and for which. */
export type MediaAsked = {
  /** Whether the asking page is in the desk's own window. */
  readonly isOwn: boolean;
  readonly isMainFrame: boolean;
  readonly origin: string;
  readonly types: readonly string[];
};

/** Answers by the table, for requests and for checks; `asked` is what is known of a request for media. */
export function isGranted(permission: string, asked: MediaAsked | null = null): boolean {
  if (!Object.hasOwn(permissions, permission)) return false;
  const { granted } = permissions[permission as Permission];
  return granted === 'camera' ? asked !== null && isOwnCamera(asked) : granted;
}

function isOwnCamera({ isOwn, isMainFrame, origin, types }: MediaAsked): boolean {
  // Chromium writes the origin of a custom scheme with a slash at its end, or without.
  const isHere = isOwn && isMainFrame && origin.replace(/\/$/, '') === appOrigin;
  return isHere && types.length > 0 && types.every((type) => type === 'video');
}

import type { Session, WebContents } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { isGranted } from './permissions.ts';

/** Keeps a page where it is: no navigation, no new windows, no webviews; whoever opens it. */
export function confinePage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const)
    contents.on(event as 'will-navigate', (navigation) => navigation.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Closes a session to everything but the window's own files: permissions by the table, no devices, no downloads, no network. */
export function confineSession(session: Session): void {
  session.setPermissionRequestHandler((_, permission, callback) => callback(isGranted(permission)));
  session.setPermissionCheckHandler((_, permission) => isGranted(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_, callback) => callback(null));
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isOwn(url) }));
}

const inner = /^(blob:app:\/\/desk\/|data:image\/|devtools:\/\/)/;

function isOwn(url: string): boolean {
  return url.startsWith(`${appOrigin}/`) || inner.test(url);
}

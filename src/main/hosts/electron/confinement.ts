import type { MediaAccessPermissionRequest, Session, WebContents } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { isGranted } from './permissions.ts';

/** Keeps a page where it is: no navigation, no new windows, no webviews; whoever opens it. */
export function confinePage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const)
    contents.on(event as 'will-navigate', (navigation) => navigation.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/**
 * Closes a session to everything but the window's own files: permissions by the table, no devices, no downloads, no network.
 * `own` gives the desk's window once there is one.
 */
export function confineSession(session: Session, own: () => WebContents | null): void {
  const isOwnPage = (contents: WebContents | null) => contents !== null && contents === own();
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    const { isMainFrame } = details;
    const { mediaTypes: types = [], securityOrigin: origin = '' } = details as MediaAccessPermissionRequest;
    callback(isGranted(permission, { isOwn: isOwnPage(contents), isMainFrame, origin, types }));
  });
  session.setPermissionCheckHandler(
    (contents, permission, _, { isMainFrame, mediaType, securityOrigin: origin = '' }) =>
      isGranted(permission, {
        isOwn: isOwnPage(contents),
        isMainFrame,
        origin,
        types: mediaType === undefined ? [] : [mediaType],
      }),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_, callback) => callback(null));
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isOwn(url) }));
}

const inner = /^(blob:app:\/\/desk\/|data:image\/|devtools:\/\/)/;

function isOwn(url: string): boolean {
  return url.startsWith(`${appOrigin}/`) || inner.test(url);
}

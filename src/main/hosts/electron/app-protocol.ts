import type { Protocol } from 'electron';
import { contentSecurityPolicy, windowHeaders } from '#main/hosts/content-security.ts';
import type { WindowFiles } from '#main/hosts/window-files.ts';

/** Origin and address of the window: its own scheme, so that no file:// page and no web page is same-origin with it. */
export const appScheme = 'app';
export const appOrigin = `${appScheme}://desk`;
export const appAddress = `${appOrigin}/`;

/** A standard, secure scheme without privileges over CSP; must be said before Electron is ready. */
export function declareAppScheme(protocol: Protocol): void {
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/** Serves the built window from memory under the scheme, with the same headers as the web host. */
export function serveWindow(protocol: Protocol, files: WindowFiles): void {
  const headers = windowHeaders(contentSecurityPolicy({ channel: null }));
  protocol.handle(appScheme, ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === 'desk' && method === 'GET' ? files.get(pathname) : undefined;
    if (!file) return new Response(null, { status: 404, headers });
    return new Response(file.bytes, { headers: { ...headers, 'Content-Type': file.type } });
  });
}

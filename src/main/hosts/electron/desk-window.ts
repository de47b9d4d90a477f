import type { BrowserWindowConstructorOptions, Session } from 'electron';

export type WindowSecurity = {
  readonly preload: string;
  readonly session: Session;
  /** Proves to the host that a port comes from this window's preload. */
  readonly token: string;
  readonly production: boolean;
};

/** Name of the argument that carries the token to the sandboxed preload. */
export const tokenArgument = '--desk-token=';

/** The window: every safe default said aloud, so that a test can hold it. */
export function windowOptions({
  preload,
  session,
  token,
  production,
}: WindowSecurity): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    title: 'Trực Ban',
    webPreferences: {
      preload,
      session,
      additionalArguments: [`${tokenArgument}${token}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The dictionaries would be fetched from a server, and names are no spelling mistakes.
      spellcheck: false,
      devTools: !production,
    },
  };
}

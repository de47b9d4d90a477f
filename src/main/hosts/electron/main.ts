import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  session,
  utilityProcess,
  type WebContents,
} from 'electron';
import { standardOutput } from '#main/cli/output.ts';
import { runInTerminal } from '#main/cli/run-in-terminal.ts';
import { type ComposeOptions, compose } from '#main/compose.ts';
import { incidentLog } from '#main/hosts/incidents.ts';
import { type Pages, servePages } from '#main/hosts/pages.ts';
import { loadWindowFiles } from '#main/hosts/window-files.ts';
import { threadHandle } from '#workers/thread-port.ts';
import { admitPort, deskChannel } from './admit-port.ts';
import { appAddress, declareAppScheme, serveWindow } from './app-protocol.ts';
import { confinePage, confineSession } from './confinement.ts';
import { windowOptions } from './desk-window.ts';
import { electronKeyStore } from './key-store.ts';
import { pickPeopleFile } from './pick-file.ts';
import { profileOf } from './profile.ts';
import { protectWindow, type ShownDesk } from './protect-window.ts';
import { terminalArguments } from './terminal-arguments.ts';
import { utilitySpawn } from './utility-spawn.ts';

/** The bundle's folders, as electron.vite.config.ts lays them out. */
const entries = import.meta.dirname;
const preload = join(entries, '../preload/index.cjs');
const windowFolder = join(entries, '../web');

const report = incidentLog((line) => void process.stderr.write(line));
const profile = profileOf({ packaged: app.isPackaged, args: process.argv.slice(1) });

app.enableSandbox();
declareAppScheme(protocol);
app.on('web-contents-created', (_, contents) => confinePage(contents));

const options: ComposeOptions = {
  profile,
  host: 'electron',
  report,
  spawn: utilitySpawn(utilityProcess.fork, entries),
  startThread: (entry) => threadHandle(new Worker(join(entries, `${entry}.js`))),
  keyStore: electronKeyStore(safeStorage),
  pickFile: pickPeopleFile(dialog),
};

const terminal = terminalArguments({ packaged: app.isPackaged, argv: process.argv });
if (terminal !== null) void app.whenReady().then(() => runCommand(terminal));
else if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(open);

/** `truc-ban desk <command>`: the same services from a terminal, without a window. */
async function runCommand(args: readonly string[]): Promise<void> {
  app.exit(await runInTerminal({ args, output: standardOutput, desk: options }));
}

async function open(): Promise<void> {
  Menu.setApplicationMenu(null);
  const desk = await compose(options);
  const pages = servePages(desk, report);
  const window = await openWindow(pages, desk);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  await once(app, 'window-all-closed');
  pages.close();
  await desk.close();
  app.quit();
}

async function openWindow(pages: Pages, desk: ShownDesk): Promise<BrowserWindow> {
  let own: WebContents | null = null;
  // In memory: the window leaves nothing of a person on the disk.
  const confined = session.fromPartition('desk', { cache: false });
  confineSession(confined, () => own);
  serveWindow(confined.protocol, loadWindowFiles(windowFolder));
  const token = randomBytes(32).toString('base64url');
  const production = profile === 'production';
  const window = new BrowserWindow(windowOptions({ preload, session: confined, token, production }));
  own = window.webContents;
  protectWindow(window, desk, production);
  ipcMain.on(deskChannel, (event, given: unknown) => {
    const port = admitPort(event, given, { contents: window.webContents, token });
    if (port) pages.open(port);
  });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(appAddress);
  return window;
}

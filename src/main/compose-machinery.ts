import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DeskState } from '#contract/desk.ts';
import type { Report } from '#contract/rpc.ts';
import type { BarcodeScanners } from '#ports/barcode-scanner.ts';
import type { Clock } from '#ports/environment.ts';
import type { KeyStore } from '#ports/key-store.ts';
import { createLog } from '#services/log.ts';
import { homeFolder } from '#store/home.ts';
import { openProfileFolder } from '#store/profile-folder.ts';
import { type DeviceLink, linkDevice } from '#workers/device-link.ts';
import { linkFaceEngine } from '#workers/face-link.ts';
import { linkImaging } from '#workers/imaging-link.ts';
import { linkPrintReader } from '#workers/ocr-link.ts';
import { forkProcess, type SpawnProcess } from '#workers/process-port.ts';
import { linkScanners } from '#workers/scanner-link.ts';
import { type StartThread, startThread } from '#workers/thread-port.ts';
import { linkVerifier } from '#workers/verifier-link.ts';
import { linkVision } from '#workers/vision-link.ts';

export type ComposeOptions = {
  readonly profile: DeskState['profile']['kind'];
  readonly host: DeskState['profile']['host'];
  /** Folder of all profiles; by default `TRUC_BAN_HOME`, or where the operating system keeps such things. */
  readonly home?: string;
  readonly clock?: Clock;
  readonly spawn?: SpawnProcess;
  readonly startThread?: StartThread;
  readonly report?: Report;
  /** Finds the program that shows the window, for `doctor`. */
  readonly findBrowser?: () => string | null;
  /** The host's own file picker; null where it has none or nothing was picked. */
  readonly pickFile?: () => Promise<string | null>;
  /** Where the operating system keeps secrets, on hosts that can reach it. */
  readonly keyStore?: KeyStore;
  /** For the terminal: cards open no reading by themselves, and the desk is there only once its files are open, or are not. */
  readonly unattended?: boolean;
  /** Whether scanners of codes are looked for; by default where somebody sits at the desk. */
  readonly withScanners?: boolean;
  /** Whether the demo's ward is full of made-up people; it is unless this says no. */
  readonly demoPeople?: boolean;
  /** Whether the demo has an upstream of its own on this machine; by default where somebody sits at the desk. */
  readonly demoUpstream?: boolean;
};

const systemClock: Clock = { now: () => new Date() };

const supervision = { backOff: { firstMs: 200, mostMs: 5000 }, silenceMs: 4000 } as const;

/** What services run on: processes, threads, the profile's folder and its log. */
export type Machinery = Awaited<ReturnType<typeof startMachinery>>;

/** Starts the processes and threads, and opens the log. */
export async function startMachinery({ profile, clock = systemClock, ...options }: ComposeOptions) {
  const { spawn = forkProcess, startThread: thread = startThread } = options;
  const folder = join(options.home ?? homeFolder(), profile);
  const store = openProfileFolder(folder);
  const log = createLog(store.appendLog, clock);
  const report: Report = (incident) => {
    const id = options.report?.(incident) ?? randomBytes(3).toString('hex');
    log.note('incident.happened', { incident: id, where: incident.where });
    return id;
  };
  const verifier = linkVerifier(() => thread('verify'));
  const imaging = linkImaging(() => thread('image'));
  const vision = linkVision(() => thread('vision'));
  const faces = linkFaceEngine(() => thread('face'));
  const print = linkPrintReader(() => thread('ocr'));
  const pcsc = linkDevice({ id: 'pcsc', spawn: () => spawn('pcsc-device'), ...supervision });
  const demo =
    profile === 'demo'
      ? await openDemo({ spawn, folder, withUpstream: options.demoUpstream ?? !options.unattended })
      : null;
  const devices: readonly DeviceLink[] = demo === null ? [pcsc] : [pcsc, demo.device];
  const scanners = startScanners({ spawn, wanted: options.withScanners ?? !options.unattended, demo });
  const engines = { vision, faces, print };
  const closed = [...devices, ...scanners, verifier, imaging, vision, faces, print];
  const made = demo?.upstream ? [demo.upstream] : [];
  const stop = async () => void (await Promise.all([...closed, ...made].map((part) => part.close())));
  return { clock, folder, store, log, report, thread, verifier, imaging, engines, demo, devices, scanners, stop };
}

type Scanning = {
  readonly spawn: SpawnProcess;
  readonly wanted: boolean;
  readonly demo: { readonly scanners: BarcodeScanners } | null;
};

/** Nobody scans at a terminal: its process is not even started there. The demo's scanner is software. */
function startScanners({ spawn, wanted, demo }: Scanning): readonly BarcodeScanners[] {
  const usb = wanted ? [linkScanners({ id: 'usb', spawn: () => spawn('scanner-device'), ...supervision })] : [];
  return demo === null ? usb : [...usb, demo.scanners];
}

type DemoParts = { readonly spawn: SpawnProcess; readonly folder: string; readonly withUpstream: boolean };

/** What is made up is loaded only here: a build for duty leaves it out. */
async function openDemo({ spawn, folder, withUpstream }: DemoParts) {
  const device = linkDevice({ id: 'demo', spawn: () => spawn('demo-device'), ...supervision });
  const { demoDesk } = await import('#main/demo/demo-desk.ts');
  const { startDemoUpstream } = await import('#main/demo/demo-upstream.ts');
  const upstream = withUpstream ? startDemoUpstream({ spawn, folder: join(folder, 'upstream') }) : null;
  return { device, upstream, ...demoDesk(device, upstream) };
}

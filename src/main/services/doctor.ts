import type { Diagnosis, Settings } from '#contract/desk.ts';
import { type Failure, FailureError } from '#contract/failures.ts';
import type { Vault } from '#contract/profile.ts';
import type { RegistryState } from '#contract/registry.ts';
import type { StoredBackup } from '#contract/store.ts';
import { describeFailure } from '#contract/wording/wording.ts';
import type { CardDevice } from '#ports/card-device.ts';
import type { Clock } from '#ports/environment.ts';
import type { ProfileStore } from '#ports/profile-store.ts';
import type { TrustDesk } from './trust-desk.ts';

/** What the doctor looks at. */
export type DoctorParts = {
  readonly nodeVersion: string;
  readonly store: ProfileStore;
  readonly devices: readonly CardDevice[];
  readonly trust: TrustDesk;
  readonly clock: Clock;
  readonly vault: () => Vault;
  readonly registry: () => RegistryState;
  /** Newest first. */
  readonly backups: () => readonly StoredBackup[];
  /** Finds the program that shows the window; absent where the window is built in. */
  readonly findBrowser: (() => string | null) | null;
  readonly language: () => Settings['language'];
};

type Language = Settings['language'];
type Words = Readonly<Record<Language, string>>;

const words = {
  oldNode: {
    vi: 'Cài Node.js 24 trở lên rồi chạy lại npm start.',
    en: 'Install Node.js 24 or newer, then run npm start.',
  },
  lowDisk: { vi: 'Dọn bớt ổ đĩa: cần ít nhất 500 MB trống.', en: 'Free some space: at least 500 MB are needed.' },
  noAnchors: {
    vi: 'Nhập chứng thư gốc (CSCA) ở mục Dữ liệu tin cậy.',
    en: 'Import the CSCA certificates on the trust screen.',
  },
  noBrowser: { vi: 'Cài Chromium: apt-get install chromium.', en: 'Install Chromium: apt-get install chromium.' },
  clock: { vi: 'Chỉnh lại ngày giờ của máy.', en: 'Set the date and time of this computer.' },
  closed: { vi: 'chưa mở: chờ cán bộ đăng nhập', en: 'closed until an officer signs in' },
  opening: { vi: 'đang mở', en: 'opening' },
  open: { vi: 'đang mở, dùng được', en: 'open and in use' },
  empty: { vi: 'chưa có dữ liệu người dân', en: 'no population data yet' },
  importPeople: {
    vi: 'Chỉ huy nhập dữ liệu ở mục Quản trị → Dữ liệu dân cư.',
    en: 'A commander imports data under Administration → Population data.',
  },
  noBackup: { vi: 'chưa có bản sao lưu nào', en: 'no backup yet' },
  makeBackup: {
    vi: 'Để bàn trực mở thêm vài phút cho nó tự sao lưu, hoặc quản trị bấm “Sao lưu ngay”.',
    en: 'Leave the desk open for a few minutes so that it backs up by itself, or let an administrator back up now.',
  },
  notStarted: { vi: 'đang khởi động', en: 'starting' },
  builtIn: { vi: 'có sẵn trong chương trình', en: 'built in' },
} as const satisfies Record<string, Words>;

/** Bytes that must be free for a shift's work. */
const enoughBytes = 500_000_000;
const oldestNode = 24;

/** A backup is made on every day the desk is used; after a week without one something keeps it from being made. */
const backupEveryMs = 7 * 24 * 60 * 60_000;

/** A clock before the program was written is wrong for certain. */
const earliest = Date.UTC(2026, 0, 1);

/** Looks at everything the desk needs, and says what to do about each thing that is not well. */
export async function diagnose(parts: DoctorParts): Promise<Diagnosis[]> {
  return [
    lookAtNode(parts),
    ...(await lookAtProfile(parts)),
    lookAtVault(parts),
    ...lookAtPeople(parts),
    ...lookAtBackups(parts),
    ...lookAtReaders(parts),
    lookAtTrust(parts),
    lookAtBrowser(parts),
    lookAtClock(parts),
  ];
}

function good(item: Diagnosis['item'], detail: string): Diagnosis {
  return { item, state: 'good', detail, remedy: null };
}

function ailing(item: Diagnosis['item'], failure: Failure, { language }: DoctorParts): Diagnosis {
  const { text, remedy } = describeFailure(failure, language());
  return { item, state: failure.code === 'reader.none' ? 'attention' : 'bad', detail: text, remedy };
}

function lookAtNode({ nodeVersion, language }: DoctorParts): Diagnosis {
  const major = Number.parseInt(nodeVersion.replace(/^v/, ''), 10);
  if (major >= oldestNode) return good('node', nodeVersion);
  return { item: 'node', state: 'bad', detail: nodeVersion, remedy: words.oldNode[language()] };
}

async function lookAtProfile(parts: DoctorParts): Promise<readonly Diagnosis[]> {
  const { store, language } = parts;
  try {
    const { freeBytes } = await store.probe();
    const detail = `${(freeBytes / 1e9).toFixed(1)} GB`;
    const remedy = words.lowDisk[language()];
    const disk: Diagnosis =
      freeBytes >= enoughBytes ? good('disk', detail) : { item: 'disk', state: 'attention', detail, remedy };
    return [good('profile', store.place), disk];
  } catch (error) {
    if (error instanceof FailureError) return [ailing('profile', error.failure, parts)];
    throw error;
  }
}

function lookAtVault(parts: DoctorParts): Diagnosis {
  const vault = parts.vault();
  if (vault.state === 'failed') return ailing('vault', vault.failure, parts);
  return good('vault', words[vault.state][parts.language()]);
}

/** Nothing is known of the people before the vault is open. */
function lookAtPeople(parts: DoctorParts): readonly Diagnosis[] {
  const { vault, registry, language } = parts;
  if (vault().state !== 'open') return [];
  const { state, people, failure } = registry();
  if (failure !== null) return [ailing('files', failure, parts)];
  if (state !== 'empty') return [good('files', people.toLocaleString(locales[language()]))];
  const [detail, remedy] = [words.empty[language()], words.importPeople[language()]];
  return [{ item: 'files', state: 'attention', detail, remedy }];
}

/** A profile that nobody has begun has nothing to back up. */
function lookAtBackups({ vault, backups, clock, language }: DoctorParts): readonly Diagnosis[] {
  const [newest] = backups();
  if (newest === undefined && vault().state === 'closed') return [];
  const remedy = words.makeBackup[language()];
  if (newest === undefined)
    return [{ item: 'backups', state: 'attention', detail: words.noBackup[language()], remedy }];
  const madeAt = new Date(newest.madeAt);
  const detail = shownMoment(madeAt, language());
  if (clock.now().getTime() - madeAt.getTime() < backupEveryMs) return [good('backups', detail)];
  return [{ item: 'backups', state: 'attention', detail, remedy }];
}

function lookAtReaders(parts: DoctorParts): readonly Diagnosis[] {
  const { devices, language } = parts;
  const pcsc = devices.find(({ id }) => id === 'pcsc');
  const names = devices.flatMap((device) => device.readers().map(({ name }) => name));
  const readers =
    names.length > 0
      ? good('readers', names.join(', '))
      : ailing('readers', { code: 'reader.none', retryable: true, params: {} }, parts);
  if (pcsc === undefined) return [readers];
  const state = pcsc.state();
  if (state.state === 'running') return [good('pcscAddon', 'pcsclite'), good('pcscService', 'PC/SC'), readers];
  if (state.state === 'starting') {
    return [{ item: 'pcscService', state: 'attention', detail: words.notStarted[language()], remedy: null }, readers];
  }
  const { failure } = state;
  if (failure.code === 'reader.driver' || failure.code === 'device.stopped') {
    return [ailing('pcscAddon', failure, parts), readers];
  }
  return [good('pcscAddon', 'pcsclite'), ailing('pcscService', failure, parts), readers];
}

function lookAtTrust(parts: DoctorParts): Diagnosis {
  const { trust, language } = parts;
  const damage = trust.damage();
  if (damage !== null) return ailing('trust', damage.failure, parts);
  const { anchors, countries, newestImport } = trust.summary();
  const imported = newestImport === null ? '—' : shownMoment(new Date(newestImport), language());
  const detail = `CSCA: ${anchors} (${countries}), ${imported}`;
  if (anchors > 0) return good('trust', detail);
  return { item: 'trust', state: 'attention', detail, remedy: words.noAnchors[language()] };
}

function lookAtBrowser({ findBrowser, language }: DoctorParts): Diagnosis {
  if (findBrowser === null) return good('chromium', words.builtIn[language()]);
  const found = findBrowser();
  if (found !== null) return good('chromium', found);
  return { item: 'chromium', state: 'attention', detail: '—', remedy: words.noBrowser[language()] };
}

function lookAtClock({ clock, trust, language }: DoctorParts): Diagnosis {
  const now = clock.now();
  const { newestImport } = trust.summary();
  const latest = Math.max(earliest, newestImport === null ? 0 : Date.parse(newestImport));
  const detail = shownMoment(now, language());
  if (now.getTime() >= latest) return good('clock', detail);
  return { item: 'clock', state: 'bad', detail, remedy: words.clock[language()] };
}

const locales = { vi: 'vi-VN', en: 'en-GB' } as const;

/** A moment as the clock on the wall shows it. */
function shownMoment(moment: Date, language: Language): string {
  return moment.toLocaleString(locales[language], {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Asia/Ho_Chi_Minh',
  });
}

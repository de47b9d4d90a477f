// `npm run bench -- chip`: what a read costs in commands, bytes and our own CPU, what that means on the air, and how long
// the verdict and a master list take. The card answers at once; the link is a model: 12 ms for each exchange, nine bits a byte.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { AccessKey, Evidence, FileName } from '#contract/evidence.ts';
import { readChip } from '#domain/chip/read.ts';
import { verifyEvidence } from '#domain/chip/verify.ts';
import { generateKeyPair } from '#domain/crypto/ecdh.ts';
import { importTrust } from '#domain/trust/import-trust.ts';
import { createTrust, type StoredAnchor, type Trust } from '#domain/trust/trust.ts';
import { cardholder } from '#fixtures/people/people.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import { createCard } from '#fixtures/virtual-card/card.ts';
import { exchangeMs } from '#fixtures/virtual-card/link-model.ts';
import { type CardContents, personalise } from '#fixtures/virtual-card/personalise.ts';
import { syntheticCccd } from '#fixtures/virtual-card/synthetic-cccd.ts';

const ROUNDS = 7;
const now = new Date('2026-11-22T13:41:00Z');
const random = (length: number) => new Uint8Array(randomBytes(length));
const curve = 'brainpoolP256r1' as const;
const short = { maxCommand: 261, maxResponse: 258 };
const extended = { maxCommand: null, maxResponse: null };
const links = [106, 424].map((kbitPerSecond) => ({ kbitPerSecond, msPerApdu: 12 }));

type Case = {
  readonly name: string;
  readonly contents: CardContents;
  readonly limits: { readonly maxCommand: number | null; readonly maxResponse: number | null };
  readonly by: 'can' | 'mrz';
};

/** One exchange: bytes both ways, and our own CPU time spent before it. */
type Exchange = { readonly up: number; readonly down: number };
type Run = {
  readonly evidence: Evidence;
  readonly exchanges: readonly Exchange[];
  /** Exchanges and own milliseconds until the identity was proved, and until the end. */
  readonly identity: { readonly exchanges: number; readonly ms: number };
  readonly ownMs: number;
  readonly verdictMs: number;
};

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const row = (...cells: readonly (string | number)[]) =>
  process.stdout.write(
    `${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(50) : String(cell).padStart(11))).join('')}\n`,
  );
const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

function pkiAnchors(): StoredAnchor[] {
  return testPki().anchors.map((der) => ({
    der,
    origin: 'bench',
    vouchedBy: { by: 'demo' as const },
    importedAt: now.toISOString(),
  }));
}

const identityFiles: readonly FileName[] = ['EF.SOD', 'DG1', 'DG13'];

async function readOnce({ contents, limits, by }: Case, trust: Trust): Promise<Run> {
  const card = createCard(contents);
  const exchanges: Exchange[] = [];
  let cardMs = 0;
  const transmit = async (command: Uint8Array) => {
    const began = performance.now();
    const answer = await card.transmit(command);
    cardMs += performance.now() - began;
    exchanges.push({ up: command.length, down: answer.length });
    return answer;
  };
  card.powerOn();
  const accessKey: AccessKey =
    by === 'can' ? { kind: 'can', can: contents.can } : { kind: 'mrz', mrz: contents.mrz.join('\n') };
  // Made while no card is there, so it is not part of the read.
  const preparedKeyPair = { curve, keyPair: generateKeyPair(curve, random) };
  const files = new Map<FileName, Uint8Array>();
  let identity = { exchanges: 0, ms: 0 };
  const began = performance.now();
  const onFile = (name: FileName, bytes: Uint8Array) => {
    files.set(name, bytes);
    if (identity.exchanges > 0 || !identityFiles.every((each) => files.has(each))) return;
    const partial = { ...emptyEvidence, files: [...files].map(([file, content]) => ({ name: file, bytes: content })) };
    verifyEvidence({ evidence: partial, trust, now, partial: true, recorded: false });
    identity = { exchanges: exchanges.length, ms: performance.now() - began - cardMs };
  };
  const signal = new AbortController().signal;
  const transport = { limits, transmit, reset: async () => card.reset() };
  const evidence = await readChip({
    transport,
    accessKey,
    random,
    readAt: now.toISOString(),
    signal,
    onFile,
    preparedKeyPair,
  });
  const ownMs = performance.now() - began - cardMs;
  const last = performance.now();
  const verdict = verifyEvidence({ evidence, trust, now, partial: false, recorded: false });
  if (evidence.failure !== null) throw new Error(`the read failed: ${evidence.failure.code}`);
  if (verdict.verdict === 'notGenuine') throw new Error('a genuine card was disproved');
  return { evidence, exchanges, identity, ownMs, verdictMs: performance.now() - last };
}

const emptyEvidence: Evidence = {
  version: 1,
  readAt: now.toISOString(),
  files: [],
  gaps: [],
  access: null,
  chipAuthentication: { state: 'notDone' },
  activeAuthentication: { state: 'notDone' },
  failure: null,
};

const airMs = (exchanges: readonly Exchange[], link: (typeof links)[number]) =>
  exchanges.reduce((sum, { up, down }) => sum + exchangeMs(link, up + down), 0);

/**
 * The least bytes a read of the same files needs at the same chunk size: the exchanges that open the chip and prove it as
 * they were, and each file in whole chunks with one protected READ BINARY each.
 */
function leastBytes(run: Run, readsBegin: (exchange: Exchange) => boolean): { actual: number; least: number } {
  const reads = run.exchanges.filter(readsBegin);
  const actual = reads.reduce((sum, { up, down }) => sum + up + down, 0);
  const largest = reads.reduce((most, { down }) => Math.max(most, down), 0);
  const chunk = chunkOf(largest);
  const perChunk = Math.min(...reads.filter(({ down }) => down === largest).map(({ up, down }) => up + down)) - chunk;
  const sizes = run.evidence.files
    .filter(({ name }) => !['EF.CardAccess', 'EF.ATR/INFO'].includes(name))
    .map(({ bytes }) => bytes.length);
  const least = sizes.reduce((sum, size) => sum + size + Math.ceil(size / chunk) * perChunk, 0);
  return { actual, least };
}

/** Plain bytes inside a protected answer of this length: without status, MAC, status object, header and padding. */
function chunkOf(answer: number): number {
  const object = answer - 2 - 10 - 4;
  const header = object > 0x101 + 3 ? 4 : object > 0x82 ? 3 : 2;
  return object - header - 1 - 1;
}

async function benchReads(cases: readonly Case[], trust: Trust): Promise<void> {
  row('đọc một thẻ', 'APDU', 'byte đi', 'byte về', 'byte/ít nhất', 'CPU', 'kết luận');
  const runs: { name: string; best: Run }[] = [];
  for (const each of cases) {
    const all: Run[] = [];
    for (let round = 0; round < ROUNDS; round++) all.push(await readOnce(each, trust));
    const [first] = all;
    if (!first) continue;
    const up = first.exchanges.reduce((sum, exchange) => sum + exchange.up, 0);
    const down = first.exchanges.reduce((sum, exchange) => sum + exchange.down, 0);
    const cpu = middle(all.map((run) => run.ownMs));
    const best = {
      ...first,
      ownMs: cpu,
      identity: { ...first.identity, ms: middle(all.map((run) => run.identity.ms)) },
    };
    const { actual, least } = leastBytes(first, ({ down: answer }) => answer > 60);
    row(
      each.name,
      first.exchanges.length,
      up,
      down,
      (actual / least).toFixed(3),
      ms(cpu),
      ms(middle(all.map((run) => run.verdictMs))),
    );
    runs.push({ name: each.name, best });
  }
  process.stdout.write('\n');
  row('trên không, 12 ms mỗi lệnh', 'kbit/s', 'nhân thân', 'cả thẻ', 'tỷ lệ', 'CPU/cả thẻ');
  for (const { name, best } of runs) {
    for (const link of links) {
      const identity = airMs(best.exchanges.slice(0, best.identity.exchanges), link) + best.identity.ms;
      const whole = airMs(best.exchanges, link) + best.ownMs;
      row(
        name,
        link.kbitPerSecond,
        ms(identity),
        ms(whole),
        (identity / whole).toFixed(2),
        (best.ownMs / whole).toFixed(3),
      );
    }
  }
}

async function benchMasterList(): Promise<void> {
  const folder = new URL('../../shared/data/masterlist/', import.meta.url);
  if (!existsSync(folder)) {
    process.stdout.write('\ndanh sách gốc: bỏ qua, không có bộ dữ liệu chung bên cạnh\n');
    return;
  }
  const files = readdirSync(folder).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(new URL(name, folder))),
  }));
  const began = performance.now();
  const { accepted, refused } = await importTrust({ files, trust: createTrust([]), now });
  const took = performance.now() - began;
  process.stdout.write(`\nnhập danh sách gốc: ${ms(took)}, nhận ${accepted.length}, từ chối ${refused.length}\n`);
}

const pki = testPki();
const trust = createTrust(pkiAnchors());
const person = cardholder('F01');
const without = { pki, chip: null, active: null } as const;
const cases: readonly Case[] = [
  { name: 'CCCD 6,8 KB, CAN, ngắn (1 lệnh COM, 1 lệnh AA)', contents: syntheticCccd(), limits: short, by: 'can' },
  { name: 'CCCD 6,8 KB, CAN, dài (1 lệnh COM, 1 lệnh AA)', contents: syntheticCccd(), limits: extended, by: 'can' },
  { name: 'F01 ảnh 15 KB, CAN, ngắn, không CA/AA', contents: personalise(person, without), limits: short, by: 'can' },
  { name: 'F01 ảnh 15 KB, CAN, ngắn, CA + AA', contents: personalise(person, { pki }), limits: short, by: 'can' },
  { name: 'F01 ảnh 15 KB, CAN, dài, CA + AA', contents: personalise(person, { pki }), limits: extended, by: 'can' },
  {
    name: 'F01 ảnh 15 KB, MRZ (BAC), ngắn, CA + AA',
    contents: { ...personalise(person, { pki }), pace: null },
    limits: short,
    by: 'mrz',
  },
];
await benchReads(cases, trust);
await benchMasterList();

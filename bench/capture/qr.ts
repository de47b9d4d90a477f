// QR codes on drawn cards, from clean to hardly readable: how many are read right, byte for byte, by the desk's finder, by one look
// of the same reader, and by jsQR; and how long each takes.
import jsQrModule from 'jsqr';
import { readBarcodes } from 'zxing-wasm/reader';
import type { Pixels } from '#contract/pixels.ts';
import { recogniseBytes } from '#domain/scan/recognise-scan.ts';
import { blank, noisy } from '#fixtures/make/degrade.ts';
import { dice } from '#fixtures/make/dice.ts';
import { type QrPicture, type QrTier, qrPicture, qrTiers } from '#fixtures/make/qr-images.ts';
import { imageData } from '#workers/vision/codec.ts';
import { createCodeFinder } from '#workers/vision/codes.ts';

type Read = (pixels: Pixels) => Promise<Uint8Array | null>;
type Row = { right: number; wrong: number; readonly ms: number[]; cpuMs: number };

/** The way of the package to be imported differs between Node and types. */
const jsQr = (
  typeof jsQrModule === 'function' ? jsQrModule : Object(jsQrModule).default
) as typeof import('jsqr').default;

/** Prints the table; `count` pictures of each tier. */
export async function runQr({ count = 12 }: { readonly count?: number } = {}): Promise<void> {
  const began = performance.now();
  const finder = await createCodeFinder();
  const loadedMs = performance.now() - began;
  const readers: Readonly<Record<string, Read>> = {
    bàn: async (pixels) => (await finder.find(pixels))[0]?.bytes ?? null,
    'zxing, một lượt': async (pixels) => {
      const [code] = await readBarcodes(imageData(pixels), { formats: ['QRCode'], tryHarder: true });
      return code?.isValid ? code.bytes : null;
    },
    jsQR: async (pixels) => {
      const found = jsQr(imageData(pixels).data, pixels.width, pixels.height);
      return found === null ? null : Uint8Array.from(found.binaryData);
    },
  };
  process.stdout.write(`\nQR: ${count} ảnh 640×480 mỗi mức; đúng/sai theo từng byte, ms trung vị (CPU trung bình)\n`);
  process.stdout.write(`nạp bộ đọc: ${loadedMs.toFixed(0)} ms\n`);
  process.stdout.write(
    `${'mức'.padEnd(13)}${Object.keys(readers)
      .map((name) => name.padEnd(29))
      .join('')}\n`,
  );
  // What is compiled when it is first used belongs to nobody's figure.
  for (const read of Object.values(readers)) await read((await qrPicture('clean', 9999)).pixels);
  for (const tier of Object.keys(qrTiers) as readonly QrTier[]) {
    const shots = await Promise.all(Array.from({ length: count }, (_, place) => qrPicture(tier, place)));
    const rows = [];
    for (const read of Object.values(readers)) rows.push(await measured(read, shots));
    process.stdout.write(`${tier.padEnd(13)}${rows.map(shown).join('')}\n`);
  }
  await printEmpty(readers);
}

async function printEmpty(readers: Readonly<Record<string, Read>>): Promise<void> {
  const empty = Array.from({ length: 6 }, (_, place) => ({
    pixels: noisy(blank({ width: 640, height: 480 }, 1, 120), 6, dice(5, place)),
    payload: '',
  }));
  const rows = [];
  for (const read of Object.values(readers)) rows.push(await measured(read, empty));
  process.stdout.write(`${'không có mã'.padEnd(13)}${rows.map(shown).join('')}\n`);
}

async function measured(read: Read, shots: readonly QrPicture[]): Promise<Row> {
  const row: Row = { right: 0, wrong: 0, ms: [], cpuMs: 0 };
  for (const { pixels, payload } of shots) {
    const before = process.cpuUsage();
    const began = performance.now();
    const bytes = await read(pixels);
    row.ms.push(performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    row.cpuMs += (user + system) / 1000 / shots.length;
    if (bytes === null) continue;
    const scan = recogniseBytes(bytes);
    if (scan.is === 'card2021' && scan.text === payload) row.right += 1;
    else row.wrong += 1;
  }
  return row;
}

function shown({ right, wrong, ms, cpuMs }: Row): string {
  const median = [...ms].sort((a, b) => a - b)[Math.floor(ms.length / 2)] ?? 0;
  return `${right}/${ms.length} đúng, ${wrong} sai, ${median.toFixed(0)} (${cpuMs.toFixed(0)})`.padEnd(29);
}

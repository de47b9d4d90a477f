// Figures of faces: how descriptors of one person and of two lie apart at the thresholds of `domain/face/bands.ts`, and what each
// stage of a look takes on one thread. The photographs are the samples of an npm package (`@vladmandic/face-api`, development
// only): 22 faces of six photographs, mostly of young women, so the figures show that the way from picture to score is right and
// say little about rates of errors. Nothing of them is kept. Called by `npm run bench -- capture`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js';
import type { FaceBox } from '#contract/face.ts';
import type { Pixels } from '#contract/pixels.ts';
import { compareFaces, faceThresholds } from '#domain/face/bands.ts';
import { portraitGuidance } from '#domain/face/guidance.ts';
import { preChecks } from '#domain/face/pre-checks.ts';
import { rectangleMap } from '#domain/image/affine.ts';
import { picture, sample } from '#domain/image/sample.ts';
import { blurred, lit, noisy } from '#fixtures/make/degrade.ts';
import { type Dice, dice } from '#fixtures/make/dice.ts';
import { renderHead } from '#fixtures/make/head.ts';
import { makeUpHead } from '#fixtures/make/head-person.ts';
import { jpegged } from '#fixtures/make/jpeg.ts';
import { createFaceEngine } from '#workers/face/engine.ts';
import { modelFolder } from '#workers/face/model-files.ts';
import { type Networks, openNetworks } from '#workers/face/networks.ts';
import { detectFaces, findClosed, findDescriptor, findLandmarks, findPose } from '#workers/face/see.ts';
import { linkFaceEngine } from '#workers/face-link.ts';
import { startThread } from '#workers/thread-port.ts';

const require = createRequire(import.meta.url);
const probesOfEach = 4;
const seed = 20_261_122;

const say = (text: string) => void process.stdout.write(`${text}\n`);
const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const two = (value: number) => value.toFixed(2);
const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(2)} % (${count}/${of})`;

/** A face of a photograph, as a chip holds it and as cameras saw it. */
type Sitter = {
  readonly photograph: number;
  readonly reference: Float32Array;
  readonly probes: readonly Float32Array[];
};

async function photographs(): Promise<readonly Pixels[]> {
  const wasm = readFileSync(require.resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'));
  await initJpeg(new WebAssembly.Module(wasm));
  const found: Pixels[] = [];
  for (let number = 1; number <= 6; number++) {
    const file = readFileSync(require.resolve(`@vladmandic/face-api/demo/sample${number}.jpg`));
    const { width, height, data } = await decodeJpeg(Uint8Array.from(file).buffer);
    const bytes = new Uint8Array(3 * width * height);
    for (let at = 0; at < width * height; at++)
      for (let channel = 0; channel < 3; channel++) bytes[3 * at + channel] = data[4 * at + channel] ?? 0;
    found.push({ width, height, channels: 3, bytes });
  }
  return found;
}

/** A face and what is around it, at another size: the box fills `share` of the height, a little off the middle. */
function reframed(
  pixels: Pixels,
  box: FaceBox,
  cut: { width: number; height: number; share: number; chance: Dice },
): Pixels {
  const { width, height, share, chance } = cut;
  const side = box.height / share;
  const off = () => ((chance.below(101) - 50) / 50) * 0.04 * side;
  const source = {
    x: box.x + box.width / 2 - (side * width) / height / 2 + off(),
    y: box.y + box.height / 2 - side / 2 + off(),
    width: (side * width) / height,
    height: side,
  };
  return picture(sample(pixels, { width, height, toSource: rectangleMap(source, width, height) }, 'edge'));
}

type Encoder = {
  getDecodedBuffer(frame: object): Uint8Array;
  setQuality(lossless: boolean, quality: number): void;
  setCompressionRatio(layer: number, ratio: number): void;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
};
type Decoder = {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getDecodedBuffer(): Uint8Array;
  delete(): void;
};
type Codec = { readonly J2KEncoder: new () => Encoder; readonly J2KDecoder: new () => Decoder };

/** What 14 kB of JPEG 2000 leave of a picture of 300 × 400: a chip's portrait. */
function asInChip(codec: Codec, pixels: Pixels): Pixels {
  const { width, height } = pixels;
  const encoder = new codec.J2KEncoder();
  const frame = { width, height, bitsPerSample: 8, componentCount: 3, isSigned: false, isUsingColorTransform: true };
  encoder.getDecodedBuffer(frame).set(pixels.bytes);
  encoder.setQuality(false, 1);
  encoder.setCompressionRatio(0, (width * height * 3) / 14_000);
  encoder.encode();
  const encoded = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  const decoder = new codec.J2KDecoder();
  decoder.getEncodedBuffer(encoded.length).set(encoded);
  decoder.decode();
  const bytes = Uint8Array.from(decoder.getDecodedBuffer());
  decoder.delete();
  return { ...pixels, bytes };
}

/** A worse camera in worse light: gamma 0.6 to 1.6, light from one side, blur, noise of 4 to 9, JPEG of quality 60. */
async function asOnCamera(pixels: Pixels, chance: Dice): Promise<Pixels> {
  const gamma = 0.6 + chance.below(101) / 100;
  const bytes = pixels.bytes.map((value) => Math.round(255 * (value / 255) ** gamma));
  const sided = lit({ ...pixels, bytes }, { from: 0.6 + chance.below(41) / 100, to: 1.1, degrees: chance.below(360) });
  const soft = blurred(sided, 0.5 + chance.below(101) / 100);
  return jpegged(noisy(soft, 4 + chance.below(6), chance), 60);
}

/** The face in the middle, as on a desk's camera: in photographs of groups a neighbour may be larger. */
async function describeMiddle(networks: Networks, pixels: Pixels): Promise<Float32Array | null> {
  const off = ({ x, y, width, height }: FaceBox) =>
    Math.hypot(x + width / 2 - pixels.width / 2, y + height / 2 - pixels.height / 2);
  const [box] = [...(await detectFaces(networks, pixels))].sort((one, other) => off(one) - off(other));
  return box === undefined ? null : findDescriptor(networks, pixels, await findLandmarks(networks, pixels, box));
}

async function gather(networks: Networks): Promise<{ readonly sitters: readonly Sitter[]; readonly missed: number }> {
  const codec = (await require('@cornerstonejs/codec-openjpeg')({ print() {}, printErr() {} })) as Codec;
  const sitters: Sitter[] = [];
  let missed = 0;
  for (const [photograph, pixels] of (await photographs()).entries())
    for (const box of await detectFaces(networks, pixels)) {
      const chance = dice(seed, sitters.length);
      const chip = asInChip(codec, reframed(pixels, box, { width: 300, height: 400, share: 0.5, chance }));
      const reference = await describeMiddle(networks, chip);
      const probes: Float32Array[] = [];
      for (let probe = 0; probe < probesOfEach; probe++) {
        const share = 0.3 + chance.below(21) / 100;
        const live = await asOnCamera(reframed(pixels, box, { width: 640, height: 480, share, chance }), chance);
        const described = await describeMiddle(networks, live);
        if (described === null) missed++;
        else probes.push(described);
      }
      if (reference === null) missed++;
      else sitters.push({ photograph, reference, probes });
    }
  return { sitters, missed };
}

const scoreOf = (a: Float32Array, b: Float32Array) => compareFaces(a, b, faceThresholds).score;

function sayAccuracy({ sitters, missed }: Awaited<ReturnType<typeof gather>>): void {
  const genuine = sitters.flatMap(({ reference, probes }) => probes.map((probe) => scoreOf(reference, probe)));
  const others = (wanted: (one: Sitter, other: Sitter) => boolean) =>
    sitters.flatMap((one) =>
      sitters.filter((other) => other !== one && wanted(one, other))
        .flatMap((other) => other.probes.map((probe) => scoreOf(one.reference, probe))),
    ); // biome-ignore format: one idea
  const certain = others((one, other) => one.photograph === other.photograph);
  const unlabelled = others((one, other) => one.photograph !== other.photograph);
  const { match, noMatch } = faceThresholds;
  say(`khuôn mặt: ${sitters.length} mặt của 6 ảnh mẫu, ${genuine.length} cặp cùng người, không thấy mặt ${missed} lần`);
  say(`  cùng người    nhỏ nhất ${two(Math.min(...genuine))}  giữa ${two(middle(genuine))}`);
  say(
    `  khác người    (cùng một ảnh, chắc chắn) ${certain.length} cặp  giữa ${two(middle(certain))}  lớn nhất ${two(Math.max(...certain))}`,
  );
  say(
    `  ảnh khác nhau (không ai ghi là ai, có thể trùng người) ${unlabelled.length} cặp  giữa ${two(middle(unlabelled))}  lớn nhất ${two(Math.max(...unlabelled))}`,
  );
  for (const threshold of [0.3, noMatch, 0.4, match, 0.5]) {
    const rejected = genuine.filter((score) => score < threshold).length;
    const accepted = certain.filter((score) => score >= threshold).length;
    const perhaps = unlabelled.filter((score) => score >= threshold).length;
    say(
      `  ≥ ${two(threshold)}  FNMR ${percent(rejected, genuine.length)}  FMR ${percent(accepted, certain.length)}  ảnh khác nhau ${percent(perhaps, unlabelled.length)}`,
    );
  }
  for (const values of [genuine, certain]) say(`  ${values === genuine ? 'cùng' : 'khác'}  ${spreadOf(values)}`);
}

/** How many scores lie in each tenth. */
function spreadOf(values: readonly number[]): string {
  const tenths = Array.from({ length: 12 }, (_, index) => (index - 2) / 10);
  const within = (from: number) =>
    values.filter((value) => Math.floor(value * 10 + 1e-9) === Math.round(from * 10)).length;
  return tenths.map((from) => `${from.toFixed(1)}:${within(from)}`).join(' ');
}

/** What the processor has worked for this program on all its threads, in milliseconds: other programs do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Median milliseconds by a clock, of some rounds after two that warm up. */
async function msOf(work: () => unknown, clock: () => number = cpuMs, rounds = 25): Promise<number> {
  await work();
  await work();
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = clock();
    await work();
    took.push(clock() - began);
  }
  return middle(took);
}

const headAt = (place: number) =>
  renderHead({
    person: makeUpHead({ seed: place, woman: place % 2 === 0, years: 20 + 4 * place, dark: place % 3 === 0 }),
    ...{ width: 640, height: 480 },
  });

async function sayTimes(networks: Networks): Promise<void> {
  const frame = headAt(1);
  const engine = createFaceEngine(networks);
  const [box] = await detectFaces(networks, frame);
  if (box === undefined) throw new Error('no face in the head that was made up');
  const landmarks = [...(await findLandmarks(networks, frame, box))];
  const seen = await engine.look(frame);
  const stages = {
    'tìm mặt': () => detectFaces(networks, frame),
    '68 điểm': () => findLandmarks(networks, frame, box),
    'hướng đầu': () => findPose(networks, frame, { box, landmarks }),
    'hai mắt': () => findClosed(networks, frame, landmarks),
    '21 kiểm tra': () => preChecks(frame, seen),
    'đặc trưng': () => findDescriptor(networks, frame, landmarks),
  };
  const times: string[] = [];
  for (const [name, work] of Object.entries(stages)) times.push(`${name} ${(await msOf(work)).toFixed(1)}`);
  say(`  một luồng, 640 × 480, ms bộ xử lý: ${times.join('  ')}`);
  await sayLink(frame);
}

const wallMs = () => performance.now();

/** Times over the link, as the desk uses it: by the processor, and by the wall where nothing else runs. */
async function sayLink(frame: Pixels): Promise<void> {
  const link = linkFaceEngine(() => startThread('face'));
  const works = [
    ['look', () => link.look(frame), 60],
    ['describe', () => link.describe(frame), 150],
    ['crop', () => link.crop(frame), 150],
  ] as const;
  for (const [name, work, most] of works) {
    const [cpu, wall] = [await msOf(work), await msOf(work, wallMs)];
    const [first, second] = [two(cpu / most), two(wall / most)];
    say(
      `  ${name.padEnd(9)} bộ xử lý ${cpu.toFixed(1)} ms (${first} của mức ${most})  đồng hồ ${wall.toFixed(1)} ms (${second})`,
    );
  }
  await link.close();
}

/** Made-up heads are no people: that they are seen, and pass, is the test of the way; how alike they look says nothing. */
async function sayHeads(networks: Networks): Promise<void> {
  const engine = createFaceEngine(networks);
  const said = new Map<string, number>();
  for (let place = 1; place <= 12; place++) {
    const guidance = portraitGuidance(await engine.look(headAt(place)));
    said.set(guidance, (said.get(guidance) ?? 0) + 1);
  }
  say(`  12 đầu dựng bằng máy: ${[...said].map(([guidance, count]) => `${guidance} ${count}`).join(', ')}`);
}

/** Prints accuracy on the sample photographs, then times and made-up heads. */
export async function runFace(): Promise<void> {
  const networks = openNetworks(modelFolder);
  sayAccuracy(await gather(networks));
  await sayHeads(networks);
  await sayTimes(networks);
  await networks.close();
}

import type { CaptureRecord, ManualReason } from '#contract/capture.ts';
import type { FaceLook, PreCheck } from '#contract/face.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Pixels } from '#contract/pixels.ts';
import { createShutter, shutterRules } from '#domain/face/shutter.ts';
import { guideFace } from './capture-guides.ts';
import { gone, note } from './capture-office.ts';
import { type MadePart, wipe } from './capture-records.ts';
import { lend, needGoing, type RunningTask, type Shot, type TaskContext } from './capture-task.ts';
import type { Permit } from './permit.ts';

/** JPEG qualities: the original is the one a better crop may be made of later. */
const quality = { portrait: 92, original: 90 } as const;

/** Taking a portrait: guided until the shutter releases itself, developed, and shown for a yes. */
export type PortraitTask = RunningTask & {
  /** Takes it again: the one under review is wiped. @throws FailureError `capture.gone` when there is none */
  again(): void;
  /** Ends with yes; gives the record. @throws FailureError `capture.gone` when there is none */
  accept(): string;
};

/** Begins to guide somebody to a portrait. */
export function beginPortrait(context: TaskContext): PortraitTask {
  const { id, camera, engines, clock, seen, wanted, changed } = context;
  let phase: 'guiding' | 'developing' | 'review' = 'guiding';
  let record: string | null = null;
  let shutter = createShutter(shutterRules);
  const become = (next: typeof phase, made: string | null = null) => {
    [phase, record] = [next, made];
    shutter = createShutter(shutterRules);
    changed();
  };
  return {
    view: () => ({ is: 'portrait', id, camera: camera.id, phase, record }),
    async see({ seq, pixels }) {
      if (phase !== 'guiding') return;
      const look = await engines.faces.look(pixels);
      if (context.signal.aborted || phase !== 'guiding') return;
      const { steady, best, release } = shutter.add({ seq, at: clock.now().getTime(), look });
      seen(seq, { is: 'face', box: look.faces[0] ?? null, ...guideFace(look), steady, step: null });
      if (release && best !== null) wanted(best);
    },
    async shoot(shot, permit) {
      if (phase !== 'guiding') gone();
      become('developing');
      try {
        become('review', await take(context, shot, permit));
      } catch (error) {
        if (!context.signal.aborted) become('guiding');
        throw error;
      }
    },
    again() {
      if (phase !== 'review' || record === null) gone();
      context.records.drop(record);
      become('guiding');
    },
    accept() {
      if (phase !== 'review' || record === null) gone();
      const accepted = record;
      record = null;
      context.finish();
      return accepted;
    },
    end() {
      if (record !== null) context.records.drop(record);
    },
  };
}

async function take(context: TaskContext, { pixels, manual }: Shot, permit: Permit): Promise<string> {
  const { office, records, camera, purpose } = context;
  const developed = await develop(context, pixels, manual);
  try {
    const code = manual === null ? 'portrait' : `portrait:${manual.code}`;
    const result = { code, count: developed.checks.filter(({ ok }) => !ok).length };
    await note(office, permit, { action: 'capture.taken', number: records.number(), result });
    needGoing(context);
  } catch (error) {
    wipe(developed.parts.map(({ bytes }) => bytes));
    throw error;
  }
  const { parts, checks, width, height } = developed;
  const officer = permit.officer.id;
  const worth: CaptureRecord['quality'] = { of: 'portrait', checks: [...checks], manual, width, height };
  return records.add({ kind: 'portrait', device: camera, quality: worth, officer, purpose, parts }).id;
}

type Developed = Pick<Pixels, 'width' | 'height'> & {
  readonly parts: readonly MadePart[];
  readonly checks: readonly PreCheck[];
};

/** Judges the whole picture, cuts the portrait out of it, and keeps both. */
async function develop(context: TaskContext, pixels: Pixels, manual: ManualReason | null): Promise<Developed> {
  const { vision, faces } = context.engines;
  const look = await lend(pixels, (copy) => faces.look(copy));
  needGoing(context);
  refuseOtherThanOne(look);
  refuseNotGood(look.checks, manual);
  const crop = await lend(pixels, (copy) => faces.crop(copy));
  if (crop === null) throw new FailureError(failure('face.cutOff'));
  const made: MadePart[] = [];
  try {
    const jpeg = (name: 'portrait.jpg' | 'original.jpg', of: Pixels, worth: number) =>
      lend(of, async (copy) => made.push({ name, mime: 'image/jpeg', bytes: await vision.jpeg(copy, worth) }));
    await jpeg('portrait.jpg', crop, quality.portrait);
    await jpeg('original.jpg', pixels, quality.original);
    needGoing(context);
    return { parts: made, checks: look.checks, width: crop.width, height: crop.height };
  } catch (error) {
    wipe(made.map(({ bytes }) => bytes));
    throw error;
  } finally {
    wipe([crop.bytes]);
  }
}

/** Whose portrait it is leaves no doubt. @throws FailureError `face.none`, `face.several` */
function refuseOtherThanOne({ faces, checks }: FaceLook): void {
  if (faces.length === 0) throw new FailureError(failure('face.none'));
  const one = checks.find(({ name }) => name === 'oneFace');
  if (one === undefined ? faces.length > 1 : !one.ok) throw new FailureError(failure('face.several'));
}

/** @throws FailureError `capture.notGood` with the names of what fails, unless somebody says why it is taken all the same */
function refuseNotGood(checks: readonly PreCheck[], manual: ManualReason | null): void {
  const failing = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  if (failing.length === 0 || manual !== null) return;
  throw new FailureError(failure('capture.notGood', { checks: failing.join(' ') }));
}

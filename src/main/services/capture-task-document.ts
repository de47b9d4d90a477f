import type { CaptureTask, PaperCode } from '#contract/capture.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Pixels } from '#contract/pixels.ts';
import type { MadePage } from '#contract/vision.ts';
import { createPageTaking } from '#domain/capture/page-taking.ts';
import { paperOf } from '#domain/documents/papers.ts';
import { bindPages } from './capture-forms.ts';
import { note } from './capture-office.ts';
import { type MadePart, wipe } from './capture-records.ts';
import { lend, needGoing, type RunningTask, type TaskContext } from './capture-task.ts';
import type { Permit } from './permit.ts';
import { createTurns } from './turns.ts';

/** Most bytes of one page. */
const pageBytes = 400_000;

/** Photographing a paper, page by page. */
export type DocumentTask = RunningTask & {
  /** A picture file as the next page. @throws FailureError `image.undecodable`, `capture.tooMany` */
  addPage(bytes: Uint8Array): Promise<void>;
  /** Puts the pages together, and ends; gives the record. @throws FailureError `capture.noPages` */
  finishDocument(permit: Permit): Promise<string>;
};

type Page = MadePage & { readonly straightened: boolean };

/** Begins with no pages. */
export function beginDocument(context: TaskContext, paper: PaperCode): DocumentTask {
  const { id, camera, engines, seen, wanted, changed } = context;
  const pages: Page[] = [];
  const inTurn = createTurns();
  const taking = createPageTaking();
  const { most } = paperOf(paper).pages;
  let working = false;
  const atWork = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      needGoing(context);
      working = true;
      changed();
      try {
        return await work();
      } finally {
        working = false;
        if (!context.signal.aborted) changed();
      }
    });
  const add = async (pixels: Pixels) => {
    if (pages.length >= most) throw new FailureError(failure('capture.tooMany'));
    const page = await makePage(context, pixels);
    if (context.signal.aborted) wipe([page.jpeg]);
    needGoing(context);
    pages.push(page);
    taking.taken();
  };
  return {
    view: (): CaptureTask => ({ is: 'document', id, camera: camera.id, paper, pages: pages.length, working }),
    async see({ seq, pixels }) {
      if (working) return;
      const { width, height } = pixels;
      const found = await engines.vision.page(pixels);
      if (context.signal.aborted || working) return;
      const { guidance, steady, take } = taking.add(found, { width, height });
      seen(seq, { is: 'page', corners: found.corners, guidance, steady });
      if (take) wanted(seq);
    },
    shoot: ({ pixels }) => atWork(() => add(pixels)),
    addPage: (bytes) =>
      atWork(async () => {
        const pixels = await engines.vision.pixels(Uint8Array.from(bytes));
        try {
          await add(pixels);
        } finally {
          wipe([pixels.bytes]);
        }
      }),
    finishDocument: (permit) =>
      atWork(async () => {
        const record = await finish(context, { pages, paper }, permit);
        context.finish();
        return record;
      }),
    end: () => wipe(pages.splice(0).map(({ jpeg }) => jpeg)),
  };
}

/** Looks for the page in the whole picture, where its corners are finer than in a frame. */
async function makePage({ engines: { vision } }: TaskContext, pixels: Pixels): Promise<Page> {
  const { corners } = await lend(pixels, (copy) => vision.page(copy));
  const asked = { corners, turns: 0, mostBytes: pageBytes };
  const made = await lend(pixels, (copy) => vision.makePage({ ...asked, pixels: copy }));
  return { ...made, straightened: corners !== null };
}

type Finishing = { readonly pages: readonly Page[]; readonly paper: PaperCode };

async function finish(context: TaskContext, { pages, paper }: Finishing, permit: Permit): Promise<string> {
  const { office, records, camera, clock, purpose } = context;
  const [first] = pages;
  if (first === undefined) throw new FailureError(failure('capture.noPages'));
  const parts: readonly MadePart[] = [
    { name: 'page.jpg', mime: 'image/jpeg', bytes: Uint8Array.from(first.jpeg) },
    {
      name: 'document.pdf',
      mime: 'application/pdf',
      bytes: bindPages(pages, { paper, id: context.id, at: clock.now() }),
    },
  ];
  try {
    const result = { code: `document:${paper}`, count: pages.length };
    await note(office, permit, { action: 'capture.taken', number: records.number(), result });
    needGoing(context);
  } catch (error) {
    wipe(parts.map(({ bytes }) => bytes));
    throw error;
  }
  const straightened = pages.every((page) => page.straightened);
  const quality = { of: 'document', paper, pages: pages.length, straightened } as const;
  const officer = permit.officer.id;
  return records.add({ kind: 'document', device: camera, quality, officer, purpose, parts }).id;
}

import { serve } from '#contract/rpc.ts';
import { visionApi } from '#contract/vision.ts';
import { reportOnStandardError } from './report.ts';
import { starterPort } from './thread-port.ts';
import { createPictureCodec } from './vision/codec.ts';
import { type CodeFinder, createCodeFinder } from './vision/codes.ts';
import { findMrz } from './vision/mrz.ts';
import { findPage, makePage } from './vision/page.ts';

const codec = createPictureCodec();
let loading: Promise<CodeFinder> | null = null;
const codes = () => (loading ??= createCodeFinder());

serve(
  visionApi,
  starterPort(),
  {
    'image.pixels': ({ bytes }) => codec.pixels(bytes),
    'image.jpeg': ({ pixels, quality }) => codec.jpeg(pixels, quality),
    'codes.find': async ({ pixels }) => [...(await (await codes()).find(pixels))],
    'mrz.find': ({ pixels }) => findMrz(pixels),
    'page.find': ({ pixels }) => findPage(pixels),
    'page.make': (page) => makePage(page, codec.jpeg),
  },
  reportOnStandardError,
);

import { imagingApi } from '#contract/compute.ts';
import { serve } from '#contract/rpc.ts';
import { decodeJpeg2000, loadCodec } from './image/decode-jpeg2000.ts';
import { signaturePng } from './image/signature-png.ts';
import { reportOnStandardError } from './report.ts';
import { starterPort } from './thread-port.ts';

let loading: ReturnType<typeof loadCodec> | null = null;
const codec = () => (loading ??= loadCodec());

serve(
  imagingApi,
  starterPort(),
  {
    'image.decode': async ({ bytes }) => decodeJpeg2000(await codec(), bytes),
    'signature.png': ({ signature, width }) => signaturePng(signature, width),
    'image.warmUp': async () => void (await codec()),
  },
  reportOnStandardError,
);

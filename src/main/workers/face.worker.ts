import { faceApi } from '#contract/face.ts';
import { serve } from '#contract/rpc.ts';
import { descriptorBytes } from '#domain/face/descriptor.ts';
import { createFaceEngine } from './face/engine.ts';
import { modelFolder } from './face/model-files.ts';
import { openNetworks } from './face/networks.ts';
import { reportOnStandardError } from './report.ts';
import { starterPort } from './thread-port.ts';

const engine = createFaceEngine(openNetworks(modelFolder));

serve(
  faceApi,
  starterPort(),
  {
    'face.look': ({ pixels }) => engine.look(pixels),
    'face.describe': async ({ pixels }) => {
      const descriptor = await engine.describe(pixels);
      return descriptor === null ? null : descriptorBytes(descriptor);
    },
    'face.crop': ({ pixels }) => engine.crop(pixels),
    'face.warmUp': () => engine.warmUp(),
  },
  reportOnStandardError,
);

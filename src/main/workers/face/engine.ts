import type { FaceLook } from '#contract/face.ts';
import type { Pixels } from '#contract/pixels.ts';
import { cropPortrait } from '#domain/face/crop.ts';
import { preChecks } from '#domain/face/pre-checks.ts';
import type { FaceEngine } from '#ports/face-engine.ts';
import type { Networks } from './networks.ts';
import { detectFaces, findClosed, findDescriptor, findLandmarks, findPose, type PlacedFace } from './see.ts';

/** The engine on this thread. `warmUp` loads what every look needs; the recogniser comes with the first face to be described. */
export type LocalFaceEngine = FaceEngine & { warmUp(): Promise<void> };

/** Looks at faces with networks of this thread. */
export function createFaceEngine(networks: Networks): LocalFaceEngine {
  const largest = async (pixels: Pixels): Promise<PlacedFace | null> => {
    const [box] = await detectFaces(networks, pixels);
    return box === undefined ? null : { box, landmarks: await findLandmarks(networks, pixels, box) };
  };
  return {
    async warmUp() {
      for (const name of ['detect', 'landmark', 'pose', 'eye'] as const) await networks.load(name);
    },
    look: (pixels) => look(networks, pixels),
    async describe(pixels) {
      const face = await largest(pixels);
      return face === null ? null : findDescriptor(networks, pixels, face.landmarks);
    },
    async crop(pixels) {
      const face = await largest(pixels);
      return face === null ? null : cropPortrait(pixels, face.landmarks);
    },
    close: () => networks.close(),
  };
}

async function look(networks: Networks, pixels: Pixels): Promise<FaceLook> {
  const faces = [...(await detectFaces(networks, pixels))];
  const [box] = faces;
  if (box === undefined) return { faces, landmarks: null, pose: null, closed: null, checks: [] };
  const landmarks = [...(await findLandmarks(networks, pixels, box))];
  const pose = await findPose(networks, pixels, { box, landmarks });
  const closed = await findClosed(networks, pixels, landmarks);
  const seen = { faces, landmarks, pose, closed };
  return { ...seen, checks: [...preChecks(pixels, seen)] };
}

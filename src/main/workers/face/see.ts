import type { FaceBox, FaceLook } from '#contract/face.ts';
import type { Pixels } from '#contract/pixels.ts';
import { descriptorSide, descriptorView, unitLength } from '#domain/face/descriptor.ts';
import { detectorSize, detectorView, facesOf } from '#domain/face/detection.ts';
import { closedOf, eyeNumbers, eyeSide, eyeView } from '#domain/face/eye-state.ts';
import { type Landmarks, landmarksFrom, landmarkView } from '#domain/face/landmarks.ts';
import { poseNumbers, poseOf, poseSide, poseView } from '#domain/face/pose.ts';
import { greyOf, type Normalisation, planes, sample } from '#domain/image/sample.ts';
import type { Networks } from './networks.ts';

const around = (mean: number): Normalisation => ({ mean: [mean, mean, mean], scale: [128, 128, 128] });
const landmarkSide = 64;

/** Faces in a picture, the largest first. */
export async function detectFaces(networks: Networks, pixels: Pixels): Promise<readonly FaceBox[]> {
  const toSource = detectorView(pixels);
  const { width, height } = detectorSize;
  const input = planes(sample(pixels, { width, height, toSource }, 127), around(127));
  const answer = await networks.run('detect', input, [1, 3, height, width]);
  return facesOf({ scores: answer('scores'), boxes: answer('boxes') }, toSource);
}

/** The 68 places of a face. */
export async function findLandmarks(networks: Networks, pixels: Pixels, box: FaceBox): Promise<Landmarks> {
  const [width, height] = [landmarkSide, landmarkSide];
  const toSource = landmarkView(box, landmarkSide);
  const input = greyOf(sample(pixels, { width, height, toSource }, 'edge')).map((value) => value / 256);
  const answer = await networks.run('landmark', input, [1, 1, height, width]);
  return landmarksFrom(answer('output'), toSource, landmarkSide);
}

/** A face and its 68 places. */
export type PlacedFace = { readonly box: FaceBox; readonly landmarks: Landmarks };

/** How the head is held, in degrees. */
export async function findPose(networks: Networks, pixels: Pixels, face: PlacedFace): Promise<FaceLook['pose']> {
  const [width, height] = [poseSide, poseSide];
  const input = planes(sample(pixels, { width, height, toSource: poseView(face.box) }, 'edge'), poseNumbers);
  const answer = await networks.run('pose', input, [1, 3, height, width]);
  return poseOf({ yaw: answer('output'), pitch: answer('617') }, face.landmarks);
}

/** How surely the eyes are closed. */
export async function findClosed(
  networks: Networks,
  pixels: Pixels,
  landmarks: Landmarks,
): Promise<FaceLook['closed']> {
  const eye = async (which: 'rightEye' | 'leftEye') => {
    const toSource = eyeView(landmarks, which);
    const input = eyeNumbers(sample(pixels, { width: eyeSide, height: eyeSide, toSource }, 'edge'));
    return closedOf((await networks.run('eye', input, [1, 1, eyeSide, eyeSide]))('output'));
  };
  return { left: await eye('leftEye'), right: await eye('rightEye') };
}

/** What the recogniser says of a face, at length one. */
export async function findDescriptor(networks: Networks, pixels: Pixels, landmarks: Landmarks): Promise<Float32Array> {
  const [width, height] = [descriptorSide, descriptorSide];
  const input = planes(sample(pixels, { width, height, toSource: descriptorView(landmarks) }, 'edge'), around(127.5));
  const answer = await networks.run('feature', input, [1, 3, height, width]);
  return unitLength(answer('output'));
}

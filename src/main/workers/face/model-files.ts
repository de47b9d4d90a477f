import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';

/**
 * The networks, by file and SHA-256: exactly these were measured. They come from the npm package
 * `faceplugin-face-recognition-js` 0.0.1, of which nothing else is used (docs/third-party.md).
 */
export const models = {
  detect: { file: 'fr_detect.onnx', sha256: '6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854' },
  landmark: { file: 'fr_landmark.onnx', sha256: 'f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258' },
  feature: { file: 'fr_feature.onnx', sha256: '87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581' },
  pose: { file: 'fr_pose.onnx', sha256: '72d032ec941b7153bf8d3f2c03a4c165453cc7e63d479041ec7c6ef087e5839d' },
  eye: { file: 'fr_eye.onnx', sha256: '1afcea006abc1ccac3c517022abde0aa092bed74ff3c9fe6878483ef9e6e38de' },
} as const;
export type ModelName = keyof typeof models;

/** Where the files stand. @throws FailureError `face.modelWrong` when the package is not there */
export function modelFolder(): string {
  const { file } = models.detect;
  try {
    return dirname(createRequire(import.meta.url).resolve(`faceplugin-face-recognition-js/model/${file}`));
  } catch (error) {
    throw new FailureError(failure('face.modelWrong', { file }), error);
  }
}

/** The bytes of a network, which are those we know. @throws FailureError `face.modelWrong` when they are missing or others */
export function readModel(name: ModelName, folder: string): Uint8Array {
  const { file, sha256 } = models[name];
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(join(folder, file));
  } catch (error) {
    throw new FailureError(failure('face.modelWrong', { file }), error);
  }
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new FailureError(failure('face.modelWrong', { file }));
}

import { describe, expect, it } from 'vitest';
import { portraitGuidances } from '#contract/capture.ts';
import { type FaceLook, type PreCheckName, preCheckNames } from '#contract/face.ts';
import { portraitGuidance } from './guidance.ts';
import { modelLook } from './testing/model-face.ts';

const nobody: FaceLook = { faces: [], landmarks: null, pose: null, closed: null, checks: [] };
type Wrong = Partial<Record<PreCheckName, number>>;

describe('portraitGuidance', () => {
  it('says that nobody is there, or that all is well', () => {
    expect(portraitGuidance(nobody)).toBe('noFace');
    expect(portraitGuidance(modelLook())).toBe('hold');
  });

  it.each<[Wrong, (typeof portraitGuidances)[number]]>([
    [{ oneFace: 0.8, headSize: 0.1 }, 'twoFaces'],
    [{ headSize: 0.1, yaw: 20 }, 'nearer'],
    [{ headSize: 0.6, leftMargin: 0.2 }, 'farther'],
    [{ leftMargin: 0.3, rightMargin: 0.3 }, 'farther'],
    [{ marginAbove: 0.5, marginBelow: 0.5 }, 'farther'],
    [{ leftMargin: 0.3, roll: 20 }, 'moveLeft'],
    [{ rightMargin: 0.3 }, 'moveRight'],
    [{ marginAbove: 0.4 }, 'moveDown'],
    [{ marginBelow: 0.4 }, 'moveUp'],
    [{ interEyeDistance: 30 }, 'nearer'],
    [{ yaw: -30, eyesOpen: 0 }, 'turnToCamera'],
    [{ pitch: -20 }, 'chinUp'],
    [{ pitch: 20 }, 'chinDown'],
    [{ roll: 12 }, 'headStraight'],
    [{ luminance: 0.1, eyesOpen: 0.01, sharpness: 0 }, 'moreLight'],
    [{ luminance: 0.95 }, 'lessLight'],
    [{ underExposure: 0.5 }, 'moreLight'],
    [{ overExposure: 0.5 }, 'lessLight'],
    [{ contrast: 0.0001 }, 'moreLight'],
    [{ contrast: 0.2 }, 'evenLight'],
    [{ evenLight: 0 }, 'evenLight'],
    [{ dynamicRange: 2 }, 'moreLight'],
    [{ eyesOpen: 0.01, mouthClosed: 0.5 }, 'openEyes'],
    [{ mouthClosed: 0.5, background: 90 }, 'closeMouth'],
    [{ sharpness: 0, background: 90 }, 'blur'],
    [{ naturalColour: 40 }, 'colour'],
    [{ background: 90 }, 'background'],
  ])('of %o says %s', (wrong, said) => {
    expect(portraitGuidance(modelLook(wrong))).toBe(said);
  });

  it('never says to hold still while a check fails', () => {
    for (const name of preCheckNames) expect(portraitGuidance(modelLook({ [name]: 1000 })), name).not.toBe('hold');
  });

  it('has a check for everything it may say', () => {
    const said = new Set(
      preCheckNames.flatMap((name) => [-1000, 1000].map((raw) => portraitGuidance(modelLook({ [name]: raw })))),
    );
    for (const guidance of portraitGuidances)
      if (guidance !== 'noFace' && guidance !== 'hold') expect(said, guidance).toContain(guidance);
  });
});

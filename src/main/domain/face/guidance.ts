import type { PortraitGuidance } from '#contract/capture.ts';
import type { FaceLook, PreCheck, PreCheckName } from '#contract/face.ts';
import { checkBounds } from './check-thresholds.ts';

/**
 * What to tell the person: the first thing that is wrong, in the order an officer would say it. Who sits at the wrong distance
 * is not asked to close the mouth. Left, right, up and down are the person's own. `hold` when nothing is wrong.
 */
export function portraitGuidance({ faces, checks }: FaceLook): PortraitGuidance {
  if (faces.length === 0 || checks.length === 0) return 'noFace';
  const failing = new Map(checks.filter(({ ok }) => !ok).map((check) => [check.name, check]));
  for (const rule of rules) {
    const said = rule(failing);
    if (said !== null) return said;
  }
  return 'hold';
}

type Failing = ReadonlyMap<PreCheckName, PreCheck>;
type Rule = (failing: Failing) => PortraitGuidance | null;

/** One thing is said whenever this check fails. */
const whenever =
  (name: PreCheckName, said: PortraitGuidance): Rule =>
  (failing) =>
    failing.has(name) ? said : null;

/** One thing is said below the bounds of a check, another above them. */
const sides =
  (name: PreCheckName, below: PortraitGuidance, above: PortraitGuidance): Rule =>
  (failing) => {
    const check = failing.get(name);
    if (check === undefined) return null;
    return check.raw < checkBounds[name].least ? below : above;
  };

/** No room on either side: too near, whatever else. */
const both =
  (one: PreCheckName, other: PreCheckName): Rule =>
  (failing) =>
    failing.has(one) && failing.has(other) ? 'farther' : null;

const rules: readonly Rule[] = [
  whenever('oneFace', 'twoFaces'),
  sides('headSize', 'nearer', 'farther'),
  both('leftMargin', 'rightMargin'),
  both('marginAbove', 'marginBelow'),
  // Near the left edge of the picture means far to the person's own right.
  whenever('leftMargin', 'moveLeft'),
  whenever('rightMargin', 'moveRight'),
  whenever('marginAbove', 'moveDown'),
  whenever('marginBelow', 'moveUp'),
  whenever('interEyeDistance', 'nearer'),
  whenever('yaw', 'turnToCamera'),
  sides('pitch', 'chinUp', 'chinDown'),
  whenever('roll', 'headStraight'),
  // Light before eyes and mouth: in the dark, or against it, neither is seen for sure.
  sides('luminance', 'moreLight', 'lessLight'),
  whenever('underExposure', 'moreLight'),
  whenever('overExposure', 'lessLight'),
  sides('contrast', 'moreLight', 'evenLight'),
  whenever('evenLight', 'evenLight'),
  whenever('dynamicRange', 'moreLight'),
  whenever('eyesOpen', 'openEyes'),
  whenever('mouthClosed', 'closeMouth'),
  whenever('sharpness', 'blur'),
  whenever('naturalColour', 'colour'),
  // Last: the officer has to do something about it, not the person.
  whenever('background', 'background'),
];

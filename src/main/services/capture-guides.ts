import type { PortraitGuidance } from '#contract/capture.ts';
import type { FaceLook, PreCheckName } from '#contract/face.ts';
import { portraitGuidance } from '#domain/face/guidance.ts';

/** What the person in front of the camera is told, and which pre-checks fail now. `hold`: nothing is wrong. */
export type Guided = { readonly guidance: PortraitGuidance; readonly failing: PreCheckName[] };

/** What a portrait needs and a comparison does not: the officer looks at the person, not at the picture. */
const portraitAlone: ReadonlySet<PreCheckName> = new Set([
  'leftMargin', 'rightMargin', 'marginAbove', 'marginBelow', 'mouthClosed', 'naturalColour', 'background',
]); // biome-ignore format: a list

/** A look without what a comparison does not need: whose face it is can be told from what is left. */
export function lookForMatch(look: FaceLook): FaceLook {
  return { ...look, checks: look.checks.filter(({ name }) => !portraitAlone.has(name)) };
}

/** Guidance by the checks of a look. */
export function guideFace(look: FaceLook): Guided {
  const failing = look.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  return { guidance: portraitGuidance(look), failing };
}

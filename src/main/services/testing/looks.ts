import { type FaceBox, type FaceLook, type PreCheckName, preCheckNames } from '#contract/face.ts';

/** Places of a face in iBUG order as x, y and depth towards the camera, in units of the distance between the eyes. */
const solid: readonly (readonly [number, number, number])[] = [
  ...arc(17, (share) => {
    const angle = Math.PI * (share - 0.5);
    return [1.15 * Math.sin(angle), 0.1 + 1.45 * Math.cos(angle) ** 0.8, -0.9 + 0.7 * Math.cos(angle)];
  }),
  ...arc(5, (share) => [-0.85 + 0.6 * share, -0.35 - 0.1 * Math.sin(Math.PI * share), 0.05]),
  ...arc(5, (share) => [0.25 + 0.6 * share, -0.35 - 0.1 * Math.sin(Math.PI * share), 0.05]),
  ...arc(4, (share) => [0, 0.7 * share, 0.1 + 0.5 * share]),
  ...arc(5, (share) => [-0.25 + 0.5 * share, 0.75, 0.3]),
  ...eye(-0.5),
  ...eye(0.5),
  ...arc(12, (share) => [0.42 * Math.cos(Math.PI * (1 + 2 * share)), 1.1 - 0.16 * Math.sin(2 * Math.PI * share), 0.12]),
  ...arc(8, (share) => [0.34 * Math.cos(Math.PI * (1 + 2 * share)), 1.1 - 0.05 * Math.sin(2 * Math.PI * share), 0.1]),
];

function arc(count: number, place: (share: number) => readonly [number, number, number]) {
  return Array.from({ length: count }, (_, at) => place(at / (count - 1)));
}

function eye(centre: number) {
  return arc(6, (share) => {
    const angle = Math.PI * (1 + (10 / 6) * share);
    return [centre + 0.2 * Math.cos(angle), -0.08 * Math.sin(angle), 0];
  });
}

const box: FaceBox = { x: 220, y: 120, width: 200, height: 240, score: 0.99 };

/** How somebody is in front of the camera; `flat`: a picture of them is. */
export type Seen = {
  readonly yaw?: number;
  readonly closed?: number;
  readonly flat?: boolean;
  readonly faces?: number;
  readonly failing?: readonly PreCheckName[];
};

/** What an engine would say of a frame of 640 × 480. */
export function lookOf({ yaw = 0, closed = 0, flat = false, faces = 1, failing = [] }: Seen = {}): FaceLook {
  const checks = preCheckNames.map((name) => {
    const ok = !(failing.includes(name) || (name === 'oneFace' && faces > 1));
    return { name, raw: 1, score: ok ? 90 : 10, ok };
  });
  if (faces === 0) return { faces: [], landmarks: null, pose: null, closed: null, checks: [] };
  const angle = (yaw * Math.PI) / 180;
  // To the person's own left: the nose goes to the right of the picture.
  const landmarks = solid.flatMap(([x, y, depth]) => {
    const turned = x * Math.cos(angle) + (flat ? 0 : 1.8 * depth) * Math.sin(angle);
    return [320 + 80 * turned, 200 + 80 * y];
  });
  return {
    faces: Array.from({ length: faces }, (_, at) => ({ ...box, x: box.x - 60 * at })),
    landmarks,
    pose: { yaw, pitch: 0, roll: 0 },
    closed: { left: closed, right: closed },
    checks,
  };
}

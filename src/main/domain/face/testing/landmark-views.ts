// 68 landmarks in iBUG order as a camera sees them, of a plain head of points in space and of a photograph of it.

type Place = readonly [x: number, y: number, z: number];

/** Centimetres; x to the person's own left, y up, z to the camera. A jaw, brows, a nose that stands out, eyes and a mouth. */
const places: readonly Place[] = [
  ...Array.from({ length: 17 }, (_, i): Place => {
    const turn = ((i - 8) / 8) * 1.45;
    return [7.2 * Math.sin(turn), -11 * Math.cos(turn * 0.98) - 0.3, 8 * Math.cos(turn) - 1];
  }),
  ...[-5, -4.2, -3.3, -2.4, -1.4, 1.4, 2.4, 3.3, 4.2, 5].map((x): Place => [x, 2.4, 8.6 - x * x * 0.1]),
  ...[0, 1, 2, 3].map((i): Place => [0, 0.6 - i * 1.3, 8.8 + i * 0.75]),
  ...[-1.4, -0.7, 0, 0.7, 1.4].map((x): Place => [x, -4.6, 9.8 - x * x * 0.4]),
  ...[-3.1, 3.1].flatMap((middle) =>
    [-1.4, -0.6, 0.6, 1.4, 0.6, -0.6].map((x, i): Place => [middle + x, i === 0 || i === 3 ? 0 : i < 3 ? 0.5 : -0.4, 7.3 - Math.abs(middle + x) * 0.25]),
  ),
  ...Array.from({ length: 20 }, (_, i): Place => {
    const turn = Math.PI - (i / 20) * 2 * Math.PI;
    return [2.4 * Math.cos(turn), -7 + 0.8 * Math.sin(turn), 9.2 - Math.cos(turn) ** 2];
  }),
]; // biome-ignore format: a table

const turned = ([x, y, z]: Place, yaw: number): Place => {
  const a = (yaw * Math.PI) / 180;
  return [x * Math.cos(a) + z * Math.sin(a), y, z * Math.cos(a) - x * Math.sin(a)];
};

/** Seen from `distance` centimetres, in pixels. */
const seen = ([x, y, z]: Place, distance: number) => [
  320 + (700 * x) / (distance - z),
  240 - (700 * y) / (distance - z),
];

/** The head turned to its own left by so many degrees. */
export function headMarks(yaw: number, distance = 60): number[] {
  return places.flatMap((place) => seen(turned(place, yaw), distance));
}

/** A photograph of the head, seen from the front, turned by so many degrees; `bend` centimetres out of its plane. */
export function photoMarks(yaw: number, { distance = 40, bend = 0 } = {}): number[] {
  return places.flatMap(([x, y]) => seen(turned([x * 0.6, y * 0.6, bend * (1 - (x / 8) ** 2)], yaw), distance));
}

import { readFileSync } from 'node:fs';
import type { DemoPicture, DemoSight } from '#contract/desk.ts';
import type { Pixels } from '#contract/pixels.ts';
import { cardBackPicture, cardFrontPicture, paperPicture, photographHeldUp } from '#fixtures/make/card-picture.ts';
import { jpegOf, pixelsOfJpeg } from '#fixtures/make/jpeg.ts';
import { demoCode, demoHolder } from './demo-codes.ts';

const poses = ['front', 'left', 'right', 'blink'] as const;

/**
 * What the software camera sees of a scene; without a person, of the first of them.
 * @throws FailureError `demo.unknownPerson`, `demo.noCard`
 */
export async function demoSight({ personId, scene }: DemoSight): Promise<readonly DemoPicture[]> {
  const person = demoHolder(personId ?? 'F01');
  switch (scene) {
    case 'face':
      return poses.map((name) => ({ name, jpeg: stillOf(person.id, name) }));
    case 'photo':
      return photograph(await pixelsOfJpeg(stillOf(person.id, 'front')));
    case 'cardFront':
      return [still(await jpegOf(await cardFrontPicture(demoCode(person.id)), quality))];
    case 'cardBack':
      return [still(await jpegOf(cardBackPicture(person.mrz), quality))];
    case 'paper':
      return [still(await jpegOf(paperPicture(), quality))];
  }
}

/** A photograph that somebody holds up and turns as if it were a head. */
async function photograph(picture: Pixels): Promise<readonly DemoPicture[]> {
  const turns = { front: 0, left: 38, right: -38 } as const;
  const shown = Object.entries(turns).map(async ([name, yaw]) => ({
    name: name as keyof typeof turns,
    jpeg: await jpegOf(photographHeldUp(picture, yaw), quality),
  }));
  return Promise.all(shown);
}

const quality = 85;
const still = (jpeg: Uint8Array): DemoPicture => ({ name: 'still', jpeg });

function stillOf(id: string, pose: (typeof poses)[number]): Uint8Array {
  return Uint8Array.from(readFileSync(new URL(`../../../fixtures/people/camera/${id}-${pose}.jpg`, import.meta.url)));
}

import type { CaptureCode } from './vi-capture-failures.ts';
import type { FailureWords } from './words.ts';

/** What may go wrong with cameras and captures, in English. */
export const enCaptureFailures: Readonly<Record<CaptureCode, FailureWords>> = {
  'camera.refused': {
    text: () => 'This computer does not let the desk use the camera.',
    remedy: 'Allow the camera in the privacy settings of the computer, then open it again.',
  },
  'camera.taken': {
    text: () => 'Another program is using the camera.',
    remedy: 'Close the program that uses it (a meeting, a camera program), then open it again.',
  },
  'camera.gone': {
    text: () => 'The camera was disconnected. What was not kept has been wiped.',
    remedy: 'Plug the camera in again, wait some seconds and start over.',
  },
  'camera.broken': {
    text: () => 'The camera gives no picture.',
    remedy: 'Unplug it and plug it in again; if that does not help, choose another camera or call support.',
  },
  'capture.gone': {
    text: () => 'This capture has ended.',
    remedy: 'Open the camera again and start over.',
  },
  'capture.notGood': {
    text: () => 'The picture does not pass the pre-checks.',
    remedy: 'Follow the guidance and take it again; with a good reason, release the shutter by hand and state it.',
  },
  'capture.unknown': {
    text: () => 'This capture is no longer there.',
    remedy: 'Choose a capture that is there, or take it again.',
  },
  'capture.inDossier': {
    text: () => 'A dossier needs this capture.',
    remedy: 'Take it again in that dossier or cancel the dossier; then remove the capture.',
  },
  'capture.damaged': {
    text: () => 'The saved capture is not what was saved, and cannot be used.',
    remedy: 'Remove it and take it again; tell an administrator to check the disk.',
  },
  'capture.noSubject': {
    text: () => 'This capture belongs to nobody’s card.',
    remedy: 'Read the citizen’s card first, then take it again and save it.',
  },
  'capture.noPortrait': {
    text: () => 'There is no portrait of a chip to compare the face with.',
    remedy: 'Read the citizen’s card at this desk to its end; where the chip has no portrait, compare by eye.',
  },
  'capture.noPages': {
    text: () => 'The document has no page yet.',
    remedy: 'Photograph or choose at least one page.',
  },
  'capture.tooMany': {
    text: () => 'No more can be kept at a time.',
    remedy: 'Save or give up some, then go on.',
  },
  'face.none': {
    text: () => 'There is no face in the picture.',
    remedy: 'Ask the citizen to sit in front of the camera, in good light and without a mask, and take it again.',
  },
  'face.several': {
    text: () => 'There is more than one face in the picture.',
    remedy: 'Let only the citizen be in the picture and take it again.',
  },
  'face.cutOff': {
    text: () => 'The face is too near the edge to cut a portrait out.',
    remedy: 'Ask the citizen to sit in the middle, a little farther away, and take it again.',
  },
};

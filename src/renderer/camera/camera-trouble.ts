/** Why a camera does not work, as the device panel names it. */
export type CameraTrouble = 'refused' | 'taken' | 'gone' | 'broken';

/** What a browser's refusal to open a camera means (W3C Media Capture and Streams, `getUserMedia`). */
export function cameraTrouble(error: unknown): CameraTrouble {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotReadableError':
    case 'AbortError':
      return 'taken';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'gone';
    default:
      return 'broken';
  }
}

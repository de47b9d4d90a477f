import type { DeskState } from './desk.ts';

/**
 * Whether the window shows somebody's face, writing or papers at this moment, or may: a card with a portrait, a camera in use,
 * captures, a comparison. While it does, hosts that can keep the window out of screenshots and shared screens.
 */
export function showsBiometrics({ reading, capture }: Pick<DeskState, 'reading' | 'capture'>): boolean {
  if (capture.task !== null || capture.match !== null || capture.records.length > 0) return true;
  return reading !== null && reading.portrait !== 'none' && reading.portrait !== 'undecodable';
}

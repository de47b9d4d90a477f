import type { BrowserWindow } from 'electron';
import type { DeskState } from '#contract/desk.ts';
import { showsBiometrics } from '#contract/shows-biometrics.ts';
import type { ServedDesk } from '#main/hosts/pages.ts';

/** What is asked of a desk to know what its window shows. */
export type ShownDesk = Pick<ServedDesk, 'onEvent'> & { snapshot(): DeskState };

/**
 * Keeps the window out of screenshots and shared screens: in production always, else while somebody's face, writing or papers
 * are shown; in the demo too, where the camera may be in front of a real person.
 */
export function protectWindow(window: BrowserWindow, desk: ShownDesk, production: boolean): void {
  let isProtected: boolean | null = null;
  const look = () => {
    const wanted = production || showsBiometrics(desk.snapshot());
    if (wanted === isProtected || window.isDestroyed()) return;
    isProtected = wanted;
    window.setContentProtection(wanted);
  };
  look();
  const stop = desk.onEvent((event) => (event === 'desk.changed' ? look() : undefined));
  window.once('closed', stop);
}

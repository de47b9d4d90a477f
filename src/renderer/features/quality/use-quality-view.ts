import { useCallback } from 'react';
import { useDeskParts, useWindow } from '../../state/desk-context.tsx';
import type { QualityView } from '../../state/quality-view.ts';

/** Where the officer is on the board, and the way to go elsewhere on it. */
export function useQualityView(): readonly [QualityView, (parts: Partial<QualityView>) => void] {
  const { window: store } = useDeskParts();
  const view = useWindow((window) => window.quality);
  const change = useCallback(
    (parts: Partial<QualityView>) => store.setState(({ quality }) => ({ quality: { ...quality, ...parts } })),
    [store],
  );
  return [view, change];
}

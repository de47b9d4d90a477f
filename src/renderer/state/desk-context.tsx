import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { DeskState } from '#contract/desk.ts';
import type { DeskLink, DeskView } from './desk-link.ts';
import type { WindowState, WindowStore } from './window-store.ts';

type Desk = { readonly link: DeskLink; readonly window: WindowStore };

const DeskContext = createContext<Desk | null>(null);

export function DeskProvider({ desk, children }: { readonly desk: Desk; readonly children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDeskParts(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('outside of DeskProvider');
  return desk;
}

export function useDeskView<T>(select: (view: DeskView) => T): T {
  return useStore(useDeskParts().link.view, select);
}

/** Part of the host's state. Only below the place that waits for the first snapshot. */
export function useDesk<T>(select: (desk: DeskState) => T): T {
  return useDeskView((view) => {
    if (!view.desk) throw new Error('no snapshot yet');
    return select(view.desk);
  });
}

export function useWindow<T>(select: (state: WindowState) => T): T {
  return useStore(useDeskParts().window, select);
}

import type { StoreApi } from 'zustand/vanilla';
import type { Settings } from '#contract/desk.ts';
import type { DeskView } from '../state/desk-link.ts';

const remembered = 'truc-ban.theme';
const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

/** Keeps `data-theme` of the page as the officer or the system wants it; the last choice is used until the host answers. */
export function followTheme(view: StoreApi<DeskView>): void {
  let theme = (localStorage.getItem(remembered) ?? 'system') as Settings['theme'];
  const paint = () => {
    const dark = theme === 'dark' || (theme === 'system' && systemDark().matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  };
  systemDark().addEventListener('change', paint);
  view.subscribe(({ desk }) => {
    if (desk) document.documentElement.lang = desk.settings.language;
    if (!desk || desk.settings.theme === theme) return;
    theme = desk.settings.theme;
    localStorage.setItem(remembered, theme);
    paint();
  });
  paint();
}

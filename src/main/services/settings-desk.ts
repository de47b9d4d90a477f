import type { Settings } from '#contract/desk.ts';
import type { ProfileStore } from '#ports/profile-store.ts';

const initial: Settings = { theme: 'system', language: 'vi' };

/** The settings to change; the others stay. */
export type SettingsChange = { readonly [name in keyof Settings]?: Settings[name] | undefined };

/** What the officer has set on this desk. */
export type SettingsDesk = { current(): Settings; change(change: SettingsChange): Promise<void> };

/** Loads the settings; without any, those of a new desk. `changed` is told once a change is kept. */
export async function openSettingsDesk(
  store: ProfileStore['settings'],
  changed: (settings: Settings) => void,
): Promise<SettingsDesk> {
  let settings = (await store.load()) ?? initial;
  return {
    current: () => settings,
    async change(change) {
      const next = { theme: change.theme ?? settings.theme, language: change.language ?? settings.language };
      settings = next;
      changed(next);
      await store.save(next);
    },
  };
}

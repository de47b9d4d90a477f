import type { DeskApi } from '#contract/api.ts';
import type { profileApi } from '#contract/profile.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { HearEvent } from './desk-events.ts';
import type { ProfileDesk } from './profile-desk.ts';
import type { StationDesk } from './station-desk.ts';

/** What is asked of the vault while it may be closed is answered there. */
type AtTheDoor = 'vault.retry' | 'vault.backups' | 'vault.restore';

export type ProfileHandling = {
  readonly profile: ProfileDesk;
  readonly station: StationDesk;
  readonly emit: HearEvent;
};

/** The commands of the profile and the station on an open desk. */
export function profileHandlers({
  profile,
  station,
  emit,
}: ProfileHandling): Pick<Handlers<DeskApi>, Exclude<keyof typeof profileApi.commands, AtTheDoor>> {
  return {
    'profile.health': () => profile.health(),
    'profile.check': ({ role }) => profile.check(role),
    'profile.backup': () => profile.backup((step) => emit('profile.backupProgressed', step)),
    'profile.restore': (asked) => profile.restore(asked),
    'profile.changeKey': ({ approval }) => profile.changeKey(approval),
    'station.get': () => station.get(),
    'station.change': (change) => station.change(change),
  };
}

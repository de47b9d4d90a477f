import type { Officer, Permission, SessionState } from '#contract/officers.ts';
import { useDesk } from './desk-context.tsx';

const none: readonly Permission[] = [];

/** Who is at the desk, as the host says. */
export function useSession(): SessionState {
  return useDesk((desk) => desk.session);
}

/** What the officer may do now; nothing at a desk that is closed or locked. */
export function usePermissions(): readonly Permission[] {
  return useDesk(({ session }) => permissionsIn(session));
}

export function permissionsIn(session: SessionState): readonly Permission[] {
  return session.state === 'signedIn' ? session.permissions : none;
}

/** Whether the officer may do this. The host decides on its own account: this is for what to show. */
export function useMay(permission: Permission): boolean {
  return useDesk(({ session }) => permissionsIn(session).includes(permission));
}

/** The officer whose session it is, also while it is locked; null while nobody is there. */
export function useOfficer(): Officer | null {
  return useDesk(({ session }) => ('officer' in session ? session.officer : null));
}

import type { ComponentType } from 'react';
import { AuditScreen } from '../features/audit/audit-screen.tsx';
import { CaptureScreen } from '../features/capture/capture-screen.tsx';
import { IntakeScreen } from '../features/intake/intake-screen.tsx';
import { LookUpScreen } from '../features/look-up/look-up-screen.tsx';
import { OfficersScreen } from '../features/officers/officers-screen.tsx';
import { ProfileScreen } from '../features/profile/profile-screen.tsx';
import { QualityScreen } from '../features/quality/quality-screen.tsx';
import { QueueScreen } from '../features/queue/queue-screen.tsx';
import { ReadingDesk } from '../features/reading/reading-desk.tsx';
import { RegistryScreen } from '../features/registry/registry-screen.tsx';
import { ShiftScreen } from '../features/shift/shift-screen.tsx';
import { TrustScreen } from '../features/trust/trust-screen.tsx';
import { UpstreamScreen } from '../features/upstream/upstream-screen.tsx';
import { useWindow } from '../state/desk-context.tsx';
import { isAdministration, type Place } from '../state/places.ts';
import { AdministrationTabs } from './administration-tabs.tsx';

const screens: Readonly<Record<Place, ComponentType>> = {
  reading: ReadingDesk,
  capture: CaptureScreen,
  intake: IntakeScreen,
  lookUp: LookUpScreen,
  shift: ShiftScreen,
  quality: QualityScreen,
  queue: QueueScreen,
  officers: OfficersScreen,
  audit: AuditScreen,
  registry: RegistryScreen,
  profile: ProfileScreen,
  trust: TrustScreen,
  upstream: UpstreamScreen,
};

/** The screen of the place where the officer is. */
export function PlaceScreen() {
  const place = useWindow((window) => window.place);
  const Screen = screens[place];
  return (
    <>
      {isAdministration(place) && <AdministrationTabs />}
      <Screen />
    </>
  );
}

import type {
  CaptureExceptionCode,
  DossierFaultCode,
  FieldSource,
  GuardianRelation,
  LeftStep,
  StepView,
} from '../dossier.ts';
import type { CaptureName, DossierFindingCode, DossierState, FindingLevel } from '../dossier-kind.ts';
import type { ShiftFault, ShiftOutcome } from '../shift.ts';

/** A finding in words: what it is called, what the law says, and what the officer does now. */
export type DossierFindingWords = { readonly title: string; readonly explanation: string; readonly remedy: string };

/** Words of dossiers and shifts in one language; kinds carry their own (their names, fields, reasons, papers). */
export type DossierWords = {
  readonly states: Readonly<Record<DossierState, string>>;
  readonly stepStates: Readonly<Record<StepView['state'], string>>;
  readonly sources: Readonly<Record<FieldSource, string>>;
  readonly captures: Readonly<Record<CaptureName, string>>;
  readonly exceptions: Readonly<Record<CaptureExceptionCode, string>>;
  readonly relations: Readonly<Record<GuardianRelation, string>>;
  readonly leaving: Readonly<Record<LeftStep['cause'], string>>;
  readonly levels: Readonly<Record<FindingLevel, string>>;
  readonly findings: Readonly<Record<DossierFindingCode, DossierFindingWords>>;
  readonly faults: Readonly<Record<DossierFaultCode, string>>;
  readonly outcomes: Readonly<Record<ShiftOutcome, string>>;
  readonly shiftFaults: Readonly<Record<ShiftFault, string>>;
};

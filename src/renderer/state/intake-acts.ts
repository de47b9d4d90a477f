import type { DeskApi } from '#contract/api.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import type { Failure } from '#contract/failures.ts';
import type { IntakeDossier, IntakePerson } from '#contract/intake.ts';
import type { Input } from '#contract/rpc.ts';
import type { DeskLink } from './desk-link.ts';
import { failureOf } from './failure-of.ts';
import { guardedCall } from './guarded-call.ts';
import { isLeftToDo } from './open-states.ts';
import type { Place } from './places.ts';
import type { WindowStore } from './window-store.ts';

type Parts = {
  readonly link: DeskLink;
  readonly window: WindowStore;
  readonly run: (command: Promise<unknown>) => Promise<boolean>;
  readonly go: (place: Place) => boolean;
};

type Of<C extends keyof DeskApi['commands']> = Omit<Input<DeskApi, C>, 'dossier'>;

/** What the officer does while taking dossiers in: one command each; what came of it is in `DeskState.intake`. */
export function intakeActs({ link, window, run, go }: Parts) {
  const { view } = link;
  const call = guardedCall(link, window);
  const sitting = () => view.getState().desk?.intake.sitting ?? null;
  return {
    ...dossierActs(call, run),
    ...steppingActs(call, run),
    /** F2: the person who is being served, else the next one: somebody the search shows, the card on the desk, or what papers say. */
    startIntake: async () => {
      if (!go('intake')) return;
      const seated = sitting();
      if (seated && !seated.dossiers.some(isLeftToDo)) await run(call('intake.leave'));
    },
    /** `reason` is said where the shift goes on outside its planned hours. */
    beginIntake: async (person: IntakePerson, kinds: readonly string[], reason: string | null) => {
      window.setState({ intakeKinds: kinds });
      const begun = await run(call('intake.begin', { kinds: [...kinds], person, reason }));
      if (begun) window.setState({ intakeFor: null });
      return begun;
    },
    addDossier: (kind: string) => run(call('intake.add', { kind })),
    resumeDossier: (dossier: string) => run(call('intake.resume', { dossier })),
    leaveSitting: () => run(call('intake.leave')),
    showDossier: (dossier: string) => run(call('intake.show', { dossier })),
    /** The next card: the sitting stays as drafts. */
    nextPerson: () => {
      // At once: whoever presses another key meanwhile is not taken back.
      go('reading');
      return run(call('intake.leave'));
    },
  };
}

type Call = DeskLink['call'];
type Run = Parts['run'];

/** What is entered into a dossier and put into it. */
function dossierActs(call: Call, run: Run) {
  return {
    /** Enters a value; what is wrong with it is said beside the field, so it is answered and not shown as a notice. */
    enterField: async (dossier: string, entry: Of<'intake.enter'>): Promise<Failure | null> => {
      try {
        await call('intake.enter', { dossier, ...entry });
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
    chooseSource: (dossier: string, choice: Of<'intake.choose'>) => run(call('intake.choose', { dossier, ...choice })),
    /** Where the officer is; that this could not be noted stops nobody. */
    noteFocus: (dossier: string, field: string) => void call('intake.focus', { dossier, field }).catch(failureOf),
    papersSeen: (dossier: string) => run(call('intake.papersSeen', { dossier })),
    nameGuardian: (dossier: string, guardian: Of<'intake.guardian'>['guardian']) =>
      run(call('intake.guardian', { dossier, guardian })),
    giveReason: (dossier: string, reason: string) => run(call('intake.reason', { dossier, reason })),
    claimExemption: (dossier: string, exemption: string | null) =>
      run(call('intake.exemption', { dossier, exemption })),
    takeCapture: (dossier: string, taken: Of<'intake.take'>) => run(call('intake.take', { dossier, ...taken })),
    exceptCapture: (dossier: string, exception: Of<'intake.except'>) =>
      run(call('intake.except', { dossier, ...exception })),
    addDocument: (dossier: string, document: Of<'intake.document'>) =>
      run(call('intake.document', { dossier, ...document })),
    removeDocument: (dossier: string, document: Of<'intake.document'>) =>
      run(call('intake.removeDocument', { dossier, ...document })),
    moveDossier: (dossier: string, to: DossierState, why: Of<'intake.move'>['why']) =>
      run(call('intake.move', { dossier, to, why })),
  };
}

/** Going on, back, and to the end of a dossier. */
function steppingActs(call: Call, run: Run) {
  return {
    /** “Tiếp tục” from the step that is shown: a press for another step does nothing. */
    proceed: ({ id, step }: IntakeDossier, leave: Of<'intake.proceed'>['leave'] = null) =>
      run(call('intake.proceed', { dossier: id, step, leave })),
    goBackTo: (dossier: string, step: IntakeDossier['step']) => run(call('intake.back', { dossier, step })),
    /** Officer and person went through all of it; what they went through is then there to be signed. */
    review: (dossier: string) => run(call('intake.review', { dossier })),
  };
}

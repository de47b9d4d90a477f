import { describe, expect, it } from 'vitest';
import type { Dossier, Guardian } from '#contract/dossier.ts';
import type { DossierKind, StepCode } from '#contract/dossier-kind.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { addCapture, exceptCapture } from './captures.ts';
import { addDocument, removeDocument } from './documents.ts';
import type { DossierFacts } from './facts.ts';
import { enterField } from './fields.ts';
import { dossierKinds } from './kinds/kinds.ts';
import { dossierLine } from './opening.ts';
import { confirmReview, giveConsent, identifyByPapers, setExemption, setGuardian, setReason } from './people.ts';
import { goBack, moveTo, type Press, proceed, stepsOf } from './steps.ts';
import { citizensOf } from './testing/sample-citizens.ts';
import { at, calendar, day, done, factsOf, faultsOf, moved, opened, signed, taken } from './testing/sample-dossiers.ts';
import { kindOn } from './when.ts';

const who = citizensOf(people(), sampleDivisions);
const kindNow = (code: string): DossierKind => kindOn(dossierKinds, code, day) ?? never();
function never(): never {
  throw new RangeError('not there');
}
const [eId, exchange] = [kindNow('eIdLevel2'), kindNow('cardExchange')];
const grown = factsOf(who('F02'), { card: true });
const press = (step: StepCode, leave: Press['leave'] = null): Press => ({ step, leave, at: at(9) });
const stamp = { by: 'CB001', at: at(1) };
const phone = { field: 'phone', value: '0500001234', source: 'typed', reason: null, ...stamp } as const;
const father: Guardian = {
  number: who('F04').number,
  name: who('F04').name,
  relation: 'father',
  birth: '1979-07-05',
  ...stamp,
};
const birthPaper = { paper: 'giayKhaiSinh', shown: { as: 'capture', record: 'record-1' }, ...stamp } as const;

const start = (facts: DossierFacts = grown, kind = eId) => moved(opened(kind, facts), ['capturing'], { kind, facts });
const states = (dossier: Dossier, facts = grown, kind = eId) =>
  stepsOf({ dossier, kind, facts }).map(({ code, state }) => `${code} ${state}`);

describe('going on', () => {
  it('takes one step at a time, with what each still wants', () => {
    const dossier = start();
    expect(states(dossier)).toEqual([
      'identify current',
      'form ahead',
      'captures ahead',
      'documents ahead',
      'review ahead',
      'sign ahead',
    ]);
    const atForm = done(proceed({ dossier, kind: eId, facts: grown }, press('identify')));
    expect(atForm.step).toBe('form');
    expect(faultsOf(proceed({ dossier: atForm, kind: eId, facts: grown }, press('form')))).toEqual([
      'step.incomplete form',
      'field.missing phone',
    ]);
    expect(stepsOf({ dossier: atForm, kind: eId, facts: grown })[2]?.missing).toEqual([
      { code: 'capture.missing', about: 'portrait' },
    ]);
  });

  it('does nothing on a second press: it was meant for the step before', () => {
    const first = done(proceed({ dossier: start(), kind: eId, facts: grown }, press('identify')));
    const typed = done(enterField(first, eId, phone));
    const second = done(proceed({ dossier: typed, kind: eId, facts: grown }, press('identify')));
    expect(second).toBe(typed);
    const third = done(
      proceed(
        { dossier: done(proceed({ dossier: typed, kind: eId, facts: grown }, press('form'))), kind: eId, facts: grown },
        press('form'),
      ),
    );
    expect(third.step).toBe('captures');
  });

  it('goes through to the signature, and ends there', () => {
    const filled = done(addCapture(done(enterField(start(), eId, phone)), eId, taken('portrait')));
    const go = (dossier: Dossier, step: StepCode) => done(proceed({ dossier, kind: eId, facts: grown }, press(step)));
    const atReview = (['identify', 'form', 'captures', 'documents'] as const).reduce(go, filled);
    expect(atReview.step).toBe('review');
    expect(faultsOf(proceed({ dossier: atReview, kind: eId, facts: grown }, press('review')))).toContain(
      'review.missing',
    );
    const reviewed = done(confirmReview(atReview, stamp));
    expect(go(reviewed, 'review').step).toBe('sign');
    const whole = signed(opened(eId, grown), { kind: eId, facts: grown });
    expect(go(whole, 'sign')).toBe(whole);
    expect(
      states(whole)
        .slice(0, 5)
        .every((text) => text.endsWith('done')),
    ).toBe(true);
    expect(
      faultsOf(
        proceed({ dossier: whole, kind: { ...eId, steps: eId.steps.slice(0, 2) }, facts: grown }, press('review')),
      ),
    ).toEqual(['step.notOfKind review']);
  });

  it('leaves a step whose device is missing, says so, and comes back to it', () => {
    const typed = done(enterField(start(), eId, phone));
    const go = (dossier: Dossier, act: Press) => proceed({ dossier, kind: eId, facts: grown }, act);
    const atCaptures = done(go(done(go(typed, press('identify'))), press('form')));
    const left = done(go(atCaptures, press('captures', { cause: 'deviceMissing', note: 'máy ảnh' })));
    expect(left).toMatchObject({
      step: 'documents',
      left: [{ step: 'captures', cause: 'deviceMissing', note: 'máy ảnh' }],
    });
    expect(states(left)[2]).toBe('captures left');
    expect(dossierLine(left, { kinds: dossierKinds, on: day, calendar }).left).toEqual(['captures']);
    // Nothing left behind gets past the review.
    expect(faultsOf(go(left, press('documents')))).toEqual(['step.incomplete captures']);
    const back = done(goBack({ dossier: left, kind: eId, facts: grown }, 'captures'));
    const pictured = done(addCapture(back, eId, taken('portrait')));
    const on = done(go(done(go(pictured, press('captures'))), press('documents')));
    expect(on).toMatchObject({ step: 'review', left: [] });
  });

  it('remembers the field the officer was at, until the step changes', () => {
    const typed = done(enterField(done(moveTo(start(), 'phone')), eId, phone));
    expect(typed.focus).toBe('phone');
    expect(done(moveTo(typed, 'phone'))).toBe(typed);
    expect(done(proceed({ dossier: typed, kind: eId, facts: grown }, press('identify'))).focus).toBeNull();
  });

  it('does not leave a form or the person behind, whatever is said', () => {
    const atForm = done(proceed({ dossier: start(), kind: eId, facts: grown }, press('identify')));
    expect(
      faultsOf(proceed({ dossier: atForm, kind: eId, facts: grown }, press('form', { cause: 'later', note: null }))),
    ).toContain('step.incomplete form');
    expect(faultsOf(goBack({ dossier: atForm, kind: eId, facts: grown }, 'review'))).toEqual(['step.ahead review']);
    expect(done(goBack({ dossier: atForm, kind: eId, facts: grown }, 'form'))).toBe(atForm);
  });
});

describe('a child under 14', () => {
  const facts = factsOf(who('F06'), { card: false });

  it('comes with somebody who proves that they may act, and who agrees for it', () => {
    const fresh = opened(eId, facts);
    expect(stepsOf({ dossier: fresh, kind: eId, facts })[0]?.missing).toEqual([
      { code: 'guardian.missing', about: 'guardian' },
    ]);
    const dossier = moved(done(setGuardian(fresh, father)), ['capturing'], { kind: eId, facts });
    const [, , , papers] = stepsOf({ dossier, kind: eId, facts });
    expect(papers?.missing).toEqual([{ code: 'document.missing', about: 'guardianProof' }]);
    const proved = done(addDocument(dossier, eId, birthPaper));
    expect(stepsOf({ dossier: proved, kind: eId, facts })[3]?.missing).toEqual([]);
    expect(stepsOf({ dossier: done(removeDocument(proved, birthPaper)), kind: eId, facts })[3]?.missing).toHaveLength(
      1,
    );
    const consent = { by: 'subject', text: 'MẪU 1', at: at(2), officer: 'CB001' } as const;
    expect(faultsOf(giveConsent(dossier, eId, consent))).toEqual(['consent.missing guardian']);
    expect(done(giveConsent(dossier, eId, { ...consent, by: 'guardian' })).consent?.by).toBe('guardian');
    expect(faultsOf(setGuardian(dossier, { ...father, number: '12' }))).toEqual(['field.invalid guardian']);
  });

  it('has a portrait from six on, and no biometrics before (article 23)', () => {
    const asked = (id: string) =>
      stepsOf({ dossier: opened(exchange, factsOf(who(id), { card: false })), kind: exchange, facts })[2]?.missing;
    expect(asked('F07')).toEqual([{ code: 'capture.missing', about: 'portrait' }]);
    expect(asked('F08')).toEqual([]);
  });
});

describe('a grown-up who is represented', () => {
  it('brings the representative and the decision: F20', () => {
    const facts = factsOf(who('F20'), { card: false });
    const steps = stepsOf({ dossier: opened(eId, facts), kind: eId, facts });
    expect(steps.flatMap(({ missing }) => missing.map(({ code, about }) => `${code} ${about}`))).toEqual(
      expect.arrayContaining(['guardian.missing representative', 'document.missing representativeProof']),
    );
  });
});

describe('captures', () => {
  it('of prints and irises are due where there is a device for them', () => {
    const equipped = { ...grown, equipment: ['portrait', 'signature', 'fingerprints'] as const };
    const missing = stepsOf({ dossier: start(), kind: exchange, facts: equipped })[2]?.missing;
    expect(missing?.map(({ about }) => about)).toEqual(['portrait', 'fingerprints']);
  });

  it('may be lacking for a reason, but not the portrait, and no reason is the desk’s own', () => {
    const dossier = start();
    const why = { capture: 'fingerprints', code: 'amputated', note: 'trỏ phải', ...stamp } as const;
    const lacking = done(exceptCapture(dossier, eId, why));
    expect(lacking.exceptions).toEqual([why]);
    expect(faultsOf(exceptCapture(dossier, eId, { ...why, capture: 'portrait' }))).toEqual([
      'capture.mayNotLack portrait',
    ]);
    expect(faultsOf(exceptCapture(dossier, eId, { ...why, capture: 'iris' }))).toEqual(['capture.notNeeded iris']);
    expect(faultsOf(exceptCapture(dossier, eId, { ...why, code: 'noDevice' }))).toEqual([
      'capture.mayNotLack fingerprints',
    ]);
    expect(faultsOf(exceptCapture(dossier, eId, { ...why, code: 'other', note: ' ' }))).toEqual([
      'why.missing fingerprints',
    ]);
    expect(faultsOf(exceptCapture(dossier, eId, { ...why, capture: 'signature' }))).toEqual(['state.locked capturing']);
    expect(done(addCapture(lacking, eId, taken('fingerprints'))).exceptions).toEqual([]);
  });

  it('are replaced by a newer one, and a signature waits for what it signs', () => {
    const twice = done(addCapture(done(addCapture(start(), eId, taken('portrait', 1))), eId, taken('portrait', 2)));
    expect(twice.captures.map(({ record }) => record)).toEqual(['record-portrait-2']);
    expect(faultsOf(addCapture(twice, eId, taken('signature')))).toEqual(['state.locked capturing']);
    expect(faultsOf(addCapture(twice, eId, taken('iris')))).toEqual(['capture.notNeeded iris']);
  });
});

describe('what the person asks for', () => {
  it('is a reason and an exemption of the kind, and papers follow from it', () => {
    const dossier = start(factsOf(who('F03'), { card: true }), exchange);
    const facts = factsOf(who('F03'), { card: true });
    expect(stepsOf({ dossier, kind: exchange, facts })[1]?.missing[0]?.code).toBe('request.missing');
    expect(faultsOf(setReason(dossier, exchange, 'z'))).toEqual(['request.unknown z']);
    const renamed = done(setReason(dossier, exchange, 'b'));
    expect(stepsOf({ dossier: renamed, kind: exchange, facts })[3]?.missing).toEqual([
      { code: 'document.missing', about: 'changeProof' },
    ]);
    const integrated = { ...birthPaper, shown: { as: 'integrated' } } as const;
    expect(done(addDocument(renamed, exchange, integrated)).documents).toEqual([integrated]);
    const r2025 = dossierKinds.find(({ code, regime }) => code === 'cardExchange' && regime === 'R2025') ?? never();
    expect(faultsOf(addDocument(renamed, r2025, integrated))).toEqual(['document.notIntegrated giayKhaiSinh']);
    expect(done(setExemption(renamed, exchange, 'hoNgheo')).exemption).toBe('hoNgheo');
    expect(faultsOf(setExemption(renamed, exchange, 'z'))).toEqual(['exemption.unknown z']);
    expect(done(identifyByPapers(renamed, stamp)).identified?.by).toBe('papers');
  });
});

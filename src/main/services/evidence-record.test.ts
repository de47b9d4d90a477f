import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, evidenceSchema } from '#contract/evidence.ts';
import { fileOf, recordOf, textToBytes } from './evidence-record.ts';

const evidence = (response: Uint8Array, signature: Uint8Array): Evidence => ({
  version: 1,
  readAt: '2026-08-01T08:00:00.000Z',
  files: [
    { name: 'DG1', bytes: Uint8Array.of(1) },
    { name: 'EF.ATR/INFO', bytes: Uint8Array.of(2) },
  ],
  gaps: [{ name: 'DG3', cause: 'notPermitted', sw: 0x6982 }],
  access: { protocol: 'pace', password: 'can', oid: '0.4.0.127.0.7.2.2.4.2.2', parameterId: 13 },
  chipAuthentication: { state: 'done', oid: '1.2', keyId: null, terminalPrivateKey: signature, response },
  activeAuthentication: { state: 'done', challenge: response, signature },
  failure: { code: 'card.removed', retryable: true, params: {} },
});

describe('the record of evidence', () => {
  it('brings everything but the files back, through JSON', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (response, signature) => {
        const original = evidence(response, signature);
        const { files: _files, ...head } = original;
        const back = textToBytes(JSON.parse(JSON.stringify(recordOf(original))));
        expect(evidenceSchema.omit({ files: true }).parse(back)).toEqual(head);
      }),
    );
  });

  it('names files so that no system misreads them', () => {
    expect(fileOf('EF.ATR/INFO')).toBe('EF.ATR-INFO.bin');
    expect(recordOf(evidence(new Uint8Array(), new Uint8Array())).files).toEqual([
      { name: 'DG1', file: 'DG1.bin' },
      { name: 'EF.ATR/INFO', file: 'EF.ATR-INFO.bin' },
    ]);
  });

  it('refuses a byte string that is none', () => {
    expect(() => textToBytes({ response: { hex: 'zz' } })).toThrow(RangeError);
  });
});

import { describe, expect, it } from 'vitest';
import { captureRefSchema, dossierIdSchema, fieldValueSchema, guardianSchema, sittingSchema } from './dossier.ts';
import { dossierKindSchema, whenSchema } from './dossier-kind.ts';
import { shiftSchema } from './shift.ts';

const id = '019a9e00-0000-7000-8000-000000000001';

describe('what comes in as a dossier', () => {
  it.each([
    ['a number that is no UUIDv7', dossierIdSchema, 'f47ac10b-58cc-4372-a567-0e02b2c3d479'],
    ['a number in capitals', dossierIdSchema, '019A9E00-0000-7000-8000-00000000000A'],
    [
      'a source nobody has',
      fieldValueSchema,
      { field: 'phone', value: '1', source: 'guess', at: '', by: '', chosen: null, retyped: null },
    ],
    [
      'a retyping without a reason',
      fieldValueSchema,
      {
        field: 'name',
        value: 'A',
        source: 'typed',
        at: '',
        by: '',
        chosen: null,
        retyped: { before: 'B', source: 'chip', reason: '' },
      },
    ],
    [
      'a guardian of eleven digits',
      guardianSchema,
      { number: '12345678901', name: 'MẪU', relation: 'father', birth: null, at: '', by: '' },
    ],
    ['a capture of something else', captureRefSchema, { capture: 'voice', record: 'r', at: '', by: '', content: 1 }],
    [
      'a sitting with nothing in it',
      sittingSchema,
      { id, subject: '001304999901', openedAt: '', officer: '', captures: [], dossiers: [] },
    ],
    [
      'a shift of no number',
      shiftSchema,
      { id: '1', station: '', plan: null, reason: null, openedBy: '', openedAt: '', entries: [], closed: null },
    ],
    ['a rule for an age that is none', whenSchema, { ages: ['old'] }],
    ['a kind of nothing', dossierKindSchema, {}],
  ])('is refused with %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(false);
  });

  it('is kept as it is otherwise', () => {
    expect(dossierIdSchema.parse(id)).toBe(id);
    expect(whenSchema.parse({ reasons: [null, 'a'], chip: true })).toEqual({ reasons: [null, 'a'], chip: true });
  });
});

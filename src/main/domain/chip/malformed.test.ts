import { expect, test } from 'vitest';
import { Malformed } from './malformed.ts';

test('names the structure and the defect', () => {
  const error = new Malformed('EF.SOD', 'ends inside its length');
  expect(error).toMatchObject({
    name: 'Malformed',
    where: 'EF.SOD',
    what: 'ends inside its length',
    message: 'EF.SOD: ends inside its length',
  });
});

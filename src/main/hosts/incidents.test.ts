import { describe, expect, test } from 'vitest';
import { incidentLog } from './incidents.ts';

describe('incidentLog', () => {
  test('writes where and what kind, with the id it returns, and never the message', () => {
    const lines: string[] = [];
    const id = incidentLog((line) => lines.push(line))({
      where: 'reading.open',
      error: new RangeError('CAN 123456\nof MẪU'),
    });
    const text = lines.join('');
    expect(id).toMatch(/^[0-9a-f]{6}$/);
    expect(text).toContain(`incident ${id} in reading.open: RangeError`);
    expect(text).toContain('incidents.test.ts');
    expect(text).not.toMatch(/123456|MẪU/);
  });

  test('takes whatever was thrown', () => {
    const lines: string[] = [];
    incidentLog((line) => lines.push(line))({ where: 'rpc', error: 'a secret' });
    expect(lines.join('')).toMatch(/^incident [0-9a-f]{6} in rpc: string\n$/);
  });
});

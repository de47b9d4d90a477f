import { describe, expect, it } from 'vitest';
import { parseInvocation, UsageError } from './arguments.ts';

describe('parseInvocation', () => {
  it.each([
    [['readers'], { name: 'readers' }],
    [['doctor', '--json'], { name: 'doctor' }],
    [[], { name: 'help' }],
    [['trust', 'list'], { name: 'trust list' }],
    [['trust', 'import', 'a.cer', 'b.ml'], { name: 'trust import', files: ['a.cer', 'b.ml'] }],
    [['verify', 'folder'], { name: 'verify', folder: 'folder', trust: [] }],
    [['verify', 'folder', '--trust', 'a', '--trust', 'b'], { name: 'verify', folder: 'folder', trust: ['a', 'b'] }],
    [['verify', 'folder', '--trust', 'a', 'b'], { name: 'verify', folder: 'folder', trust: ['a', 'b'] }],
    [
      ['read', '--reader', 'demo', '--person', 'F01', '--can', '999901', '--out', 'x'],
      { name: 'read', reader: 'demo', person: 'F01', key: { kind: 'can', text: '999901' }, out: 'x' },
    ],
    [
      ['read', '--reader', 'ACS 00', '--mrz', 'zone.txt'],
      { name: 'read', reader: 'ACS 00', person: null, key: { kind: 'mrz', text: 'zone.txt' }, out: null },
    ],
  ])('%j', (args, command) => {
    expect(parseInvocation(args)).toEqual({ command, json: args.includes('--json'), unmasked: false });
  });

  it.each([
    [['frobnicate']],
    [['readers', 'more']],
    [['read', '--can', '999901']],
    [['read', '--reader', 'demo']],
    [['read', '--reader', 'demo', '--can', '99990']],
    [['read', '--reader', 'demo', '--can', '999901', '--mrz', 'x']],
    [['read', '--reader', 'ACS 00', '--person', 'F01', '--can', '999901']],
    [['verify']],
    [['verify', 'folder', 'another']],
    [['verify', 'folder', '--can', '999901']],
    [['trust']],
    [['trust', 'import']],
    [['trust', 'list', 'x']],
    [['doctor', '--frobnicate']],
  ])('%j is a usage error', (args) => {
    expect(() => parseInvocation(args)).toThrow(UsageError);
  });

  it.each([
    [['doctor', '--frobnicate'], 'không có tùy chọn --frobnicate'],
    [['verify', 'folder', '--trust'], '--trust cần một giá trị'],
    [['read', '--can', '--json'], '--can cần một giá trị'],
    [['doctor', '--json=yes'], '--json không nhận giá trị'],
  ])('%j is said in Vietnamese', (args, said) => {
    expect(() => parseInvocation(args)).toThrow(said);
  });
});

import { describe, expect, it } from 'vitest';
import { parseInvocation } from './arguments.ts';
import { UsageError } from './usage-error.ts';

const understood = (args: readonly string[]) => {
  const { command } = parseInvocation(args);
  return [command?.name, command?.request];
};
const search = { text: 'dang thi mau hoa', area: null, birthYear: null, limit: 20 };
const read = { reader: 'ACS 00', person: null, out: null, unmasked: false };

describe('parseInvocation', () => {
  it.each([
    [['readers'], 'readers', undefined],
    [['doctor', '--json'], 'doctor', undefined],
    [['trust', 'list'], 'trust list', undefined],
    [['trust', 'import', 'a.cer', 'b.ml'], 'trust import', { files: ['a.cer', 'b.ml'] }],
    [['verify', 'folder'], 'verify', { folder: 'folder', trust: [], unmasked: false }],
    [
      ['verify', 'folder', '--trust', 'a', '--trust', 'b'],
      'verify',
      { folder: 'folder', trust: ['a', 'b'], unmasked: false },
    ],
    [['verify', 'folder', '--trust', 'a', 'b'], 'verify', { folder: 'folder', trust: ['a', 'b'], unmasked: false }],
    [
      ['read', '--reader', 'demo', '--person', 'F01', '--can', '999901', '--out', 'x'],
      'read',
      { reader: 'demo', person: 'F01', key: { kind: 'can', text: '999901' }, out: 'x', unmasked: false },
    ],
    [
      ['read', '--reader', 'ACS 00', '--mrz', 'zone.txt', '--unmasked'],
      'read',
      { ...read, key: { kind: 'mrz', text: 'zone.txt' }, unmasked: true },
    ],
    [['registry', 'lookup', '001 304 999 901'], 'registry lookup', { text: '001304999901', unmasked: false }],
    [['registry', 'lookup', '0900', '000', '001'], 'registry lookup', { text: '0900000001', unmasked: false }],
    [['registry', 'search', 'dang', 'thi', 'mau', 'hoa'], 'registry search', search],
    [
      ['registry', 'search', 'Mẫu', '--area', '00008', '--year', '2004', '--limit', '5'],
      'registry search',
      { text: 'Mẫu', area: '00008', birthYear: 2004, limit: 5 },
    ],
    [
      ['registry', 'import', '/x/people.csv', '--format', 'csv'],
      'registry import',
      { path: '/x/people.csv', format: 'csv' },
    ],
    [['registry', 'import', '/x/people.csv'], 'registry import', { path: '/x/people.csv', format: null }],
    [['registry', 'export-set-aside', '3', '--out', '/y'], 'registry export-set-aside', { run: 3, folder: '/y' }],
    [['registry', 'check'], 'registry check', { rule: null, area: 'all', limit: 100 }],
    [['registry', 'check', '--findings', 'dq07'], 'registry check', { rule: 'DQ07', area: 'all', limit: 100 }],
    [['registry', 'compare', 'folder'], 'registry compare', { folder: 'folder', trust: [] }],
    [['audit', 'verify'], 'audit verify', null],
    [
      ['audit', 'verify', 'a.ndjson', '--key', 'k.der'],
      'audit verify',
      { lines: 'a.ndjson', seals: 'a.seals.json', keys: ['k.der'], heads: [] },
    ],
    [['audit', 'export', '/z'], 'audit export', { folder: '/z', from: null }],
    [['backup', '--list'], 'backup', { list: true }],
    [['restore', 'backups/desk-1.db', '--approver', 'ch001'], 'restore', { file: 'desk-1.db', approver: 'ch001' }],
    [['profile', 'check', 'desk'], 'profile check', { files: ['desk'] }],
    [['officers', 'begin', 'qt001', '--name', 'Quản Trị Mẫu'], 'officers begin', { id: 'QT001', name: 'Quản Trị Mẫu' }],
    [
      ['officers', 'add', 'cb001', '--name', 'Cán Bộ Mẫu', '--role', 'tiepNhan', '--role', 'traThe'],
      'officers add',
      { id: 'CB001', name: 'Cán Bộ Mẫu', roles: ['tiepNhan', 'traThe'], unit: null },
    ],
    [['officers', 'roles', 'cb001', 'thuNhan'], 'officers roles', { id: 'CB001', roles: ['thuNhan'] }],
    [['officers', 'reset', 'cb001', '--approver', 'ch001'], 'officers reset', { id: 'CB001', approver: 'ch001' }],
  ] as const)('%j', (args, name, request) => {
    expect(understood(args)).toEqual([name, request]);
  });

  it.each([[[]], [['help']], [['--help']], [['registry', 'import', '--help']]])('%j is help', (args) => {
    expect(parseInvocation(args).command).toBeNull();
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
    [['doctor', '--profile', 'other']],
    [['registry']],
    [['registry', 'lookup']],
    [['registry', 'lookup', 'Đặng']],
    [['registry', 'lookup', '12345678']],
    [['registry', 'search']],
    [['registry', 'search', 'x', '--area', '8']],
    [['registry', 'search', 'x', '--limit', '0']],
    [['registry', 'search', 'x', '--limit', '201']],
    [['registry', 'search', 'x'.repeat(121)]],
    [['registry', 'import']],
    [['registry', 'import', 'a', 'b']],
    [['registry', 'import', 'a', '--format', 'xml']],
    [['registry', 'export-set-aside', 'x']],
    [['registry', 'check', '--findings', 'DQ21']],
    [['registry', 'check', '--area', '00008']],
    [['audit', 'verify', '--key', 'k.der']],
    [['audit', 'export', 'x', '--from', '2026-02-30']],
    [['audit', 'export', 'x', '--from', 'yesterday']],
    [['restore']],
    [['restore', 'folder/', '--approver', 'CH001']],
    [['profile', 'check', 'other']],
    [['officers', 'begin', 'QT001']],
    [['officers', 'add', 'CB001', '--name', 'Cán Bộ Mẫu']],
    [['officers', 'add', 'CB001', '--name', 'Cán Bộ Mẫu', '--role', 'boss']],
    [['officers', 'add', '1', '--name', 'Cán Bộ Mẫu', '--role', 'tiepNhan']],
    [['officers', 'roles', 'CB001']],
    [['officers', 'reset', 'CB001']],
  ])('%j is a usage error', (args) => {
    expect(() => parseInvocation(args)).toThrow(UsageError);
  });

  it.each([
    [['doctor', '--frobnicate'], 'không có tùy chọn --frobnicate'],
    [['verify', 'folder', '--trust'], '--trust cần một giá trị'],
    [['read', '--can', '--json'], '--can cần một giá trị'],
    [['doctor', '--json=yes'], '--json không nhận giá trị'],
    [['trust', 'frobnicate'], 'trust cần một trong: import, list'],
    [['registry', 'lookup', 'x'], 'registry lookup: số có 9 đến 12 chữ số'],
    [['readers', '--purpose', 'doiChieu'], 'readers không dùng --purpose'],
  ])('%j is said in Vietnamese', (args, said) => {
    expect(() => parseInvocation(args)).toThrow(said);
  });

  it('takes no secret', () => {
    expect(() => parseInvocation(['officers', 'list', '--secret', 'x'])).toThrow(UsageError);
  });

  it('reads a day the Vietnamese way and the other one', () => {
    const from = (day: string) => parseInvocation(['audit', 'export', '/z', '--from', day]).command?.request;
    expect(from('22/11/2026')).toEqual(from('2026-11-22'));
    expect(from('22/11/2026')).toEqual({ folder: '/z', from: '2026-11-21T17:00:00.000Z' });
  });
});

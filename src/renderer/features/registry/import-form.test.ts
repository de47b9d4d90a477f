import { describe, expect, it } from 'vitest';
import { formatByName, partOf, pathOf, recordsOf } from './import-form.ts';
import { sampleRun } from './testing/sample-runs.ts';

describe('a path', () => {
  it('loses the quotes and spaces that come with pasting it', () => {
    expect(pathOf(' "C:\\Dữ liệu\\dân cư.csv" ')).toBe('C:\\Dữ liệu\\dân cư.csv');
    expect(pathOf("'/media/usb/người.ndjson'")).toBe('/media/usb/người.ndjson');
    expect(pathOf('   ')).toBe('');
  });

  it('is composed, whatever the keyboard sends', () => {
    expect(pathOf('/du\u031B\u0303 lie\u0323\u0302u.csv')).toBe('/dữ liệu.csv');
  });

  it('tells the format by its ending', () => {
    expect(formatByName('a/b.CSV')).toBe('csv');
    expect(formatByName('people.jsonl')).toBe('ndjson');
    expect(formatByName('people.ndjson ')).toBe('ndjson');
    expect(formatByName('people.xlsx')).toBeNull();
    expect(formatByName('people')).toBeNull();
  });
});

describe('an import', () => {
  it('is as far as its bytes, and done when it ended', () => {
    expect(partOf(sampleRun({ size: 1000, byteOffset: 430, endedAt: null }))).toBe(0.43);
    expect(partOf(sampleRun({ size: 0, byteOffset: 0, endedAt: null }))).toBe(0);
    expect(partOf(sampleRun({ size: 1000, byteOffset: 999, endedAt: '2026-11-22T12:00:00Z' }))).toBe(1);
  });

  it('counts every record it looked at', () => {
    expect(recordsOf(sampleRun({ added: 1, changed: 2, unchanged: 3, setAside: 4 }))).toBe(10);
  });
});

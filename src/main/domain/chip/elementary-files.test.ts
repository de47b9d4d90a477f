import { describe, expect, it } from 'vitest';
import { fileNames } from '#contract/evidence.ts';
import { applicationFileByTag, dataGroupName, dataGroupNumber, elementaryFiles } from './elementary-files.ts';

describe('elementaryFiles', () => {
  it('knows every file of the contract, with a short identifier of five bits', () => {
    expect(Object.keys(elementaryFiles).sort()).toEqual([...fileNames].sort());
    for (const { sfi } of Object.values(elementaryFiles)) expect(sfi).toSatisfy((n: number) => n >= 1 && n <= 30);
  });

  it('gives each file of the application its own identifiers and tag', () => {
    const files = Object.values(elementaryFiles).filter(({ directory }) => directory === 'application');
    for (const key of ['fid', 'sfi', 'tag'] as const) {
      expect(new Set(files.map((file) => file[key])).size).toBe(files.length);
    }
    for (const { fid, sfi } of files) expect(sfi).toBe(fid & 0x1f);
  });

  it('finds files by tag, and data groups by number', () => {
    expect([0x61, 0x75, 0x77, 0x60, 0x62].map(applicationFileByTag)).toEqual(['DG1', 'DG2', 'EF.SOD', 'EF.COM', null]);
    expect([0, 1, 16, 17].map(dataGroupName)).toEqual([null, 'DG1', 'DG16', null]);
    expect(['DG2', 'EF.SOD'].map((name) => dataGroupNumber(name as 'DG2'))).toEqual([2, null]);
  });
});

import type { FileName } from '#contract/evidence.ts';

/** Where an elementary file lies and what it begins with. */
export type ElementaryFile = {
  /** File identifier, two bytes as a number. */
  readonly fid: number;
  /** Short EF identifier (1–30) within its directory, if it has one. */
  readonly sfi: number | null;
  /** Application tag that the file begins with; null for files that are bare ASN.1 or several objects. */
  readonly tag: number | null;
  /** Whether it lies in the master file or in the eMRTD application. */
  readonly directory: 'masterFile' | 'application';
};

const masterFile = 'masterFile';
const application = 'application';

/** The elementary files of an eMRTD (ICAO 9303-10 §3.6 and table 39). */
export const elementaryFiles: Readonly<Record<FileName, ElementaryFile>> = {
  'EF.CardAccess': { fid: 0x011c, sfi: 0x1c, tag: null, directory: masterFile },
  'EF.CardSecurity': { fid: 0x011d, sfi: 0x1d, tag: null, directory: masterFile },
  'EF.DIR': { fid: 0x2f00, sfi: 0x1e, tag: 0x61, directory: masterFile },
  'EF.ATR/INFO': { fid: 0x2f01, sfi: 0x01, tag: null, directory: masterFile },
  'EF.COM': { fid: 0x011e, sfi: 0x1e, tag: 0x60, directory: application },
  'EF.SOD': { fid: 0x011d, sfi: 0x1d, tag: 0x77, directory: application },
  DG1: { fid: 0x0101, sfi: 0x01, tag: 0x61, directory: application },
  DG2: { fid: 0x0102, sfi: 0x02, tag: 0x75, directory: application },
  DG3: { fid: 0x0103, sfi: 0x03, tag: 0x63, directory: application },
  DG4: { fid: 0x0104, sfi: 0x04, tag: 0x76, directory: application },
  DG5: { fid: 0x0105, sfi: 0x05, tag: 0x65, directory: application },
  DG6: { fid: 0x0106, sfi: 0x06, tag: 0x66, directory: application },
  DG7: { fid: 0x0107, sfi: 0x07, tag: 0x67, directory: application },
  DG8: { fid: 0x0108, sfi: 0x08, tag: 0x68, directory: application },
  DG9: { fid: 0x0109, sfi: 0x09, tag: 0x69, directory: application },
  DG10: { fid: 0x010a, sfi: 0x0a, tag: 0x6a, directory: application },
  DG11: { fid: 0x010b, sfi: 0x0b, tag: 0x6b, directory: application },
  DG12: { fid: 0x010c, sfi: 0x0c, tag: 0x6c, directory: application },
  DG13: { fid: 0x010d, sfi: 0x0d, tag: 0x6d, directory: application },
  DG14: { fid: 0x010e, sfi: 0x0e, tag: 0x6e, directory: application },
  DG15: { fid: 0x010f, sfi: 0x0f, tag: 0x6f, directory: application },
  DG16: { fid: 0x0110, sfi: 0x10, tag: 0x70, directory: application },
};

/** Number of the highest data group of the LDS. */
export const LAST_DATA_GROUP = 16;

/** Name of data group `number`, or null when there is no such group. */
export function dataGroupName(number: number): FileName | null {
  const name = `DG${number}`;
  return isFileName(name) ? name : null;
}

/** Number of a data group's file, or null for any other file. */
export function dataGroupNumber(name: FileName): number | null {
  return name.startsWith('DG') ? Number(name.slice(2)) : null;
}

/** The file of the eMRTD application that begins with `tag`, or null. */
export function applicationFileByTag(tag: number): FileName | null {
  for (const [name, { tag: its, directory }] of Object.entries(elementaryFiles)) {
    if (its === tag && directory === application && isFileName(name)) return name;
  }
  return null;
}

function isFileName(name: string): name is FileName {
  return Object.hasOwn(elementaryFiles, name);
}

import type { FileName } from '#contract/evidence.ts';
import { dataGroupName } from './elementary-files.ts';
import { parseCom } from './lds/com.ts';
import { unverifiedSecurityObject } from './lds/security-object.ts';
import { Malformed } from './malformed.ts';

/** Which data groups there are to read, and which are on the chip but closed to this desk. */
export type ReadPlan = {
  /** Small ones that may state the holder beside DG13, in the order they are read. */
  readonly holder: readonly FileName[];
  readonly others: readonly FileName[];
  readonly portrait: readonly FileName[];
  /** Prints and irises: only a terminal with the state's certificates may read them, so they are not asked for. */
  readonly closed: readonly FileName[];
  /** Everything that is to be read, in order. */
  readonly readable: readonly FileName[];
  has(name: FileName): boolean;
};

const holderFiles: readonly FileName[] = ['DG13', 'DG11', 'DG12'];
const otherFiles: readonly FileName[] = ['DG16', 'DG8', 'DG9', 'DG10', 'DG7', 'DG6', 'DG5'];
const closedFiles: readonly FileName[] = ['DG3', 'DG4'];

/** Sorts the groups on a chip: who it is first, the portrait last. */
export function planOf(groups: readonly FileName[]): ReadPlan {
  const known = new Set(groups);
  const among = (names: readonly FileName[]) => names.filter((name) => known.has(name));
  const [holder, others, portrait] = [among(holderFiles), among(otherFiles), among(['DG2'])];
  return {
    holder,
    others,
    portrait,
    readable: [...among(['DG1', 'DG14', 'DG15']), ...holder, ...others, ...portrait],
    closed: among(closedFiles),
    has: (name) => known.has(name),
  };
}

/** The groups the SOD has hashes of, or null where it cannot be read. */
export function groupsBySod(efSod: Uint8Array): readonly FileName[] | null {
  const numbers = listed(() => [...unverifiedSecurityObject(efSod).hashes.keys()]);
  return numbers?.map(dataGroupName).filter((name) => name !== null) ?? null;
}

/** The groups EF.COM lists, or null where it cannot be read. */
export function groupsByCom(efCom: Uint8Array): readonly FileName[] | null {
  return listed(() => parseCom(efCom).groups);
}

function listed<T>(read: () => readonly T[]): readonly T[] | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

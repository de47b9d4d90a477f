import type { WriteDb } from './database.ts';

/**
 * Gives up to so many unused pages of a file back to the disk, in one short transaction; only of a file that is kept that way
 * (`desk.db`). To be called again, in idle moments, until it returns 0: the pages that are still unused. The file itself
 * grows shorter at the next checkpoint. @throws FailureError `storage.*`
 */
export function vacuumStep(db: WriteDb, pages: number): number {
  if (!Number.isSafeInteger(pages) || pages < 1) throw new RangeError('no number of pages');
  // Not by `pragma`: it takes the first row alone, and each row is a page.
  db.exec(`PRAGMA incremental_vacuum(${pages})`);
  return isIncremental(db) ? Number(db.pragma('freelist_count')) : 0;
}

function isIncremental(db: WriteDb): boolean {
  return db.pragma('auto_vacuum') === 2;
}

import { readFile } from 'node:fs/promises';
import type { Attempts } from '#domain/officers/lock-out.ts';
import type { AttemptBook, AttemptLedger, RefusedAttempt } from '#ports/attempt-ledger.ts';
import { writeAtomically } from '../atomic-file.ts';

const empty: AttemptBook = { attempts: {}, unlogged: [] };
/** Refused attempts kept for the log; older ones are dropped, their number is in the count. */
const mostUnlogged = 1000;

/** The book of attempts in a small file beside the encrypted ones. It names officers by id and nothing else. */
export function openAttemptFile(path: string): AttemptLedger {
  return {
    async load() {
      try {
        return bookOf(JSON.parse(await readFile(path, 'utf8')));
      } catch {
        return empty;
      }
    },
    save: ({ attempts, unlogged }) =>
      writeAtomically(path, Buffer.from(`${JSON.stringify({ attempts, unlogged: unlogged.slice(-mostUnlogged) })}\n`)),
  };
}

function bookOf(value: unknown): AttemptBook {
  if (!isObject(value) || !isObject(value.attempts) || !Array.isArray(value.unlogged)) return empty;
  const attempts = Object.entries(value.attempts).filter((entry): entry is [string, Attempts] => isAttempts(entry[1]));
  return { attempts: Object.fromEntries(attempts), unlogged: value.unlogged.filter(isRefused) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAttempts = (value: unknown): value is Attempts =>
  isObject(value) && Number.isSafeInteger(value.failures) && Number.isSafeInteger(value.lastAt);
const isRefused = (value: unknown): value is RefusedAttempt =>
  isObject(value) && typeof value.at === 'string' && (value.officer === null || typeof value.officer === 'string');

import type { Clock } from '#ports/environment.ts';

/** What may be logged: an allow-list. Nothing here can hold a name, a number, a key, an image or an APDU. */
export type LogFields = {
  readonly incident?: string;
  readonly where?: string;
  readonly code?: string;
  readonly reader?: string;
  readonly readingId?: string;
  readonly step?: string;
  readonly verdict?: string;
  readonly reason?: string;
  readonly profile?: string;
  readonly host?: string;
  readonly version?: string;
  readonly stack?: string;
  readonly apdus?: number;
  readonly bytes?: number;
  readonly ms?: number;
  readonly count?: number;
};

const allowed: readonly (keyof LogFields)[] = [
  'incident', 'where', 'code', 'reader', 'readingId', 'step', 'verdict', 'reason',
  'profile', 'host', 'version', 'stack', 'apdus', 'bytes', 'ms', 'count',
]; // biome-ignore format: a list

/** Notes what happened, for support. `event` is a past-tense `noun.verb`. */
export type Log = { note(event: string, fields?: LogFields): void };

/** Longest text of one field: a stack may be long, and nothing else should be. */
const longest = 4000;

/** Officers type reasons, and may type a person's number or a machine readable zone into them. Days, with their strokes, stay. */
function withoutNumbers(text: string): string {
  return text.replace(/\d(?:[\s.-]?\d){5,}|[A-Z0-9<]*<<[A-Z0-9<]*/gi, '•••');
}

/** A log of JSON lines. Fields outside the allow-list are dropped even if a caller forces them in. */
export function createLog(append: (line: string) => void, clock: Clock): Log {
  return {
    note(event, fields = {}) {
      const kept: Record<string, unknown> = { at: clock.now().toISOString(), event };
      for (const name of allowed) {
        const value = fields[name];
        if (typeof value === 'number') kept[name] = value;
        if (typeof value === 'string')
          kept[name] = (name === 'reason' ? withoutNumbers(value) : value).slice(0, longest);
      }
      append(JSON.stringify(kept));
    },
  };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { createTally } from '#domain/citizen/quality/indicators.ts';
import { checkAll, ruleContext } from '#domain/citizen/quality/rules.ts';
import { citizens, citizensToday } from '#fixtures/make/citizens.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { editPerson } from './edit-citizen.ts';
import { checkPerson, checkQuality, qualityRun } from './quality-check.ts';
import { findingsOf, findingsOfPerson, qualityIndicators } from './quality-figures.ts';
import { citizensBetween } from './read-citizen.ts';
import { createTestRegistry, type TestRegistry, testNow } from './testing/test-registry.ts';

const fixture = fileURLToPath(new URL('../../../../fixtures/people/people.jsonl', import.meta.url));
let registry: TestRegistry;
const check = (more = {}) =>
  checkQuality(registry.db, { divisions: registry.divisions, on: citizensToday, now: () => testNow, ...more });

/** What the rules say of the same people outside the store. */
function withoutStore(): readonly { area: string }[] {
  const all = citizensBetween(registry.db, { from: 1, to: 1_000_000 }, registry.dictionary).map(
    ({ citizen }) => citizen,
  );
  const byNumber = new Map(all.map((citizen: Citizen) => [citizen.number, citizen]));
  const context = ruleContext(citizensToday, registry.divisions, { person: (number) => byNumber.get(number) ?? null });
  const tally = createTally();
  for (const citizen of all) tally.addRecord(citizen);
  for (const finding of checkAll(all, context)) tally.addFinding(finding);
  return tally.indicators();
}
const byArea = (a: { area: string }, b: { area: string }) => a.area.localeCompare(b.area);

describe('checkQuality of generated people', () => {
  beforeEach(async () => {
    registry = createTestRegistry(fictitiousDivisions(3));
    const path = join(registry.folder, 'a.ndjson');
    const rows = citizens({ count: 1500, defects: 0.3, divisions: fictitiousDivisions(3) });
    writeFileSync(path, [...rows].map((row) => `${JSON.stringify(row)}\n`).join(''));
    await registry.import(path);
  });
  afterEach(() => registry.dispose());

  it('counts what the rules find, area by area, set rules in SQL as outside it', async () => {
    await check();
    const figures = qualityIndicators(registry.db);
    expect(figures.toSorted(byArea)).toEqual(withoutStore().toSorted(byArea));
    const whole = figures.filter(({ area }) => area === 'all').map(({ failing, noted }) => ({ ...noted, ...failing }));
    const failing = Object.assign({}, ...whole);
    for (const rule of [
      'DQ01',
      'DQ03',
      'DQ04',
      'DQ07',
      'DQ08',
      'DQ11',
      'DQ12',
      'DQ13',
      'DQ14',
      'DQ15',
      'DQ16',
      'DQ17',
      'DQ18',
      'DQ19',
    ])
      expect(failing, rule).toHaveProperty(rule);
  });

  it('goes on where it was stopped, and begins anew for another day', async () => {
    const stop = new AbortController();
    const onProgress = ({ done }: { done: number }) => done > 900 && stop.abort(new Error('stop'));
    await expect(check({ onProgress, signal: stop.signal })).rejects.toThrow('stop');
    expect(qualityRun(registry.db)).toMatchObject({ reached: 1000, endedAt: null });
    const seen: number[] = [];
    await check({ onProgress: ({ done }: { done: number }) => seen.push(done) });
    expect(seen[0]).toBeGreaterThan(1000);
    const figures = qualityIndicators(registry.db);
    await check({ on: '2026-11-23' });
    await check();
    expect(qualityIndicators(registry.db)).toEqual(figures);
  });

  it('leads from a figure to the people behind it, page by page', async () => {
    await check();
    const figure = qualityIndicators(registry.db).find(
      ({ area, criterion }) => area === '90001' && criterion === 'sach',
    );
    const asked = { rule: 'DQ13' as const, area: '90001' };
    const all = findingsOf(registry.db, { ...asked, offset: 0, limit: 1000 }, registry.dictionary);
    expect(new Set(all.map(({ person }) => person.number)).size).toBe(figure?.failing.DQ13);
    expect(all.every(({ person, finding }) => person.area === '90001' && finding.number === person.number)).toBe(true);
    expect(findingsOf(registry.db, { ...asked, offset: 1, limit: 1 }, registry.dictionary)).toEqual(all.slice(1, 2));
  });

  it('judges one person again after an act', async () => {
    await check();
    const [found] = findingsOf(registry.db, { rule: 'DQ13', area: 'all', offset: 0, limit: 1 }, registry.dictionary);
    const number = found?.person.number ?? '';
    const provenance = {
      source: 'document',
      at: '2026-11-22T07:00:00Z',
      by: 'CB001',
      act: 'capNhat',
      basis: 'x',
      reason: null,
    } as const;
    editPerson(registry.db, number, { field: 'name', value: 'NGUYỄN VĂN MẪU', provenance });
    checkPerson(registry.db, number, { divisions: registry.divisions, on: citizensToday });
    expect(findingsOfPerson(registry.db, number).map(({ rule }) => rule)).not.toContain('DQ13');
  });
});

describe('checkQuality of the fixture people', () => {
  it('finds what is expected of them (domain facts §7.2)', async () => {
    registry = createTestRegistry(sampleDivisions);
    await registry.import(fixture);
    await check();
    const idOf = new Map(people().map(({ soDinhDanh, id }) => [soDinhDanh, id]));
    const failing = (rule: 'DQ01' | 'DQ11' | 'DQ16', detail?: string) =>
      findingsOf(registry.db, { rule, area: 'all', offset: 0, limit: 100 }, registry.dictionary)
        .filter(({ finding }) => finding.severity !== 'note' && (detail === undefined || finding.detail === detail))
        .map(({ person }) => idOf.get(person.number));
    expect(failing('DQ01', 'yearDiffers').concat(failing('DQ01', 'sexDiffers'))).toContain('F16');
    expect(new Set(failing('DQ01'))).toEqual(new Set(['F16']));
    expect(failing('DQ16')).toContain('F17');
    registry.dispose();
  });
});

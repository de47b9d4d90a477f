import { describe, expect, it } from 'vitest';
import type { AuditAction, AuditRecord } from '#contract/audit.ts';
import { dossierStates } from '#contract/dossier-kind.ts';
import { queueLists } from '#contract/sync.ts';
import { deskStandings } from '#contract/upstream.ts';
import { en as enWording } from '#contract/wording/en.ts';
import { enDossier } from '#contract/wording/en-dossier.ts';
import { enOfficers } from '#contract/wording/en-officers.ts';
import { vi as viWording } from '#contract/wording/vi.ts';
import { viDossier } from '#contract/wording/vi-dossier.ts';
import { viOfficers } from '#contract/wording/vi-officers.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { type RecordWords, resultText } from '#renderer/features/audit/record-words.ts';
import { en } from '#renderer/i18n/en.ts';
import { vi } from '#renderer/i18n/vi.ts';
import { filesOf, textOf } from './source-tree.ts';

// Whoever reads the log reads words: what the desk writes into it as a code of its own has some in both languages.

const count = String;
const languages: readonly (readonly [string, RecordWords])[] = [
  ['vi', { labels: vi, words: viOfficers, dossier: viDossier, wording: viWording, count }],
  ['en', { labels: en, words: enOfficers, dossier: enDossier, wording: enWording, count }],
];

const writers = filesOf('src/main/services/*.ts', 'src/main/compose*.ts').filter((file) => !file.endsWith('.test.ts'));
const literals = [
  /\bresult(?::| =) \(?\{[^}]*?\bcode: (?:\w+ \? )?'([^']+)'(?: : '([^']+)')?/g,
  /\bcodes\.push\('([^']+)'\)/g,
  /\bchanged\(permitted, [^\n]*?'(\w+)'\)/g,
];
const written = new Set(
  writers.flatMap((file) =>
    literals.flatMap((literal) => [...textOf(file).matchAll(literal)].flatMap(([, one, other]) => [one, other])),
  ),
);

const named: readonly (readonly [AuditAction, string])[] = [
  ...[...written].flatMap((code) => (code === undefined ? [] : [['settings.changed', code] as const])),
  ...queueLists.map((list) => ['queue.seen', list] as const),
  ...deskStandings.map((standing) => ['upstream.changed', standing] as const),
  ...dossierStates.map((state) => ['dossier.moved', state] as const),
  ...dossierKinds.map(({ code }) => ['dossier.opened', code] as const),
];

describe('codes of the log', () => {
  it('are found where the desk writes them', () => {
    const some = [
      'agreed',
      'differs',
      'connected',
      'forgotten',
      'limit',
      'lostUpstream',
      'followed',
      'retyped',
      'shift',
    ];
    expect([...written]).toEqual(expect.arrayContaining(some));
  });

  it.each(languages)('have words: %s', (_, words) => {
    const textOfCode = ([action, code]: readonly [AuditAction, string]) => {
      const result = { outcome: 'done', code, count: null } as const;
      return resultText({ action, result } as unknown as AuditRecord, words);
    };
    // An English word may be spelt as its code is; a Vietnamese one says it anyway.
    const inWords = (code: string) => code in words.labels.audit.codes;
    expect(named.filter((each) => textOfCode(each) === each[1] && !inWords(each[1]))).toEqual([]);
  });
});

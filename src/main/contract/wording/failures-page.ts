import { failureCodes, failures } from '../failures.ts';
import { describeFailure } from './wording.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');

/** `docs/failures.md`: every failure code with its Vietnamese and English words and whether trying again may help. */
export function failuresPage(): string {
  const rows = failureCodes.map((code) => {
    const failure = { code, retryable: failures[code].retryable, params: {} };
    const [vi, en] = [describeFailure(failure, 'vi'), describeFailure(failure, 'en')];
    const words = [vi.text, vi.remedy, failure.retryable ? 'có' : 'không', en.text, en.remedy].map(cell);
    return `| \`${code}\` | ${words.join(' | ')} |`;
  });
  return [
    '# Mã lỗi · Failure codes',
    '',
    'Made by `node scripts/docs-failures.mjs` from `src/main/contract/failures.ts` and `src/main/contract/wording/`; do not edit.',
    'Mã đứng nhỏ bên cạnh câu báo trên màn hình; đọc mã này cho kỹ thuật khi cần giúp.',
    '',
    '| Mã · Code | Điều gì xảy ra | Việc cần làm | Làm lại được | What happened | What to do |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

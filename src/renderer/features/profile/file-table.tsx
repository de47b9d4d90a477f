import { useState } from 'react';
import type { FileHealth } from '#contract/profile.ts';
import { formatAge, formatSize } from '../../i18n/format-figures.ts';
import { useFailureWords, useLabels, useLanguage } from '../../i18n/language.ts';
import type { ProfileLabels } from '../../i18n/vi-profile.ts';
import { useActs } from '../../state/acts.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './file-table.module.css';

type FileTableProps = { readonly files: readonly FileHealth[]; readonly onChecked: () => void };

/** The encrypted files: how each was found when it was opened, and what the last whole check said. */
export function FileTable({ files, onChecked }: FileTableProps) {
  const { files: words } = useLabels().profile;
  return (
    <section className={`${panel.panel} ${styles.files}`} aria-labelledby="files-title">
      <h2 id="files-title" className={panel.heading}>
        {words.title}
      </h2>
      <table aria-labelledby="files-title">
        <thead>
          <tr className={styles.heads}>
            <th scope="col">{words.columns.file}</th>
            <th scope="col">{words.columns.size}</th>
            <th scope="col">{words.columns.opened}</th>
            <th scope="col">{words.columns.checked}</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <FileRow key={file.role} file={file} onChecked={onChecked} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FileRow({ file, onChecked }: { readonly file: FileHealth; readonly onChecked: () => void }) {
  const { files: words } = useLabels().profile;
  const language = useLanguage();
  return (
    <tr className={styles.file}>
      <th scope="row">
        {words.roles[file.role]}
        <small>
          {baseName(file.file)} · {words.hints[file.role]}
        </small>
      </th>
      <td className={styles.size}>{formatSize(file.bytes, language)}</td>
      <td>
        <Opened opened={file.opened} />
      </td>
      <td className={styles.check}>
        <Checked file={file} onChecked={onChecked} />
      </td>
    </tr>
  );
}

function openedText(from: number, to: number, words: ProfileLabels['files']): string {
  if (from === 0) return words.fresh;
  return from === to ? words.fine : words.migrated(from, to);
}

/** A file's name without its folder, which stands above. */
function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}

function Opened({ opened }: { readonly opened: FileHealth['opened'] }) {
  const { files: words } = useLabels().profile;
  const failed = useFailureWords('code' in opened ? opened : null);
  if ('code' in opened)
    return (
      <>
        <Tag tone="bad">{failed?.text ?? opened.code}</Tag>
        <small>{failed?.remedy}</small>
      </>
    );
  const { migratedFrom, migratedTo, wasUnclean } = opened;
  return (
    <>
      <Tag tone="ok">{openedText(migratedFrom, migratedTo, words)}</Tag>
      {wasUnclean && <small className={styles.unclean}>{words.unclean}</small>}
    </>
  );
}

function Checked({
  file: { role, checked },
  onChecked,
}: {
  readonly file: FileHealth;
  readonly onChecked: () => void;
}) {
  const { files: words } = useLabels().profile;
  const language = useLanguage();
  const acts = useActs();
  const call = useGuardedCall();
  const [busy, setBusy] = useState(false);
  const failed = useFailureWords(checked?.failure ?? null);
  const check = () => {
    setBusy(true);
    call('profile.check', { role })
      .then(onChecked, acts.report)
      .finally(() => setBusy(false));
  };
  if (busy) return <ProgressBar label={words.checking} value={null} />;
  const age = checked && formatAge(checked.at, new Date(), language);
  return (
    <div className={styles.checked}>
      <span>
        {!checked && <small>{words.notChecked}</small>}
        {checked && age && !checked.failure && <Tag tone="ok">{words.whole(age)}</Tag>}
        {checked && age && checked.failure && <Tag tone="bad">{words.damaged(age)}</Tag>}
        {failed && (
          <small>
            {failed.text} {failed.remedy}
          </small>
        )}
      </span>
      <Button aria-label={words.checkOf(words.roles[role])} onClick={check}>
        {words.check}
      </Button>
    </div>
  );
}

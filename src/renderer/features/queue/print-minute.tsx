import type { SignedMinute } from '#contract/sync.ts';
import { useLabels } from '../../i18n/language.ts';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { MinuteBody } from './minute-body.tsx';
import { numberOf, useMinuteHead } from './minute-head.ts';
import { useSha256 } from './use-minute.ts';

type PrintMinuteProps = { readonly signed: SignedMinute; readonly onDone: () => void };

/** Prints a minute, once the hash of its signed text is there. */
export function PrintMinute({ signed, onDone }: PrintMinuteProps) {
  const { minute: words } = useLabels().queue;
  const head = useMinuteHead(signed.minute);
  const hash = useSha256(signed.jws);
  if (hash === null) return null;
  return (
    <PrintSheet {...head} file={words.file(fileName(numberOf(signed.minute)))} onDone={onDone}>
      <MinuteBody signed={signed} hash={hash} />
    </PrintSheet>
  );
}

const fileName = ({ stamp, desk }: ReturnType<typeof numberOf>) => `${stamp}-${desk}`;

import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useLanguage } from '../i18n/language.ts';
import { useSession } from '../state/session.ts';
import './print-sheet.css';
import { SheetPaper, type SheetPaperProps } from './sheet-paper.tsx';

type PrintSheetProps = SheetPaperProps & {
  /** What the file is called when it is kept as PDF, without its ending; nothing of a person. */
  readonly file: string;
  /** The print dialog was closed, whatever was chosen in it. */
  readonly onDone: () => void;
};

/**
 * Prints a paper as soon as it is there: A4, page numbers, nothing of the screen. Mount it when the officer asks for the paper
 * and take it away on `onDone`. The system's own dialog prints it or keeps it as PDF.
 */
export function PrintSheet({ file, onDone, ...paper }: PrintSheetProps) {
  const language = useLanguage();
  // Under a lock nothing of the paper stays in the page.
  const here = useSession().state === 'signedIn';
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (!here) return done.current();
    let left = false;
    const before = document.title;
    const onAfterPrint = () => done.current();
    addEventListener('afterprint', onAfterPrint);
    document.title = file;
    void fontsThere().then(() => !left && print());
    return () => {
      left = true;
      document.title = before;
      removeEventListener('afterprint', onAfterPrint);
    };
  }, [here, file]);
  if (!here) return null;
  return createPortal(
    <div data-print-sheet={language}>
      <SheetPaper {...paper} />
    </div>,
    document.body,
  );
}

const weights = ['400 10pt "Be Vietnam Pro"', '600 10pt "Be Vietnam Pro"', '700 10pt "Be Vietnam Pro"'];

/** What is not shown loads no font, and a page is printed with those that are there. */
async function fontsThere(): Promise<void> {
  if (!('fonts' in document)) return;
  const fonts = [...weights, '500 8pt "JetBrains Mono"'];
  await Promise.allSettled(fonts.map((font) => document.fonts.load(font, 'Đơn vị ễ')));
}

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLabels } from '../i18n/language.ts';
import { Button } from './button.tsx';

/** Copies a text; says for a moment that it did. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const { demo } = useLabels();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  const Icon = copied ? Check : Copy;
  return (
    <Button look="quiet" aria-label={`${copied ? demo.copied : demo.copy}: ${what}`} onClick={() => void copy()}>
      <Icon size={15} aria-hidden />
    </Button>
  );
}

import { ArrowLeft } from 'lucide-react';
import { useLabels } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';

/** Back to where the person was opened from. */
export function BackButton({ onBack }: { readonly onBack: () => void }) {
  const { record } = useLabels();
  return (
    <Button onClick={onBack} aria-keyshortcuts="Escape">
      <ArrowLeft size={16} aria-hidden />
      {record.back}
      <Kbd>Esc</Kbd>
    </Button>
  );
}

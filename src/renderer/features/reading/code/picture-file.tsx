import { ImageUp } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';

/** A picture file with a code or the machine readable lines in it, as a citizen sends one. */
export function PictureFile() {
  const { capture: words } = useLabels();
  const acts = useActs();
  const input = useRef<HTMLInputElement>(null);
  const taken = async (event: ChangeEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    const file = field.files?.[0];
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    field.value = '';
    await acts.givePicture(bytes);
  };
  return (
    <>
      <Button look="quiet" onClick={() => input.current?.click()}>
        <ImageUp size={17} strokeWidth={1.8} aria-hidden /> {words.fromFile}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={words.fromFile}
        onChange={(event) => void taken(event)}
      />
    </>
  );
}

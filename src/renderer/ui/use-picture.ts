import { useEffect, useState } from 'react';

/** Bytes of something that can be shown, and what they are. */
export type Shown = { readonly bytes: Uint8Array; readonly mime: string };

/**
 * Address of a picture while it is shown; null before it has come, or where there is none. The bytes are let go with it. It is
 * loaded anew whenever `load` is another one (null: nothing to load).
 */
export function usePicture(
  load: (() => Promise<Shown | null>) | null,
  report: (error: unknown) => void,
): string | null {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    if (load === null) return;
    let address: string | null = null;
    let left = false;
    const show = async () => {
      const shown = await load();
      if (shown === null || left) return;
      address = URL.createObjectURL(new Blob([Uint8Array.from(shown.bytes)], { type: shown.mime }));
      setPicture(address);
    };
    show().catch(report);
    return () => {
      left = true;
      if (address) URL.revokeObjectURL(address);
      setPicture(null);
    };
  }, [load, report]);
  return picture;
}

import { createHash } from 'node:crypto';
import type { CaptureRecord } from '#contract/capture.ts';
import type { KeptCapture } from '#ports/capture-store.ts';

/** Pseudonyms of made-up people. */
export const sampleMark = 'a1'.repeat(16);

/** A made-up portrait with its bytes; the same id gives the same one. */
export function sampleCapture(id: string, length = 20_000): KeptCapture {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + id.length * 7 + id.charCodeAt(0)) & 255);
  const original = bytes.map((byte) => byte ^ 255);
  const part = (name: 'portrait.jpg' | 'original.jpg', content: Uint8Array) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { name, mime: 'image/jpeg', length: content.length, sha256 } as const;
  };
  const record: CaptureRecord = {
    id,
    kind: 'portrait',
    takenAt: '2026-11-22T08:00:00.000Z',
    officer: 'CB001',
    device: { id: 'camera-MAU', name: 'Máy ảnh mẫu', simulated: true },
    subject: '••• ••• ••• 901',
    parts: [part('portrait.jpg', bytes), part('original.jpg', original)],
    quality: { of: 'portrait', checks: [], manual: null, width: 350, height: 450 },
    prefill: null,
    saved: false,
  };
  const parts = [
    { name: 'portrait.jpg', bytes },
    { name: 'original.jpg', bytes: original },
  ] as const;
  return { record, mark: sampleMark, parts };
}

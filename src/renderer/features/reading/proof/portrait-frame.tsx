import { CalendarX2 } from 'lucide-react';
import type { Reading } from '#contract/desk.ts';
import { useLabels, useWording } from '../../../i18n/language.ts';
import { Tag } from '../../../ui/tag.tsx';
import styles from './proof-zone.module.css';
import { usePortrait } from './use-portrait.ts';

/** The portrait in the chip, or its place. */
export function PortraitFrame({ reading }: { readonly reading: Reading | null }) {
  const { face } = useLabels();
  const picture = usePortrait(reading);
  return (
    <div className={styles.face}>
      {picture ? (
        <img src={picture} alt={face.alt} />
      ) : (
        <>
          <Silhouette />
          <p className={styles.faceText}>
            <span>{face[placeholderText(reading)]}</span>
          </p>
        </>
      )}
      <ExpiredStrip reading={reading} />
      {picture && (
        <span className={styles.source}>
          <Tag tone="ok">{face.title}</Tag>
        </span>
      )}
    </div>
  );
}

/** Lies over the foot of the portrait, so that nothing moves when it appears. */
function ExpiredStrip({ reading }: { readonly reading: Reading | null }) {
  const words = useWording();
  const expired = reading?.phase === 'finished' && reading.verdict?.expired === true;
  return (
    <div role="status" className={styles.expiredPlace}>
      {expired && (
        <p className={styles.expired}>
          <CalendarX2 size={16} aria-hidden />
          {words.expired}
        </p>
      )}
    </div>
  );
}

type Placeholder = 'waiting' | 'none' | 'unread' | 'streaming' | 'decoding' | 'undecodable';

function placeholderText(reading: Reading | null): Placeholder {
  if (!reading || reading.phase === 'awaitingKey') return 'waiting';
  switch (reading.portrait) {
    case 'none':
      if (reading.phase !== 'finished') return 'waiting';
      return reading.failure ? 'unread' : 'none';
    case 'ready':
      return 'decoding';
    default:
      return reading.portrait;
  }
}

function Silhouette() {
  return (
    <div className={styles.placeholder} aria-hidden="true">
      <svg
        viewBox="0 0 150 176"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeDasharray="5 5"
        aria-hidden="true"
      >
        <ellipse cx="75" cy="72" rx="36" ry="45" />
        <path d="M12 178c2-38 26-55 63-55s61 17 63 55" />
      </svg>
    </div>
  );
}

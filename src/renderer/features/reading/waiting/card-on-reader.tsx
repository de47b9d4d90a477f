import styles from './waiting.module.css';

/** A card coming down on a reader. */
export function CardOnReader() {
  return (
    <svg className={styles.drawing} viewBox="0 0 240 150" fill="none" strokeWidth="2" aria-hidden="true">
      <rect x="34" y="92" width="172" height="42" rx="12" className={styles.reader} />
      <path d="M96 113h48" className={styles.slot} />
      <circle cx="186" cy="113" r="3.5" className={styles.lamp} />
      <g className={styles.card}>
        <rect x="62" y="14" width="116" height="70" rx="9" className={styles.plastic} />
        <rect x="74" y="28" width="26" height="32" rx="4" className={styles.photo} />
        <path d="M112 34h52M112 46h40M74 70h92" className={styles.print} />
        <rect x="146" y="54" width="20" height="10" rx="3" className={styles.chip} />
      </g>
    </svg>
  );
}

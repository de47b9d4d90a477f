import styles from './access-key.module.css';

/** Where on the card the key is printed: the last six digits in front, the three lines behind. */
export function CardHint({ side }: { readonly side: 'front' | 'back' }) {
  return (
    <svg className={styles.drawing} viewBox="0 0 240 152" fill="none" aria-hidden="true">
      <rect x="1" y="1" width="238" height="150" rx="12" className={styles.plastic} />
      {side === 'front' ? <Front /> : <Back />}
    </svg>
  );
}

function Front() {
  return (
    <>
      <rect x="18" y="48" width="58" height="76" rx="6" className={styles.ghost} />
      <path d="M92 30h128M92 92h96M92 110h120M92 128h72" className={styles.print} />
      <text x="92" y="68" className={styles.digits9}>
        ••• •••
      </text>
      <rect x="155" y="50" width="68" height="26" rx="6" className={styles.mark} />
      <text x="163" y="68" className={styles.digits9}>
        ••• •••
      </text>
    </>
  );
}

function Back() {
  return (
    <>
      <rect x="18" y="20" width="40" height="32" rx="6" className={styles.ghost} />
      <path d="M74 26h148M74 42h104M74 58h126" className={styles.print} />
      <rect x="12" y="82" width="216" height="60" rx="6" className={styles.mark} />
      {[98, 115, 132].map((y) => (
        <text key={y} x="20" y={y} className={styles.lines}>
          {'ID<<<••••••••<<••••••••••<<<<'.slice(0, 28)}
        </text>
      ))}
    </>
  );
}

import { useEffect, useState } from 'react';
import { formatTime } from '../i18n/format.ts';
import styles from './top-line.module.css';

export function Clock() {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 5000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className={styles.clock} dateTime={formatTime(now)}>
      {formatTime(now)}
    </time>
  );
}

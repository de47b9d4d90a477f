import { useEffect, useId, useRef, useState } from 'react';
import type { UpstreamLook } from '#contract/sync.ts';
import { useLabels } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Fingerprints } from './fingerprint.tsx';
import styles from './upstream.module.css';

type LookResultProps = {
  readonly look: UpstreamLook;
  readonly busy: boolean;
  readonly onConnect: () => void;
  readonly onCancel: () => void;
};

/** Who answered. The desk is bound only after somebody compared the fingerprints by another way. */
export function LookResult({ look, busy, onConnect, onCancel }: LookResultProps) {
  const { upstream: words } = useLabels();
  const { connect } = words;
  const [compared, setCompared] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const hint = useId();
  // The form it stands for is gone: whoever listens is told here.
  useEffect(() => title.current?.focus(), []);
  const off = busy || !compared;
  return (
    <div className={styles.found}>
      <h3 ref={title} tabIndex={-1}>
        {connect.found}: {look.name}{' '}
        <Tag tone={look.kind === 'reference' ? 'warn' : 'plain'}>{words.kinds[look.kind]}</Tag>
      </h3>
      <p className={styles.code}>{look.url}</p>
      {look.kind === 'reference' && <p className={styles.note}>{words.referenceMeans}</p>}
      <Fingerprints of={look} bound={false} />
      <label className={styles.tick}>
        <input type="checkbox" onChange={({ currentTarget }) => setCompared(currentTarget.checked)} />
        {connect.compared}
      </label>
      <div className={styles.formActs}>
        <Button
          look="main"
          aria-disabled={off}
          aria-describedby={compared ? undefined : hint}
          onClick={off ? undefined : onConnect}
        >
          {busy ? connect.acting : connect.act}
        </Button>
        <Button onClick={onCancel}>{connect.cancel}</Button>
        <p id={hint}>{compared ? '' : connect.compareFirst}</p>
      </div>
    </div>
  );
}

import { useLabels } from '../../i18n/language.ts';
import { Tag } from '../../ui/tag.tsx';
import { useDemoOfficers } from '../demo/use-demo-officers.ts';
import styles from './session.module.css';

/** In the demo only: the secret of a made-up officer, which anybody may know. */
export function DemoSecret({ officer }: { readonly officer: string }) {
  const labels = useLabels();
  const known = useDemoOfficers().find(({ id }) => id === officer);
  if (!known) return null;
  return (
    <p className={styles.demoSecret}>
      <Tag tone="sample">{labels.top.demo}</Tag>
      <span>{labels.session.demoSecret}</span>
      <code>{known.secret}</code>
    </p>
  );
}

/** In the demo only: everybody who may sign in, and their secrets. */
export function DemoOfficers() {
  const labels = useLabels();
  const officers = useDemoOfficers();
  if (officers.length === 0) return null;
  return (
    <div className={styles.demoSecret}>
      <Tag tone="sample">{labels.top.demo}</Tag>
      <span>{labels.session.demoSecrets}</span>
      <ul>
        {officers.map(({ id, secret }) => (
          <li key={id}>
            {id} · <code>{secret}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

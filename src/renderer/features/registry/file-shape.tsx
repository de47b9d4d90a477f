import { type PersonColumn, personRowSchema } from '#contract/citizen.ts';
import { useLabels } from '../../i18n/language.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { sampleCsv, sampleNdjson } from './file-shape-sample.ts';
import shared from './registry.module.css';
import styles from './shape.module.css';

const columns = Object.keys(personRowSchema.shape) as readonly PersonColumn[];
const required: ReadonlySet<PersonColumn> = new Set(['soDinhDanh', 'hoTen']);

/** Which columns a file of people has, with a made-up person in both formats. */
export function FileShape() {
  const { shape } = useLabels().registry;
  return (
    <section className={`${panel.panel} ${styles.shape}`} aria-labelledby="shape-title">
      <h2 id="shape-title" className={panel.heading}>
        {shape.title}
      </h2>
      <p className={shared.note}>{shape.explain}</p>
      <Sample title={shape.ndjson} text={sampleNdjson} />
      <Sample title={shape.csv} text={sampleCsv} />
      <dl tabIndex={0} aria-label={shape.title}>
        {columns.map((column) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>
              {shape.columns[column]}
              {required.has(column) && <Tag tone="info">{shape.must}</Tag>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Sample({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className={styles.sample}>
      <p>
        {title} <Tag tone="sample">MẪU</Tag>
      </p>
      <pre title={text}>{text}</pre>
      <CopyButton text={text} what={title} />
    </div>
  );
}

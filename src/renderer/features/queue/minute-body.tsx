import type { ReactNode } from 'react';
import type { LedgerLists, Minute, SignedMinute } from '#contract/sync.ts';
import { queueLists } from '#contract/sync.ts';
import { formatCount, formatMoment, formatPercent } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { mendedText } from './mended-text.ts';
import styles from './minute.module.css';
import { shortened } from './short-text.ts';

type MinuteBodyProps = { readonly signed: SignedMinute; readonly hash: string | null };

/** What stands in a minute: who compared with whom, the result, figures, books, four lists, and the desk's signature. */
export function MinuteBody({ signed: { minute, jws }, hash }: MinuteBodyProps) {
  const { queue } = useLabels();
  const language = useLanguage();
  const { minute: words } = queue;
  const count = (value: number) => formatCount(value, language);
  return (
    <div className={styles.body}>
      <Facts minute={minute} />
      <Part number={1} title={words.result}>
        <p className={styles.result}>{words.matched(formatPercent(Number(minute.percent), language))}</p>
        <p>{minute.agreed ? words.agreed : words.differs}</p>
        <p>
          {words.mended}: {mendedText(minute, queue.reconcile, count)}
        </p>
      </Part>
      <Part number={2} title={words.figures}>
        <Figures minute={minute} />
      </Part>
      <Part number={3} title={words.books}>
        <Books minute={minute} />
      </Part>
      <Part number={4} title={words.lists}>
        <Lists lists={minute.lists} />
      </Part>
      <Part number={5} title={words.signature}>
        <p className={styles.code}>{shortened(jws)}</p>
        <p>
          {words.signatureHash}: <span className={styles.code}>{hash ?? words.computing}</span>
        </p>
        <p>{words.noPeople}</p>
      </Part>
    </div>
  );
}

function Part({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>
        {number}. {title}
      </h3>
      {children}
    </section>
  );
}

function Facts({ minute }: { readonly minute: Minute }) {
  const { minute: words } = useLabels().queue;
  const here = useDesk(({ profile }) => profile.station);
  const { upstream } = minute;
  const facts: readonly (readonly [string, string])[] = [
    // The head of the paper names the station that prints it.
    ...(minute.station === here ? [] : [[words.station, minute.station] as const]),
    [words.officer, minute.officer ?? words.byItself],
    [words.upstream, `${upstream.name} (${upstream.url})`],
    [words.upstreamTime, formatMoment(upstream.time)],
    [words.highest, String(upstream.highestReceipt)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{words.desk}</dt>
        <dd className={styles.code}>{minute.deskId}</dd>
      </div>
    </dl>
  );
}

function Figures({ minute: { figures } }: { readonly minute: Minute }) {
  const { queue } = useLabels();
  const language = useLanguage();
  return (
    <table>
      <thead>
        <tr>
          {queueLists.map((list) => (
            <th key={list} scope="col">
              {queue.lists[list]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {queueLists.map((list) => (
            <td key={list}>{formatCount(figures[list], language)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Books({ minute: { epochs } }: { readonly minute: Minute }) {
  const { minute: words } = useLabels().queue;
  const language = useLanguage();
  if (epochs.length === 0) return <p>{words.noBooks}</p>;
  const columns = ['epoch', 'numbered', 'acknowledged', 'held', 'digest'] as const;
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {words.booksColumns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {epochs.map((book) => (
          <tr key={book.epoch}>
            <td>{book.epoch}</td>
            <td>{formatCount(book.numbered, language)}</td>
            <td>{formatCount(book.acknowledged, language)}</td>
            <td>{formatCount(book.held, language)}</td>
            <td className={styles.code}>{book.digest}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Items of one list that a minute prints; more stand in its signed text. */
const most = 500;
const itemLists = ['unacknowledged', 'unknown', 'differing'] as const;

function Lists({ lists }: { readonly lists: LedgerLists }) {
  const { reconcile, minute: words } = useLabels().queue;
  const language = useLanguage();
  const count = (value: number) => (value === 0 ? words.nothing : formatCount(value, language));
  return (
    <>
      {itemLists.map((list) => (
        <div key={list} className={styles.list}>
          <h4>{words.listIs(reconcile.lists[list], count(lists[list].length))}</h4>
          {lists[list].length > 0 && <Items items={lists[list]} />}
        </div>
      ))}
      <div className={styles.list}>
        <h4>{words.listIs(reconcile.lists.gaps, count(lists.gaps.length))}</h4>
        {lists.gaps.length > 0 && <Gaps gaps={lists.gaps} />}
      </div>
    </>
  );
}

function Items({ items }: { readonly items: LedgerLists['unknown'] }) {
  const { minute: words } = useLabels().queue;
  const columns = ['packet', 'dossier', 'rev', 'hash'] as const;
  return (
    <>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {words.itemColumns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.slice(0, most).map((item) => (
            <tr key={`${item.epoch}-${item.deskSeq}-${item.rev}`}>
              <td>
                {item.epoch} – {item.deskSeq}
              </td>
              <td className={styles.code}>{item.dossierId}</td>
              <td>{item.rev}</td>
              <td className={styles.code}>{item.sha256.slice(0, 24)}…</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More count={items.length - most} />
    </>
  );
}

function Gaps({ gaps }: { readonly gaps: LedgerLists['gaps'] }) {
  const { minute: words } = useLabels().queue;
  const language = useLanguage();
  const count = (value: number) => formatCount(value, language);
  return (
    <>
      <ul>
        {gaps.slice(0, most).map(({ epoch, from, to, of }) => (
          <li key={`${of}-${epoch}-${from}`}>
            {words.gapEpoch(count(epoch))}, {words.gap(count(from), count(to))} {words.gapOf[of]}
          </li>
        ))}
      </ul>
      <More count={gaps.length - most} />
    </>
  );
}

function More({ count }: { readonly count: number }) {
  const { minute: words } = useLabels().queue;
  const language = useLanguage();
  return count > 0 ? <p>{words.andMore(formatCount(count, language))}</p> : null;
}

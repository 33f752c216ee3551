import styles from './facts.module.css'

/** What is known of one thing; the words of a fact are left out where there are none. */
export type Fact = readonly [term: string, words: string | null | undefined]

/** A list of facts, one a row. The caller's class may set `--facts-term` (width of the terms), `--facts-columns` and `--facts-gap`: properties, because the order of style sheets is not known. */
export function Facts({ rows, label, className }: { rows: readonly Fact[]; label?: string; className?: string }) {
  return (
    <dl className={[styles.facts, className].filter(Boolean).join(' ')} aria-label={label}>
      {rows.map(([term, words]) =>
        words ? (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

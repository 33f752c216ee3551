import styles from './facts.module.css'

/** One fact and its words; a fact without words is left out. */
export type Fact = readonly [term: string, words: string | null | undefined]

/** A list of facts, one a row. The class may set `--facts-term` (width), `--facts-columns` and `--facts-gap`. */
export function Facts({ rows, label, className }: { rows: readonly Fact[]; label?: string; className?: string }) {
  return (
    <dl className={[styles.facts, className].filter(Boolean).join(' ')} aria-label={label}>
      {rows.map(([term, words], index) =>
        words ? (
          <div key={`${index} ${term}`}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

import styles from './badge.module.css'

/** A count on a button or tab. `words` follow it for a screen reader, e.g. `pending`. `ready` also shows a tick. */
export function Badge({ count, words, tone = 'plain' }: { count: number; words: string; tone?: 'plain' | 'ready' }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {tone === 'ready' && <span aria-hidden="true">✓</span>}
      {count}
      <span className="visually-hidden"> {words}</span>
    </span>
  )
}

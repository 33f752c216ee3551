import styles from './badge.module.css'

/** A count on a button or tab. `words` follow it for a screen reader, e.g. `pending`. */
export function Badge({ count, words }: { count: number; words: string }) {
  return (
    <span className={styles.badge}>
      {count}
      <span className="visually-hidden"> {words}</span>
    </span>
  )
}

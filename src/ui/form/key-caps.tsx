import styles from './key-caps.module.css'

/** What to press, each key as a cap. @param keys `['Ctrl', 'Z']` */
export function KeyCaps({ keys }: { keys: readonly string[] }) {
  return (
    <span className={styles.keys}>
      {keys.map((key) => (
        <kbd key={key} className={styles.cap}>
          {key}
        </kbd>
      ))}
    </span>
  )
}

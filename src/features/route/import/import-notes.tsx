import type { ImportNote } from '#src/domain/formats/import-file.ts'
import styles from './import-dialog.module.css'

/** Notes shown before the rest is folded away. */
const SHOWN = 6

/** What of a file was guessed, not understood or left out, by waypoint and line. */
export function ImportNotes({ notes }: { notes: readonly ImportNote[] }) {
  if (notes.length === 0) return <p className={styles.quiet}>Everything in it was understood.</p>
  return (
    <section aria-label="What was not understood">
      <h3 className={styles.heading}>To know</h3>
      <List notes={notes.slice(0, SHOWN)} />
      {notes.length > SHOWN && (
        <details>
          <summary>{notes.length - SHOWN} more</summary>
          <List notes={notes.slice(SHOWN)} />
        </details>
      )}
    </section>
  )
}

function List({ notes }: { notes: readonly ImportNote[] }) {
  return (
    <ul className={styles.notes}>
      {notes.map(({ item, text, line }, index) => (
        <li key={index}>
          {item && <strong>{item}: </strong>}
          {text}
          {line !== undefined && <span className={styles.line}> line {line}</span>}
        </li>
      ))}
    </ul>
  )
}

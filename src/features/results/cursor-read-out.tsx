import type { Answer } from '#src/domain/metocean/result.ts'
import { useCursor, useCursorByKey } from '#src/state/view.ts'
import styles from './cursor-read-out.module.css'
import { readingAt, readingSentence } from './reading.ts'

/** All values at the shared cursor, as a small card beside the map's marker. Nothing while there is no cursor. */
export function CursorReadOut({ answer }: { answer: Answer | null }) {
  const cursor = useCursor()
  const reading = answer && readingAt(answer, cursor)
  if (!reading) return null
  const reasons = [...new Set(reading.rows.flatMap(({ reason }) => reason ?? []))]
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <b>{reading.time}</b>
        <span>{reading.distance}</span>
      </div>
      <div className={styles.position}>{reading.position}</div>
      <dl className={styles.values}>
        {reading.rows.map(({ label, text, reason }) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd data-missing={reason ? '' : undefined}>{text}</dd>
          </div>
        ))}
      </dl>
      {reasons.map((reason) => (
        <div key={reason} className={styles.reason}>
          <span aria-hidden="true">— </span>
          {reason}
        </div>
      ))}
    </div>
  )
}

/** Time, distance and position at the cursor in one line; what the lanes or the row do not say themselves. */
export function CursorLine({ answer }: { answer: Answer }) {
  const reading = readingAt(answer, useCursor())
  if (!reading) return <div className={styles.line} />
  return (
    <div className={styles.line}>
      <b>{reading.time}</b>
      <span>{reading.distance}</span>
      <span>{reading.position}</span>
    </div>
  )
}

/** Speaks the reading when a key moved the cursor, and never when the mouse did. */
export function CursorAnnouncer({ answer }: { answer: Answer }) {
  const cursor = useCursor()
  const byKey = useCursorByKey()
  const reading = byKey ? readingAt(answer, cursor) : null
  return (
    <div role="status" className="visually-hidden">
      {reading && readingSentence(reading)}
    </div>
  )
}

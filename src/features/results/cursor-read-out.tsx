import type { Answer } from '#src/domain/metocean/result.ts'
import { useUnits } from '#src/state/units.ts'
import { useCursor, useCursorByKey } from '#src/state/view.ts'
import styles from './cursor-read-out.module.css'
import { readingAt, readingSentence } from './reading.ts'

/** All values at the shared cursor, as a small card beside the map's marker. Nothing while there is no cursor. */
export function CursorReadOut({ answer }: { answer: Answer | null }) {
  const cursor = useCursor()
  const units = useUnits()
  const reading = answer && readingAt(answer, cursor, units)
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

/** Time and distance of the cursor at the foot of the charts, the name of the axis where there is none. */
export function CursorPlace({ answer, otherwise }: { answer: Answer; otherwise: string }) {
  const reading = readingAt(answer, useCursor())
  return (
    <div className={styles.place}>
      {reading ? (
        <>
          <b>{reading.time}</b>
          <span>{reading.distance}</span>
        </>
      ) : (
        otherwise
      )}
    </div>
  )
}

/** Speaks the reading when a key moved the cursor, and never when the mouse did. */
export function CursorAnnouncer({ answer }: { answer: Answer }) {
  const cursor = useCursor()
  const byKey = useCursorByKey()
  const units = useUnits()
  const reading = byKey ? readingAt(answer, cursor, units) : null
  return (
    <div role="status" className="visually-hidden">
      {reading && readingSentence(reading)}
    </div>
  )
}

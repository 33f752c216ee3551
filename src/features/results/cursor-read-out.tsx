import { useLayoutEffect, useRef } from 'react'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { MISSING } from '#src/domain/units/format.ts'
import { currentCursorPlace } from '#src/state/pointer.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useCursor, useCursorByKey } from '#src/state/view.ts'
import styles from './cursor-read-out.module.css'
import { readingAt, type ReadingRow, readingSentence } from './reading.ts'

/** All values at the shared cursor, on a small card beside the map's marker. Nothing without a cursor. */
export function CursorReadOut({ answer }: { answer: Answer | null }) {
  const cursor = useCursor()
  const units = useUnits()
  const card = useRef<HTMLDivElement>(null)
  const reading = answer && readingAt(answer, cursor, units)
  useLayoutEffect(() => {
    if (card.current) moveClear(card.current, currentCursorPlace())
  }, [cursor])
  if (!reading) return null
  const missing = missingBy(reading.rows)
  return (
    <div ref={card} className={styles.card}>
      <div className={styles.head}>
        <b>{reading.time}</b>
        <span>{reading.distance}</span>
      </div>
      <div className={styles.position}>{reading.position}</div>
      <dl className={styles.values}>
        {reading.rows.map(({ label, text, reason }) =>
          reason ? null : (
            <div key={label} className={styles.row}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
      </dl>
      {answer.synthetic && <div className={styles.synthetic}>{SYNTHETIC_LABEL}</div>}
      {[...missing].map(([reason, labels]) => (
        <div key={reason} className={styles.reason}>
          <span>
            {MISSING} {labels.join(', ')}:
          </span>{' '}
          <span>{reason}</span>
        </div>
      ))}
    </div>
  )
}

/** Missing values grouped by reason: a row for each would cover the map with dashes. */
function missingBy(rows: readonly ReadingRow[]): Map<string, string[]> {
  const labels = new Map<string, string[]>()
  for (const { label, reason } of rows) if (reason) labels.set(reason, [...(labels.get(reason) ?? []), label])
  return labels
}

/** Reads the values aloud when a key moved the cursor, never when the mouse did. */
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
/** From a moved card to its mark, and to the edge of what it lies over, px. */
const CLEAR_PX = 28
const EDGE_PX = 8
/** A card nearer than this covers the mark. */
const NEAR_PX = 14

/**
 * Keeps a card over the map from covering its mark: above the mark if there is room, else beside it, else where it was.
 * @param mark in the window, px; null: there is none
 */
export function moveClear(card: HTMLElement, mark: { readonly x: number; readonly y: number } | null): void {
  card.style.translate = ''
  if (!mark) return
  const { left, right, top, bottom } = card.getBoundingClientRect()
  if (mark.x < left - NEAR_PX || mark.x > right + NEAR_PX || mark.y < top - NEAR_PX || mark.y > bottom + NEAR_PX) return
  const map = card.closest('section')?.getBoundingClientRect()
  const up = mark.y - CLEAR_PX - bottom
  const aside = mark.x + CLEAR_PX - left
  if (!map || top + up >= map.top + EDGE_PX) card.style.translate = `0 ${up}px`
  else if (right + aside <= map.right - EDGE_PX) card.style.translate = `${aside}px 0`
}

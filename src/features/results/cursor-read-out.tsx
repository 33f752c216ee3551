import { useLayoutEffect, useRef } from 'react'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { plannedIn } from '#src/domain/voyage/answer-match.ts'
import { MISSING } from '#src/domain/units/format.ts'
import { currentCursorPlace, currentLinePlaces } from '#src/state/pointer.ts'
import { useMagnetic, useUnits } from '#src/state/preferences.ts'
import { useCursor, useCursorByKey } from '#src/state/view.ts'
import { useShipAtSea } from './use-ship-at-sea.ts'
import { lossShip } from '#src/domain/voyage/ship/weather-loss.ts'
import { useLimits, useLoading, usePlannedSpeed, useShip } from '#src/state/voyage.ts'
import styles from './cursor-read-out.module.css'
import { readingAt, type ReadingRow, readingSentence } from './reading.ts'

/** More take most of a low map. */
const MANY_ROWS = 12

/** All values at the shared cursor, on a small card beside the map's marker. Nothing without a cursor. */
export function CursorReadOut({ answer }: { answer: Answer | null }) {
  const cursor = useCursor()
  const by = useReadingBy(answer)
  const card = useRef<HTMLDivElement>(null)
  const { ship } = useShipAtSea(answer)
  const reading = answer && readingAt(answer, cursor, { ...by, ship })
  useLayoutEffect(() => {
    if (card.current) moveClear(card.current, currentCursorPlace(), currentLinePlaces())
  }, [cursor])
  if (!reading) return null
  const missing = missingBy(reading.rows)
  return (
    <div ref={card} className={styles.card} data-reading={reading.rows.length > MANY_ROWS ? 'long' : 'short'}>
      <div className={styles.head}>
        <b>{reading.time}</b>
        <span>{reading.distance}</span>
        <span>{reading.position}</span>
      </div>
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

/** What a reading depends on besides the answer. */
function useReadingBy(answer: Answer | null) {
  const planned = usePlannedSpeed()
  return {
    units: useUnits(),
    limits: useLimits(),
    magnetic: useMagnetic(),
    planned: answer ? plannedIn(answer, planned) : planned,
    loss: lossShip(useShip(), useLoading()),
  }
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
  const by = useReadingBy(answer)
  const { ship } = useShipAtSea(answer)
  const reading = byKey ? readingAt(answer, cursor, { ...by, ship }) : null
  return (
    <div role="status" className="visually-hidden">
      {reading && readingSentence(reading)}
    </div>
  )
}

/** A card nearer than this to the mark or the line covers it, px. */
const NEAR_PX = 14
/** From the edges of the map to a card, and room for its tools along the top and the right, px. */
const EDGE_PX = 12
const TOOLS_PX = { mouse: 60, finger: 76 } as const

/**
 * Keeps a card over the map off the cursor's mark and off the answer's line: where it is if it can be, else in another
 * corner, else where it covers the mark at least not.
 */
export function moveClear(card: HTMLElement, mark: Place | null, line: readonly Place[]): void {
  card.style.translate = ''
  const home = card.getBoundingClientRect()
  const map = card.closest('section')?.getBoundingClientRect()
  if (!map) return
  const toolsPx = TOOLS_PX[matchMedia('(pointer: coarse)').matches ? 'finger' : 'mouse']
  const [left, right] = [map.left + EDGE_PX - home.left, map.right - toolsPx - home.right]
  const top = map.top + toolsPx - home.top
  const corners: readonly (readonly [dx: number, dy: number])[] = [
    [0, 0],
    [right, 0],
    [left, top],
    [right, top],
  ]
  const covers = ([dx, dy]: readonly [number, number], { x, y }: Place) =>
    x > home.left + dx - NEAR_PX &&
    x < home.right + dx + NEAR_PX &&
    y > home.top + dy - NEAR_PX &&
    y < home.bottom + dy + NEAR_PX
  const clear = corners.filter((corner) => !mark || !covers(corner, mark))
  const [dx, dy] = clear.find((corner) => !line.some((place) => covers(corner, place))) ?? clear[0] ?? [0, 0]
  if (dx !== 0 || dy !== 0) card.style.translate = `${dx}px ${dy}px`
}

/** In the window, px. */
interface Place {
  readonly x: number
  readonly y: number
}

import { ChevronRight, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, useCallback, useMemo } from 'react'
import { LIMIT_STATE } from '#src/domain/limits/limit-states.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { LaneId } from '#src/state/preferences.ts'
import { useCursor } from '#src/state/view.ts'
import type { ChangeLook } from '../lanes/change-look.ts'
import type { LaneBound } from '../lanes/lane-bounds.ts'
import { ribbonWords, worstOf } from '../lanes/lane-words.ts'
import { type Lane, laneNumber, type ShipLook } from '../lanes/lanes.ts'
import { worstState } from '../lanes/limit-strip.ts'
import { lanePalette } from '../lanes/pen.ts'
import { paintRibbon } from '../lanes/ribbon.ts'
import type { XScale, XWindow } from '../lanes/x-scale.ts'
import { laneNames } from './chart-tools.tsx'
import styles from './charts.module.css'
import { usePainted } from './use-painted.ts'

interface RibbonRowProps {
  id: LaneId
  /** null until it is its turn. */
  lane: Lane | null
  answer: Answer
  /** The worst state of its own limits per sample; null where none is watched. */
  states: Uint8Array | null
  bounds: readonly LaneBound[]
  /** What has changed since an older answer, shown in place of the values; null: nothing is compared. */
  change: ChangeLook | null
  x: XScale
  window: XWindow
  /** The id of its lane on the page; null: it is not open. */
  laneId: string | null
  /** Is it the one in the order of Tab? */
  isCurrent: boolean
  onFocus: () => void
  onToggle: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** A variable on one line: its name, which opens its lane, its value at the cursor, the ribbon, and what is worst. */
export function RibbonRow({ id, lane, laneId, isCurrent, onFocus, onToggle, onKeyDown, ...rest }: RibbonRowProps) {
  const { answer, states, change } = rest
  const worst = useMemo(() => (lane?.ship ? shipState(lane.ship) : states ? worstState(states) : null), [lane, states])
  return (
    <div className={styles.ribbon} data-ribbon={id} data-open={laneId !== null || undefined}>
      <h3 className={styles.ribbonHead}>
        <button
          type="button"
          className={styles.ribbonButton}
          tabIndex={isCurrent ? 0 : -1}
          aria-expanded={laneId !== null}
          aria-controls={laneId ?? undefined}
          aria-label={
            !lane
              ? laneNames[id]
              : change
                ? `${lane.label}: ${change.worst.words}`
                : ribbonWords(lane, answer.columns.timeMs, worst)
          }
          title={change ? `${lane?.label ?? ''}: ${change.worst.words}` : lane?.label}
          onFocus={onFocus}
          onClick={onToggle}
          onKeyDown={onKeyDown}
        >
          <ChevronRight aria-hidden="true" />
          {laneNames[id]}
        </button>
      </h3>
      {lane && <Ribbon lane={lane} worst={worst} {...rest} />}
    </div>
  )
}

/** The colour of the worst kind, by limit state; what is quiet has none. */
function shipState({ kinds, looks }: ShipLook): number | null {
  const look = looks[worstState(kinds)]
  if (look === 'limit') return LIMIT_STATE.limit
  return look === 'caution' || look === 'crossed' ? LIMIT_STATE.caution : null
}

function Ribbon({
  lane,
  answer,
  states,
  worst,
  bounds,
  change,
  x,
  window,
}: Pick<RibbonRowProps, 'answer' | 'states' | 'bounds' | 'change' | 'x' | 'window'> & {
  lane: Lane
  worst: number | null
}) {
  const { box, canvas } = usePainted(
    useCallback(
      (element, size, theme) =>
        paintRibbon(
          element,
          { lane, states, x: x.values, window, change: change?.kinds ?? null },
          size,
          lanePalette(lane.ramp, theme),
        ),
      [lane, states, x, window, change],
    ),
  )
  const now = useMemo(() => worstOf(lane, answer.columns.timeMs), [lane, answer])
  const { text, more } = change?.worst ?? now
  return (
    <>
      {change ? <ChangeAtCursor lane={lane} change={change} /> : <AtCursor lane={lane} bounds={bounds} />}
      <div ref={box} className={styles.plot} aria-hidden="true">
        <canvas ref={canvas} className={styles.canvas} />
      </div>
      <div
        className={styles.worst}
        data-state={worst ?? undefined}
        title={change?.worst.words ?? lane.ship?.worst.words}
        aria-hidden="true"
      >
        {worst === LIMIT_STATE.limit && <TriangleAlert />}
        <b>{text}</b>
        <span>{more}</span>
      </div>
    </>
  )
}

/** The value at the cursor; without one, what the numbers of the lane mean. */
function AtCursor({ lane, bounds }: { lane: Lane; bounds: readonly LaneBound[] }) {
  const cursor = useCursor()
  const [{ values }, second] = lane.series
  if (lane.ship) return <ShipAtCursor ship={lane.ship} cursor={cursor} />
  if (cursor === null || cursor >= values.length) {
    const gust = second?.limitId === 'gust' ? `, gust ${laneNumber(lane, second.summary?.max)}` : ''
    return (
      <span className={styles.atCursor} aria-hidden="true">
        {lane.signed ? `${lane.unit} along` : `${lane.unit}${gust}`}
      </span>
    )
  }
  return (
    <span
      className={styles.atCursor}
      data-state={bounds.find(({ series }) => series === 0)?.stateAt(cursor)}
      aria-hidden="true"
    >
      <b>{laneNumber(lane, values[cursor])}</b> {lane.unit}
    </span>
  )
}

/** How much it has changed at the cursor; without one, that it is more or less. */
function ChangeAtCursor({ lane: { unit }, change }: { lane: Lane; change: ChangeLook }) {
  const cursor = useCursor()
  const isThere = cursor !== null && cursor < change.kinds.length
  return (
    <span className={styles.atCursor} aria-hidden="true">
      {isThere ? <b>{change.at(cursor)}</b> : `± ${unit}`}
    </span>
  )
}

/** What she meets at the cursor; without one, what the worst comes from. */
function ShipAtCursor({ ship, cursor }: { ship: ShipLook; cursor: number | null }) {
  const kind = ship.kinds[cursor ?? -1]
  if (cursor === null || kind === undefined)
    return (
      <span className={styles.atCursor} aria-hidden="true">
        {ship.worst.from}
      </span>
    )
  return (
    <span
      className={styles.atCursor}
      data-state={shipState({ ...ship, kinds: Uint8Array.of(kind) }) ?? undefined}
      aria-hidden="true"
    >
      {ship.at(cursor)}
    </span>
  )
}

import { useCallback, useMemo } from 'react'
import { LIMIT_STATE } from '#src/domain/limits/limit-states.ts'
import { useCursor } from '#src/state/view.ts'
import styles from './charts.module.css'
import { paintStates, worstState } from '../lanes/limit-strip.ts'
import { lanePalette } from '../lanes/pen.ts'
import { numbersInSight } from '../lanes/plot-box.ts'
import type { XScale, XWindow } from '../lanes/x-scale.ts'
import { usePainted } from './use-painted.ts'

interface LimitRowProps {
  /** One state per sample; null where nothing is watched, or not computed yet. */
  states: Uint8Array | null
  watched: boolean
  x: XScale
  window: XWindow
  widthPx: number
  waypoints: readonly WaypointMark[]
}

/** A waypoint on the axis. */
export interface WaypointMark {
  readonly number: number
  readonly sample: number
  readonly at: number
}

/** The limit strip: the worst of all limits along the route, with the waypoints' numbers on it. */
export function LimitRow({ states, watched, x, window, widthPx, waypoints }: LimitRowProps) {
  const { box, canvas } = usePainted(
    useCallback(
      (element, size, theme) =>
        paintStates(element, { states, x: x.values, window }, size, lanePalette('neutral', theme)),
      [states, x, window],
    ),
  )
  const numbers = useMemo(() => numbersInSight(waypoints, window, widthPx), [waypoints, window, widthPx])
  const worst = useMemo(() => (states ? worstState(states) : null), [states])
  return (
    <div className={styles.strip}>
      <div className={styles.stripFacts}>
        <h3>Limits</h3>
        <StateAtCursor states={states} />
      </div>
      <div ref={box} className={styles.plot} aria-hidden="true">
        <canvas ref={canvas} className={styles.canvas} />
        {numbers.map(({ number, left }) => (
          <span key={number} className={styles.waypoint} style={{ left }}>
            {number}
          </span>
        ))}
      </div>
      <div className={styles.worst} data-state={worst ?? undefined}>
        {watched ? worst !== null && <b>{worstWords(worst, states)}</b> : 'none watched'}
      </div>
    </div>
  )
}

const stateWords: Readonly<Record<number, string>> = {
  [LIMIT_STATE.noData]: 'no data',
  [LIMIT_STATE.ok]: 'inside',
  [LIMIT_STATE.caution]: 'caution',
  [LIMIT_STATE.limit]: 'over limit',
}

function StateAtCursor({ states }: { states: Uint8Array | null }) {
  const cursor = useCursor()
  const state = states?.[cursor ?? -1]
  return state === undefined ? null : (
    <span className={styles.atCursor} data-state={state}>
      {stateWords[state]}
    </span>
  )
}

/** Unknowns are always mentioned: only where all is known can all of it be inside the limits. */
function worstWords(worst: number, states: Uint8Array | null): string {
  if (worst === LIMIT_STATE.noData) return 'no data'
  if (worst === LIMIT_STATE.ok) return states?.includes(LIMIT_STATE.noData) ? 'inside where known' : 'all inside'
  return `worst: ${stateWords[worst]}`
}

import { useEffect, useMemo, useRef } from 'react'
import { LIMIT_STATE } from '#src/domain/limits/limit-states.ts'
import { useCursor } from '#src/state/view.ts'
import { usePixelRatio } from '#src/ui/page/use-media.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import styles from './charts.module.css'
import { paintStates } from '../lanes/limit-strip.ts'
import { lanePalette } from '../lanes/pen.ts'
import { plotX } from '../lanes/plot-box.ts'
import type { XScale, XWindow } from '../lanes/x-scale.ts'

/** Height of the strip, px. */
export const STRIP_PX = 18
/** Least distance between two waypoints' numbers, px. */
const NUMBER_APART_PX = 26

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

/** The limit strip: the worst of all limits along the route, with the waypoints' numbers on its top edge. */
export function LimitRow({ states, watched, x, window, widthPx, waypoints }: LimitRowProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useThemeName()
  const pixelRatio = usePixelRatio()
  useEffect(() => {
    if (canvas.current)
      paintStates(
        canvas.current,
        { states, x: x.values, window, widthPx, heightPx: STRIP_PX },
        lanePalette('neutral', theme),
      )
  }, [states, x, window, widthPx, theme, pixelRatio])
  const numbers = useMemo(() => numbersInSight(waypoints, window, widthPx), [waypoints, window, widthPx])
  return (
    <div className={styles.strip}>
      <div className={styles.stripFacts}>
        <h3 className={styles.name}>Limits</h3>
        <StateWords states={states} watched={watched} />
      </div>
      <div className={styles.states} aria-hidden="true">
        <canvas ref={canvas} className={styles.stateCanvas} />
        {numbers.map(({ number, left }) => (
          <span key={number} className={styles.waypoint} style={{ left }}>
            {number}
          </span>
        ))}
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

/** The state at the cursor, or the worst of the route. */
function StateWords({ states, watched }: Pick<LimitRowProps, 'states' | 'watched'>) {
  const cursor = useCursor()
  const worst = useMemo(() => (states ? worstOf(states) : null), [states])
  if (!watched) return <span className={styles.stripState}>none watched</span>
  const state = cursor === null ? worst : (states?.[cursor] ?? null)
  if (state === null) return null
  return (
    <span className={styles.stripState} data-state={state}>
      {cursor === null ? worstWords(state, states) : stateWords[state]}
    </span>
  )
}

/** Unknowns are always mentioned: only where all is known can all of it be inside the limits. */
function worstWords(worst: number, states: Uint8Array | null): string {
  if (worst === LIMIT_STATE.noData) return 'no data'
  if (worst === LIMIT_STATE.ok) return states?.includes(LIMIT_STATE.noData) ? 'inside where known' : 'all inside'
  return `worst: ${stateWords[worst]}`
}

function worstOf(states: Uint8Array): number {
  let worst = 0
  for (const state of states) if (state > worst) worst = state
  return worst
}

/** The numbers that fit side by side; the first and last have priority over those between. */
function numbersInSight(
  marks: readonly WaypointMark[],
  window: XWindow,
  widthPx: number,
): { number: number; left: number }[] {
  const places = marks
    .filter(({ at }) => at >= window.min && at <= window.max)
    .map(({ number, at }) => ({ number, left: plotX(window, widthPx, at) }))
  const last = places.at(-1)
  let taken = -Infinity
  return places.filter((place) => {
    const fits =
      place === last ||
      (place.left - taken >= NUMBER_APART_PX && last !== undefined && last.left - place.left >= NUMBER_APART_PX) ||
      taken === -Infinity
    if (fits) taken = place.left
    return fits
  })
}

import { useEffect } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { currentCursor, currentShipTime, onCursorMoved, onShipMoved } from '#src/state/view.ts'
import type { MapView } from './map-view.ts'
import { noFeatures } from './route-geojson.ts'
import { shadeFeatures } from './shade-features.ts'

/** In this time the edge of the night moves by a degree and a quarter. */
const STEP_MS = 5 * 60_000
/** Drawn when the cursor has come to rest, and now and then while the ship sails on. */
const REST_MS = 200
const LONGEST_WAIT_MS = 1000

/** Shades the night of the time that is shown: the ship's on the time slider, else the cursor's, else now. */
export function useShade(view: MapView | null, answer: Answer | null, shown: boolean): void {
  useEffect(() => {
    if (!view || !shown) return
    let drawnMs = NaN
    const draw = () => {
      const timeMs = Math.round(shownTime(answer) / STEP_MS) * STEP_MS
      if (timeMs === drawnMs) return
      drawnMs = timeMs
      view.draw('shade', shadeFeatures(timeMs))
    }
    draw()
    const later = whenAtRest(draw)
    const clock = setInterval(draw, STEP_MS)
    const unsubscribe = [onCursorMoved(later.ask), onShipMoved(later.ask)]
    return () => {
      unsubscribe.forEach((end) => end())
      clearInterval(clock)
      later.end()
      view.draw('shade', noFeatures)
    }
  }, [view, answer, shown])
}

function shownTime(answer: Answer | null): number {
  const cursor = currentCursor()
  return currentShipTime() ?? (cursor === null ? undefined : answer?.columns.timeMs[cursor]) ?? Date.now()
}

/** Does a thing once nothing has asked for it any more for a while, or has asked for too long. */
function whenAtRest(act: () => void): { ask: () => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let sinceMs: number | null = null
  const due = () => {
    sinceMs = null
    act()
  }
  return {
    ask: () => {
      const nowMs = performance.now()
      sinceMs ??= nowMs
      clearTimeout(timer)
      timer = setTimeout(due, Math.max(0, Math.min(REST_MS, sinceMs + LONGEST_WAIT_MS - nowMs)))
    },
    end: () => clearTimeout(timer),
  }
}

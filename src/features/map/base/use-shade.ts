import { useEffect } from 'react'
import type { Feature, FeatureCollection } from 'geojson'
import type { Answer } from '#src/domain/metocean/result.ts'
import { currentCursorTime, onCursorMoved, onShipMoved } from '#src/state/view.ts'
import type { Position } from '#src/domain/position.ts'
import { nightArea, SUN } from '#src/domain/sun/sun.ts'
import type { MapView } from '../view/map-view.ts'
import { noFeatures } from '../edit/route-layers.ts'

/** In this time the edge of the night moves by a degree and a quarter. */
const STEP_MS = 5 * 60_000
/** Drawn when the cursor rests, as a picture would hold up its next step, and at intervals while the ship sails. */
const REST_MS = 600
const SAILING_MS = 1000

/**
 * Shades the night at the time shown: that of the cursor, else now.
 * @param isNow whatever the slider and the cursor of the open voyage show
 */
export function useShade(view: MapView | null, answer: Answer | null, shown: boolean, isNow = false): void {
  useEffect(() => {
    if (!view || !shown) return
    let drawnMs = NaN
    const draw = () => {
      const timeMs = Math.round((isNow ? Date.now() : shownTime(answer)) / STEP_MS) * STEP_MS
      if (timeMs === drawnMs) return
      drawnMs = timeMs
      view.draw('shade', shadeFeatures(timeMs))
    }
    draw()
    const later = whenAtRest(draw)
    const clock = setInterval(draw, STEP_MS)
    const unsubscribe = [onCursorMoved(() => later.ask(Infinity)), onShipMoved(() => later.ask(SAILING_MS))]
    return () => {
      unsubscribe.forEach((end) => end())
      clearInterval(clock)
      later.end()
      view.draw('shade', noFeatures)
    }
  }, [view, answer, shown, isNow])
}

const shownTime = (answer: Answer | null): number => (answer && currentCursorTime(answer.columns.timeMs)) ?? Date.now()

/** Acts once nobody has asked for a while, or when the longest wait is over. */
function whenAtRest(act: () => void): { ask: (longestMs: number) => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let sinceMs: number | null = null
  const due = () => {
    sinceMs = null
    act()
  }
  return {
    ask: (longestMs) => {
      const nowMs = performance.now()
      sinceMs ??= nowMs
      clearTimeout(timer)
      timer = setTimeout(due, Math.max(0, Math.min(REST_MS, sinceMs + longestMs - nowMs)))
    },
    end: () => clearTimeout(timer),
  }
}

const points = (line: readonly Position[]) => line.map(({ lat, lon }) => [lon, lat])
const feature = (geometry: Feature['geometry']): Feature => ({ type: 'Feature', properties: {}, geometry })

/** The dark part of the world at a time, an area for each depth of twilight, and the line of sunrise and sunset. */
function shadeFeatures(timeMs: number): FeatureCollection {
  const areas = Object.values(SUN).map((altitude) => nightArea(timeMs, altitude))
  const edge = nightArea(timeMs, SUN.horizon).edge
  return {
    type: 'FeatureCollection',
    features: [
      ...areas.map(({ ring }) => feature({ type: 'Polygon', coordinates: [points(ring)] })),
      feature({ type: 'LineString', coordinates: points(edge) }),
    ],
  }
}

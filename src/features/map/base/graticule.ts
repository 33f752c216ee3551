import { useEffect } from 'react'
import type { Feature, FeatureCollection } from 'geojson'
import { followView } from '../view/follow-view.ts'
import type { MapView } from '../view/map-view.ts'
import { fromWorld, MAX_MERCATOR_LAT, type Window } from './mercator.ts'

/** Meridians and parallels around the view, closer together at deeper zooms. */
export function useGraticule(view: MapView | null): void {
  useEffect(() => {
    if (!view) return
    return followView(view, graticuleStep, (stepMinutes, window) =>
      view.draw('graticule', graticule(stepMinutes, window)),
    )
  }, [view])
}

/** Spacings in minutes of arc, each from a zoom on at which two lines are at least 90 px apart. */
const steps = [
  { minutes: 30 * 60, zoom: 0 },
  { minutes: 10 * 60, zoom: 2.6 },
  { minutes: 5 * 60, zoom: 4.4 },
  { minutes: 60, zoom: 6.6 },
  { minutes: 30, zoom: 7.8 },
  { minutes: 10, zoom: 9.2 },
  { minutes: 5, zoom: 10.4 },
  { minutes: 1, zoom: 12.4 },
] as const

/** Minutes of arc between the lines drawn at a zoom. */
export const graticuleStep = (zoom: number): number =>
  steps.findLast((step) => zoom >= step.zoom)?.minutes ?? steps[0].minutes

/** Whole minutes of arc that are multiples of a step, from the first to the last that lie between two degrees. */
export function stepsBetween(fromDeg: number, toDeg: number, stepMinutes: number): number[] {
  const first = Math.ceil((fromDeg * 60) / stepMinutes)
  const count = Math.floor((toDeg * 60) / stepMinutes) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * stepMinutes)
}

const line = (coordinates: number[][]): Feature => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'LineString', coordinates },
})

/** Meridians and parallels of a window, which may lie in any copy of the world; at most one world wide. */
export function graticule(stepMinutes: number, window: Window): FeatureCollection {
  const turns = Math.floor((window.west + window.east) / 2)
  const wide = Math.min(1, window.east - window.west)
  const [upper, lower] = [
    fromWorld({ x: window.west - turns, y: window.north }),
    fromWorld({ x: window.west - turns + wide, y: window.south }),
  ]
  const [west, east] = [upper.lon, lower.lon]
  const [south, north] = [Math.max(-MAX_MERCATOR_LAT, lower.lat), Math.min(MAX_MERCATOR_LAT, upper.lat)]
  const meridians = stepsBetween(west, east, stepMinutes).map((minutes) =>
    line([
      [minutes / 60, south],
      [minutes / 60, north],
    ]),
  )
  const parallels = stepsBetween(south, north, stepMinutes).map((minutes) =>
    line([
      [west, minutes / 60],
      [east, minutes / 60],
    ]),
  )
  return { type: 'FeatureCollection', features: [...meridians, ...parallels] }
}

import { densify } from '../geodesy/densify.ts'
import { mercatorOf } from './deviation.ts'
import type { Route, Track } from './route.ts'

export interface SketchPoint {
  readonly x: number
  readonly y: number
}

/** More say nothing on the size of a stamp. */
const MAX_POINTS = 400
/** Great circles of so many legs are short enough to be drawn straight. */
const MAX_BENT_LEGS = 200
const STEP_NM = 120

type Line = Pick<Track, 'lat' | 'lon'>

/** A route as it is sailed, great circles bent. */
function lineOf({ waypoints }: Route): Line {
  const bent = waypoints.length <= MAX_BENT_LEGS
  const places = waypoints.flatMap(({ position, leg }, index) => {
    const before = waypoints[index - 1]?.position
    return before && bent && leg.type === 'GC'
      ? densify(before, position, 'GC', { maxStepNm: STEP_NM }).slice(1)
      : [position]
  })
  return { lat: Float64Array.from(places, ({ lat }) => lat), lon: Float64Array.from(places, ({ lon }) => lon) }
}

/**
 * The shape of a route or track on the Mercator plane, north up, as large as a box allows and in its middle.
 * @param box width and height, in the unit of the result; y grows downwards
 * @returns at most about 400 points, the first and the last among them
 */
export function sketch(what: Route | Track, { width, height }: { width: number; height: number }): SketchPoint[] {
  const { x, y } = mercatorOf(thinned('waypoints' in what ? lineOf(what) : what))
  const [west, east] = [Math.min(...x), Math.max(...x)]
  const [south, north] = [Math.min(...y), Math.max(...y)]
  const scale = Math.min(
    width / Math.max(east - west, Number.EPSILON),
    height / Math.max(north - south, Number.EPSILON),
  )
  return Array.from(x, (across, index) => ({
    x: width / 2 + (across - (west + east) / 2) * scale,
    y: height / 2 - (y[index]! - (south + north) / 2) * scale,
  }))
}

function thinned({ lat, lon }: Line): Line {
  const every = Math.max(1, Math.ceil(lat.length / MAX_POINTS))
  const kept = (_: number, index: number) => index % every === 0 || index === lat.length - 1
  return { lat: lat.filter(kept), lon: lon.filter(kept) }
}

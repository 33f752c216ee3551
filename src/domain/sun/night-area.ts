import { type Position, wrapLongitude } from '../position.ts'
import { sunAltitude } from './sun.ts'

const DEGREE = Math.PI / 180
/** Degrees between two corners, seen from the middle of the area. */
const STEP_DEG = 2

/** Where the sun stands in the zenith. @param timeMs epoch milliseconds UTC */
export function subsolarPoint(timeMs: number): Position {
  // The sun's height over a pole is its declination; over two places of the equator a quarter apart, it tells the hour.
  const upward = (lon: number) => Math.sin(sunAltitude(timeMs, 0, lon) * DEGREE)
  return { lat: sunAltitude(timeMs, 90, 0), lon: wrapLongitude(-Math.atan2(upward(-90), upward(0)) / DEGREE) }
}

export interface NightArea {
  /** Closed; along the pole too, where it lies in the dark. */
  readonly ring: readonly Position[]
  /** What of the ring is where the sun stands at that altitude: it may be open. */
  readonly edge: readonly Position[]
}

/**
 * Where the sun stands lower than an altitude: a circle round the point that has it straight below, drawable on a flat map.
 * @param timeMs epoch milliseconds UTC
 * @param altitudeDeg one of `SUN`: geometric, of the sun's centre; below 0
 * @returns longitudes continuous, the middle's in [−180, 180)
 */
export function nightArea(timeMs: number, altitudeDeg: number): NightArea {
  const sun = subsolarPoint(timeMs)
  const middle: Position = { lat: -sun.lat, lon: wrapLongitude(sun.lon + 180) }
  const radiusDeg = 90 + altitudeDeg
  const hasPole = Math.abs(middle.lat) + radiusDeg > 90
  const towardsPole = middle.lat >= 0 ? 0 : 180
  const edge = Array.from({ length: 360 / STEP_DEG + 1 }, (_, step) =>
    onCircle(middle, radiusDeg, towardsPole + besidePole(step * STEP_DEG)),
  )
  if (!hasPole) return { ring: edge, edge }
  const pole = middle.lat >= 0 ? 90 : -90
  return { ring: [...edge, { lat: pole, lon: edge.at(-1)!.lon }, { lat: pole, lon: edge[0]!.lon }, edge[0]!], edge }
}

/** Behind a pole the circle meets the meridian opposite to its middle, which is half a turn east of it and west of it: it ends just short of either. */
const besidePole = (bearingDeg: number): number => Math.min(360 - 1e-6, Math.max(1e-6, bearingDeg))

function onCircle({ lat, lon }: Position, radiusDeg: number, bearingDeg: number): Position {
  const [φ, δ, θ] = [lat * DEGREE, radiusDeg * DEGREE, bearingDeg * DEGREE]
  const sinLat = Math.sin(φ) * Math.cos(δ) + Math.cos(φ) * Math.sin(δ) * Math.cos(θ)
  const east = Math.atan2(Math.sin(θ) * Math.sin(δ) * Math.cos(φ), Math.cos(δ) - Math.sin(φ) * sinLat)
  return { lat: Math.asin(sinLat) / DEGREE, lon: lon + east / DEGREE }
}

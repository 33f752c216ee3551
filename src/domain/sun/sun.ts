import { at, numberAt } from '../at.ts'
import { getPosition } from 'suncalc'
import type { ResultColumns } from '../metocean/result.ts'
import { type Position, wrapLongitude } from '../position.ts'

/** Geometric altitude of the sun's centre, in degrees, at which each state ends. */
export const SUN = { horizon: -0.833, civil: -6, nautical: -12, astronomical: -18 } as const

const DEGREE = Math.PI / 180

/** How far air lifts the sun at a true altitude, degrees. Below the horizon the package keeps the horizon's amount. */
function refraction(altitudeDeg: number): number {
  const h = Math.max(0, altitudeDeg * DEGREE)
  return 0.0002967 / Math.tan(h + 0.00312536 / (h + 0.08901179)) / DEGREE
}

/**
 * Altitude of the sun's centre without refraction, degrees. The package includes refraction, even below the horizon
 * where there is none, so it is taken off again.
 * Source: J. Meeus, Astronomical Algorithms, 16.4 (refraction) and chapter 25 (sun), as suncalc has them.
 */
export function sunAltitude(timeMs: number, lat: number, lon: number): number {
  const seen = getPosition(new Date(timeMs), lat, lon).altitude
  let altitude = seen - refraction(seen)
  // Near the horizon refraction changes with altitude; each round is ten times nearer.
  for (let round = 0; round < 4; round++) altitude = seen - refraction(altitude)
  return altitude
}

/** A stretch of samples; both ends may lie between two of them. */
export interface SampleSpan {
  readonly from: number
  readonly to: number
}

/** Sampled this often, only the shortest of polar nights are missed. */
const LOOK_MS = 15 * 60_000

/**
 * Where along a track the sun stands lower than an altitude, by the place and time of each sample.
 * @param belowDeg one of `SUN`
 */
export function sunBelow(
  { count, timeMs, lat, lon }: Pick<ResultColumns, 'count' | 'timeMs' | 'lat' | 'lon'>,
  belowDeg: number,
): SampleSpan[] {
  const over = (index: number) =>
    sunAltitude(numberAt(timeMs, index), numberAt(lat, index), numberAt(lon, index)) - belowDeg
  const spans: SampleSpan[] = []
  let from = -1
  let before = 0
  for (let index = 0; index < count; index = nextLook(timeMs, index)) {
    const dark = over(index) < 0
    if (dark && from < 0) from = index === 0 ? 0 : crossing(over, before, index)
    if (!dark && from >= 0) {
      spans.push({ from, to: crossing(over, before, index) })
      from = -1
    }
    before = index
  }
  if (from >= 0) spans.push({ from, to: count - 1 })
  return spans
}

/** The next sample worth a look; dense samples are skipped, the last never. */
function nextLook(timeMs: Float64Array, index: number): number {
  const last = timeMs.length - 1
  if (index >= last) return timeMs.length
  let next = index + 1
  while (next < last && numberAt(timeMs, next) - numberAt(timeMs, index) < LOOK_MS) next++
  return next
}

/** Where the sign changes between two samples, to a fraction of a sample. */
function crossing(over: (index: number) => number, low: number, high: number): number {
  const dark = over(low) < 0
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (over(middle) < 0 === dark) low = middle
    else high = middle
  }
  const [a, b] = [over(low), over(high)]
  return low + a / (a - b)
}

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
  /** The part of the ring at exactly that altitude; it may be open. */
  readonly edge: readonly Position[]
}

/**
 * Where the sun stands lower than an altitude: a circle round the point opposite the sun, drawable on a flat map.
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
  return {
    ring: [
      ...edge,
      { lat: pole, lon: at(edge, edge.length - 1).lon },
      { lat: pole, lon: at(edge, 0).lon },
      at(edge, 0),
    ],
    edge,
  }
}

/** Past a pole the circle meets the meridian opposite its middle, half a turn east and west: it ends just short. */
const besidePole = (bearingDeg: number): number => Math.min(360 - 1e-6, Math.max(1e-6, bearingDeg))

function onCircle({ lat, lon }: Position, radiusDeg: number, bearingDeg: number): Position {
  const [φ, δ, θ] = [lat * DEGREE, radiusDeg * DEGREE, bearingDeg * DEGREE]
  const sinLat = Math.sin(φ) * Math.cos(δ) + Math.cos(φ) * Math.sin(δ) * Math.cos(θ)
  const east = Math.atan2(Math.sin(θ) * Math.sin(δ) * Math.cos(φ), Math.cos(δ) - Math.sin(φ) * sinLat)
  return { lat: Math.asin(sinLat) / DEGREE, lon: lon + east / DEGREE }
}

import { at, numberAt } from '../../at.ts'
import { degrees, METRES_PER_NM, normaliseCourse, radians } from '../../geodesy/wgs84.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { trackOf } from '../../metocean/along-track.ts'
import { formatNumber } from '../../units/format.ts'

/** Where wind or waves meet the ship, by the angle off her bow. */
export const sectors = ['head', 'bow', 'beam', 'quartering', 'following'] as const
export type Sector = (typeof sectors)[number]

/** Upper bounds of the first four, degrees off the bow. */
const bounds = [22.5, 67.5, 112.5, 157.5] as const

/**
 * The angle from the bow to where wind or waves come from.
 * @param fromDeg, headingDeg  degrees true, any finite number
 * @returns degrees in [−180, 180), + to starboard, dead astern −180; NaN where either is not known
 */
export function relativeAngle(fromDeg: number, headingDeg: number): number {
  return ((((fromDeg - headingDeg + 180) % 360) + 360) % 360) - 180
}

/** The sector of an angle to either side; an edge belongs to the sector further aft. null for an unknown angle. */
export function sectorOf(angleDeg: number): Sector | null {
  if (Number.isNaN(angleDeg)) return null
  const off = Math.abs(angleDeg)
  let place = 0
  while (place < bounds.length && off >= at(bounds, place)) place++
  return at(sectors, place)
}

interface ApparentWind {
  /** Metres per second. */
  readonly speedMs: number
  /** Degrees true it comes from; null: calm on deck. */
  readonly fromDeg: number | null
  /** The same off the bow, [−180, 180), + to starboard. */
  readonly angleDeg: number | null
}

/** Below this the wind on deck has no direction anybody could feel. Metres per second. */
const CALM_MS = 0.05

/**
 * The wind as it is felt on board: the true wind less the ship's own movement over the ground, since wind data are
 * relative to the ground too. Not corrected for the height of an anemometer.
 * @param wind where it comes from; without meaning where there is none
 * @param ship speed and course over ground, and her heading where it is known to differ from the course
 * @returns null where wind, speed or course is not known
 */
export function apparentWind(
  wind: { speedMs: number; fromDeg: number },
  ship: { speedMs: number; courseDeg: number; headingDeg?: number },
): ApparentWind | null {
  const [windEast, windNorth] = wind.speedMs === 0 ? [0, 0] : vector(-wind.speedMs, wind.fromDeg)
  const [shipEast, shipNorth] = ship.speedMs === 0 ? [0, 0] : vector(ship.speedMs, ship.courseDeg)
  const [east, north] = [windEast - shipEast, windNorth - shipNorth]
  const speedMs = Math.hypot(east, north)
  if (Number.isNaN(speedMs)) return null
  if (speedMs < CALM_MS) return { speedMs, fromDeg: null, angleDeg: null }
  const fromDeg = normaliseCourse(degrees(Math.atan2(-east, -north)))
  const angleDeg = relativeAngle(fromDeg, ship.headingDeg ?? ship.courseDeg)
  return { speedMs, fromDeg, angleDeg: Number.isNaN(angleDeg) ? null : angleDeg }
}

/** East and north parts of a speed in a direction. */
function vector(speed: number, directionDeg: number): readonly [east: number, north: number] {
  const θ = radians(directionDeg)
  return [speed * Math.sin(θ), speed * Math.cos(θ)]
}

/** Speed over ground to the next sample, at the last one from the sample before; NaN where time stands still. */
export function overGroundMs(columns: ResultColumns, index: number): number {
  const from = Math.min(index, columns.count - 2)
  if (from < 0) return NaN
  const { distanceNm } = trackOf(columns)
  const seconds = (numberAt(columns.timeMs, from + 1) - numberAt(columns.timeMs, from)) / 1000
  return seconds > 0 ? ((numberAt(distanceNm, from + 1) - numberAt(distanceNm, from)) * METRES_PER_NM) / seconds : NaN
}

/** `035° port`; dead ahead and dead astern have no side. @param degrees off the bow, + to starboard */
export function angleText(degrees: number): string {
  const off = Math.round(Math.abs(degrees))
  const side = off === 0 || off === 180 ? '' : degrees < 0 ? ' port' : ' starboard'
  return `${formatNumber(off).padStart(3, '0')}°${side}`
}

/** With the sector: `035° port, bow`. */
export const relativeText = (degrees: number): string => `${angleText(degrees)}, ${sectorOf(degrees)}`

import { legLine } from '../geodesy/leg-line.ts'
import { isometricBetween, parallelRadius } from '../geodesy/meridian.ts'
import { radians } from '../geodesy/wgs84.ts'
import type { Position } from '../position.ts'
import type { Track } from './route.ts'

/** A track on the ellipsoidal Mercator plane, where rhumb lines are straight and angles are true. */
export interface MercatorTrack {
  readonly x: Float64Array
  readonly y: Float64Array
  /** Metres of a plane unit at each point. */
  readonly scale: Float64Array
}

/** The points of a track from one kept point to the next, and the one of them farthest from the straight way. */
export interface Piece {
  readonly from: number
  readonly to: number
  readonly index: number
  /** 0 where there is nothing between. */
  readonly deviationM: number
}

/** The plane ends short of the poles. */
const MAX_LAT = 89.9

export function mercatorOf({ lat, lon }: Pick<Track, 'lat' | 'lon'>): MercatorTrack {
  const held = lat.map((value) => radians(Math.min(MAX_LAT, Math.max(-MAX_LAT, value))))
  return { x: lon.map(radians), y: held.map((φ) => isometricBetween(0, φ)), scale: held.map(parallelRadius) }
}

/** The point between two others that is farthest from the rhumb line between them; O(to − from). */
export function farthest({ x, y, scale }: MercatorTrack, from: number, to: number): Piece {
  const [ax, ay] = [x[from]!, y[from]!]
  const [dx, dy] = [x[to]! - ax, y[to]! - ay]
  const square = dx * dx + dy * dy
  let deviation = 0
  let index = from
  for (let at = from + 1; at < to; at += 1) {
    const [px, py] = [x[at]! - ax, y[at]! - ay]
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square))
    const distance = Math.hypot(px - along * dx, py - along * dy) * scale[at]!
    if (distance > deviation) [deviation, index] = [distance, at]
  }
  return { from, to, index, deviationM: deviation }
}

const GOLDEN = (Math.sqrt(5) - 1) / 2
/** Each step narrows the place to 0.62 of it: enough for a millionth of the leg, where the distance is flat anyway. */
const STEPS = 32

/** How far the piece's point is from the rhumb line of its ends, metres along the geodesic on WGS84. */
export function deviationM({ lat, lon }: Track, { from, to, index }: Piece): number {
  const at = (point: number): Position => ({ lat: lat[point]!, lon: lon[point]! })
  const line = legLine(at(from), at(to), 'RL')
  const distance = (fraction: number) => legLine(at(index), line.at(fraction), 'GC').distanceM
  let [low, high] = [0, 1]
  for (let step = 0; step < STEPS; step += 1) {
    const [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
    if (distance(a) < distance(b)) high = b
    else low = a
  }
  return distance((low + high) / 2)
}

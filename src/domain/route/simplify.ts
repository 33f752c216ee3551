import { at, numberAt } from '../at.ts'
import { AppError } from '../errors.ts'
import { isometricBetween, METRES_PER_NM, parallelRadius, radians } from '../geodesy/wgs84.ts'
import { MAX_EDITABLE_WAYPOINTS, type Route, type Track } from './route.ts'
import { timedWaypoint } from './track-points.ts'
import { densify, legLine } from '../geodesy/leg-line.ts'
import { positionAt } from '../position.ts'

export interface Simplified {
  /** Rhumb lines between points of the track; its first and last are kept. Leg speeds follow from the track's times. */
  readonly route: Route
  /** The largest distance of the track from the route's line, NM. */
  readonly largestDeviationNm: number
  /** Of the first point, epoch milliseconds UTC; null where the track has no time there. */
  readonly departureMs: number | null
}

export interface SimplifyOptions {
  /** Stop as soon as no point is farther than this from the line, NM; 0: use all of `maxWaypoints`. */
  readonly toleranceNm?: number
  /** 2 to 2,000. */
  readonly maxWaypoints?: number
}

/**
 * A track as an editable route, after Douglas and Peucker (Cartographica 10(2), 1973): the point farthest from the line
 * becomes a waypoint, again and again, the worst leg first. Deviations are measured to rhumb lines on WGS84.
 * @throws AppError `too-few-points` for fewer than two
 */
export function simplifyTrack(
  track: Track,
  { toleranceNm = 0, maxWaypoints = MAX_EDITABLE_WAYPOINTS }: SimplifyOptions = {},
): Simplified {
  const last = track.lat.length - 1
  if (last < 1) throw new AppError('too-few-points', 'the track has fewer than two points')
  const plane = mercatorOf(track)
  const pieces = new WorstFirst()
  pieces.add(farthest(plane, 0, last))
  const kept = [0, last]
  const limit = Math.min(Math.max(maxWaypoints, 2), MAX_EDITABLE_WAYPOINTS)
  while (kept.length < limit && (pieces.worst?.deviationM ?? 0) > toleranceNm * METRES_PER_NM) {
    const { from, to, index } = pieces.take()
    kept.push(index)
    pieces.add(farthest(plane, from, index))
    pieces.add(farthest(plane, index, to))
  }
  kept.sort((a, b) => a - b)
  const first = numberAt(track.timeMs, 0)
  return {
    route: {
      name: track.name,
      waypoints: kept.map((index, order) => timedWaypoint(track, index, kept[order - 1], order)),
    },
    largestDeviationNm: largest(track, pieces.all) / METRES_PER_NM,
    departureMs: Number.isNaN(first) ? null : first,
  }
}

/** Measured again on the ellipsoid, for all pieces that may be the worst: the plane is out by about 1 % at 60 NM. */
function largest(track: Track, pieces: readonly Piece[]): number {
  const worst = Math.max(0, ...pieces.map((piece) => piece.deviationM))
  return pieces
    .filter((piece) => piece.deviationM > 0 && piece.deviationM >= worst * 0.95)
    .reduce((most, piece) => Math.max(most, deviationM(track, piece)), 0)
}

/** Pieces of the track, the one with the largest deviation on top: a binary heap. */
class WorstFirst {
  readonly all: Piece[] = []

  get worst(): Piece | undefined {
    return this.all[0]
  }

  add(piece: Piece): void {
    const heap = this.all
    let place = heap.push(piece) - 1
    for (;;) {
      const above = (place - 1) >> 1
      const parent = heap[above]
      if (!parent || parent.deviationM >= piece.deviationM) break
      heap[place] = parent
      place = above
    }
    heap[place] = piece
  }

  take(): Piece {
    const heap = this.all
    const top = at(heap, 0)
    const moved = heap.pop()
    if (!moved || heap.length === 0) return top
    let place = 0
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]]
      if (!left) break
      const [larger, next] =
        right && right.deviationM > left.deviationM ? [right, 2 * place + 2] : [left, 2 * place + 1]
      if (larger.deviationM <= moved.deviationM) break
      heap[place] = larger
      place = next
    }
    heap[place] = moved
    return top
  }
}

/** A track on the ellipsoidal Mercator plane, where rhumb lines are straight and angles are true. */
export interface MercatorTrack {
  readonly x: Float64Array
  readonly y: Float64Array
  /** Metres per unit of the plane, at each point. */
  readonly scale: Float64Array
}

/** The points of a track from one kept point to the next, and the one of them farthest from the straight way. */
interface Piece {
  readonly from: number
  readonly to: number
  readonly index: number
  /** 0 where there is nothing between. */
  readonly deviationM: number
}

/** The plane ends short of the poles. */
const MAX_LAT = 89.9

function mercatorOf({ lat, lon }: Pick<Track, 'lat' | 'lon'>): MercatorTrack {
  const held = lat.map((value) => radians(Math.min(MAX_LAT, Math.max(-MAX_LAT, value))))
  return { x: lon.map(radians), y: held.map((φ) => isometricBetween(0, φ)), scale: held.map(parallelRadius) }
}

/** The point between two others that is farthest from the rhumb line between them; O(to − from). */
function farthest({ x, y, scale }: MercatorTrack, from: number, to: number): Piece {
  const [ax, ay] = [numberAt(x, from), numberAt(y, from)]
  const [dx, dy] = [numberAt(x, to) - ax, numberAt(y, to) - ay]
  const square = dx * dx + dy * dy
  let deviation = 0
  let index = from
  for (let point = from + 1; point < to; point += 1) {
    const [px, py] = [numberAt(x, point) - ax, numberAt(y, point) - ay]
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square))
    const distance = Math.hypot(px - along * dx, py - along * dy) * numberAt(scale, point)
    if (distance > deviation) [deviation, index] = [distance, point]
  }
  return { from, to, index, deviationM: deviation }
}

const GOLDEN = (Math.sqrt(5) - 1) / 2
/** Each step narrows the search to 0.62 of it: enough for a millionth of the leg, where the distance is flat anyway. */
const STEPS = 32

/** How far the piece's point is from the rhumb line of its ends, metres along the geodesic on WGS84. */
function deviationM(track: Track, { from, to, index }: Piece): number {
  const line = legLine(positionAt(track, from), positionAt(track, to), 'RL')
  const point = positionAt(track, index)
  const distance = (fraction: number) => legLine(point, line.at(fraction), 'GC').distanceM
  let [low, high] = [0, 1]
  for (let step = 0; step < STEPS; step += 1) {
    const [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
    if (distance(a) < distance(b)) high = b
    else low = a
  }
  return distance((low + high) / 2)
}

export interface SketchPoint {
  readonly x: number
  readonly y: number
}

/** More would not show at the size of a stamp. */
const MAX_POINTS = 400
/** In a route of more legs the great circles are short enough to be drawn straight. */
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
    y: height / 2 - (numberAt(y, index) - (south + north) / 2) * scale,
  }))
}

function thinned({ lat, lon }: Line): Line {
  const every = Math.max(1, Math.ceil(lat.length / MAX_POINTS))
  const kept = (_: number, index: number) => index % every === 0 || index === lat.length - 1
  return { lat: lat.filter(kept), lon: lon.filter(kept) }
}

import { AppError } from '../errors.ts'
import { METRES_PER_NM } from '../geodesy/wgs84.ts'
import { deviationM, farthest, mercatorOf, type Piece } from './deviation.ts'
import { MAX_EDITABLE_WAYPOINTS, type Route, type Track } from './route.ts'
import { timedWaypoint } from './timed-waypoint.ts'

export interface Simplified {
  /** Rhumb lines between points of the track; its first and last are kept. Leg speeds follow from the track's times. */
  readonly route: Route
  /** How far the track comes from the route's line at most, NM. */
  readonly largestDeviationNm: number
  /** Of the first point, epoch milliseconds UTC; null where the track has no time there. */
  readonly departureMs: number | null
}

export interface SimplifyOptions {
  /** Stop as soon as no point is farther from the line, NM; 0: use all the waypoints there may be. */
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
  const first = track.timeMs[0]!
  return {
    route: {
      name: track.name,
      waypoints: kept.map((index, order) => timedWaypoint(track, index, kept[order - 1], order)),
    },
    largestDeviationNm: largest(track, pieces.all) / METRES_PER_NM,
    departureMs: Number.isNaN(first) ? null : first,
  }
}

/** Measured anew on the ellipsoid, for all pieces that may be the worst: the plane is out by about 1 % at 60 NM. */
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
    let at = heap.push(piece) - 1
    while (at > 0 && heap[(at - 1) >> 1]!.deviationM < piece.deviationM) {
      heap[at] = heap[(at - 1) >> 1]!
      at = (at - 1) >> 1
    }
    heap[at] = piece
  }

  take(): Piece {
    const heap = this.all
    const top = heap[0]!
    const moved = heap.pop()!
    if (heap.length === 0) return top
    let at = 0
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]]
      const larger = right && right.deviationM > left!.deviationM ? 2 * at + 2 : 2 * at + 1
      if (!left || heap[larger]!.deviationM <= moved.deviationM) break
      heap[at] = heap[larger]!
      at = larger
    }
    heap[at] = moved
    return top
  }
}

import { limits } from '../metocean/contract.ts'
import { coverage } from '../metocean/coverage.ts'
import { MAX_POINTS } from '../route/route.ts'
import { countSamples, samplePoints, sampleTimes } from '../route/sampling.ts'
import { trackPoints } from '../route/track-points.ts'
import type { RequestPoints } from '../tasks/submission.ts'
import { formatNumber } from '../units/format.ts'
import type { Voyage } from './voyage.ts'

/** What `Get weather` would do, before it is pressed. */
export interface RequestPlan {
  /** Number of points that would be sent. */
  readonly count: number
  /** Points older than three years, and later than the 10-day forecast: they come back empty. */
  readonly tooOld: number
  readonly tooLate: number
  readonly mode: 'sync' | 'async'
  /** Why nothing can be sent, in words; null: it can. */
  readonly blocked: string | null
}

/** The points a voyage asks for, in order; every waypoint and every step along a leg, or the track's own points. */
export function requestPoints(voyage: Voyage): RequestPoints {
  const { route, track, departureMs, speedKn, request } = voyage
  return track
    ? trackPoints(track, { departureMs, speedKn })
    : samplePoints(route, { departureMs, speedKn, stepMin: request.stepMin })
}

/** Only the points up to the end of the forecast. @param lastMs epoch milliseconds, kept when equal */
export function pointsUntil(points: RequestPoints, lastMs: number): RequestPoints {
  const keep = Array.from(points.timeMs, (timeMs, index) => (timeMs <= lastMs ? index : -1)).filter((index) => index >= 0)
  const pick = (column: Float64Array) => Float64Array.from(keep, (index) => column[index]!)
  return { lat: pick(points.lat), lon: pick(points.lon), timeMs: pick(points.timeMs) }
}

function blockedReason({ route, track }: Voyage, count: number | null): string | null {
  if (!track && route.waypoints.length === 0) return 'Draw a route or import a file first.'
  if (!track && route.waypoints.length === 1) return 'A route needs at least two waypoints.'
  if (count === null) return 'Every leg needs a speed above 0 kn, and the step must be above 0 min.'
  if (count > MAX_POINTS) return `A request may have at most ${formatNumber(MAX_POINTS)} points. Choose a longer step.`
  return null
}

/**
 * Counts what would be sent, without computing the positions, so that it can follow every key press.
 * @param nowMs epoch milliseconds; decides which points the service covers
 */
export function planRequest(voyage: Voyage, nowMs: number): RequestPlan {
  const { route, track, departureMs, speedKn, request } = voyage
  const options = { departureMs, speedKn, stepMin: request.stepMin }
  const count = track ? track.lat.length : countSamples(route, options)
  const blocked = blockedReason(voyage, count)
  const timesMs = blocked ? new Float64Array() : track ? trackPoints(track, options).timeMs : sampleTimes(route, options)
  const { tooOld, tooLate } = coverage(timesMs, nowMs)
  const bySize = (count ?? 0) <= limits.recommendedSyncPoints ? 'sync' : 'async'
  return { count: count ?? 0, tooOld, tooLate, mode: request.mode === 'by-size' ? bySize : request.mode, blocked }
}

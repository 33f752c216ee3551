import { AppError } from '../errors.ts'
import { bounds } from '../metocean/wire/contract.ts'
import { coverage, type RequestWindow } from '../metocean/coverage.ts'
import { MAX_POINTS } from '../route/route.ts'
import { countSamples, samplePoints, sampleTimes } from '../route/sampling.ts'
import { trackPoints } from '../route/track-points.ts'
import type { RequestPoints, SubmissionPart } from '../tasks/submission.ts'
import { formatNumber } from '../units/format.ts'
import { fanOffsets, fanPoints } from './current/fan.ts'
import { activeAlternative, type Alternative, isSailable, type RoutePlan, type Voyage, voyageTitle } from './voyage.ts'

/** What `Get weather` would do, before it is pressed. */
export interface RequestPlan {
  /** How many points would be sent. */
  readonly count: number
  /** Is the current of three hours earlier and later among them? */
  readonly hasFan: boolean
  /** Points before and after the times served: they come back empty. */
  readonly tooOld: number
  readonly tooLate: number
  readonly mode: 'sync' | 'async'
  /** Why nothing can be sent, in words; null: it can. */
  readonly blocked: string | null
}

/** The alternatives that have something to sail, in the order of the list. */
export function sailableAlternatives(voyage: Voyage): Alternative[] {
  return voyage.alternatives.filter(({ plan }) => isSailable(plan))
}

/** The alternatives a request is for: the active one, or all where that is chosen and there are several. */
export function askedAlternatives(voyage: Voyage): Alternative[] {
  const all = voyage.request.alternatives === 'all' ? sailableAlternatives(voyage) : []
  return all.length > 1 ? all : [activeAlternative(voyage)]
}

/** Where the points of an alternative stand among those of a request. */
export interface RequestPart {
  readonly alternativeId: string
  readonly name: string
  /** Index of its first point, and how many follow from there. */
  readonly first: number
  readonly count: number
}

export interface RequestParts {
  readonly points: RequestPoints
  /** In order and without gaps between them. */
  readonly parts: readonly RequestPart[]
}

/** The points of one plan, in order: every waypoint and every step along a leg, or the track's own points. */
function pointsOf({ route, track, departureMs, speedKn }: RoutePlan, stepMin: number): RequestPoints {
  const { lat, lon, timeMs } = track
    ? trackPoints(track, { departureMs, speedKn })
    : samplePoints(route, { departureMs, speedKn, stepMin })
  return { lat, lon, timeMs }
}

/**
 * What a voyage asks for: the points of each alternative in turn, each with its own departure and speed.
 * @throws AppError `too-many-points`, `unexpected` where `planRequest` says that nothing can be sent
 */
export function requestParts(voyage: Voyage): RequestParts {
  const pieces = askedAlternatives(voyage).map(({ id, name, plan }) => ({
    id,
    name,
    points: pointsOf(plan, voyage.request.stepMin),
  }))
  const count = pieces.reduce((sum, { points }) => sum + points.timeMs.length, 0)
  if (count > MAX_POINTS) throw new AppError('too-many-points', `${count} points`)
  let first = 0
  const parts = pieces.map(({ id, name, points }) => {
    const part = { alternativeId: id, name, first, count: points.timeMs.length }
    first += part.count
    return part
  })
  return { points: joinedPoints(pieces.map(({ points }) => points)), parts }
}

/** The points of several requests, one after another. */
export function joinedPoints(pieces: readonly RequestPoints[]): RequestPoints {
  const [only] = pieces
  if (only && pieces.length === 1) return only
  const count = pieces.reduce((sum, { timeMs }) => sum + timeMs.length, 0)
  const joined = (column: keyof RequestPoints) => {
    const whole = new Float64Array(count)
    let first = 0
    for (const piece of pieces) {
      whole.set(piece[column], first)
      first += piece.timeMs.length
    }
    return whole
  }
  return { lat: joined('lat'), lon: joined('lon'), timeMs: joined('timeMs') }
}

/**
 * The same with the current asked for three hours earlier and later as well, where the plan's speeds are through the
 * water and the current decides her times: each part three times over, if that is not too many points.
 */
export function withFans(voyage: Voyage, { points, parts }: RequestParts): RequestParts {
  const offsetsMs = fanOf(voyage, points.timeMs.length)
  if (offsetsMs.length === 1) return { points, parts }
  const pieces = parts.map(({ first, count }) =>
    fanPoints(
      {
        lat: points.lat.subarray(first, first + count),
        lon: points.lon.subarray(first, first + count),
        timeMs: points.timeMs.subarray(first, first + count),
      },
      offsetsMs,
    ),
  )
  return {
    points: joinedPoints(pieces),
    parts: parts.map((part) => ({
      ...part,
      first: part.first * offsetsMs.length,
      count: part.count * offsetsMs.length,
    })),
  }
}

function fanOf({ plannedSpeed, request }: Pick<Voyage, 'plannedSpeed' | 'request'>, count: number): readonly number[] {
  return plannedSpeed === 'through water' && request.variables.includes('current') ? fanOffsets(count) : [0]
}

/** The parts of a request as they are stored with it. @param offset how many points of other voyages come before */
export function submissionParts(voyage: Voyage, parts: readonly RequestPart[], offset = 0): SubmissionPart[] {
  const isOne = voyage.alternatives.length === 1
  return parts.map(({ alternativeId, name, first, count }) => ({
    voyageId: voyage.id,
    voyageName: voyageTitle(voyage),
    alternativeId,
    alternativeName: isOne ? '' : name,
    first: offset + first,
    count,
  }))
}

/** Only the points up to the end of the forecast; an alternative without any drops out. @param lastMs inclusive */
export function partsUntil({ points, parts }: RequestParts, lastMs: number): RequestParts {
  const isKept = Array.from(points.timeMs, (timeMs) => timeMs <= lastMs)
  const pick = (column: Float64Array) => column.filter((_, index) => isKept[index])
  let first = 0
  const kept = parts.map((part) => {
    const count = isKept.slice(part.first, part.first + part.count).filter(Boolean).length
    const moved = { ...part, first, count }
    first += count
    return moved
  })
  return {
    points: { lat: pick(points.lat), lon: pick(points.lon), timeMs: pick(points.timeMs) },
    parts: kept.filter(({ count }) => count > 0),
  }
}

/** How many points a plan gives, and how many of them are outside the times served, without computing positions. */
export interface PlanCoverage {
  readonly count: number
  readonly tooOld: number
  readonly tooLate: number
  /** Why it cannot be asked for, in words; then no points are counted as outside. */
  readonly blocked: string | null
}

/** Plans are replaced, never changed, so those of the other alternatives are not counted anew while one is edited. */
const counted = new WeakMap<RoutePlan, { readonly key: string; readonly result: PlanCoverage }>()

export function planCoverage(plan: RoutePlan, stepMin: number, window: RequestWindow): PlanCoverage {
  const key = `${stepMin} ${window.fromMs} ${window.toMs}`
  const known = counted.get(plan)
  if (known?.key === key) return known.result
  const result = countPlan(plan, stepMin, window)
  counted.set(plan, { key, result })
  return result
}

function countPlan(
  { route, track, departureMs, speedKn }: RoutePlan,
  stepMin: number,
  window: RequestWindow,
): PlanCoverage {
  const options = { departureMs, speedKn, stepMin }
  const count = track ? track.lat.length : countSamples(route, options)
  const blocked = track ? tooManyReason(count ?? 0) : routeReason(route.waypoints.length, count)
  if (blocked) return { count: count ?? 0, tooOld: 0, tooLate: 0, blocked }
  const { tooOld, tooLate } = coverage(track ? trackPoints(track, options).timeMs : sampleTimes(route, options), window)
  return { count: count ?? 0, tooOld, tooLate, blocked }
}

function routeReason(waypoints: number, count: number | null): string | null {
  if (waypoints === 0) return 'Draw a route or import a file first.'
  if (waypoints === 1) return 'A route needs at least two waypoints.'
  return count === null ? 'Every leg needs a speed above 0 kn, and the step must be above 0 min.' : tooManyReason(count)
}

function tooManyReason(count: number): string | null {
  return count > MAX_POINTS
    ? `A request may have at most ${formatNumber(MAX_POINTS)} points. Choose a longer step.`
    : null
}

/** Why nothing can be sent, with the name of the alternative where several are asked for. */
function blockedReason(asked: readonly (Alternative & PlanCoverage)[], count: number): string | null {
  const first = asked.find(({ blocked }) => blocked !== null)
  if (first) return asked.length > 1 ? `${first.name}: ${first.blocked}` : first.blocked
  if (count <= MAX_POINTS) return null
  return `All ${asked.length} alternatives come to ${formatNumber(count)} points, and a request may have at most ${formatNumber(MAX_POINTS)}. Choose a longer step, or ask for this route.`
}

/**
 * Counts what would be sent, without computing the positions, so that it can follow every key press.
 * @param window the times the service has values for
 */
export function planRequest(voyage: Voyage, window: RequestWindow): RequestPlan {
  const { request } = voyage
  const coveredIn = ({ fromMs, toMs }: RequestWindow) =>
    askedAlternatives(voyage).map((one) => ({ ...one, ...planCoverage(one.plan, request.stepMin, { fromMs, toMs }) }))
  const asked = coveredIn(window)
  const planned = asked.reduce((total, one) => total + one.count, 0)
  const fan = fanOf(voyage, planned).map((offsetMs) =>
    offsetMs === 0 ? asked : coveredIn({ fromMs: window.fromMs - offsetMs, toMs: window.toMs - offsetMs }),
  )
  const sum = (field: 'count' | 'tooOld' | 'tooLate') => fan.flat().reduce((total, one) => total + one[field], 0)
  const count = sum('count')
  const blocked = blockedReason(asked, planned)
  // The depth of the sea does not depend on time.
  const isTimeless = blocked !== null || request.variables.every((variable) => variable === 'bathy')
  const bySize = count <= bounds.recommendedSyncPoints ? 'sync' : 'async'
  return {
    count,
    hasFan: fan.length > 1,
    tooOld: isTimeless ? 0 : sum('tooOld'),
    tooLate: isTimeless ? 0 : sum('tooLate'),
    mode: request.mode === 'by-size' ? bySize : request.mode,
    blocked,
  }
}

import { numberAt } from '../../at.ts'
import { AppError } from '../../errors.ts'
import { coverage, type RequestWindow } from '../../metocean/coverage.ts'
import { type ResultColumns, stretchOf } from '../../metocean/result.ts'
import type { DeparturesSurvey } from '../../metocean/survey.ts'
import { bounds } from '../../metocean/wire/contract.ts'
import { samplePoints, sampleTimes } from '../../route/sampling.ts'
import { trackPoints } from '../../route/track-points.ts'
import type { RequestPoints, SubmissionPart } from '../../tasks/submission.ts'
import { HOUR_MS, MINUTE_MS, secondBegun } from '../../time.ts'
import { formatNumber } from '../../units/format.ts'
import { joinedPoints, submissionParts } from '../../voyage/request-plan.ts'
import type { Alternative, RoutePlan, Voyage } from '../../voyage/voyage.ts'

/** How many departures are compared at most, and how far apart the samples of a passage may be. */
export const DEPARTURES = { most: 30, sparsestMin: 180 } as const

/** From the first on, up to the last. @param everyMs above 0 @returns one more than may be compared: too many */
export function departureTimes(firstMs: number, lastMs: number, everyMs: number): number[] {
  const count = Math.min(DEPARTURES.most, Math.floor((lastMs - firstMs) / everyMs + 1e-9)) + 1
  return Array.from({ length: Math.max(0, count) }, (_, place) => firstMs + place * everyMs)
}

/** What a request for several departures of a voyage would be, without its positions. */
export interface DeparturesRequest {
  readonly count: number
  readonly tooOld: number
  readonly tooLate: number
  /** Minutes between samples. */
  readonly stepMin: number
  readonly mode: 'sync' | 'async'
  /** Why nothing can be sent, in words; null: it can. */
  readonly blocked: string | null
}

/**
 * Counts what would be asked for. The step is the voyage's own if a direct request takes it, else the closest that it
 * does, up to three hours; beyond that the request goes in the background.
 * @param asked the alternatives it is for
 */
export function departuresRequest(
  voyage: Pick<Voyage, 'request'>,
  asked: readonly Alternative[],
  departuresMs: readonly number[],
  window: RequestWindow,
): DeparturesRequest {
  const none = { count: 0, tooOld: 0, tooLate: 0, mode: 'sync', stepMin: voyage.request.stepMin } as const
  if (departuresMs.length === 0) return { ...none, blocked: 'The last departure is before the first.' }
  if (departuresMs.length > DEPARTURES.most)
    return { ...none, blocked: `Compare up to ${DEPARTURES.most} departures: choose a longer step.` }
  if (voyage.request.variables.length === 0)
    return { ...none, blocked: 'Choose at least one variable on the Request tab.' }
  try {
    const stepMin = stepFor(voyage, asked, departuresMs.length)
    const times = asked.map(({ plan }) => ({ departureMs: startOf(plan), timeMs: timesOf(plan, stepMin) }))
    const outside = times.flatMap(({ departureMs, timeMs }) =>
      departuresMs.map((at) => coverage(timeMs, movedBy(window, departureMs - at))),
    )
    const count = departuresMs.length * times.reduce((sum, { timeMs }) => sum + timeMs.length, 0)
    const isDirect = count <= bounds.recommendedSyncPoints && voyage.request.mode !== 'async'
    return {
      count,
      tooOld: outside.reduce((sum, { tooOld }) => sum + tooOld, 0),
      tooLate: outside.reduce((sum, { tooLate }) => sum + tooLate, 0),
      stepMin,
      mode: isDirect ? 'sync' : 'async',
      blocked:
        count > bounds.points
          ? `A request may have at most ${formatNumber(bounds.points)} points. Compare fewer departures.`
          : null,
    }
  } catch {
    return { ...none, blocked: 'Every leg needs a speed above 0 kn.' }
  }
}

const movedBy = ({ fromMs, toMs }: RequestWindow, byMs: number): RequestWindow => ({
  fromMs: fromMs + byMs,
  toMs: toMs + byMs,
})

/** Of the voyage's own step and longer ones the first with which a direct request takes all. Minutes. */
function stepFor({ request }: Pick<Voyage, 'request'>, asked: readonly Alternative[], departures: number): number {
  const steps = stepsFrom(request.stepMin)
  const fits = (stepMin: number) =>
    departures * asked.reduce((sum, { plan }) => sum + timesOf(plan, stepMin).length, 0) <= bounds.recommendedSyncPoints
  return steps.find(fits) ?? DEPARTURES.sparsestMin
}

function stepsFrom(ownMin: number): number[] {
  const own = Math.min(ownMin, DEPARTURES.sparsestMin)
  return [own, ...[10, 15, 20, 30, 45, 60, 90, 120, DEPARTURES.sparsestMin].filter((stepMin) => stepMin > own)]
}

/** The samples of a plan as it is, at its own departure. @throws AppError where it cannot be asked for */
function samplesOf({ route, track, departureMs, speedKn }: RoutePlan, stepMin: number): RequestPoints {
  if (!track) return samplePoints(route, { departureMs, speedKn, stepMin })
  const { lat, lon, timeMs } = trackPoints(track, { departureMs, speedKn })
  const kept = thinned(timeMs, stepMin)
  return { lat: lat.filter(kept), lon: lon.filter(kept), timeMs: timeMs.filter(kept) }
}

function timesOf({ route, track, departureMs, speedKn }: RoutePlan, stepMin: number): Float64Array {
  if (!track) return sampleTimes(route, { departureMs, speedKn, stepMin })
  const { timeMs } = trackPoints(track, { departureMs, speedKn })
  return timeMs.filter(thinned(timeMs, stepMin))
}

/** Keeps both ends of a track, and between them points that are as far apart in time as the step allows. */
function thinned(timeMs: Float64Array, stepMin: number): (value: number, index: number) => boolean {
  let lastMs = numberAt(timeMs, 0)
  const kept = Array.from(timeMs, (atMs, index) => {
    const isKept =
      index === 0 || index === timeMs.length - 1 || numberAt(timeMs, index + 1) - lastMs > stepMin * MINUTE_MS
    if (isKept) lastMs = atMs
    return isKept
  })
  return (_, index) => kept[index] === true
}

/** When a plan begins: a track may have times of its own. */
const startOf = (plan: RoutePlan): number =>
  plan.track ? (timesOf(plan, DEPARTURES.sparsestMin)[0] ?? plan.departureMs) : plan.departureMs

/**
 * The request for several departures of each alternative, one part for each. A plan moves as a whole: its speeds and
 * stays remain, and a fixed ETA, or the times of a track, move with the departure.
 * @throws AppError where `departuresRequest` says that nothing can be sent
 */
export function departuresPoints(
  voyage: Voyage,
  asked: readonly Alternative[],
  departuresMs: readonly number[],
): { readonly points: RequestPoints; readonly parts: readonly SubmissionPart[] } {
  const stepMin = stepFor(voyage, asked, departuresMs.length)
  let first = 0
  const pieces = asked.map(({ id, name, plan }) => {
    const samples = samplesOf(plan, stepMin)
    const startMs = numberAt(samples.timeMs, 0)
    const points = joinedPoints(
      departuresMs.map((at) => ({
        ...samples,
        timeMs: samples.timeMs.map((timeMs) => secondBegun(timeMs + at - startMs)),
      })),
    )
    const part = { alternativeId: id, name, first, count: points.timeMs.length }
    first += part.count
    return { points, part }
  })
  const survey: DeparturesSurvey = { kind: 'departures', departuresMs }
  return {
    points: joinedPoints(pieces.map(({ points }) => points)),
    parts: submissionParts(
      voyage,
      pieces.map(({ part }) => part),
    ).map((part) => ({ ...part, survey })),
  }
}

/** A request writes six decimals and whole seconds. */
const SAME = { deg: 2e-5, ms: 1000 } as const

const isSamePlace = (one: ResultColumns, index: number, other: Pick<RequestPoints, 'lat' | 'lon'>, at: number) => {
  const turns = (numberAt(one.lon, index) - numberAt(other.lon, at)) / 360
  return (
    Math.abs(numberAt(one.lat, index) - numberAt(other.lat, at)) <= SAME.deg &&
    Math.abs(turns - Math.round(turns)) * 360 <= SAME.deg
  )
}

/**
 * An answer cut into its departures.
 * @throws AppError `answer-mismatch` where it has another length, or a departure does not begin and end where and when
 *   it was asked for
 */
export function byDeparture(columns: ResultColumns, { departuresMs }: DeparturesSurvey): ResultColumns[] {
  const count = columns.count / departuresMs.length
  if (!Number.isInteger(count) || count < 2)
    throw new AppError('answer-mismatch', `${columns.count} samples of ${departuresMs.length} departures`)
  const last = count - 1
  return departuresMs.map((departureMs, place) => {
    const first = place * count
    const startsMs = numberAt(columns.timeMs, first)
    const takesMs = numberAt(columns.timeMs, first + last) - startsMs
    const isAsked =
      Math.abs(startsMs - departureMs) <= SAME.ms &&
      Math.abs(takesMs - (numberAt(columns.timeMs, last) - numberAt(columns.timeMs, 0))) <= SAME.ms &&
      [0, last].every((index) => isSamePlace(columns, first + index, columns, index))
    if (!isAsked) throw new AppError('answer-mismatch', `departure ${place + 1} of ${departuresMs.length}`)
    return stretchOf(columns, { first, count })
  })
}

/** Was this departure asked for with the plan as it is now, but for the departure itself? */
export function departsAsPlanned(columns: ResultColumns, plan: RoutePlan, stepMin: number): boolean {
  try {
    return stepsFrom(stepMin).some((step) => isOfSamples(columns, samplesOf(plan, step)))
  } catch {
    return false // not a plan that could be asked for
  }
}

function isOfSamples(columns: ResultColumns, samples: RequestPoints): boolean {
  if (columns.count !== samples.timeMs.length) return false
  const movedMs = numberAt(columns.timeMs, 0) - numberAt(samples.timeMs, 0)
  for (let index = 0; index < columns.count; index++) {
    const apartMs = numberAt(columns.timeMs, index) - numberAt(samples.timeMs, index) - movedMs
    if (Math.abs(apartMs) > SAME.ms || !isSamePlace(columns, index, samples, index)) return false
  }
  return true
}

/** How much of a passage a forecast of ten days can know. Hours; the departure is counted from when it was asked. */
export const knownShare = (departureHours: number, passageHours: number, horizonHours = 240): number =>
  passageHours > 0
    ? Math.min(1, Math.max(0, (horizonHours - departureHours) / passageHours))
    : Number(departureHours <= horizonHours)

/** The plan as it would leave at another time. */
export const departingAt = (plan: RoutePlan, departureMs: number): Partial<RoutePlan> => {
  const movedMs = departureMs - startOf(plan)
  const { route, track } = plan
  return {
    departureMs,
    route: {
      ...route,
      waypoints: route.waypoints.map((one) =>
        one.fixedEtaMs == null ? one : { ...one, fixedEtaMs: one.fixedEtaMs + movedMs },
      ),
    },
    track: track && { ...track, timeMs: track.timeMs.map((timeMs) => timeMs + movedMs) },
  }
}

/**
 * The plan as a departure of the matrix sails it: at the speeds of the plan, or at one speed, to which those of the legs
 * and fixed ETAs give way. A track keeps its times.
 */
export function departurePlan(
  plan: RoutePlan,
  { departureMs, speedKn }: { readonly departureMs: number; readonly speedKn: number },
  sailing: 'planned' | 'fastest' | 'arrival',
): Partial<RoutePlan> {
  const moved = departingAt(plan, departureMs)
  if (sailing === 'planned' || plan.track) return moved
  const waypoints = plan.route.waypoints.map((one) => ({
    ...one,
    fixedEtaMs: null,
    leg: { ...one.leg, speedKn: null },
  }))
  return { ...moved, speedKn, route: { ...plan.route, waypoints } }
}

/** From the first sample to the last. */
export const passageHours = ({ timeMs }: Pick<ResultColumns, 'timeMs'>): number =>
  (numberAt(timeMs, timeMs.length - 1) - numberAt(timeMs, 0)) / HOUR_MS

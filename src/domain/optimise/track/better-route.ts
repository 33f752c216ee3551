import { numberAt } from '../../at.ts'
import { type Area } from '../../areas/area.ts'
import { areaIndex } from '../../areas/area-index.ts'
import type { Limits } from '../../limits/limits.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import type { CorridorSurvey } from '../../metocean/survey.ts'
import type { Position } from '../../position.ts'
import type { LandIndex } from '../../route/land-index.ts'
import { HOUR_MS } from '../../time.ts'
import { hullOf } from '../../voyage/ship/hull.ts'
import type { LossShip } from '../../voyage/ship/weather-loss.ts'
import { type ClosedPlaces, closedPlaces } from './closed-places.ts'
import { corridorSea } from './corridor.ts'
import { routeFrame } from './frame.ts'
import {
  atBestSpeeds,
  atOneSetting,
  bestSpeeds,
  costOfTrack,
  type FuelAim,
  type FuelOptions,
  improved,
  searchLeastFuel,
} from './least-fuel.ts'
import { bandOf, gapOf, leewayOf } from './certificate.ts'
import { coarser, gridFor, searchLeastTime, stepOf } from './least-time.ts'
import { OTHERS, othersOf, type OtherSide } from './other-sides.ts'
import { polished } from './polish.ts'
import type { SearchedShip, Waters } from './sailing.ts'
import { isClosed, lastOf, type Node, nodesOf, nodesOfBase, type SailedTrack, sailTrack } from './sailed-track.ts'
import { shipInWeather } from './ship-in-weather.ts'
import { trackColumns } from './track-columns.ts'

/** What a better route is for, in the words of the ECDIS. */
export type Objective = 'max-speed' | 'time-table' | 'min-cost'

/** What the operator wants of a better route. */
export interface BetterRouteChoices {
  readonly objective: Objective
  readonly limitMode: SearchedShip['limits']
  /** From the coast, nautical miles. */
  readonly marginNm: number
  /** Of the water, metres; null: any. */
  readonly leastDepthM: number | null
  /** Speeds that may be set for calm water, knots, and how fuel grows with them. */
  readonly minKn: number
  readonly maxKn: number
  readonly exponent: number
  /** When she is to be there for `time-table`, epoch milliseconds UTC; null: when the route as drawn is. */
  readonly arrivalMs: number | null
  /** What a day costs for `min-cost`, in what a day at her own speed burns. */
  readonly dayCost: number
}

export interface CorridorProblem {
  readonly survey: CorridorSurvey
  readonly columns: ResultColumns
  readonly limits: Limits
  readonly choices: BetterRouteChoices
  /** null: her speed is the same in any weather. */
  readonly loss: LossShip | null
  /** null: not known here, and so the coast closes nothing. */
  readonly land: LandIndex | null
  /** Those to avoid close what they cover while they are in force. */
  readonly areas: readonly Area[]
}

/** Where a saving comes from: hours for `max-speed`, else shares of what the route as drawn burns or costs. − is a loss. */
export interface SavingSplit {
  readonly geometry: number
  readonly current: number
  readonly weather: number
  readonly speed: number
}

export interface BetterRoute {
  /** `better`: there is one; `nothing`: there is no better one; `no-way`: nothing leads through, or not in time. */
  readonly outcome: 'better' | 'nothing' | 'no-way'
  readonly objective: Objective
  /** The route as drawn, and the best track; the same where there is none better. */
  readonly base: SailedTrack
  readonly best: SailedTrack
  /** Does the route as drawn go over land or through an area to avoid? */
  readonly isBaseClosed: boolean
  /** The sum of the split. */
  readonly saved: number
  readonly split: SavingSplit
  /** How much longer the best takes than anything in this corridor could, as a share; null: not known, or not for time. */
  readonly gap: number | null
  /** Edges of the band in which she may be and arrive at most so much later, from the departure on; none but for `max-speed`. */
  readonly band: readonly (readonly [port: Position, starboard: Position])[]
  readonly bandHours: number
  readonly others: readonly OtherSide[]
  /** What both of them meet, as the answer of a request along each would have it. */
  readonly met: { readonly base: ResultColumns; readonly best: ResultColumns }
  /** Share of the corridor's samples without a current, 0 to 1. */
  readonly unknownShare: number
  /** Why the weather is not in it; null: it is. */
  readonly noWeather: string | null
}

/** The band of tracks that are nearly as good. */
const BAND_HOURS = 0.25
/** Less than this is no saving anybody would change a plan for: hours, share of the passage, share of fuel or cost; nor, of hours over a limit, any harm. */
const WORTH = { hours: 2 / 60, share: 0.0005, fuel: 0.002, overHours: 1 / 60 } as const
/**
 * The best track through a corridor that was asked for, beside the route it was laid around. The route is a candidate
 * itself, by the same evaluation, so the answer is never worse.
 * @param onProgress 0 to 1
 * @throws AppError `answer-mismatch` where it is not the answer to this corridor
 */
export function betterRoute(problem: CorridorProblem, onProgress: (fraction: number) => void = () => {}): BetterRoute {
  // Another search begins where the one before has ended.
  let done = 0
  const onwards = (fraction: number) => onProgress((done = Math.max(done, fraction)))
  const within = watersOf(problem, onwards)
  let found = searched(problem, within, onwards)
  // The search looks at cells; what is smaller and lies in the way found is closed for the next.
  for (let tries = 1; tries < MOST_TRIES && closesInTheWay(found.best, within.closed); tries++)
    found = searched(problem, within, onwards)
  const met = (track: SailedTrack) => trackColumns(track, within.sea, problem.columns)
  return { ...found, met: { base: met(found.base), best: met(found.best) } }
}

const MOST_TRIES = 4

/** Is there anything in the way of a track but where it follows the route as drawn, which is the operator's? */
function closesInTheWay({ lat, lon, qNm }: SailedTrack, closed: ClosedPlaces | undefined): boolean {
  if (!closed) return false
  let isMet = false
  for (let to = 1; to < lat.length; to++) {
    const isDrawn = qNm[to - 1] === 0 && qNm[to] === 0
    if (isDrawn) continue
    const place = (index: number) => ({ lat: numberAt(lat, index), lon: numberAt(lon, index) })
    if (closed.closeAlong(place(to - 1), place(to))) isMet = true
  }
  return isMet
}

function searched(
  problem: CorridorProblem,
  { options, closed, sea, noWeather }: ReturnType<typeof watersOf>,
  onProgress: (fraction: number) => void,
): Omit<BetterRoute, 'met'> {
  const { survey, choices } = problem
  const { departureMs } = survey
  const { objective, exponent } = choices
  const { frame } = options
  const grid = gridFor(frame)
  const baseNodes = nodesOfBase(frame, grid.stages)
  const drawn = sailTrack(baseNodes, options, { departureMs, exponent })
  const isBaseClosed = isClosed(baseNodes, options)
  const told = { objective, isBaseClosed, unknownShare: sea.unknownShare, bandHours: BAND_HOURS, noWeather }
  const noWay = { ...told, ...nothing(drawn), outcome: 'no-way', band: [], gap: null, others: [] } as const
  const found = searchLeastTime(grid, { ...options, onProgress: (done) => onProgress(0.2 + 0.3 * done) })
  if (!found) return noWay
  const track = polished(found, stepOf(grid), options)
  const nodes = nodesOf(track)
  const soonest = sailTrack(nodes, options, { departureMs, exponent })
  onProgress(0.6)
  if (objective === 'max-speed') {
    const isBetter = isBaseClosed || isSooner(drawn, soonest)
    const best = isBetter ? soonest : drawn
    const leeway = leewayOf(found, BAND_HOURS, options)
    onProgress(0.7)
    const gap = gapOf(best, grid, options)
    onProgress(0.8)
    return {
      ...told,
      ...(isBetter ? { outcome: 'better', base: drawn, best, ...split(hoursSaved(drawn, best)) } : nothing(drawn)),
      gap,
      band: bandOf(found.stages, leeway),
      others: othersOf(nodes, {
        closed,
        grid,
        options,
        sailed: (one) => sailTrack(one, options, { departureMs, exponent }),
        more: (track) => track.hours - best.hours,
        most: OTHERS.longer * best.hours,
      }),
    }
  }
  const isHeld = !Number.isFinite(drawn.hours) || isBaseClosed
  const wanted = ((choices.arrivalMs ?? NaN) - departureMs) / HOUR_MS
  const byHours = Number.isNaN(wanted) ? (isHeld ? soonest.hours : drawn.hours) : wanted
  const aim: FuelAim = {
    ...choices,
    ...speedsWithin(survey, choices),
    byHours: objective === 'time-table' ? byHours : null,
    hourCost: objective === 'min-cost' ? choices.dayCost : 0,
  }
  const fuelOptions = { ...options, mostKn: aim.maxKn + sea.mostKn, departureMs, aim }
  const base = (aim.byHours === null ? null : atOneSetting(baseNodes, fuelOptions, aim.byHours)) ?? drawn
  const sailed = (one: readonly Node[]) => bestSpeeds(one, fuelOptions, soonest)
  const simple = [nodes, ...(isBaseClosed ? [] : [baseNodes])].flatMap(
    (one) => atBestSpeeds(one, fuelOptions, soonest) ?? [],
  )
  onProgress(0.65)
  const together = searchLeastFuel(
    coarser(grid),
    { ...fuelOptions, onProgress: (done) => onProgress(0.65 + 0.2 * done) },
    aim,
    Math.min(...simple.map((one) => costOfTrack(one.sailed, aim))),
  )
  const polishedTogether = together && improved(together, stepOf(grid), fuelOptions)
  onProgress(0.9)
  const [first, ...rest] = [...simple, ...(polishedTogether ? [polishedTogether] : [])]
  if (!first) return noWay
  const cheapest = rest.reduce(
    (least, one) => (costOfTrack(one.sailed, aim) < costOfTrack(least.sailed, aim) ? one : least),
    first,
  )
  const best = cheapest.sailed
  const shares = sharesSaved(baseNodes, cheapest.nodes, base, best, fuelOptions)
  const isBetter = isHeld || isCheaper(base, best, shares)
  return {
    ...told,
    ...(isBetter ? { outcome: 'better', base, best, ...split(shares) } : nothing(base)),
    gap: null,
    band: [],
    others: othersOf(cheapest.nodes, {
      closed,
      grid,
      options,
      sailed,
      more: (track) => taken(track, aim) / taken(best, aim) - 1,
      most: OTHERS.longer,
    }),
  }
}

/** Of the speeds wanted, those at which she is at a place when it was asked for, knots. */
export function speedsWithin(
  { speedKn, driftKn }: Pick<CorridorSurvey, 'speedKn' | 'driftKn'>,
  { minKn, maxKn }: Pick<BetterRouteChoices, 'minKn' | 'maxKn'>,
): Pick<BetterRouteChoices, 'minKn' | 'maxKn'> {
  const within = (knots: number) => Math.min(Math.max(knots, speedKn - driftKn), speedKn + driftKn)
  return { minKn: within(minKn), maxKn: within(maxKn) }
}

/** What she may meet, and how she sails in it. */
function watersOf(problem: CorridorProblem, onProgress: (fraction: number) => void) {
  const { survey, columns, limits, choices, loss } = problem
  const frame = routeFrame(survey)
  const sea = corridorSea(survey, columns, frame, limits)
  onProgress(0.1)
  const { depthAt, usualWindKn } = sea
  const { leastDepthM } = choices
  const shallow =
    leastDepthM === null || !depthAt
      ? {}
      : { isShallow: (sNm: number, qNm: number) => !(depthAt(sNm, qNm) >= leastDepthM) }
  const closed = closedPlaces(frame, { ...problem, ...choices, ...barredBy(problem), ...shallow })
  onProgress(0.2)
  const weather = loss && usualWindKn !== null ? shipInWeather(loss, usualWindKn) : null
  const sailing: SearchedShip = {
    speedKn: survey.speedKn,
    limits: choices.limitMode,
    unknownKn: sea.usualKn,
    ...(weather && { weather }),
  }
  const waters: Waters = { ...sea, ...(closed && { isInTheWay: closed.isInTheWay }) }
  return {
    closed,
    options: { frame, waters, sailing, mostKn: survey.speedKn + sea.mostKn },
    sea,
    noWeather: weather ? null : noWeatherWords(loss, usualWindKn),
  }
}

function noWeatherWords(loss: LossShip | null, usualWindKn: number | null): string {
  if (!loss) return 'speed loss in weather is switched off for the ship'
  if (usualWindKn === null) return 'the wind was not asked for'
  const hull = hullOf(loss.particulars)
  return hull.known ? '' : `her speed loss ${hull.reason}`
}

function barredBy({ areas, survey, columns }: CorridorProblem) {
  // One that is in force at any time of the passage closes it for all of it: she may be there early or late.
  const [fromMs, toMs] = [survey.departureMs, columns.timeMs.reduce((last, timeMs) => Math.max(last, timeMs), 0)]
  const closing = areas.filter(
    ({ effect, validFromMs, validToMs }) =>
      effect === 'avoid' && (validFromMs ?? -Infinity) <= toMs && (validToMs ?? Infinity) >= fromMs,
  )
  if (closing.length === 0) return {}
  const index = areaIndex(closing)
  return { isBarred: ({ lat, lon }: Position) => index.crossing(lat, lon, lat, lon, NaN) !== null }
}

/** Hours that one track is less over a limit than another, at least: what cannot be judged on it may be over. */
export const lessOverHours = (base: SailedTrack, best: SailedTrack): number =>
  lastOf(base.overHours) - lastOf(best.overHours) - Math.max(0, best.unknownHours - base.unknownHours)

const isSooner = (base: SailedTrack, best: SailedTrack): boolean => {
  const lessOver = lessOverHours(base, best)
  if (lessOver > WORTH.hours) return true
  const saved = base.hours - best.hours
  return saved > WORTH.hours && saved > WORTH.share * base.hours && lessOver >= -WORTH.overHours
}

function isCheaper(base: SailedTrack, best: SailedTrack, shares: SavingSplit): boolean {
  const lessOver = lessOverHours(base, best)
  return lessOver > WORTH.hours || (split(shares).saved > WORTH.fuel && lessOver >= -WORTH.overHours)
}

const noSaving: SavingSplit = { geometry: 0, current: 0, weather: 0, speed: 0 }

const split = (parts: SavingSplit) => ({
  split: parts,
  saved: parts.geometry + parts.current + parts.weather + parts.speed,
})

const nothing = (base: SailedTrack) => ({ outcome: 'nothing', base, best: base, ...split(noSaving) }) as const

/** Hours: what neither the current nor the weather gives is given by the way. */
function hoursSaved(base: SailedTrack, best: SailedTrack): SavingSplit {
  const current = lastOf(best.gainedHours) - lastOf(base.gainedHours)
  const weather = lastOf(base.lostHours) - lastOf(best.lostHours)
  return { geometry: base.hours - best.hours - current - weather, current, weather, speed: 0 }
}

/** Fuel, and what time costs. */
const taken = ({ fuelHours, hours }: SailedTrack, { hourCost }: FuelAim): number => lastOf(fuelHours) + hourCost * hours

/**
 * Shares of what the route as drawn takes at one speed: by the length alone in still water, then with the currents,
 * then with the weather, and what is left by changing speed on the way.
 */
function sharesSaved(
  baseNodes: readonly Node[],
  nodes: readonly Node[],
  base: SailedTrack,
  best: SailedTrack,
  options: FuelOptions,
): SavingSplit {
  const { aim, waters, departureMs } = options
  const { exponent, byHours } = aim
  const { wind: _, ...calm } = waters
  const atOne = (one: readonly Node[], within: FuelOptions) => {
    const own = sailTrack(one, within, { departureMs, exponent })
    const track = (byHours === null ? null : atOneSetting(one, within, byHours)) ?? own
    return taken(track, aim)
  }
  const inCalm = { ...options, waters: calm }
  const lengths = lastOf(best.distanceNm) / lastOf(base.distanceNm)
  const byLength = 1 - lengths ** (byHours === null ? 1 : exponent)
  const byCurrent = 1 - atOne(nodes, inCalm) / atOne(baseNodes, inCalm)
  const byWeather = 1 - atOne(nodes, options) / atOne(baseNodes, options)
  const all = 1 - taken(best, aim) / taken(base, aim)
  return { geometry: byLength, current: byCurrent - byLength, weather: byWeather - byCurrent, speed: all - byWeather }
}

import { at } from '../../at.ts'
import type { Limits } from '../../limits/limits.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { type Area } from '../../areas/area.ts'
import { areaIndex } from '../../areas/area-index.ts'
import type { CorridorSurvey } from '../../metocean/survey.ts'
import type { Position } from '../../position.ts'
import type { LandIndex } from '../../route/land-index.ts'
import { HOUR_MS } from '../../time.ts'
import { closedPlaces } from './closed-places.ts'
import { corridorSea } from './corridor.ts'
import { type Frame, routeFrame, type Stage } from './frame.ts'
import {
  edgeBetween,
  type Leeway,
  leewayOf,
  polished,
  searchLeastTime,
  type SearchOptions,
  stagesOf,
} from './least-time.ts'
import { createSailor, newSailed, type SearchedShip, type Waters } from './sailing.ts'

/** What the operator wants of a better route. */
export interface BetterRouteChoices {
  readonly limitMode: SearchedShip['limits']
  /** From the coast, nautical miles. */
  readonly marginNm: number
}

export interface CorridorProblem {
  readonly survey: CorridorSurvey
  readonly columns: ResultColumns
  readonly limits: Limits
  readonly choices: BetterRouteChoices
  /** null: not known here, and so the coast closes nothing. */
  readonly land: LandIndex | null
  /** Those to avoid close what they cover while they are in force. */
  readonly areas: readonly Area[]
}

/** A track as sailed with the answer's currents. Columns of one length. */
export interface SailedTrack {
  readonly lat: Float64Array
  /** Unwrapped degrees. */
  readonly lon: Float64Array
  /** Epoch milliseconds UTC. */
  readonly timeMs: Float64Array
  /** From the departure, nautical miles: along the track, and along the route the corridor was laid around. */
  readonly distanceNm: Float64Array
  readonly sNm: Float64Array
  /** Hours gained by the current up to here. */
  readonly gainedHours: Float64Array
  /** Hours over a limit up to here. */
  readonly overHours: Float64Array
  readonly hours: number
  /** Miles without a known current, and hours for which a limit cannot be judged. */
  readonly unknownNm: number
  readonly unknownHours: number
}

/** Where a saving comes from, hours. */
export interface SavingSplit {
  /** By a way that is shorter, or − longer. */
  readonly geometryHours: number
  readonly currentHours: number
}

export interface BetterRoute {
  /** `better`: there is one; `nothing`: there is no better one; `no-way`: nothing leads through the corridor. */
  readonly outcome: 'better' | 'nothing' | 'no-way'
  /** The route as drawn, and the best track; the same where there is none better. */
  readonly base: SailedTrack
  readonly best: SailedTrack
  /** Does the route as drawn go over land or through an area to avoid? */
  readonly isBaseClosed: boolean
  readonly savedHours: number
  readonly split: SavingSplit
  /** Her speed through the water at which the best track takes as long as the route at her own, knots. */
  readonly sameEtaKn: number
  /** How far the best is from what no track in this corridor can beat, as a share; null: not known. */
  readonly gap: number | null
  /** Edges of the band in which she may be and arrive at most so much later, from the departure on. */
  readonly band: readonly (readonly [port: Position, starboard: Position])[]
  readonly bandHours: number
  /** Share of the corridor's samples without a current, 0 to 1. */
  readonly unknownShare: number
}

/** The band of tracks that are nearly as good. */
const BAND_HOURS = 0.25
/** Less than this is no saving anybody would change a plan for: hours, and share of the passage. */
const WORTH = { hours: 2 / 60, share: 0.0005 } as const
/** Stages of the search, by their spacing and at least and most; lateral steps of a tenth of it and less. */
const SEARCH = { spacingNm: 25, least: 24, most: 80, slope: 0.1, places: { least: 41, most: 161 } } as const

/**
 * The best track through a corridor that was asked for, beside the route it was laid around. The route is a candidate
 * itself, by the same evaluation, so the answer is never worse.
 * @param onProgress 0 to 1
 * @throws AppError `answer-mismatch` where it is not the answer to this corridor
 */
export function betterRoute(problem: CorridorProblem, onProgress: (fraction: number) => void = () => {}): BetterRoute {
  const { survey, columns, limits, choices } = problem
  const frame = routeFrame(survey)
  const sea = corridorSea(survey, columns, frame, limits)
  onProgress(0.1)
  const isClosedAt = closedPlaces(frame, { ...problem, ...choices, ...barredBy(problem) })
  const waters: Waters = isClosedAt ? { ...sea, isClosed: isClosedAt } : sea
  onProgress(0.3)
  const sailing: SearchedShip = { speedKn: survey.speedKn, limits: choices.limitMode, unknownKn: sea.usualKn }
  const options = { frame, waters, sailing, mostKn: survey.speedKn + sea.mostKn }
  const grid = gridFor(frame)
  const baseNodes = nodesOfBase(frame, grid)
  const base = sailed(baseNodes, survey.departureMs, options)
  const isBaseClosed = isClosed(baseNodes, options)
  const found = searchLeastTime(grid, { ...options, onProgress: (done) => onProgress(0.3 + 0.3 * done) })
  const unknownShare = sea.unknownShare
  if (!found) return { ...noBetter(base), outcome: 'no-way', isBaseClosed, band: [], gap: null, unknownShare }
  const track = polished(found, stepOf(grid), options)
  onProgress(0.75)
  const leeway = leewayOf(found, BAND_HOURS, options)
  onProgress(0.85)
  const nodes = track.stages.map((stage, index): Node => ({ stage, qNm: at(track.offsetsNm, index) }))
  const best = sailed(nodes, survey.departureMs, options)
  const isBetter = isBaseClosed || isWorth(base, best)
  const gap = gapOf(isBetter ? best : base, grid, options)
  const outcome = isBetter
    ? ({ ...comparison(base, best), sameEtaKn: sameEta(base, nodes, options), outcome: 'better' } as const)
    : noBetter(base)
  return { ...outcome, isBaseClosed, band: bandOf(found.stages, leeway), gap, unknownShare }
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

function gridFor(frame: Frame) {
  const stages = Math.min(Math.max(Math.round(frame.lengthNm / SEARCH.spacingNm), SEARCH.least), SEARCH.most)
  const widest = Math.max(...stagesOf(frame, stages).map(({ halfWidthNm }) => halfWidthNm))
  const wanted = Math.ceil((2 * widest) / ((SEARCH.slope * frame.lengthNm) / stages))
  const places = Math.min(Math.max(wanted, SEARCH.places.least), SEARCH.places.most)
  return { stages, places: places + 1 - (places % 2), widest }
}
type Grid = ReturnType<typeof gridFor>

const stepOf = ({ widest, places }: Grid) => (2 * widest) / (places - 1)

const isWorth = (base: SailedTrack, best: SailedTrack): boolean => {
  const [baseOver, bestOver] = [base, best].map(({ overHours }) => overHours.at(-1) ?? 0) as [number, number]
  if (baseOver - bestOver > WORTH.hours) return true
  const saved = base.hours - best.hours
  return saved > WORTH.hours && saved > WORTH.share * base.hours && bestOver <= baseOver + 1e-9
}

const noBetter = (base: SailedTrack) =>
  ({
    outcome: 'nothing',
    base,
    best: base,
    savedHours: 0,
    split: { geometryHours: 0, currentHours: 0 },
    sameEtaKn: NaN,
    bandHours: BAND_HOURS,
  }) as const

function comparison(base: SailedTrack, best: SailedTrack) {
  const gained = ({ gainedHours }: SailedTrack) => gainedHours.at(-1) ?? 0
  const savedHours = base.hours - best.hours
  const currentHours = gained(best) - gained(base)
  return {
    base,
    best,
    savedHours,
    split: { geometryHours: savedHours - currentHours, currentHours },
    bandHours: BAND_HOURS,
  }
}

interface Node {
  readonly stage: Stage
  readonly qNm: number
}

/** The route as it is drawn, with its own waypoints. */
function nodesOfBase(frame: Frame, grid: Grid): Node[] {
  const stages = stagesOf(frame, grid.stages).map(({ sNm }) => sNm)
  const all = [...new Set([...stages, ...frame.waypointsNm])].sort((a, b) => a - b)
  return all.map((sNm) => ({ stage: frame.stageAt(sNm), qNm: 0 }))
}

function isClosed(nodes: readonly Node[], { frame, waters, sailing }: SearchOptions): boolean {
  const { isOpen } = createSailor(waters, sailing)
  return nodes.slice(1).some(({ stage, qNm }, index) => {
    const before = at(nodes, index)
    return !isOpen(edgeBetween(frame, before.stage, before.qNm, stage, qNm))
  })
}

/** Over a limit or not: what a track meets is told, not forbidden. */
function sailed(nodes: readonly Node[], departureMs: number, { frame, waters, sailing }: SearchOptions): SailedTrack {
  const { sail } = createSailor(waters, { ...sailing, limits: 'warn' })
  const one = newSailed()
  const column = () => new Float64Array(nodes.length)
  const track = {
    lat: column(),
    lon: column(),
    timeMs: column(),
    distanceNm: column(),
    sNm: column(),
    gainedHours: column(),
    overHours: column(),
  }
  let [hours, distanceNm, gained, over, unknownNm, unknownHours] = [0, 0, 0, 0, 0, 0]
  for (const [index, { stage, qNm }] of nodes.entries()) {
    if (index > 0) {
      const before = at(nodes, index - 1)
      const edge = edgeBetween(frame, before.stage, before.qNm, stage, qNm)
      sail(edge, hours, one)
      gained += edge.way.distanceNm / sailing.speedKn - one.hours
      hours += one.hours
      distanceNm += edge.way.distanceNm
      over += one.overHours
      unknownNm += one.unknownNm
      unknownHours += one.unknownHours
    }
    const { lat, lon } = stage.positionAt(qNm)
    track.lat[index] = lat
    track.lon[index] = lon
    track.timeMs[index] = departureMs + hours * HOUR_MS
    track.distanceNm[index] = distanceNm
    track.sNm[index] = stage.sNm
    track.gainedHours[index] = gained
    track.overHours[index] = over
  }
  return { ...track, hours, unknownNm, unknownHours }
}

/** The same bends at half the stages: steeper edges cost as much, and the lattice is out by a quarter. */
const BOUND_STAGES = 0.5

/**
 * How much longer a track takes than anything could: the search again with the most favourable of the samples around
 * each place, less what its lattice may be out by, ½ (δ / Δs)².
 */
function gapOf(track: SailedTrack, grid: Grid, options: SearchOptions): number | null {
  const { frame, waters, sailing } = options
  const stages = Math.max(2, Math.round(grid.stages * BOUND_STAGES))
  const slope = (stepOf(grid) * stages) / frame.lengthNm
  // Where limits only order tracks, the least time of all is without them.
  const { strain: _, ...unlimited } = waters
  const best = searchLeastTime(
    { stages, places: grid.places },
    {
      frame,
      waters: sailing.limits === 'avoid' ? waters : unlimited,
      sailing: { ...sailing, isBound: true },
      mostKn: options.mostKn * 2,
    },
  )
  const boundHours = (best?.hours.at(-1) ?? NaN) / (1 + slope ** 2 / 2)
  return Number.isFinite(boundHours) && Number.isFinite(track.hours) ? Math.max(0, track.hours / boundHours - 1) : null
}

/** Speeds are found to this, knots. */
const SPEED_KN = 0.001

/** The one speed through the water at which a track takes as long as the route does at hers. */
function sameEta({ hours }: SailedTrack, nodes: readonly Node[], options: SearchOptions): number {
  const hoursAt = (speedKn: number) => sailed(nodes, 0, { ...options, sailing: { ...options.sailing, speedKn } }).hours
  let [low, high] = [options.sailing.speedKn / 2, options.sailing.speedKn]
  while (high - low > SPEED_KN) {
    const middle = (low + high) / 2
    if (hoursAt(middle) > hours) low = middle
    else high = middle
  }
  return high
}

const bandOf = (stages: readonly Stage[], leeway: readonly Leeway[]): BetterRoute['band'] =>
  stages.flatMap((stage, index) => {
    const between = leeway[index]
    return between ? [[stage.positionAt(between[0]), stage.positionAt(between[1])] as const] : []
  })

import { at, integerAt, numberAt } from '../../at.ts'
import { type Frame, type Spot, type Stage, wayBetween } from './frame.ts'
import { createSailor, type Edge, newSailed, type SearchedShip, type Waters } from './sailing.ts'

/** A track through a corridor: an offset at every stage, + to starboard, and when she is there. */
export interface CorridorTrack {
  readonly stages: readonly Stage[]
  readonly offsetsNm: readonly number[]
  /** Since departure; Infinity from where she cannot go on. */
  readonly hours: readonly number[]
  /** What the search made least: hours, with a weight on those to be avoided. */
  readonly cost: number
}

/** The places of one stage that a search may use, from port to starboard. */
export interface Row {
  readonly stage: Stage
  readonly offsetsNm: readonly number[]
  readonly places: readonly Spot[]
}

/** The steepest that a track may leave the route's direction: 60°. */
const STEEPEST = Math.sqrt(3)

export interface SearchGrid {
  /** Steps along the corridor. */
  readonly stages: number
  /** Places across it at each; odd, so that the route itself is among them. */
  readonly places: number
}

/** A route with more waypoints than this is a line rather than a plan, and evenly spaced stages follow it. */
const MOST_WAYPOINTS = 150
/** A stage this near to a waypoint gives way to it, as a share of the spacing. */
const NEAR_WAYPOINT = 0.3

/**
 * Lines across the corridor: evenly between the places where the route is kept, there, and at its waypoints, so that
 * the route itself can be followed where it winds.
 */
export function stagesOf(frame: Frame, count: number): Stage[] {
  const spacing = frame.lengthNm / count
  const { waypointsNm, keptNm, lengthNm } = frame
  const turns = waypointsNm.length <= MOST_WAYPOINTS ? waypointsNm : []
  const fixed = [...new Set([...keptNm, ...turns])].sort((one, other) => one - other)
  const even = keptNm.slice(1).flatMap((to, index) => {
    const from = at(keptNm, index)
    const steps = Math.max(1, Math.round((to - from) / spacing))
    return Array.from({ length: steps }, (_, step) => from + ((to - from) * step) / steps)
  })
  const free = even.filter((sNm) => fixed.every((place) => Math.abs(place - sNm) > NEAR_WAYPOINT * spacing))
  return [...free, ...fixed]
    .sort((one, other) => one - other)
    .filter((sNm, index, all) => index === 0 || sNm - at(all, index - 1) > 1e-9 || sNm === lengthNm)
    .map((sNm) => frame.stageAt(sNm))
}

export const rowOf = (stage: Stage, offsetsNm: readonly number[]): Row => ({
  stage,
  offsetsNm,
  places: offsetsNm.map((qNm) => stage.placeAt(qNm)),
})

function evenly({ halfWidthNm }: Stage, count: number): number[] {
  if (halfWidthNm === 0) return [0]
  const half = (count - 1) / 2
  return Array.from({ length: count }, (_, place) => ((place - half) / half) * halfWidthNm)
}

/** Stages of the search, by their spacing and at least and most; lateral steps of a tenth of it and less. */
const SEARCH = { spacingNm: 25, least: 24, most: 80, slope: 0.1, places: { least: 41, most: 161 } } as const

/** The grid for a corridor, by its length and width. */
export function gridFor(frame: Frame) {
  const stages = Math.min(Math.max(Math.round(frame.lengthNm / SEARCH.spacingNm), SEARCH.least), SEARCH.most)
  const widest = Math.max(...stagesOf(frame, stages).map(({ halfWidthNm }) => halfWidthNm))
  const wanted = Math.ceil((2 * widest) / ((SEARCH.slope * frame.lengthNm) / stages))
  const places = Math.min(Math.max(wanted, SEARCH.places.least), SEARCH.places.most)
  return { stages, places: places + 1 - (places % 2), widest }
}
export type SizedGrid = ReturnType<typeof gridFor>

/** Across, nautical miles. */
export const stepOf = ({ widest, places }: SizedGrid) => (2 * widest) / (places - 1)

/** The search of route and speed together has more to keep of each place, and is polished after it. */
const TOGETHER = { stages: 40, places: 41 } as const
export const coarser = ({ stages, places }: SizedGrid) => ({
  stages: Math.min(stages, TOGETHER.stages),
  places: Math.min(places, TOGETHER.places),
})

export interface SearchOptions {
  readonly frame: Frame
  readonly waters: Waters
  readonly sailing: SearchedShip
  /** No more speed over ground is to be had anywhere, knots. */
  readonly mostKn: number
  /** 0 to 1. */
  readonly onProgress?: (fraction: number) => void
}

/**
 * The least time from end to end by forward dynamic programming over stages and offsets. The label of a place is the
 * earliest arrival there, a real number, so time is no state of its own: exact while the current is slower than the
 * ship, as who leaves earlier never arrives later.
 * @returns null: nothing leads through
 */
export function searchLeastTime(grid: SearchGrid, options: SearchOptions): SearchResult | null {
  return throughRows(gridRows(options.frame, grid), options)
}

/** The places that a search looks at, evenly along and across. */
export const gridRows = (frame: Frame, { stages, places }: SearchGrid): Row[] =>
  stagesOf(frame, stages).map((stage) => rowOf(stage, evenly(stage, places)))

/** What a search found, and what it knows of every place. */
export interface SearchResult extends CorridorTrack {
  readonly rows: readonly Row[]
  /** The earliest arrival at each place of each row, hours; Infinity where none is. */
  readonly earliest: readonly Float64Array[]
}

/** The least time through given places of each stage. */
export function throughRows(rows: readonly Row[], options: SearchOptions): SearchResult | null {
  const { frame, waters, sailing, onProgress } = options
  const { sail, isOpen } = createSailor(waters, sailing)
  const sailed = newSailed()
  const earliest = [new Float64Array(at(rows, 0).places.length)]
  let cost = new Float64Array(at(rows, 0).places.length)
  const before: Int32Array[] = []
  for (let index = 1; index < rows.length; index++) {
    const to = at(rows, index)
    const hours = at(earliest, index - 1)
    const nextHours = new Float64Array(to.places.length).fill(Infinity)
    const nextCost = new Float64Array(to.places.length).fill(Infinity)
    const came = new Int32Array(to.places.length).fill(-1)
    forEdges(at(rows, index - 1), to, frame, (edge, start, end) => {
      const startCost = numberAt(cost, start)
      // Even with nothing against her she would not be there sooner.
      if (startCost + edge.way.distanceNm / options.mostKn >= numberAt(nextCost, end)) return
      const startHours = numberAt(hours, start)
      sail(edge, startHours, sailed)
      const total = startCost + sailed.cost
      if (!(total < numberAt(nextCost, end)) || !isOpen(edge)) return
      nextCost[end] = total
      nextHours[end] = startHours + sailed.hours
      came[end] = start
    })
    before.push(came)
    earliest.push(nextHours)
    cost = nextCost
    onProgress?.(index / (rows.length - 1))
  }
  const last = numberAt(cost, 0)
  if (last === Infinity) return null
  const places = trackBack(before)
  return {
    rows,
    earliest,
    stages: rows.map(({ stage }) => stage),
    offsetsNm: places.map((place, index) => at(at(rows, index).offsetsNm, place)),
    hours: places.map((place, index) => numberAt(at(earliest, index), place)),
    cost: last,
  }
}

/** The edges from one row to the next that are not too steep. */
export function forEdges(
  from: Row,
  to: Row,
  frame: Frame,
  visit: (edge: Edge, start: number, end: number) => void,
): void {
  const steepestNm = STEEPEST * (to.stage.sNm - from.stage.sNm)
  for (const [start, fromQ] of from.offsetsNm.entries()) {
    for (const [end, toQ] of to.offsetsNm.entries()) {
      if (Math.abs(toQ - fromQ) > steepestNm) continue
      const [fromPlace, toPlace] = [at(from.places, start), at(to.places, end)]
      const way = wayBetween(fromPlace, toPlace, frame)
      visit({ fromS: from.stage.sNm, fromQ, toS: to.stage.sNm, toQ, from: fromPlace, to: toPlace, way }, start, end)
    }
  }
}

/** From the destination, a single place, back to the departure: the place in each row. */
function trackBack(before: readonly Int32Array[]): number[] {
  const places = [0]
  for (let index = before.length - 1; index >= 0; index--) places.unshift(integerAt(at(before, index), at(places, 0)))
  return places
}

export function edgeBetween(frame: Frame, fromStage: Stage, fromQ: number, toStage: Stage, toQ: number): Edge {
  const [from, to] = [fromStage.placeAt(fromQ), toStage.placeAt(toQ)]
  return { fromS: fromStage.sNm, fromQ, toS: toStage.sNm, toQ, from, to, way: wayBetween(from, to, frame) }
}

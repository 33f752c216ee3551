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

const rowOf = (stage: Stage, offsetsNm: readonly number[]): Row => ({
  stage,
  offsetsNm,
  places: offsetsNm.map((qNm) => stage.placeAt(qNm)),
})

function evenly({ halfWidthNm }: Stage, count: number): number[] {
  if (halfWidthNm === 0) return [0]
  const half = (count - 1) / 2
  return Array.from({ length: count }, (_, place) => ((place - half) / half) * halfWidthNm)
}

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

function throughRows(rows: readonly Row[], options: SearchOptions): SearchResult | null {
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

/** Offsets at a stage between which she may be and still arrive in time; null: she cannot be there at all. */
export type Leeway = readonly [portNm: number, starboardNm: number] | null

/**
 * Where she may be at each stage and still arrive at most so much later than the best: forward from the departure and
 * back from the latest arrival.
 */
export function leewayOf(
  { rows, earliest, hours }: SearchResult,
  laterHours: number,
  options: SearchOptions,
): Leeway[] {
  const { sail, isOpen } = createSailor(options.waters, options.sailing)
  const sailed = newSailed()
  let latest = new Float64Array([at(hours, hours.length - 1) + laterHours])
  const leeway: Leeway[] = [[0, 0]]
  for (let index = rows.length - 1; index > 0; index--) {
    const from = at(rows, index - 1)
    const first = at(earliest, index - 1)
    const [there, last] = [at(earliest, index), latest]
    const before = new Float64Array(from.places.length).fill(-Infinity)
    forEdges(from, at(rows, index), options.frame, (edge, start, end) => {
      const latestThere = numberAt(last, end)
      // Only places that she can be at, and leave in time.
      if (numberAt(there, end) > latestThere || numberAt(first, start) === Infinity) return
      if (latestThere - edge.way.distanceNm / options.mostKn <= numberAt(before, start)) return
      let leaves = latestThere - edge.way.distanceNm / options.sailing.speedKn
      for (let pass = 0; pass < 2; pass++) {
        sail(edge, leaves, sailed)
        leaves = latestThere - sailed.hours
      }
      if (leaves > numberAt(before, start) && isOpen(edge)) before[start] = leaves
    })
    const inTime = from.offsetsNm.filter((_, place) => numberAt(before, place) >= numberAt(first, place) - 1e-9)
    leeway.unshift(inTime.length > 0 ? [at(inTime, 0), at(inTime, inTime.length - 1)] : null)
    latest = before
  }
  return leeway
}

export function edgeBetween(frame: Frame, fromStage: Stage, fromQ: number, toStage: Stage, toQ: number): Edge {
  const [from, to] = [fromStage.placeAt(fromQ), toStage.placeAt(toQ)]
  return { fromS: fromStage.sNm, fromQ, toS: toStage.sNm, toQ, from, to, way: wayBetween(from, to, frame) }
}

/** Stages of the search, by their spacing and at least and most. */
const STAGES = { spacingNm: 25, least: 24, most: 80 } as const

export const stageCount = ({ lengthNm }: Pick<Frame, 'lengthNm'>): number =>
  Math.min(Math.max(Math.round(lengthNm / STAGES.spacingNm), STAGES.least), STAGES.most)

/** Places to either side of the track at each stage while it is polished. */
const POLISH_REACH = 4
/** The step across is halved down to this, nautical miles. */
const POLISHED_NM = 0.02
const MOST_ROUNDS = 40

/** Polishing and straightening help each other so often at most, and no longer when it gains less: hours. */
const TURNS = { most: 4, gain: 0.005 } as const

/**
 * Offsets as real numbers: the search again among a few places close around the track, which follow it as it moves, with
 * an ever smaller step. As the track is among them each time, it only gets better; and unlike a descent along the slope
 * of the time it goes along a closed shore. In turn with straight legs wherever those are better.
 */
export function polished<T extends CorridorTrack>(track: T, stepNm: number, options: SearchOptions): T {
  let best = closelySearched(track, stepNm, options)
  for (let turn = 0; turn < TURNS.most; turn++) {
    const straight = straightened(best, options)
    if (best.cost - straight.cost < TURNS.gain) return straight
    best = closelySearched(straight, stepNm, options)
  }
  return best
}

function closelySearched<T extends CorridorTrack>(track: T, stepNm: number, options: SearchOptions): T {
  let best = track
  for (let step = stepNm / 2; step > POLISHED_NM; step /= 2) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = throughRows(rowsAround(best, step), options)
      if (!next || next.cost >= best.cost - 1e-9) break
      best = { ...best, stages: next.stages, offsetsNm: next.offsetsNm, hours: next.hours, cost: next.cost }
    }
  }
  return best
}

/** A straight leg is tried over so many stages. */
const STRAIGHT_OVER = 24

/**
 * A track with straight legs wherever they are better. On the inner side of a sharp bend the stages cross each other, and a
 * track with a place on each of them goes to and fro: those that a leg meets in another order it does without. Where the
 * route is kept it stays.
 */
function straightened<T extends CorridorTrack>(track: T, { frame, waters, sailing }: SearchOptions): T {
  const { stages, offsetsNm } = track
  const { sail, isOpen } = createSailor(waters, sailing)
  const sailed = newSailed()
  const lines = stages.map(stageLine)
  const places = stages.map((stage, index) => stage.placeAt(at(offsetsNm, index)))
  const labels: Label[] = [
    { hours: 0, cost: 0, from: -1, nodes: [{ stage: at(stages, 0), qNm: at(offsetsNm, 0), hours: 0 }] },
  ]
  for (let to = 1; to < stages.length; to++) {
    let best: Label = { hours: Infinity, cost: Infinity, from: to - 1, nodes: [] }
    for (let from = to - 1; from >= Math.max(0, to - STRAIGHT_OVER); from--) {
      const between = crossedBetween(lines, from, to, at(places, from), at(places, to))
      const nodes: Label['nodes'][number][] = []
      let { hours, cost } = at(labels, from)
      let last: Crossed = { stage: at(stages, from), qNm: at(offsetsNm, from) }
      for (const node of between ? [...between, { stage: at(stages, to), qNm: at(offsetsNm, to) }] : []) {
        const edge = edgeBetween(frame, last.stage, last.qNm, node.stage, node.qNm)
        sail(edge, hours, sailed)
        hours += sailed.hours
        cost += from < to - 1 && !isOpen(edge) ? Infinity : sailed.cost
        nodes.push({ ...node, hours })
        last = node
      }
      if (between && cost < best.cost - 1e-9) best = { hours, cost, from, nodes }
      if (at(stages, from).halfWidthNm === 0) break
    }
    labels.push(best)
  }
  const end = at(labels, labels.length - 1)
  if (!(end.cost < track.cost - 1e-9)) return track
  const nodes = [...end.nodes]
  for (let { from } = end; from >= 0; from = at(labels, from).from) nodes.unshift(...at(labels, from).nodes)
  return {
    ...track,
    stages: nodes.map(({ stage }) => stage),
    offsetsNm: nodes.map(({ qNm }) => qNm),
    hours: nodes.map(({ hours }) => hours),
    cost: end.cost,
  }
}

/** Where a leg meets a stage. */
interface Crossed {
  readonly stage: Stage
  readonly qNm: number
}

/** How a place is come to: from which, and by which places of the stages between, itself the last. */
interface Label {
  readonly hours: number
  readonly cost: number
  readonly from: number
  readonly nodes: readonly (Crossed & { readonly hours: number })[]
}

/** A stage as a line in space: its middle, and the directions across and along. */
function stageLine(stage: Stage) {
  const [middle, port, starboard] = [stage.placeAt(0), stage.placeAt(-1), stage.placeAt(1)]
  const across = [starboard.x - port.x, starboard.y - port.y, starboard.z - port.z].map((part) => part / 2)
  const [ax = 0, ay = 0, az = 0] = across
  const [[ex, ey, ez], [nx, ny, nz]] = [middle.east, middle.north]
  const [ux, uy, uz] = [ey * nz - ez * ny, ez * nx - ex * nz, ex * ny - ey * nx]
  const along = [uy * az - uz * ay, uz * ax - ux * az, ux * ay - uy * ax]
  return { stage, middle, across, along }
}

/**
 * Where a straight leg meets the stages between two, but for those that it meets in another order.
 * @returns null: it leaves the corridor
 */
function crossedBetween(
  lines: readonly ReturnType<typeof stageLine>[],
  first: number,
  last: number,
  from: Spot,
  to: Spot,
): Crossed[] | null {
  const met: Crossed[] = []
  let before = 0
  for (const { stage, middle, across, along } of lines.slice(first + 1, last)) {
    const dot = ([x = 0, y = 0, z = 0]: readonly number[], one: Spot, other: Spot) =>
      x * (one.x - other.x) + y * (one.y - other.y) + z * (one.z - other.z)
    const share = dot(along, middle, from) / dot(along, to, from)
    if (!(share > before && share < 1)) continue
    const qNm = (1 - share) * dot(across, from, middle) + share * dot(across, to, middle)
    if (Math.abs(qNm) > stage.halfWidthNm) return null
    before = share
    met.push({ stage, qNm })
  }
  return met
}

function rowsAround({ stages, offsetsNm }: CorridorTrack, stepNm: number): Row[] {
  return stages.map((stage, index) => {
    const middle = at(offsetsNm, index)
    const near = Array.from({ length: 2 * POLISH_REACH + 1 }, (_, place) => middle + (place - POLISH_REACH) * stepNm)
    // The track's own place stays exactly what it is.
    const within = near.map((qNm) =>
      qNm === middle ? middle : Math.min(Math.max(qNm, -stage.halfWidthNm), stage.halfWidthNm),
    )
    return rowOf(stage, [...new Set(within)])
  })
}

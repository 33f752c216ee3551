import createGraph, { type Graph } from 'ngraph.graph'
import { aStar } from 'ngraph.path'
import type { Area } from '../../areas/area.ts'
import { type AreaIndex, areaIndex } from '../../areas/area-index.ts'
import { at, numberAt } from '../../at.ts'
import { type LegLine, legLine } from '../../geodesy/leg-line.ts'
import { radians } from '../../geodesy/wgs84.ts'
import type { Port } from '../../ports.ts'
import { type Position, unwrapLongitude } from '../../position.ts'
import { type LandCrossing, landCrossings, NEAR_END_NM, routeLines } from '../../route/land-check.ts'
import type { LandIndex } from '../../route/land-index.ts'
import { routeDistanceNm } from '../../route/legs.ts'
import { type LegType, PROPOSAL_WORDS, type Route, unwrapPositions, type Waypoint } from '../../route/route.ts'
import type { SeaLanes } from './sea-lanes.ts'
import { around, meetsCoast, roughNm, seaWay } from './sea-way.ts'
import { isByNarrows, type Strait, straitsOn } from './straits.ts'

/** Where a passage begins or ends. */
export type PortEnd = Pick<Port, 'name' | 'position' | 'inlandNm'>

export interface PassageAsked {
  readonly from: PortEnd
  readonly to: PortEnd
  /** Names of canals and straits to keep out of. */
  readonly avoid: readonly string[]
  /** Those to be avoided are kept out of, whenever they are valid. */
  readonly areas: readonly Area[]
}

/** A first proposal of a route, or why there is none. */
export type ProposedPassage =
  | {
      readonly outcome: 'found'
      readonly route: Route
      readonly distanceNm: number
      /** Names of the canals and straits it goes through, in order. */
      readonly straits: readonly string[]
    }
  /** Nothing known leads there without what is to be avoided; `port`: not even from there to the sea lanes. */
  | { readonly outcome: 'no-way'; readonly port: string | null }
  /** What was found goes over land by the 1:10 M coast, away from its ends. */
  | { readonly outcome: 'over-land'; readonly crossing: LandCrossing; readonly legs: number }

/**
 * Into how many pieces a way is divided to be straightened again, at least each of its legs, and how long a piece is at
 * least.
 */
const DIVIDED = 50
const LEAST_PIECES = 3
const SHORTEST_PIECE_NM = 6
/** More waypoints than this are no proposal but a track. */
export const MOST_WAYPOINTS = 30
/** Near a port the generalised coast means nothing, and for longer by this share of what lies inland. */
const INLAND_SHARE = 1.5
/** How far a leg that is no lane keeps from the coast, less where too many waypoints are left; within this many miles of a port it does not. */
const MARGINS_NM = [4, 2, 1, 0]
const NO_MARGIN_NM = 40
/** A lane is looked for no farther than this from a port, and so many of the nearest are tried. */
const TO_LANE_NM = 240
const LANES_TRIED = 16
/** How far a way round land leads to a lane, and how far around it that is looked for. Nautical miles. */
const REACH_NM = 40
const AROUND_NM = 20
const LEAST_LANES = 3
const CELLS = 110
/** A mile over land on the way to a lane counts as so many. */
const LAND_WEIGHT = 20
/** Great circles drawn straight in degrees between points this near are within 0.1 NM. */
const PIECE_NM = 30
/** A great circle that saves less than this is not worth its changes of course. */
const GC_GAIN = 0.01
/** No leg goes nearer to the ice for being shorter; the lanes themselves may. Degrees of latitude. */
const MOST_SOUTH = -50
const MOST_NORTH = 62
/** A waypoint no farther from a canal or strait bears its name. Nautical miles. */
const NAMED_NM = 25
/** What one more waypoint has to save, more where too many are left. Nautical miles. */
const GAINS_NM = [4, 10, 25] as const

interface Lane {
  /** Nautical miles, more where land is crossed. */
  readonly weight: number
}
type LaneGraph = Graph<Position, Lane>

/** A leg as it would be sailed. */
interface Leg {
  readonly type: LegType
  readonly nm: number
}

/**
 * A first proposal of a route between two ports: the shortest way along the sea lanes, straightened wherever the coast
 * lets it, with at most 30 waypoints. No route: nothing is known of depths, traffic separation or the berth.
 * @param land the 1:10 M coast
 */
export function portToPort(
  { from, to, avoid, areas }: PassageAsked,
  lanes: SeaLanes,
  land: LandIndex,
): ProposedPassage {
  const sea = openSea(land, areaIndex(areas.filter(({ effect }) => effect === 'avoid')), new Set(avoid))
  const graph = laneGraph(lanes)
  for (const [id, port] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!joinPort(graph, id, port, sea, land)) return { outcome: 'no-way', port: port.name }
  const found = aStar<Position, Lane>(graph, {
    distance: (_from, _to, link) => link.data.weight,
    heuristic: (one, other) => roughNm(one.data, other.data),
    blocked: (one, other) => sea.isBarred(one.data, other.data),
  }).find('to', 'from')
  // Where there is none the package gives the goal alone.
  if (found.length < 2) return { outcome: 'no-way', port: null }
  const path = unwrapPositions(found.map(({ data }) => data))
  const first = straightened(path, { from, to }, sea, MARGINS_NM)
  const margins = MARGINS_NM.slice(MARGINS_NM.indexOf(first.marginNm))
  const { turns } = straightened(divided(first.turns), { from, to }, sea, margins)
  const route = routeOf(turns, { from, to })
  const crossing = landCrossings(routeLines(route), land).find((one) => !isAllowed(one, from, to))
  if (crossing) return { outcome: 'over-land', crossing, legs: route.waypoints.length - 1 }
  return {
    outcome: 'found',
    route,
    distanceNm: routeDistanceNm(route),
    straits: passedBy(route).map(({ name }) => name),
  }
}

/** How near the way into a port the coast means nothing. */
const endNm = ({ inlandNm }: PortEnd) => NEAR_END_NM + INLAND_SHARE * inlandNm

function laneGraph({ lat, lon, lines }: SeaLanes): LaneGraph {
  const graph: LaneGraph = createGraph()
  const places = lat.map((value, index): Position => ({ lat: value, lon: at(lon, index) }))
  for (const [index, place] of places.entries()) graph.addNode(index, place)
  for (const [one, other] of lines) {
    graph.addLink(one, other, { weight: roughNm(at(places, one), at(places, other)) })
  }
  return graph
}

/** What a way may cross. */
interface Sea {
  /** Does a short line go through what is to be avoided? */
  readonly isBarred: (from: Position, to: Position) => boolean
  /** Miles of a short line over land. */
  readonly overLandNm: (from: Position, to: Position) => number
  /** Is a line, from some miles after its start to some before its end, clear of land by the margin and of what is barred? */
  readonly isClear: (line: LegLine, startNm: number, endNm: number, marginAt: (nm: number) => number) => boolean
}

function openSea(land: LandIndex, areas: AreaIndex, avoid: ReadonlySet<string>): Sea {
  const isBarred = (from: Position, to: Position) => {
    const lon = unwrapLongitude(to.lon, from.lon)
    return (
      areas.crossing(from.lat, from.lon, to.lat, lon, NaN) !== null ||
      (avoid.size > 0 && straitsOn(from, { lat: to.lat, lon }).some(({ name }) => avoid.has(name)))
    )
  }
  /** The line itself, which may also lie on land as a whole, and those beside it by the margin and by half of it. */
  const isNear = (from: Position, to: Position, marginNm: number) => {
    if (meetsCoast(land, from, to) || land.isLand(to.lat, to.lon)) return true
    if (marginNm === 0) return false
    const narrowing = Math.cos(radians(from.lat))
    const [north, east] = [to.lat - from.lat, (to.lon - from.lon) * narrowing]
    const length = Math.hypot(north, east) || 1
    return [1, -1, 0.5, -0.5].some((share) => {
      const by = (share * marginNm) / 60 / length
      const shift = ({ lat, lon }: Position) => ({ lat: lat - by * east, lon: lon + (by * north) / narrowing })
      return meetsCoast(land, shift(from), shift(to))
    })
  }
  return {
    isBarred,
    overLandNm: (from, to) => {
      const { distanceNm } = legLine(from, to, 'RL')
      const steps = Math.max(1, Math.ceil(distanceNm))
      let count = 0
      for (let step = 0; step <= steps; step++) {
        const share = step / steps
        if (land.isLand(from.lat + share * (to.lat - from.lat), from.lon + share * (to.lon - from.lon))) count++
      }
      return (count / (steps + 1)) * distanceNm
    },
    isClear: ({ distanceNm, at: placeAt }, startNm, endNm, marginAt) => {
      const lengthNm = distanceNm - startNm - endNm
      if (lengthNm <= 0) return true
      const steps = Math.ceil(lengthNm / PIECE_NM)
      let before = placeAt(startNm / distanceNm)
      for (let step = 1; step <= steps; step++) {
        const nm = startNm + (step / steps) * lengthNm
        const next = placeAt(nm / distanceNm)
        if (isBarred(before, next) || isNear(before, next, marginAt(nm - lengthNm / steps / 2))) return false
        before = next
      }
      return true
    },
  }
}

/**
 * Links a port to the lanes: straight where no land lies between, and by a way round it. The coast means nothing near the
 * port itself.
 */
function joinPort(graph: LaneGraph, id: 'from' | 'to', port: PortEnd, sea: Sea, land: LandIndex): boolean {
  const { position } = port
  const reachNm = REACH_NM + endNm(port)
  const near: { readonly lane: number; readonly place: Position; readonly nm: number }[] = []
  graph.forEachNode(({ id: lane, data }) => {
    const nm = roughNm(position, data)
    if (typeof lane === 'number' && nm < TO_LANE_NM + endNm(port))
      near.push({ lane, place: around(data, position), nm })
  })
  near.sort((a, b) => a.nm - b.nm)
  graph.addNode(id, position)
  let isJoined = false
  const linkStraight = (node: string, from: Position, skipNm: number) => {
    let tried = 0
    for (const { lane, place } of near) {
      if (tried === LANES_TRIED) break
      const line = legLine(from, around(place, from), 'RL')
      if (!sea.isClear(line, Math.min(skipNm, line.distanceNm), 0, () => 0)) continue
      tried++
      const landNm = skipNm > 0 ? sea.overLandNm(from, line.to) : 0
      graph.addLink(node, lane, { weight: line.distanceNm + LAND_WEIGHT * landNm })
      isJoined = true
    }
  }
  linkStraight(id, position, endNm(port))
  const close = near.filter(({ nm }, index) => nm < reachNm || index < LEAST_LANES)
  const goals = close.map(({ place }) => place)
  const way =
    goals.length > 0 && seaWay({ from: position, goals, aroundNm: AROUND_NM, landNm: endNm(port), cells: CELLS }, land)
  if (!way) return isJoined
  let last: string = id
  for (const [step, place] of way.slice(1).entries()) {
    const node = `${id} ${step + 1}`
    graph.addNode(node, place)
    const before = at(way, step)
    const weight = roughNm(before, place) + LAND_WEIGHT * sea.overLandNm(before, place)
    graph.addLink(last, node, { weight })
    last = node
    linkStraight(node, place, 0)
  }
  return isJoined
}

/** The leg between two places: a great circle where that saves enough, and leads no nearer to the ice. */
function legBetween(from: Position, to: Position): { readonly leg: Leg; readonly line: LegLine } {
  const rhumb = legLine(from, to, 'RL')
  const { distanceNm } = rhumb
  if (distanceNm > 10 * PIECE_NM) {
    const circle = legLine(from, to, 'GC')
    const south = Math.min(MOST_SOUTH, from.lat, to.lat)
    const north = Math.max(MOST_NORTH, from.lat, to.lat)
    const isIcy = (fraction: number) => {
      const { lat } = circle.at(fraction)
      return lat < south || lat > north
    }
    const gains = distanceNm > (1 + GC_GAIN) * circle.distanceNm
    if (gains && ![0.2, 0.35, 0.5, 0.65, 0.8].some(isIcy))
      return { leg: { type: 'GC', nm: circle.distanceNm }, line: circle }
  }
  return { leg: { type: 'RL', nm: distanceNm }, line: rhumb }
}

/** A straightened way, and how far from the coast its straight legs keep. */
interface Straightened {
  readonly turns: readonly Turn[]
  readonly marginNm: number
}

/** A place where a proposal turns, and the leg that ends there. */
interface Turn {
  readonly position: Position
  readonly type: LegType
}

/**
 * The shortest way along places of a path, from any of them straight to any later one that the coast lets it.
 */
function straightened(
  path: readonly Position[],
  { from, to }: Pick<PassageAsked, 'from' | 'to'>,
  sea: Sea,
  margins: readonly number[],
): Straightened {
  const last = path.length - 1
  // Land on the path from its start to each place: a canal is none.
  const landNm = new Float64Array(path.length)
  for (let index = 1; index <= last; index++) {
    const [one, other] = [at(path, index - 1), at(path, index)]
    const isDug = straitsOn(one, other).some(({ isNarrow }) => isNarrow)
    landNm[index] = numberAt(landNm, index - 1) + (isDug ? 0 : sea.overLandNm(one, other))
  }
  const legsBy = (marginNm: number) => {
    const known = new Map<number, Leg | null>()
    const made = (one: number, other: number): Leg | null => {
      const { leg, line } = legBetween(at(path, one), at(path, other))
      if (other === one + 1) return leg
      const [startNm, stopNm] = [one === 0 ? endNm(from) : 0, other === last ? endNm(to) : 0]
      const marginAt = (nm: number) =>
        (one === 0 && nm < NO_MARGIN_NM) || (other === last && line.distanceNm - nm < NO_MARGIN_NM) ? 0 : marginNm
      if (!sea.isClear(line, startNm, stopNm, marginAt)) return null
      const isDry = startNm + stopNm > 0 && sea.overLandNm(line.from, line.to)
      return isDry && isDry > numberAt(landNm, other) - numberAt(landNm, one) + 1 ? null : leg
    }
    return (one: number, other: number): Leg | null => {
      const key = one * path.length + other
      const leg = known.get(key)
      if (leg !== undefined) return leg
      const found = made(one, other)
      known.set(key, found)
      return found
    }
  }
  let turns: Turn[] = []
  for (const marginNm of margins) {
    const legOf = legsBy(marginNm)
    for (const gainNm of GAINS_NM) {
      const kept = keptPlaces(path, legOf, gainNm)
      turns = kept.map((index, place) => ({
        position: at(path, index),
        type: place > 0 ? (legOf(at(kept, place - 1), index)?.type ?? 'RL') : 'RL',
      }))
      if (turns.length <= MOST_WAYPOINTS) return { turns, marginNm }
    }
  }
  return { turns, marginNm: 0 }
}

/** More places on a way, so that it can be drawn tighter round what it passes. */
function divided(turns: readonly Turn[]): Position[] {
  const lines = turns.slice(1).map(({ position, type }, index) => legLine(at(turns, index).position, position, type))
  const spacingNm = lines.reduce((sum, { distanceNm }) => sum + distanceNm, 0) / DIVIDED
  return [
    ...lines.flatMap((line) => {
      if (straitsOn(line.from, line.to).some(({ isNarrow }) => isNarrow)) return [line.from]
      const least = Math.min(LEAST_PIECES, Math.floor(line.distanceNm / SHORTEST_PIECE_NM))
      const steps = Math.max(1, least, Math.round(line.distanceNm / spacingNm))
      return Array.from({ length: steps }, (_, step) => line.at(step / steps))
    }),
    ...turns.slice(-1).map(({ position }) => position),
  ]
}

/** Which places of a path the shortest way turns at. @param gainNm what each of them has to save */
function keptPlaces(
  path: readonly Position[],
  legOf: (one: number, other: number) => Leg | null,
  gainNm: number,
): number[] {
  const last = path.length - 1
  const best = Float64Array.from(path, (_, index) => (index === 0 ? 0 : Infinity))
  const before = new Int32Array(path.length)
  for (let one = 0; one < last; one++) {
    for (let other = last; other > one; other--) {
      const straightNm = roughNm(at(path, one), at(path, other))
      if (numberAt(best, one) + straightNm + gainNm >= numberAt(best, other)) continue
      const leg = legOf(one, other)
      const nm = leg ? numberAt(best, one) + leg.nm + gainNm : Infinity
      if (nm < numberAt(best, other)) [best[other], before[other]] = [nm, one]
    }
  }
  const kept = [last]
  while (at(kept, 0) > 0) kept.unshift(before[at(kept, 0)] ?? 0)
  return kept
}

function routeOf(turns: readonly Turn[], { from, to }: Pick<PassageAsked, 'from' | 'to'>): Route {
  const last = turns.length - 1
  const waypoints = turns.map(({ position, type }, index): Waypoint => ({
    id: `w${index + 1}`,
    name: index === 0 ? from.name : index === last ? to.name : '',
    position,
    leg: { type, speedKn: null },
  }))
  const route = { name: `${from.name} to ${to.name}${PROPOSAL_WORDS}`, waypoints, isProposal: true }
  return { ...route, waypoints: named(waypoints, passedBy(route)) }
}

/** The waypoint nearest to a canal or strait that is passed has its name, if it is close. */
function named(waypoints: readonly Waypoint[], passed: readonly Strait[]): readonly Waypoint[] {
  const names = new Map<string, string>()
  for (const { name, south, west, north, east } of passed) {
    const middle = { lat: (south + north) / 2, lon: (west + east) / 2 }
    const away = ({ position }: Waypoint) => roughNm(position, middle)
    const [nearest] = waypoints.filter((one) => one.name === '' && !names.has(one.id)).sort((a, b) => away(a) - away(b))
    if (nearest && away(nearest) < NAMED_NM) names.set(nearest.id, name)
  }
  return waypoints.map((one) => ({ ...one, name: names.get(one.id) ?? one.name }))
}

/** Canals and straits on a route, in order. */
const passedBy = (route: Route): Strait[] => [
  ...new Set(
    routeLines(route).flatMap(({ positions }) =>
      positions.slice(1).flatMap((position, index) => straitsOn(at(positions, index), position)),
    ),
  ),
]

/** Land that a canal is dug through, or that lies at an end. */
function isAllowed({ from, to }: LandCrossing, start: PortEnd, end: PortEnd): boolean {
  const isAt = (port: PortEnd) => (place: Position) => legLine(port.position, place, 'GC').distanceNm <= endNm(port) + 1
  return [isByNarrows, isAt(start), isAt(end)].some((isThere) => isThere(from) && isThere(to))
}

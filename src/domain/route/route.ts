import { type Position, unwrapLongitude } from '../position.ts'

/** RL rhumb line (constant course), GC great circle (shortest, geodesic on WGS84). */
export type LegType = 'RL' | 'GC'

/** What belongs to the leg that ends at a waypoint. Meaningless, and absent from the schedule, on the first. */
export interface Leg {
  readonly type: LegType
  /** Planned speed over ground in knots; null: the voyage's speed. */
  readonly speedKn: number | null
  /** What else an RTZ file says of the leg, under its own names, to be written again: cross-track limits, depths. */
  readonly rtz?: Readonly<Record<string, string>>
}

export interface Waypoint {
  /** Unique within the route, stable through edits. */
  readonly id: string
  readonly name: string
  /** lat −90…90; lon unwrapped, at most 180° from the waypoint before. */
  readonly position: Position
  /** The leg that ends here. */
  readonly leg: Leg
  /** Minutes the ship stays before the next leg; absent, null or 0: none. Meaningless on the first: it has the ETD. */
  readonly stayMin?: number | null
  /** The ETA to keep, epoch milliseconds UTC; absent or null: the speeds decide. Meaningless on the first. */
  readonly fixedEtaMs?: number | null
  /** Turn radius as an RTZ file has it, nautical miles, to be written again. */
  readonly radiusNm?: number | null
}

/** An editable route, 0 to 2,000 waypoints. Every edit returns a new route and leaves its argument alone. */
export interface Route {
  readonly name: string
  readonly waypoints: readonly Waypoint[]
  /** Worked out from its two ports, and not yet checked on a chart by anybody. */
  readonly isProposal?: boolean | undefined
}

/** The largest number of waypoints that can be edited one by one; above it a file is kept as a track. */
export const MAX_EDITABLE_WAYPOINTS = 2000
/** The largest number of points a request or a track may have. */
export const MAX_POINTS = 200_000

/** What is said of a proposal wherever it is shown or printed. */
export const UNCHECKED_WORDS = 'First proposal, not a route: check it on the chart.'

/** What a proposal's name ends with, so that a file of it says what it is. */
export const PROPOSAL_WORDS = ', first proposal'

/** A proposal that has been checked: a route like any other. */
export function checkedRoute({ isProposal: _mark, name, waypoints }: Route): Route {
  return { name: name.endsWith(PROPOSAL_WORDS) ? name.slice(0, -PROPOSAL_WORDS.length) : name, waypoints }
}

export const emptyRoute: Route = { name: '', waypoints: [] }

/** What the waypoint is called that she was reported at. */
export const REPORTED_POSITION = 'Reported position'

/** Does the route begin where she was reported, at sea? */
export const beginsAtSea = ({ waypoints }: Route): boolean => waypoints[0]?.name === REPORTED_POSITION

/** Points with or without times that are requested as they are, not edited one by one. */
export interface Track {
  readonly name: string
  readonly lat: Float64Array
  /** Unwrapped degrees. */
  readonly lon: Float64Array
  /** Epoch milliseconds UTC; NaN where the file gives none. */
  readonly timeMs: Float64Array
}

/**
 * Longitudes made continuous, each at most 180° from the one before, while files and the wire jump at ±180.
 * @param positions in order, lon any finite number
 * @returns new positions; the first is kept as it is
 */
export function unwrapPositions<P extends Position>(positions: readonly P[]): P[] {
  let reference: number | null = null
  return positions.map((position) => {
    const lon = reference === null ? position.lon : unwrapLongitude(position.lon, reference)
    reference = lon
    return lon === position.lon ? position : { ...position, lon }
  })
}

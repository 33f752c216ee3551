import { at, numberAt } from '../at.ts'
import { AppError } from '../errors.ts'
import type { Position } from '../position.ts'
import { antimeridianCrossings, routeDistanceNm } from '../route/legs.ts'
import { schedule } from '../route/schedule.ts'
import { MAX_EDITABLE_WAYPOINTS, MAX_POINTS, type Route, type Track, unwrapPositions } from '../route/route.ts'
import { hasTimes, timedWaypoint, timesBetween, trackDistances } from '../route/track-points.ts'
import { MINUTE_MS } from '../time.ts'
import { formatNumber } from '../units/format.ts'
import { cleanName } from './file-values.ts'
import type { Draft, DraftPoint, VoyageInfo } from './reading.ts'
import type { TableSheet } from './table-sheet.ts'
import { type Doubt, findDoubts, type TrackDoubts } from './track-doubts.ts'

/** One line of a file, ready to be taken over as a route, as a track, or as either. */
export interface ImportCandidate {
  readonly id: string
  /** What it is by itself; the other one is there too where the operator may as well take that. */
  readonly kind: 'route' | 'track'
  readonly name: string
  /** Null with more than 2,000 points. */
  readonly route: Route | null
  /** Null for what was planned as a route. */
  readonly track: Track | null
  /** Distances along the track from its first point, nautical miles. */
  readonly alongNm: Float64Array | null
  readonly count: number
  readonly first: Position
  readonly last: Position
  readonly distanceNm: number
  /** Epoch milliseconds UTC, where the file says. */
  readonly departureMs: number | null
  readonly speedKn: number | null
  /** Indices of the route's waypoints whose leg has the speed that the file's ETAs lead to. */
  readonly legsByEtas: ReadonlySet<number>
  readonly crossesAntimeridian: boolean
  /** Ship and voyage number, where the file says. */
  readonly info: VoyageInfo | null
  /** The table it was read from, where the file has several; null: the file's only one, or none. */
  readonly table: TableSheet | null
  /** What no ship does by its times; null where they are sound, and where there are none. */
  readonly doubts: CandidateDoubts | null
}

/** How a track with doubtful times is taken. */
export type DoubtWay = 'reverse' | 'leave-out' | 'no-times' | 'as-is'

export interface CandidateDoubts {
  readonly found: readonly Doubt[]
  /** The safest first. Times as in the file are a way only where they never run backwards. */
  readonly ways: readonly WayOut[]
}

export interface WayOut {
  readonly way: DoubtWay
  /** How many points it leaves out. */
  readonly leftOut: number
  /** What comes of it where points are moved or left out. */
  readonly mended: ImportCandidate | null
}

/** The route that keeps a track's times, with what the file says of its points. */
function timedRoute(track: Track, points: readonly DraftPoint[]): Route {
  const timed = { ...track, timeMs: timesBetween(track) }
  let leaves: number | undefined // the point of the track where the ship leaves the waypoint before
  const waypoints = points.map(({ name, leavesMs }, index) => {
    const arrives = leaves === undefined ? 0 : leaves + 1
    const waypoint = { ...timedWaypoint(timed, arrives, leaves, index), name: cleanName(name) }
    leaves = leavesMs == null ? arrives : arrives + 1
    if (leavesMs == null) return waypoint
    return { ...waypoint, stayMin: (leavesMs - numberAt(timed.timeMs, arrives)) / MINUTE_MS }
  })
  return { name: track.name, waypoints }
}

/** The points as waypoints, in their order. @param points their longitudes unwrapped */
export function toRoute(name: string, points: readonly DraftPoint[]): Route {
  const waypoints = points.map(({ lat, lon, name: waypoint, leg, stayMin, fixedEtaMs, radiusNm }, index) => ({
    id: `w${index + 1}`,
    name: cleanName(waypoint),
    position: { lat, lon },
    leg: leg ?? ({ type: 'RL', speedKn: null } as const),
    ...(stayMin != null && { stayMin }),
    ...(fixedEtaMs != null && { fixedEtaMs }),
    ...(radiusNm != null && { radiusNm }),
  }))
  return { name, waypoints }
}

function toTrack(name: string, drafted: readonly DraftPoint[]): Track {
  const points = arrivalsAndLeavings(drafted)
  const lat = new Float64Array(points.length)
  const lon = new Float64Array(points.length)
  const timeMs = new Float64Array(points.length)
  for (const [index, point] of points.entries()) {
    lat[index] = point.lat
    lon[index] = point.lon
    timeMs[index] = point.timeMs ?? NaN
  }
  return { name, lat, lon, timeMs }
}

/**
 * A draft of at least two points as a candidate. A route of more than 2,000 points becomes a track.
 * @param fallbackName for a line without a name of its own
 * @throws AppError `too-many-points` over 200,000
 */
export function toCandidate(draft: Draft, id: string, fallbackName: string): ImportCandidate {
  const candidate = plainCandidate(draft, id, fallbackName)
  const { track, alongNm } = candidate
  const doubts = track && alongNm && findDoubts(track, alongNm)
  if (!doubts) return candidate
  const points = arrivalsAndLeavings(draft.points)
  const mend = (mended: readonly DraftPoint[]) => plainCandidate({ ...draft, points: mended }, id, fallbackName)
  return { ...candidate, doubts: { found: doubts.found, ways: waysOut(doubts, points, mend) } }
}

function waysOut(
  { found, leaveOut, leaveOutReversed }: TrackDoubts,
  points: readonly DraftPoint[],
  mend: (points: readonly DraftPoint[]) => ImportCandidate,
): WayOut[] {
  const ways: WayOut[] = []
  const without = (out: ReadonlySet<number>) => points.filter((_, index) => !out.has(index))
  if (leaveOutReversed)
    ways.push({
      way: 'reverse',
      leftOut: leaveOutReversed.size,
      mended: mend(without(leaveOutReversed).toReversed()),
    })
  if (leaveOut) ways.push({ way: 'leave-out', leftOut: leaveOut.size, mended: mend(without(leaveOut)) })
  ways.push({ way: 'no-times', leftOut: 0, mended: null })
  if (found.every(({ kind }) => kind === 'gap' || kind === 'fast' || kind === 'late'))
    ways.push({ way: 'as-is', leftOut: 0, mended: null })
  return ways
}

/** Where a ship stays, a track has two points. */
const arrivalsAndLeavings = (points: readonly DraftPoint[]): readonly DraftPoint[] =>
  points.every(({ leavesMs }) => leavesMs == null)
    ? points
    : points.flatMap(({ leavesMs, ...point }) => (leavesMs == null ? [point] : [point, { ...point, timeMs: leavesMs }]))

/** Without a look at its times. */
function plainCandidate(draft: Draft, id: string, fallbackName: string): ImportCandidate {
  const count = draft.points.length
  if (count > MAX_POINTS) {
    throw new AppError(
      'too-many-points',
      `the file has ${formatNumber(count)} points; the limit is ${formatNumber(MAX_POINTS)}`,
    )
  }
  const points = unwrapPositions(draft.points)
  const name = cleanName(draft.name) || fallbackName
  const editable = count <= MAX_EDITABLE_WAYPOINTS
  const track = draft.kind === 'route' && editable ? null : toTrack(name, points)
  const route = !editable ? null : track && draft.kind === 'track' ? timedRoute(track, points) : toRoute(name, points)
  const alongNm = track && trackDistances(track)
  const placeOf = ({ lat, lon }: DraftPoint): Position => ({ lat, lon })
  return {
    id,
    kind: draft.kind === 'track' || !editable ? 'track' : 'route',
    name,
    route,
    track,
    alongNm,
    count: track ? track.lat.length : count,
    first: placeOf(at(points, 0)),
    last: placeOf(at(points, count - 1)),
    distanceNm: route ? routeDistanceNm(route) : at(alongNm ?? [], alongNm ? alongNm.length - 1 : 0),
    departureMs: draft.departureMs ?? at(draft.points, 0).timeMs ?? null,
    speedKn: draft.speedKn ?? null,
    legsByEtas: draft.legsByEtas ?? new Set(),
    crossesAntimeridian: antimeridianCrossings(points) > 0,
    info: draft.info ?? null,
    table: draft.table ?? null,
    doubts: null,
  }
}

/** What the operator wants of a line in a file. */
export interface ImportChoice {
  readonly as: ImportCandidate['kind']
  /** Its departure, and its times or ETAs. */
  readonly times: boolean
  /** Its speed for the whole voyage. */
  readonly speed: boolean
  /** How doubtful times are taken; the safest way where nothing is said. */
  readonly way?: DoubtWay | undefined
}

/** The way that a choice means; null where nothing is doubtful. */
export const wayOut = ({ doubts }: ImportCandidate, way?: DoubtWay): WayOut | null =>
  doubts?.ways.find((one) => one.way === way) ?? doubts?.ways[0] ?? null

/** Can the operator choose between an editable route and a track? */
export const isEither = ({ route, track }: ImportCandidate): boolean => route !== null && track !== null

/** True where a file says when the ship is where: a departure, times of a track, or ETAs of a schedule. */
export const hasTiming = (candidate: ImportCandidate): boolean =>
  candidate.departureMs !== null || hasTimesOnTheWay(candidate)

/** The same without regard to the departure alone. */
export function hasTimesOnTheWay({ route, track, legsByEtas }: ImportCandidate): boolean {
  return (
    (track !== null && hasTimes(track)) ||
    legsByEtas.size > 0 ||
    (route?.waypoints.some(({ fixedEtaMs }) => fixedEtaMs != null) ?? false)
  )
}

/** When the ship is at the end, by the file alone, epoch milliseconds UTC; null where it does not say. */
export function arrivalOf({ route, track, departureMs, speedKn }: ImportCandidate): number | null {
  if (!route) return track?.timeMs.findLast((timeMs) => !Number.isNaN(timeMs)) ?? null
  if (departureMs === null) return route.waypoints.at(-1)?.fixedEtaMs ?? null
  return schedule(route, { departureMs, speedKn: speedKn ?? Number.NaN }).arrivalMs
}

/**
 * A candidate as the operator wants it: its route or its track alone. Times left behind: its points are then timed by the
 * voyage's own departure and speed. Its argument stays as it is.
 */
export function takeCandidate(
  candidate: ImportCandidate,
  { as, times: wanted, speed, way }: ImportChoice,
): ImportCandidate {
  const out = wayOut(candidate, way)
  const taken = out?.mended ?? candidate
  const times = wanted && out?.way !== 'no-times'
  const { route, track, count, departureMs, speedKn, legsByEtas } = taken
  const sailed = track !== null && hasTimes(track)
  return {
    ...taken,
    kind: as,
    count: as === 'route' && route ? route.waypoints.length : count,
    speedKn: speed ? speedKn : null,
    departureMs: times ? departureMs : null,
    legsByEtas: times ? legsByEtas : new Set(),
    route: as === 'track' ? null : times ? route : route && untimedRoute(route, legsByEtas, sailed),
    track: as === 'route' ? null : times ? track : track && untimedTrack(track),
    doubts: null,
  }
}

/** @param sailed whether its speeds and stays are no more than the times of a track */
function untimedRoute(route: Route, legsByEtas: ReadonlySet<number>, sailed: boolean): Route {
  const waypoints = route.waypoints.map((waypoint, index) => {
    if (sailed) return { ...waypoint, leg: { ...waypoint.leg, speedKn: null }, stayMin: null }
    const untimed = waypoint.fixedEtaMs == null ? waypoint : { ...waypoint, fixedEtaMs: null }
    return legsByEtas.has(index) ? { ...untimed, leg: { ...untimed.leg, speedKn: null } } : untimed
  })
  return { ...route, waypoints }
}

const untimedTrack = (track: Track): Track => ({
  ...track,
  timeMs: new Float64Array(track.timeMs.length).fill(Number.NaN),
})

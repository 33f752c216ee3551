import { at } from '../at.ts'
import { AppError } from '../errors.ts'
import type { Position } from '../position.ts'
import { antimeridianCrossings, routeDistanceNm } from '../route/legs.ts'
import { schedule } from '../route/schedule.ts'
import { MAX_EDITABLE_WAYPOINTS, MAX_POINTS, type Route, type Track, unwrapPositions } from '../route/route.ts'
import { hasTimes, timedWaypoint, timesBetween, trackDistances } from '../route/track-points.ts'
import { formatNumber } from '../units/format.ts'
import { cleanName } from './file-values.ts'
import type { Draft, DraftPoint, VoyageInfo } from './reading.ts'

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
}

/** The route that keeps a track's times, with what the file says of its points. */
function timedRoute(track: Track, points: readonly DraftPoint[]): Route {
  const timed = { ...track, timeMs: timesBetween(track) }
  const waypoints = points.map(({ name }, index) => ({
    ...timedWaypoint(timed, index, index === 0 ? undefined : index - 1, index),
    name: cleanName(name),
  }))
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

function toTrack(name: string, points: readonly DraftPoint[]): Track {
  return {
    name,
    lat: Float64Array.from(points, (point) => point.lat),
    lon: Float64Array.from(points, (point) => point.lon),
    timeMs: Float64Array.from(points, (point) => point.timeMs ?? NaN),
  }
}

/**
 * A draft of at least two points as a candidate. A route of more than 2,000 points becomes a track.
 * @param fallbackName for a line without a name of its own
 * @throws AppError `too-many-points` over 200,000
 */
export function toCandidate(draft: Draft, id: string, fallbackName: string): ImportCandidate {
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
    count,
    first: placeOf(at(points, 0)),
    last: placeOf(at(points, count - 1)),
    distanceNm: route ? routeDistanceNm(route) : at(alongNm ?? [], count - 1),
    departureMs: draft.departureMs ?? at(draft.points, 0).timeMs ?? null,
    speedKn: draft.speedKn ?? null,
    legsByEtas: draft.legsByEtas ?? new Set(),
    crossesAntimeridian: antimeridianCrossings(points) > 0,
    info: draft.info ?? null,
  }
}

/** What the operator wants of a line in a file. */
export interface ImportChoice {
  readonly as: ImportCandidate['kind']
  /** Its departure, and its times or ETAs. */
  readonly times: boolean
  /** Its speed for the whole voyage. */
  readonly speed: boolean
}

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
export function takeCandidate(candidate: ImportCandidate, { as, times, speed }: ImportChoice): ImportCandidate {
  const { route, track, departureMs, speedKn, legsByEtas } = candidate
  const sailed = track !== null && hasTimes(track)
  return {
    ...candidate,
    kind: as,
    speedKn: speed ? speedKn : null,
    departureMs: times ? departureMs : null,
    legsByEtas: times ? legsByEtas : new Set(),
    route: as === 'track' ? null : times ? route : route && untimedRoute(route, legsByEtas, sailed),
    track: as === 'route' ? null : times ? track : track && untimedTrack(track),
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

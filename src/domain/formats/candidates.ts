import { AppError } from '../errors.ts'
import type { Position } from '../position.ts'
import { antimeridianCrossings } from '../route/bounds.ts'
import { routeDistanceNm } from '../route/legs.ts'
import { MAX_EDITABLE_WAYPOINTS, MAX_POINTS, type Route, type Track, unwrapPositions } from '../route/route.ts'
import { trackDistances } from '../route/track-points.ts'
import { formatNumber } from '../units/format.ts'
import { cleanName } from './file-values.ts'
import type { Draft, DraftPoint, VoyageInfo } from './reading.ts'

/** One line of a file, ready to be taken over: either `route` or `track` is there. */
export interface ImportCandidate {
  readonly id: string
  readonly kind: 'route' | 'track'
  readonly name: string
  readonly route: Route | null
  readonly track: Track | null
  readonly count: number
  readonly first: Position
  readonly last: Position
  readonly distanceNm: number
  /** Epoch milliseconds UTC, where the file says. */
  readonly departureMs: number | null
  readonly speedKn: number | null
  readonly crossesAntimeridian: boolean
  /** Ship and voyage number, where the file says. */
  readonly info: VoyageInfo | null
}

function toRoute(name: string, points: readonly DraftPoint[]): Route {
  const waypoints = points.map(({ lat, lon, name: waypoint, leg, stayMin, fixedEtaMs }, index) => ({
    id: `w${index + 1}`,
    name: cleanName(waypoint),
    position: { lat, lon },
    leg: leg ?? ({ type: 'RL', speedKn: null } as const),
    ...(stayMin != null && { stayMin }),
    ...(fixedEtaMs != null && { fixedEtaMs }),
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
    throw new AppError('too-many-points', `the file has ${formatNumber(count)} points; the limit is ${formatNumber(MAX_POINTS)}`)
  }
  const points = unwrapPositions(draft.points)
  const name = cleanName(draft.name) || fallbackName
  const kind = draft.kind === 'track' || count > MAX_EDITABLE_WAYPOINTS ? 'track' : 'route'
  const route = kind === 'route' ? toRoute(name, points) : null
  const track = kind === 'track' ? toTrack(name, points) : null
  const at = ({ lat, lon }: DraftPoint): Position => ({ lat, lon })
  return {
    id,
    kind,
    name,
    route,
    track,
    count,
    first: at(points[0]!),
    last: at(points[count - 1]!),
    distanceNm: route ? routeDistanceNm(route) : trackDistances(track!)[count - 1]!,
    departureMs: draft.departureMs ?? draft.points[0]!.timeMs ?? null,
    speedKn: draft.speedKn ?? null,
    crossesAntimeridian: antimeridianCrossings(points) > 0,
    info: draft.info ?? null,
  }
}

import { hasTimes as hasOwnTimes } from '../route/track-points.ts'
import type { Route, Track } from '../route/route.ts'
import type { ImportCandidate } from './candidates.ts'

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
export function hasTimes({ departureMs, route, track }: ImportCandidate): boolean {
  return (
    departureMs !== null ||
    (track !== null && hasOwnTimes(track)) ||
    (route?.waypoints.some(({ fixedEtaMs }) => fixedEtaMs != null) ?? false)
  )
}

/**
 * A candidate as the operator wants it: its route or its track alone. Times left behind: its points are then timed by the
 * voyage's own departure and speed. Its argument stays as it is.
 */
export function takeCandidate(candidate: ImportCandidate, { as, times, speed }: ImportChoice): ImportCandidate {
  const { route, track, departureMs, speedKn } = candidate
  const sailed = track !== null && hasOwnTimes(track)
  return {
    ...candidate,
    kind: as,
    speedKn: speed ? speedKn : null,
    departureMs: times ? departureMs : null,
    route: as === 'track' ? null : times ? route : route && untimedRoute(route, sailed),
    track: as === 'route' ? null : times ? track : track && untimedTrack(track),
  }
}

/** @param sailed whether its speeds and stays are no more than the times of a track */
function untimedRoute(route: Route, sailed: boolean): Route {
  const waypoints = route.waypoints.map((waypoint) => {
    if (sailed) return { ...waypoint, leg: { ...waypoint.leg, speedKn: null }, stayMin: null }
    return waypoint.fixedEtaMs == null ? waypoint : { ...waypoint, fixedEtaMs: null }
  })
  return { ...route, waypoints }
}

const untimedTrack = (track: Track): Track => ({
  ...track,
  timeMs: new Float64Array(track.timeMs.length).fill(Number.NaN),
})

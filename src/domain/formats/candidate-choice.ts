import type { ImportCandidate } from './candidates.ts'

/** True where a file says when the ship is where: a departure, times of a track, or ETAs of a schedule. */
export function hasTimes({ departureMs, route, track }: ImportCandidate): boolean {
  return departureMs !== null || (track?.timeMs.some((timeMs) => !Number.isNaN(timeMs)) ?? false) || (route?.waypoints.some(({ fixedEtaMs }) => fixedEtaMs != null) ?? false)
}

/**
 * A candidate with only what the operator wants of its schedule. Times left behind: its points are then timed by the
 * voyage's own departure and speed. Its argument stays as it is.
 */
export function takeSchedule(candidate: ImportCandidate, take: { times: boolean; speed: boolean }): ImportCandidate {
  const { route, track, departureMs, speedKn } = candidate
  const chosen = { ...candidate, speedKn: take.speed ? speedKn : null }
  if (take.times) return { ...chosen, departureMs }
  return {
    ...chosen,
    departureMs: null,
    route: route && { ...route, waypoints: route.waypoints.map((waypoint) => (waypoint.fixedEtaMs == null ? waypoint : { ...waypoint, fixedEtaMs: null })) },
    track: track && { ...track, timeMs: new Float64Array(track.timeMs.length).fill(Number.NaN) },
  }
}

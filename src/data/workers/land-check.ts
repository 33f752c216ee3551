import { useEffect, useMemo, useSyncExternalStore } from 'react'
import land10m from 'world-atlas/land-10m.json?url'
import type { LandCrossing } from '#src/domain/route/land-check.ts'
import type { Route } from '#src/domain/route/route.ts'
import { createLandChecker, type LandCheck } from './land-checker.ts'
import { onServerAnswers } from '../http/server-answers.ts'

const checker = createLandChecker(
  () => new Worker(new URL('./land-check-worker.ts', import.meta.url), { type: 'module', name: 'land-check' }),
  // A worker's own base address is its script's, not the page's.
  new URL(land10m, globalThis.location?.href ?? 'http://localhost').href,
)

onServerAnswers(checker.retry)

/** Where there are none the route goes unchecked, which `state` says: it stays idle. */
const workersExist = typeof Worker !== 'undefined'

/** Findings on the legs that are still as they were when checked, by their places in the route of now. */
function stillTrue(check: LandCheck, route: Route): readonly LandCrossing[] {
  if (check.route === route) return check.crossings
  const indices = new Map(route.waypoints.map((waypoint, index) => [waypoint.id, index]))
  return check.crossings.flatMap((crossing) => {
    const then = { from: check.route.waypoints[crossing.legIndex - 1], to: check.route.waypoints[crossing.legIndex] }
    const legIndex = indices.get(then.to?.id ?? '') ?? 0
    const now = { from: route.waypoints[legIndex - 1], to: route.waypoints[legIndex] }
    const same =
      now.from !== undefined &&
      now.from.position === then.from?.position &&
      now.to?.position === then.to?.position &&
      now.to?.leg.type === then.to?.leg.type
    return same ? [{ ...crossing, legIndex }] : []
  })
}

/**
 * Where a route goes over land, checked in a worker after each edit. While a route is being checked the findings on legs
 * that have not changed stay.
 * @returns `crossings` with indices of `route`; `state` tells whether they are all
 */
export function useLandCrossings(route: Route): Pick<LandCheck, 'state' | 'crossings'> {
  const check = useSyncExternalStore(checker.subscribe, checker.snapshot)
  useEffect(() => {
    if (workersExist) checker.ask(route)
  }, [route])
  return useMemo(() => ({ state: check.state, crossings: stillTrue(check, route) }), [check, route])
}

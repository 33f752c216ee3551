import { useEffect, useMemo, useSyncExternalStore } from 'react'
import land10m from 'world-atlas/land-10m.json?url'
import type { LandCrossing } from '#src/domain/route/land-check.ts'
import { emptyRoute, type Route } from '#src/domain/route/route.ts'
import { onServerAnswers } from '../http/server-answers.ts'
import { createListeners, type Listeners } from '../listeners.ts'
import { type AnyWorker, openWorker } from './remote-worker.ts'

/** What the worker does. @throws where the coastline cannot be read; the next call reads it again */
export type CheckLand = (route: Route, coastUrl: string) => Promise<readonly LandCrossing[]>

/** idle: no leg to check; failed: the coastline could not be read; the next edit tries again, or `retry`. */
interface LandCheck {
  readonly state: 'idle' | 'checking' | 'checked' | 'failed'
  /** The route that `crossings` were found on. */
  readonly route: Route
  readonly crossings: readonly LandCrossing[]
}

interface LandChecker extends Pick<Listeners, 'subscribe'> {
  readonly snapshot: () => LandCheck
  /** Checks a route once its edits have settled; of several, only the newest. */
  readonly ask: (route: Route) => void
  /** Checks the route again if its check has failed; otherwise does nothing. */
  readonly retry: () => void
}

/** Longer than the time between two steps of a drag, too short to be felt as a pause. */
const SETTLED_MS = 250

export function createLandChecker(start: () => AnyWorker, coastUrl: string): LandChecker {
  const { subscribe, notify } = createListeners()
  const worker = openWorker<CheckLand>(start)
  let check: LandCheck = { state: 'idle', route: emptyRoute, crossings: [] }
  let asked: Route = emptyRoute
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false
  /** Have the edits settled, so that `asked` may be sent as soon as the worker is free? */
  let due = false

  const show = (change: Partial<LandCheck>) => {
    check = { ...check, ...change }
    notify()
  }
  function send(): void {
    due = busy
    if (busy) return
    busy = true
    const route = asked
    const finished = (found: Partial<LandCheck>) => {
      busy = false
      if (due) send()
      else if (route === asked) show(found) // or edited meanwhile: its turn comes when the edits have settled
    }
    worker
      .call((checkLand) => checkLand(route, coastUrl))
      .then(
        (crossings) => finished({ state: 'checked', route, crossings }),
        () => finished({ state: 'failed' }),
      )
  }

  return {
    subscribe,
    snapshot: () => check,
    ask: (route) => {
      if (route === asked) return
      asked = route
      clearTimeout(timer)
      due = false
      if (route.waypoints.length < 2) return show({ state: 'idle', route, crossings: [] })
      show({ state: 'checking' })
      timer = setTimeout(send, SETTLED_MS)
    },
    retry: () => {
      if (check.state !== 'failed') return
      show({ state: 'checking' })
      send()
    },
  }
}

/** A worker's own base address is its script's, not the page's. */
export const coastUrl = new URL(land10m, globalThis.location?.href ?? 'http://localhost').href

const checker = createLandChecker(
  () => new Worker(new URL('./land-check-worker.ts', import.meta.url), { type: 'module', name: 'land-check' }),
  coastUrl,
)

onServerAnswers(checker.retry)

/** Without workers the route goes unchecked, and `state` stays idle. */
const workersExist = typeof Worker !== 'undefined'

/** Findings on the legs that have not changed since the check, by their places in the route now. */
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
 * Where a route goes over land, checked in a worker after each edit. While a check runs, the findings on unchanged legs
 * stay.
 * @returns `crossings` with indices of `route`; `state` tells whether they are all
 */
export function useLandCrossings(route: Route): Pick<LandCheck, 'state' | 'crossings'> {
  const check = useSyncExternalStore(checker.subscribe, checker.snapshot)
  useEffect(() => {
    if (workersExist) checker.ask(route)
  }, [route])
  return useMemo(() => ({ state: check.state, crossings: stillTrue(check, route) }), [check, route])
}

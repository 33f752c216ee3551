import { useDeferredValue, useEffect, useState } from 'react'
import { useLandCrossings } from '#src/data/workers/land-check.ts'
import { checkRoute, type RouteCheck } from '#src/domain/route/checks.ts'
import type { LandCrossing } from '#src/domain/route/land-check.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { useVoyage } from '#src/state/voyage.ts'

const MINUTE_MS = 60_000

/** Voyages are replaced, never changed: the table, the list and the count in the tab share one run of the checks. */
const known = new WeakMap<
  Voyage,
  { nowMs: number; crossings: readonly LandCrossing[]; checks: readonly RouteCheck[] }
>()

function checksOf(voyage: Voyage, nowMs: number, crossings: readonly LandCrossing[]): readonly RouteCheck[] {
  const last = known.get(voyage)
  if (last?.nowMs === nowMs && last.crossings === crossings) return last.checks
  const rank = { error: 0, caution: 1, info: 2 } as const
  const checks = checkRoute(voyage, { nowMs, crossesLand: crossings }).sort((a, b) => rank[a.tone] - rank[b.tone])
  known.set(voyage, { nowMs, crossings, checks })
  return checks
}

/** The minute that has begun, epoch milliseconds: what the service covers moves on with it. */
function useMinute(): number {
  const [nowMs, setNowMs] = useState(() => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS)
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS), MINUTE_MS)
    return () => window.clearInterval(timer)
  }, [])
  return nowMs
}

/** What the checks find, the worst first; a moment behind the edit, so that typing and dragging never wait for them. */
export function useRouteChecks(): readonly RouteCheck[] {
  const voyage = useDeferredValue(useVoyage())
  const { crossings } = useLandCrossings(activePlan(voyage).route)
  const nowMs = useMinute()
  return checksOf(voyage, nowMs, crossings)
}

/** How many want to be looked at; what is only good to know is not counted. */
export const countOfConcern = (checks: readonly RouteCheck[]): number =>
  checks.filter(({ tone }) => tone !== 'info').length

/** The checks that belong to a waypoint, by its id. */
export function checksByWaypoint(checks: readonly RouteCheck[]): ReadonlyMap<string, readonly RouteCheck[]> {
  const grouped = new Map<string, RouteCheck[]>()
  for (const check of checks) {
    if (check.waypointId === null) continue
    const group = grouped.get(check.waypointId)
    if (group) group.push(check)
    else grouped.set(check.waypointId, [check])
  }
  return grouped
}

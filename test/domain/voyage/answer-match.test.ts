import { describe, expect, it } from 'vitest'
import { moveWaypoint, routeFromPositions } from '#src/domain/route/edit.ts'
import { answersPlan } from '#src/domain/voyage/answer-match.ts'
import { partsUntil, requestParts } from '#src/domain/voyage/request-plan.ts'
import { activePlan, type RoutePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { newVoyage } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'

const route = routeFromPositions('Pacific', [
  { lat: 35, lon: 170 },
  { lat: 36, lon: -170 },
])
const voyage: Voyage = planned(newVoyage('v', Date.UTC(2026, 10, 22)), { route })
const partsOf = (of: Voyage) => ({ ...activePlan(of), stepMin: of.request.stepMin })
const sixDecimals = (value: number) => Math.round(value * 1e6) / 1e6

/** What a service would give back for a plan, wrapped from another first turn of the earth. */
function answerOf(plan: Voyage) {
  const { lat, lon, timeMs } = requestParts(plan).points
  return { count: lat.length, lat: lat.map(sixDecimals), lon: lon.map((value) => sixDecimals(value - 360)), timeMs }
}

describe('whether an answer belongs to the plan', () => {
  it('does for the plan it was asked for, across 180° too', () => {
    expect(answersPlan(answerOf(voyage), partsOf(voyage))).toBe(true)
  })

  it('does where only the first days were asked for', () => {
    const first = partsUntil(requestParts(voyage), activePlan(voyage).departureMs + 24 * 3_600_000).points
    expect(answersPlan({ count: first.lat.length, ...first }, partsOf(voyage))).toBe(true)
  })

  it('does not once a waypoint, the departure, the speed or the step has changed', () => {
    const answer = answerOf(voyage)
    const changes: Partial<Voyage & RoutePlan>[] = [
      { route: moveWaypoint(route, route.waypoints[1]!.id, { lat: 36.001, lon: -170 }) },
      { departureMs: activePlan(voyage).departureMs + 60_000 },
      { speedKn: 12.1 },
      { request: { ...voyage.request, stepMin: 61 } },
      { route: { name: '', waypoints: [] } },
    ]
    for (const change of changes) expect(answersPlan(answer, partsOf(planned(voyage, change)))).toBe(false)
  })
})

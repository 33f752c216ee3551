import { describe, expect, it } from 'vitest'
import { moveWaypoint, routeFromPositions } from '#src/domain/route/edit.ts'
import { answersPlan, isOtherPlan, otherPlanWords, plannedIn } from '#src/domain/voyage/answer-match.ts'
import {
  addAlternative,
  deleteAlternative,
  duplicateAlternative,
  renameAlternative,
} from '#src/domain/voyage/alternatives.ts'
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

/** What a service would return for a plan, unwrapped from another copy of the world. */
function answerOf(plan: Voyage) {
  const { lat, lon, timeMs } = requestParts(plan).points
  return { count: lat.length, lat: lat.map(sixDecimals), lon: lon.map((value) => sixDecimals(value - 360)), timeMs }
}

describe('whether an answer belongs to the plan', () => {
  it('yes, for the plan it was asked for, across 180° too', () => {
    expect(answersPlan(answerOf(voyage), partsOf(voyage))).toBe(true)
  })

  it('yes, if only the first days were asked for', () => {
    const first = partsUntil(requestParts(voyage), activePlan(voyage).departureMs + 24 * 3_600_000).points
    expect(answersPlan({ count: first.lat.length, ...first }, partsOf(voyage))).toBe(true)
  })

  it('yes, at times corrected for the current, as long as the plan stays', () => {
    const answer = answerOf(voyage)
    const later = { ...answer, timeMs: answer.timeMs.map((time, index) => time + index * 60_000) }
    expect(answersPlan(later, partsOf(voyage))).toBe(false)
    expect(answersPlan(later, partsOf(voyage), true)).toBe(true)
    expect(answersPlan(later, { ...partsOf(voyage), speedKn: 12.1 }, true)).toBe(false)
    expect(answersPlan(later, { ...partsOf(voyage), departureMs: 0 }, true)).toBe(false)
    const asked = { voyageId: 'v', voyageName: '', alternativeId: 'a1', alternativeName: '' }
    expect(plannedIn({ askedFor: asked }, 'through water')).toBe('through water')
    expect(plannedIn({ askedFor: { ...asked, corrections: 1 } }, 'through water')).toBe('over ground')
  })

  it('no, once a waypoint, the departure, the speed or the step has changed', () => {
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

describe('what is said of an answer beside the open plan', () => {
  const of = { voyageId: 'v', voyageName: 'Pacific', alternativeId: 'a1', alternativeName: 'Route 1', count: 1 }
  const answer = (askedFor: typeof of | null = of) => ({
    askedFor,
    columns: { ...answerOf(voyage), fields: {}, gaps: [] },
  })
  const said = (open: Voyage, one = answer()) =>
    isOtherPlan(one, open.id, partsOf(open)) ? otherPlanWords(one, open) : null

  it('is nothing for its own plan, and for a copy of it', () => {
    expect(said(voyage)).toBeNull()
    expect(said(duplicateAlternative(voyage))).toBeNull()
  })

  it('is that the plan has changed since', () => {
    expect(said(planned(voyage, { speedKn: 13 }))).toBe('Not for the current plan')
  })

  it('is whose answer it is, where another alternative is open', () => {
    const empty = addAlternative(voyage, 'North')
    expect(said(empty)).toBe('Answer for Route 1; North is open')
    const routed = planned(empty, { route: moveWaypoint(route, route.waypoints[1]!.id, { lat: 50, lon: -170 }) })
    expect(said(routed)).toBe('Answer for Route 1; North is open')
    expect(said(renameAlternative(routed, 'a1', 'South'))).toBe('Answer for South; North is open')
    expect(said(deleteAlternative(routed, 'a1'))).toBe('Answer for Route 1; another route is open')
  })

  it('is that it does not match once its route was undone; an answer from elsewhere has no route to match', () => {
    const emptied = planned(voyage, { route: { name: '', waypoints: [] } })
    expect(said(emptied)).toBe('Not for the current plan')
    expect(said(emptied, answer(null))).toBeNull()
    expect(said(emptied, answer({ ...of, voyageId: 'other' }))).toBeNull()
    expect(said(voyage, answer({ ...of, voyageId: 'other' }))).toBeNull()
  })
})

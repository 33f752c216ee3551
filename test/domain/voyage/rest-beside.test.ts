import { describe, expect, it } from 'vitest'
import { headOf } from '#src/domain/library/voyage-head.ts'
import { routeFromPositions, setFixedEta, setLegSpeed } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import {
  addAlternative,
  MAX_ALTERNATIVES,
  renameAlternative,
  activateAlternative,
} from '#src/domain/voyage/alternatives.ts'
import { noHistory, undo, withStep } from '#src/domain/voyage/history.ts'
import { restBeside } from '#src/domain/voyage/rest-beside.ts'
import { activeAlternative, activePlan, emptyVoyage, type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'

const departureMs = Date.UTC(2026, 10, 30, 12)
const names = ['Lisbon', '', 'Santos']
const bare = routeFromPositions('', [
  { lat: 38, lon: -10 },
  { lat: 10, lon: -28 },
  { lat: -24, lon: -46 },
])
const named = { ...bare, waypoints: bare.waypoints.map((one, index) => ({ ...one, name: names[index] ?? '' })) }
const route = setFixedEta(setLegSpeed(named, 'w2', 11), 'w3', departureMs + 500 * HOUR_MS)
const voyage = planned(emptyVoyage('v', departureMs), { route, speedKn: 12 })
const report = { position: { lat: 30, lon: -16 }, timeMs: departureMs + 54 * HOUR_MS }

const rest = (from: Voyage, to = report): Voyage => {
  const found = restBeside(from, to)
  if (found.problem !== null) throw new Error(found.problem)
  return found.voyage
}
const titles = ({ alternatives, activeId }: Voyage) =>
  alternatives.map(({ id, name }) => (id === activeId ? `${name} *` : name))

describe('the rest of a voyage beside its plan', () => {
  it('begins where and when she was reported, keeps what is ahead, and leaves the plan as it was', () => {
    const after = rest(voyage)
    expect(titles(after)).toEqual(['Route 1', 'From 02 Dec 18:00Z *'])
    expect(after.alternatives[0]).toBe(voyage.alternatives[0])
    const plan = activePlan(after)
    expect(plan).toMatchObject({ departureMs: report.timeMs, speedKn: 12, track: null })
    expect(plan.route.waypoints.map(({ position }) => position)).toEqual([
      report.position,
      { lat: 10, lon: -28 },
      { lat: -24, lon: -46 },
    ])
    expect(plan.route.waypoints.slice(1)).toEqual(route.waypoints.slice(1))
    const taken = undo(withStep(noHistory, voyage, after), after)
    expect(taken?.voyage).toEqual(voyage)
  })

  it('is found again for the same report, whatever it is called by then, and made anew for another', () => {
    const once = rest(voyage)
    const renamed = activateAlternative(renameAlternative(once, once.activeId, 'Mine'), 'a1')
    expect(titles(rest(renamed))).toEqual(['Route 1', 'Mine *'])
    expect(rest(once)).toBe(once)
    expect(rest(once, { ...report, timeMs: report.timeMs + 31_000 })).toBe(once)
    const east = { ...report, position: { lat: 30, lon: 344 } }
    expect(titles(rest(activateAlternative(once, 'a1'), east))).toEqual(['Route 1', 'From 02 Dec 18:00Z *'])
    const next = { position: { lat: 26, lon: -19 }, timeMs: report.timeMs + 24 * HOUR_MS }
    expect(titles(rest(once, next))).toEqual(['Route 1', 'From 02 Dec 18:00Z', 'From 03 Dec 18:00Z *'])
  })

  it('goes on from what was made of it, where that is active', () => {
    const once = rest(voyage)
    const better = { ...activeAlternative(once), id: 'a9', name: 'Better route' }
    const both = { ...once, alternatives: [...once.alternatives, better], activeId: 'a9' }
    expect(rest(both).activeId).toBe('a9')
  })

  it('says why there is none', () => {
    const problem = (from: Voyage, position = report.position) => restBeside(from, { ...report, position }).problem
    expect(problem(voyage, { lat: -26, lon: -48 })).toBe(
      'She is at the last waypoint or past it: nothing is left to plan.',
    )
    expect(problem(planned(voyage, { route: emptyRoute }))).toBe('There is no route to sail the rest of.')
    const line = new Float64Array([0, 1])
    const track = { name: '', lat: line, lon: line, timeMs: line }
    expect(problem(planned(voyage, { route: emptyRoute, track }))).toMatch(/^A track has no waypoints ahead/)
    let full = voyage
    while (full.alternatives.length < MAX_ALTERNATIVES) full = addAlternative(full)
    expect(problem(activateAlternative(full, 'a1'))).toBe('This voyage has 20 alternatives. Delete one first.')
  })

  it('leaves the voyage its name and its port of departure', () => {
    const after = rest(voyage)
    expect(voyageTitle(after)).toBe('Lisbon – Santos')
    const beside = { note: '', answers: [], reported: null }
    expect(headOf({ voyage: after, ...beside })).toMatchObject({ from: 'Lisbon', to: 'Santos' })
  })
})

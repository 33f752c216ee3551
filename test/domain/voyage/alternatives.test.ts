import { describe, expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import {
  activateAlternative,
  addAlternative,
  compareAlternatives,
  deleteAlternative,
  duplicateAlternative,
  MAX_ALTERNATIVES,
  renameAlternative,
} from '#src/domain/voyage/alternatives.ts'
import { readVoyage } from '#src/domain/voyage/stored-voyage.ts'
import { activeAlternative, activePlan, emptyVoyage, VOYAGE_SCHEMA } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'

const departureMs = Date.UTC(2026, 10, 22)
const [dover, calais] = [
  { lat: 51.127, lon: 1.338 },
  { lat: 50.964, lon: 1.853 },
]
// One degree of latitude from the equator is 59.705 NM on WGS84 (meridian arc 110,574.3 m).
const degree = routeFromPositions('Degree', [
  { lat: 0, lon: 0 },
  { lat: 1, lon: 0 },
])
const one = planned(emptyVoyage('v', departureMs), { route: degree })

describe('alternatives of a voyage', () => {
  it('begin with one, and a copy of it becomes the edited one', () => {
    const two = duplicateAlternative(one)
    expect(two.alternatives.map(({ name, id }) => [name, id === two.activeId])).toEqual([
      ['Route 1', false],
      ['Route 1 copy', true],
    ])
    expect(activePlan(two).route).toBe(degree)
    expect(duplicateAlternative(activateAlternative(two, 'a1')).alternatives.map(({ name }) => name)).toEqual([
      'Route 1',
      'Route 1 copy 2',
      'Route 1 copy',
    ])
  })

  it('each keep their own route, departure and speed', () => {
    const second = planned(addAlternative(one), { route: routeFromPositions('Channel', [dover, calais]), speedKn: 15 })
    const back = activateAlternative(second, 'a1')
    expect(activePlan(back)).toMatchObject({ route: degree, speedKn: 12 })
    expect(activePlan(activateAlternative(back, 'a2'))).toMatchObject({ route: activePlan(second).route, speedKn: 15 })
    expect(activateAlternative(back, 'gone')).toBe(back)
  })

  it('are compared by distance and arrival', () => {
    const rows = compareAlternatives(planned(duplicateAlternative(one), { speedKn: 6 }))
    expect(rows.map(({ name, active }) => [name, active])).toEqual([
      ['Route 1', false],
      ['Route 1 copy', true],
    ])
    for (const { distanceNm } of rows) expect(distanceNm).toBeCloseTo(110_574.3 / 1852, 3)
    const hours = rows.map(({ arrivalMs }) => (arrivalMs! - departureMs) / 3_600_000)
    expect(hours[0]).toBeCloseTo(110_574.3 / 1852 / 12, 4)
    expect(hours[1]).toBeCloseTo(110_574.3 / 1852 / 6, 4)
  })

  it('have no distance before there is a leg', () => {
    expect(compareAlternatives(addAlternative(one))[1]).toMatchObject({ distanceNm: null, arrivalMs: null })
  })

  it('give way to a neighbour when deleted, and the last one stays', () => {
    const two = renameAlternative(duplicateAlternative(one), 'a2', 'South')
    const left = deleteAlternative(two, 'a2')
    expect(activeAlternative(left)).toMatchObject({ id: 'a1' })
    expect(activePlan(left).route).toBe(degree)
    expect(deleteAlternative(left, 'a1')).toBe(left)
    expect(activeAlternative(deleteAlternative(two, 'a1')).name).toBe('South')
  })

  it('are at most twenty', () => {
    let voyage = one
    for (let count = 0; count < 30; count++) voyage = duplicateAlternative(voyage)
    expect(voyage.alternatives).toHaveLength(MAX_ALTERNATIVES)
  })

  it('are stored as they are', () => {
    const voyage = renameAlternative(duplicateAlternative(one), 'a2', 'South')
    expect(readVoyage(VOYAGE_SCHEMA, structuredClone(voyage))).toEqual(voyage)
  })
})

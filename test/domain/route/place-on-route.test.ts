import { describe, expect, it } from 'vitest'
import { callAt, endAt, routeFromPositions, setLegSpeed, startAt } from '#src/domain/route/edit.ts'
import { emptyRoute, type Route } from '#src/domain/route/route.ts'

const shape = ({ waypoints }: Route) => waypoints.map(({ name, position }) => `${name} ${position.lat} ${position.lon}`)
const route = routeFromPositions(
  '',
  [
    { lat: 0, lon: 170 },
    { lat: 0, lon: 180 },
    { lat: 0, lon: 190 },
  ],
  { names: ['A', 'B', 'C'] },
)
const suva = { name: 'Suva', position: { lat: -18, lon: 178 } }
const apia = { name: 'Apia', position: { lat: -14, lon: -172 } }

describe('a place on the route', () => {
  it('begins an empty route, whether as its start or its end, and the other one completes it', () => {
    expect(shape(endAt(startAt(emptyRoute, suva), apia))).toEqual(['Suva -18 178', 'Apia -14 188'])
    expect(shape(startAt(endAt(emptyRoute, apia), suva))).toEqual(['Suva -18 178', 'Apia -14 188'])
  })

  it('takes the place of the first or the last waypoint, the rest staying as it is', () => {
    expect(shape(startAt(route, suva))).toEqual(['Suva -18 178', 'B 0 180', 'C 0 190'])
    expect(shape(endAt(route, apia))).toEqual(['A 0 170', 'B 0 180', 'Apia -14 188'])
    expect(startAt(route, suva).waypoints[0]!.id).toBe(route.waypoints[0]!.id)
  })

  it('is called at on the leg where it makes the route least longer, across 180° too', () => {
    const timed = setLegSpeed(route, 'w3', 9)
    const called = callAt(timed, { name: 'Near C', position: { lat: -1, lon: -172 } })
    expect(shape(called)).toEqual(['A 0 170', 'B 0 180', 'Near C -1 188', 'C 0 190'])
    expect(called.waypoints.map(({ leg }) => leg.speedKn)).toEqual([null, null, 9, 9])
  })

  it('is called at behind the only waypoint', () => {
    expect(shape(callAt(routeFromPositions('', [{ lat: 0, lon: 170 }]), suva))).toEqual([' 0 170', 'Suva -18 178'])
  })
})

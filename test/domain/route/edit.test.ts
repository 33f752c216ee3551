import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import {
  appendWaypoint,
  callAt,
  deleteWaypoint,
  endAt,
  insertWaypoint,
  moveWaypoint,
  renameRoute,
  renameWaypoint,
  reorderWaypoint,
  reverseRoute,
  routeFromPositions,
  setLegSpeed,
  setLegType,
  startAt,
} from '#src/domain/route/edit.ts'
import { routeDistanceNm } from '#src/domain/route/legs.ts'
import { emptyRoute, MAX_EDITABLE_WAYPOINTS, type Route } from '#src/domain/route/route.ts'

const pacific = routeFromPositions('Pacific', [
  { lat: 35, lon: 140 },
  { lat: 40, lon: 170 },
  { lat: 40, lon: -170 },
  { lat: 38, lon: -123 },
])
const lons = ({ waypoints }: Route) => waypoints.map(({ position }) => position.lon)
const ids = ({ waypoints }: Route) => waypoints.map(({ id }) => id)

describe('editing a route', () => {
  it('keeps longitudes continuous across 180°', () => {
    expect(lons(pacific)).toEqual([140, 170, 190, 237])
  })

  it('appends with the kind of the last leg and a new id', () => {
    const gc = setLegType(pacific, 'w4', 'GC')
    const route = appendWaypoint(gc, { lat: 37, lon: -122 }, { name: 'Pilot' })
    expect(route.waypoints.at(-1)).toEqual({
      id: 'w5',
      name: 'Pilot',
      position: { lat: 37, lon: 238 },
      leg: { type: 'GC', speedKn: null },
    })
    expect(appendWaypoint(emptyRoute, { lat: 1, lon: 2 }).waypoints[0]!.id).toBe('w1')
  })

  it('inserts half-way along the leg, along its own line', () => {
    const route = insertWaypoint(setLegSpeed(setLegType(pacific, 'w3', 'GC'), 'w3', 14), 'w3')
    expect(ids(route)).toEqual(['w1', 'w2', 'w5', 'w3', 'w4'])
    const { position, leg } = route.waypoints[2]!
    expect(position.lon).toBeCloseTo(180, 9)
    expect(position.lat).toBeGreaterThan(40) // a great circle between two places on 40°N runs north of it
    expect(leg).toEqual({ type: 'GC', speedKn: 14 })
    expect(routeDistanceNm(route)).toBeCloseTo(routeDistanceNm(setLegType(pacific, 'w3', 'GC')), 6)
  })

  it('inserts where told, even before the first', () => {
    expect(lons(insertWaypoint(pacific, 'w1', { lat: 34, lon: 499 }))).toEqual([499, 500, 530, 550, 597])
    expect(insertWaypoint(pacific, 'w1')).toBe(pacific)
  })

  it('moves a waypoint and lets the following ones follow over 180°', () => {
    const route = moveWaypoint(pacific, 'w2', { lat: 40, lon: -20 })
    expect(lons(route)).toEqual([140, -20, -170, -123])
    expect(lons(moveWaypoint(pacific, 'w1', { lat: 35, lon: 141 - 720 }))).toEqual([141, 170, 190, 237])
  })

  it('deletes, renames, reorders', () => {
    expect(ids(deleteWaypoint(pacific, 'w2'))).toEqual(['w1', 'w3', 'w4'])
    expect(lons(deleteWaypoint(pacific, 'w2'))).toEqual([140, 190, 237])
    expect(ids(reorderWaypoint(pacific, 'w4', 0))).toEqual(['w4', 'w1', 'w2', 'w3'])
    expect(ids(reorderWaypoint(pacific, 'w1', 99))).toEqual(['w2', 'w3', 'w4', 'w1'])
    expect(renameWaypoint(pacific, 'w1', 'Nojima Saki').waypoints[0]!.name).toBe('Nojima Saki')
    expect(renameRoute(pacific, 'North').name).toBe('North')
  })

  it('reverses with each leg keeping its kind and speed', () => {
    const mixed = setLegSpeed(setLegType(pacific, 'w2', 'GC'), 'w4', 9)
    const reversed = reverseRoute(mixed)
    expect(ids(reversed)).toEqual(['w4', 'w3', 'w2', 'w1'])
    expect(reversed.waypoints.slice(1).map(({ leg }) => leg)).toEqual([
      { type: 'RL', speedKn: 9 },
      { type: 'RL', speedKn: null },
      { type: 'GC', speedKn: null },
    ])
    expect(routeDistanceNm(reversed)).toBeCloseTo(routeDistanceNm(mixed), 9)
  })

  it('leaves the route as it is for an unknown id', () => {
    expect(deleteWaypoint(pacific, 'x')).toBe(pacific)
    expect(moveWaypoint(pacific, 'x', { lat: 0, lon: 0 })).toBe(pacific)
    expect(insertWaypoint(pacific, 'x', { lat: 0, lon: 0 })).toBe(pacific)
    expect(setLegType(pacific, 'x', 'GC')).toBe(pacific)
  })

  it('refuses an impossible position, and a waypoint too many', () => {
    expect(() => appendWaypoint(pacific, { lat: 95.2, lon: 0 })).toThrow(AppError)
    expect(() => moveWaypoint(pacific, 'w1', { lat: NaN, lon: 0 })).toThrow(AppError)
    const full = routeFromPositions(
      '',
      Array.from({ length: MAX_EDITABLE_WAYPOINTS }, (_, lat) => ({ lat: lat / 100, lon: 0 })),
    )
    expect(() => appendWaypoint(full, { lat: 0, lon: 0 })).toThrow(
      expect.objectContaining({ code: 'too-many-points' }) as Error,
    )
  })

  it('never changes its argument, and stays continuous through any edits', () => {
    const place = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -720, max: 720, noNaN: true }),
    })
    const step = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.nat(), place)
    fc.assert(
      fc.property(fc.array(place, { maxLength: 6 }), fc.array(step, { maxLength: 12 }), (start, steps) => {
        let route = routeFromPositions('', start)
        for (const [kind, number, position] of steps) {
          const before = structuredClone(route)
          const id = ids(route)[number % Math.max(1, route.waypoints.length)] ?? ''
          const edits = [
            () => appendWaypoint(route, position),
            () => insertWaypoint(route, id),
            () => moveWaypoint(route, id, position),
            () => deleteWaypoint(route, id),
            () => reorderWaypoint(route, id, number % 7),
            () => reverseRoute(route),
          ]
          const edited = edits[kind]!()
          expect(route).toEqual(before)
          route = edited
          expect(new Set(ids(route)).size).toBe(route.waypoints.length)
          for (const [index, lon] of lons(route).slice(1).entries())
            expect(Math.abs(lon - lons(route)[index]!)).toBeLessThanOrEqual(180 + 1e-9)
        }
      }),
    )
  })
})

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

  it('replaces the first or the last waypoint, and the rest stays as it is', () => {
    expect(shape(startAt(route, suva))).toEqual(['Suva -18 178', 'B 0 180', 'C 0 190'])
    expect(shape(endAt(route, apia))).toEqual(['A 0 170', 'B 0 180', 'Apia -14 188'])
    expect(startAt(route, suva).waypoints[0]!.id).toBe(route.waypoints[0]!.id)
  })

  it('is inserted on the leg where it adds the least distance, across 180° too', () => {
    const timed = setLegSpeed(route, 'w3', 9)
    const called = callAt(timed, { name: 'Near C', position: { lat: -1, lon: -172 } })
    expect(shape(called)).toEqual(['A 0 170', 'B 0 180', 'Near C -1 188', 'C 0 190'])
    expect(called.waypoints.map(({ leg }) => leg.speedKn)).toEqual([null, null, 9, 9])
  })

  it('is added after the only waypoint', () => {
    expect(shape(callAt(routeFromPositions('', [{ lat: 0, lon: 170 }]), suva))).toEqual([' 0 170', 'Suva -18 178'])
  })
})

import { describe, expect, it } from 'vitest'
import { antimeridianCrossings, boundsOf, legs, routeBounds } from '#src/domain/route/legs.ts'
import { moveWaypoint, routeFromPositions, setLegSpeed, setLegType } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'

// Along the equator one degree is 6 378 137 m · π / 180 = 111 319.491 m = 60.10772 NM.
const degreeNm = 60.107716
const equator = routeFromPositions('Equator', [
  { lat: 0, lon: 178 },
  { lat: 0, lon: 179 },
  { lat: 0, lon: -179 },
])
const departureMs = Date.UTC(2026, 10, 22, 17, 51)

describe('the schedule', () => {
  it('is computed once for a route and its timing, and again for another', () => {
    const plan = schedule(equator, { departureMs, speedKn: 12 })
    expect(schedule(equator, { departureMs, speedKn: 12 })).toBe(plan)
    expect(schedule(equator, { departureMs, speedKn: 10 }).durationMs).toBeCloseTo((plan.durationMs! * 12) / 10, 3)
    expect(schedule(equator, { departureMs: departureMs + 1, speedKn: 12 }).arrivalMs).toBe(plan.arrivalMs! + 1)
  })

  it('keeps the rows that an edit leaves as they were, for a table that draws only what changes', () => {
    const timing = { departureMs, speedKn: 12 }
    const { rows } = schedule(equator, timing)
    const slower = schedule(setLegSpeed(equator, 'w3', 10), timing).rows
    expect(slower.slice(0, 2)).toEqual(rows.slice(0, 2))
    expect(slower[0]).toBe(rows[0])
    expect(slower[1]).toBe(rows[1])
    expect(slower[2]).not.toBe(rows[2])
    const moved = schedule(moveWaypoint(equator, 'w2', { lat: 1, lon: 179 }), timing).rows
    expect(moved[2]!.etaMs).not.toBe(rows[2]!.etaMs)
  })

  it('adds up distances, courses and times over 180°', () => {
    const { rows, distanceNm, durationMs, arrivalMs } = schedule(equator, { departureMs, speedKn: 12 })
    expect(rows.map((row) => row.distanceFromStartNm)).toEqual([
      0,
      expect.closeTo(degreeNm, 5),
      expect.closeTo(3 * degreeNm, 5),
    ])
    expect(rows.map((row) => row.distanceToGoNm)).toEqual([
      expect.closeTo(3 * degreeNm, 5),
      expect.closeTo(2 * degreeNm, 5),
      0,
    ])
    expect(rows.map((row) => row.courseDeg)).toEqual([null, 90, 90])
    expect(rows.map((row) => row.legDistanceNm)).toEqual([
      null,
      expect.closeTo(degreeNm, 5),
      expect.closeTo(2 * degreeNm, 5),
    ])
    expect(distanceNm).toBeCloseTo(3 * degreeNm, 5)
    expect(durationMs! / 3_600_000).toBeCloseTo((3 * degreeNm) / 12, 6)
    expect(arrivalMs).toBe(departureMs + durationMs!)
    expect(rows.map((row) => formatUtc(row.etaMs))).toEqual(['22 Nov 17:51Z', '22 Nov 22:51Z', '23 Nov 08:52Z'])
  })

  it("uses a leg's own speed and kind", () => {
    const { rows } = schedule(setLegSpeed(equator, 'w2', 6), { departureMs, speedKn: 12 })
    expect((rows[1]!.etaMs! - departureMs) / 3_600_000).toBeCloseTo(degreeNm / 6, 6)
    expect(rows.map((row) => row.speedKn)).toEqual([null, 6, 12])
  })

  it.each([0, -1, NaN, Infinity])('has no ETA at %d kn, but all distances', (speedKn) => {
    const { rows, arrivalMs, durationMs, distanceNm } = schedule(equator, { departureMs, speedKn })
    expect(rows.map((row) => row.etaMs)).toEqual([departureMs, null, null])
    expect([arrivalMs, durationMs]).toEqual([null, null])
    expect(distanceNm).toBeCloseTo(3 * degreeNm, 5)
  })

  it('is empty for no route', () => {
    expect(schedule(emptyRoute, { departureMs, speedKn: 12 })).toEqual({
      rows: [],
      distanceNm: 0,
      durationMs: 0,
      departureMs,
      arrivalMs: null,
    })
  })

  it('follows a moved waypoint', () => {
    legs(equator, 12) // known lines must not be kept for a route that has changed
    const moved = moveWaypoint(equator, 'w1', { lat: 0, lon: 177 })
    expect(schedule(moved, { departureMs, speedKn: 12 }).distanceNm).toBeCloseTo(4 * degreeNm, 5)
    const bent = setLegType(
      routeFromPositions('', [
        { lat: 40, lon: 0 },
        { lat: 40, lon: 50 },
      ]),
      'w2',
      'GC',
    )
    expect(legs(bent, 12)[0]!.distanceNm).toBeLessThan(legs(setLegType(bent, 'w2', 'RL'), 12)[0]!.distanceNm)
  })
})

describe('bounds', () => {
  it('hold the bend of a great circle and run past 180°', () => {
    const route = setLegType(
      routeFromPositions('', [
        { lat: 40, lon: 170 },
        { lat: 40, lon: -130 },
      ]),
      'w2',
      'GC',
    )
    const bounds = routeBounds(route)!
    expect([bounds.west, bounds.east, bounds.south]).toEqual([170, 230, 40])
    expect(bounds.north).toBeGreaterThan(43)
    expect(boundsOf([])).toBeNull()
  })

  it.each([
    [[170, 190], 1],
    [[170, 180], 0],
    [[170, 180, 170], 0],
    [[170, 180, 190], 1],
    [[-170, -190, -170], 2],
    [[100, 250, 400, 545], 2],
    [[], 0],
  ])('crossings of %j: %d', (lons, crossings) => {
    expect(antimeridianCrossings(lons.map((lon) => ({ lat: 0, lon })))).toBe(crossings)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import { routeFromPositions, setLegSpeed, setLegType } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { countSamples, samplePoints, sampleTimes } from '#src/domain/route/sampling.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { secondBegun } from '#src/domain/time.ts'

// One degree of the equator is 60.107716 NM: at 60.107716 kn it takes an hour.
const degreeNm = (6_378_137 * Math.PI) / 180 / 1852
const departureMs = Date.UTC(2026, 10, 22, 17, 51)
const equator = routeFromPositions('Equator', [
  { lat: 0, lon: 179 },
  { lat: 0, lon: 179.5 },
  { lat: 0, lon: -178 },
])
const plan = { departureMs, speedKn: degreeNm, stepMin: 60 }

describe('sampling a route', () => {
  it('takes every waypoint and every step along each leg', () => {
    const { lat, lon, timeMs, distanceNm, waypointIndex } = samplePoints(equator, plan)
    expect([...lon]).toEqual([179, 179.5, 180.5, 181.5, 182].map((value) => expect.closeTo(value, 9) as number))
    expect([...lat]).toEqual([0, 0, 0, 0, 0])
    expect([...timeMs].map((time) => (time - departureMs) / 60_000)).toEqual([0, 30, 90, 150, 180])
    expect([...distanceNm].map((nm) => nm / degreeNm)).toEqual(
      [0, 0.5, 1.5, 2.5, 3].map((value) => expect.closeTo(value, 9) as number),
    )
    expect([...waypointIndex]).toEqual([0, 1, -1, -1, 2])
  })

  it('has no step a moment before a waypoint', () => {
    const route = routeFromPositions('', [
      { lat: 0, lon: 0 },
      { lat: 0, lon: 2 },
    ])
    expect([...samplePoints(route, plan).waypointIndex]).toEqual([0, -1, 1])
    // A hair slower: the second step falls 0.4 s before the waypoint and is left out.
    expect(countSamples(route, { ...plan, speedKn: degreeNm * (1 - 0.4 / 7200) })).toBe(3)
    expect(countSamples(route, { ...plan, speedKn: degreeNm * (1 - 2 / 7200) })).toBe(4)
  })

  it('follows a great circle where the leg is one', () => {
    const route = setLegType(
      routeFromPositions('', [
        { lat: 35.45, lon: 139.65 },
        { lat: 37.8, lon: -122.4 },
      ]),
      'w2',
      'GC',
    )
    const { lat, lon } = samplePoints(route, { departureMs, speedKn: 14, stepMin: 60 })
    const middle = Math.floor(lat.length / 2)
    expect(lat[middle]).toBeGreaterThan(47)
    const toMiddle = legLine(route.waypoints[0]!.position, { lat: lat[middle]!, lon: lon[middle]! }, 'GC').distanceNm
    expect(toMiddle).toBeCloseTo(middle * 14, 5)
  })

  it('samples waypoints in the same place once each', () => {
    const route = routeFromPositions('', [
      { lat: 1, lon: 1 },
      { lat: 1, lon: 1 },
      { lat: 1, lon: 1 },
    ])
    expect([...samplePoints(route, plan).waypointIndex]).toEqual([0, 1, 2])
  })

  it('gives one point for one waypoint and none for no route', () => {
    expect(samplePoints(emptyRoute, plan).lat).toHaveLength(0)
    expect([countSamples(emptyRoute, plan), sampleTimes(emptyRoute, plan).length]).toEqual([0, 0])
    const single = samplePoints(routeFromPositions('', [{ lat: 4, lon: 5 }]), plan)
    expect([single.lat[0], single.lon[0], single.timeMs[0], single.lat.length]).toEqual([4, 5, departureMs, 1])
  })

  it.each([{ speedKn: 0 }, { speedKn: NaN }, { stepMin: 0 }, { stepMin: -5 }, { departureMs: NaN }])(
    'has no number of points for %j',
    (wrong) => {
      expect(countSamples(equator, { ...plan, ...wrong })).toBeNull()
      expect(() => samplePoints(equator, { ...plan, ...wrong })).toThrow()
    },
  )

  it('counts any number, and refuses more than 200,000', () => {
    const many = { ...plan, stepMin: 0.0001 }
    expect(countSamples(equator, many)).toBeGreaterThan(200_000)
    expect(() => samplePoints(equator, many)).toThrow(expect.objectContaining({ code: 'too-many-points' }) as Error)
  })

  it('is in order, complete, in whole seconds, and counted right, for any route', () => {
    const place = fc.record({
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
    })
    const speeds = fc.array(fc.option(fc.double({ min: 2, max: 30, noNaN: true })), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 5 }),
        speeds,
        fc.integer({ min: 10, max: 720 }),
        (places, legSpeeds, stepMin) => {
          const route = legSpeeds.reduce(
            (sofar, speed, index) => setLegSpeed(sofar, `w${index + 1}`, speed),
            routeFromPositions('', places),
          )
          const any = { departureMs: departureMs + 123, speedKn: 12.3, stepMin }
          const { lat, lon, timeMs, distanceNm, waypointIndex } = samplePoints(route, any)
          expect(countSamples(route, any)).toBe(lat.length)
          expect(sampleTimes(route, any)).toEqual(timeMs)
          expect([...waypointIndex].filter((index) => index >= 0)).toEqual(places.map((_, index) => index))
          const { rows } = schedule(route, any)
          for (const [index, waypoint] of waypointIndex.entries()) {
            expect(timeMs[index]! % 1000).toBe(0)
            if (index > 0) {
              expect(timeMs[index]! - timeMs[index - 1]!).toBeLessThanOrEqual(stepMin * 60_000 + 2000)
              expect(timeMs[index]!).toBeGreaterThanOrEqual(timeMs[index - 1]!)
              expect(distanceNm[index]!).toBeGreaterThanOrEqual(distanceNm[index - 1]!)
              expect(Math.abs(lon[index]! - lon[index - 1]!)).toBeLessThanOrEqual(180)
            }
            if (waypoint < 0) continue
            expect({ lat: lat[index], lon: lon[index] }).toEqual(rows[waypoint]!.position)
            expect(timeMs[index]).toBe(secondBegun(rows[waypoint]!.etaMs!))
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

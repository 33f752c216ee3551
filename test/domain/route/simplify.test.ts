import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import type { Track } from '#src/domain/route/route.ts'
import { simplifyTrack, sketch } from '#src/domain/route/simplify.ts'
import { routeFromPositions, setLegType } from '#src/domain/route/edit.ts'

const trackOf = (places: readonly (readonly [lat: number, lon: number, minute?: number])[]): Track => ({
  name: 'Sailed',
  lat: Float64Array.from(places, ([lat]) => lat),
  lon: Float64Array.from(places, ([, lon]) => lon),
  timeMs: Float64Array.from(places, ([, , minute]) => (minute === undefined ? NaN : minute * 60_000)),
})
const lons = ({ route }: ReturnType<typeof simplifyTrack>) => route.waypoints.map(({ position }) => position.lon)

describe('a track as a route', () => {
  it('states the largest deviation in NM', () => {
    // A tenth of a degree of the meridian at the equator: 11 057.43 m (WGS84, 110 574.3 m to the degree).
    const { route, largestDeviationNm } = simplifyTrack(
      trackOf([
        [0, 179],
        [0.1, 180],
        [0, 181],
      ]),
      { maxWaypoints: 2 },
    )
    expect(route.waypoints).toHaveLength(2)
    expect(largestDeviationNm).toBeCloseTo(11_057.43 / 1852, 4)
  })

  it('leaves points on the line away and keeps first, last and every bend', () => {
    const bends = simplifyTrack(
      trackOf([
        [0, 0],
        [0, 1],
        [0, 2],
        [0.5, 2],
        [1, 2],
        [1, 3],
      ]),
    )
    expect(bends.route).toMatchObject({
      name: 'Sailed',
      waypoints: [{ id: 'w1', position: { lat: 0, lon: 0 } }, {}, {}, { id: 'w4', position: { lat: 1, lon: 3 } }],
    })
    expect(lons(bends)).toEqual([0, 2, 2, 3])
    expect(bends.largestDeviationNm).toBeLessThan(1e-6)
  })

  it('stops at the tolerance', () => {
    const zigzag = trackOf(Array.from({ length: 41 }, (_, index) => [index % 2 === 0 ? 0 : 0.001, index / 10] as const))
    expect(simplifyTrack(zigzag, { toleranceNm: 0.1 }).route.waypoints).toHaveLength(2)
    const fine = simplifyTrack(zigzag, { toleranceNm: 0.01 })
    expect(fine.route.waypoints.length).toBeGreaterThan(20)
    expect(fine.largestDeviationNm).toBeLessThanOrEqual(0.01)
  })

  it('takes departure and speeds from the times', () => {
    // One degree of the equator is 60.107716 NM.
    const { route, departureMs } = simplifyTrack(
      trackOf([
        [0, 0, 10],
        [0, 1, 130],
        [1, 1, 130],
        [2, 1, 100],
      ]),
    )
    expect(departureMs).toBe(600_000)
    expect(route.waypoints.map(({ leg }) => leg.speedKn)).toEqual([null, expect.closeTo(30.053858, 5) as number, null])
    expect(
      simplifyTrack(
        trackOf([
          [0, 0],
          [0, 1],
        ]),
      ).departureMs,
    ).toBeNull()
  })

  it('keeps at most 2,000 waypoints of 20,000 points', () => {
    const spiral = trackOf(
      Array.from({ length: 20_000 }, (_, index) => [60 * Math.sin(index / 900), 100 + index / 100] as const),
    )
    const { route, largestDeviationNm } = simplifyTrack(spiral)
    expect(route.waypoints).toHaveLength(2000)
    expect(largestDeviationNm).toBeGreaterThan(0)
    expect(largestDeviationNm).toBeLessThan(2)
  })

  it('needs two points, and copes with poles and a repeated place', () => {
    expect(() => simplifyTrack(trackOf([[1, 2]]))).toThrow('too-few-points')
    const { route, largestDeviationNm } = simplifyTrack(
      trackOf([
        [89, 0],
        [90, 0],
        [90, 0],
        [89, 90],
      ]),
    )
    expect(route.waypoints.length).toBeGreaterThan(2)
    expect(largestDeviationNm).not.toBeNaN()
    expect(
      simplifyTrack(
        trackOf([
          [1, 2],
          [1, 2],
          [1, 2],
        ]),
      ).route.waypoints,
    ).toHaveLength(2)
  })

  it('no point is farther from the route than stated', () => {
    const place = fc.tuple(
      fc.double({ min: -75, max: 75, noNaN: true }),
      fc.double({ min: -0.4, max: 0.4, noNaN: true }),
    )
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 3, maxLength: 40 }),
        fc.double({ min: -75, max: 75, noNaN: true }),
        (steps, lat) => {
          const track = trackOf(steps.map(([, wobble], index) => [lat + wobble, 178 + index / 10] as const))
          const { route, largestDeviationNm } = simplifyTrack(track, { maxWaypoints: 5 })
          const stations = route.waypoints.slice(1).flatMap(({ position }, leg) => {
            const line = legLine(route.waypoints[leg]!.position, position, 'RL')
            return Array.from({ length: 101 }, (_, step) => line.at(step / 100))
          })
          for (const [index, pointLat] of track.lat.entries()) {
            const point = { lat: pointLat, lon: track.lon[index]! }
            const nearest = Math.min(...stations.map((station) => legLine(point, station, 'GC').distanceNm))
            // Stations are up to 1/200 of a leg away from the nearest place on it.
            expect(nearest).toBeLessThanOrEqual(largestDeviationNm + 1.5)
          }
        },
      ),
      { numRuns: 15 },
    )
  })
})

const box = { width: 100, height: 50 }
const rounded = (points: readonly { x: number; y: number }[]) =>
  points.map(({ x, y }) => [Math.round(x), Math.round(y)])

describe('the sketch of a line', () => {
  it('fills the box in one direction, north up, also across 180°', () => {
    expect(
      rounded(
        sketch(
          routeFromPositions('', [
            { lat: 0, lon: 170 },
            { lat: 0, lon: -170 },
          ]),
          box,
        ),
      ),
    ).toEqual([
      [0, 25],
      [100, 25],
    ])
    expect(
      rounded(
        sketch(
          routeFromPositions('', [
            { lat: -10, lon: 5 },
            { lat: 10, lon: 5 },
          ]),
          box,
        ),
      ),
    ).toEqual([
      [50, 50],
      [50, 0],
    ])
  })

  it('bends great circles', () => {
    const straight = routeFromPositions('', [
      { lat: 45, lon: -60 },
      { lat: 45, lon: 0 },
    ])
    expect(sketch(straight, box)).toHaveLength(2)
    const [first, , ...bent] = sketch(setLegType(straight, 'w2', 'GC'), box)
    expect(Math.min(...bent.map(({ y }) => y))).toBeLessThan(first!.y - 5)
  })

  it('stays in the box with few points of many, both ends kept, even if all are one', () => {
    const count = 200_000
    const track = {
      name: '',
      lat: new Float64Array(count).map((_, index) => index / 4000),
      lon: new Float64Array(count).map((_, index) => index / 1000),
      timeMs: new Float64Array(count),
    }
    const points = sketch(track, box)
    expect(points.length).toBeLessThanOrEqual(401)
    // The isometric latitude of 50° on WGS84 is 57.6°, to 200° of longitude on a width of 100.
    expect(rounded([points[0]!, points.at(-1)!])).toEqual([
      [0, 39],
      [100, 11],
    ])
    expect(
      rounded(
        sketch(
          routeFromPositions('', [
            { lat: 1, lon: 2 },
            { lat: 1, lon: 2 },
          ]),
          box,
        ),
      ),
    ).toEqual([
      [50, 25],
      [50, 25],
    ])
  })
})

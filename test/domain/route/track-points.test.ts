import { describe, expect, it } from 'vitest'
import type { Track } from '#src/domain/route/route.ts'
import { hasTimes, trackPoints } from '#src/domain/route/track-points.ts'

const degreeNm = (6_378_137 * Math.PI) / 180 / 1852
const hour = 3_600_000
const start = Date.UTC(2026, 0, 1)

function track(times: number[], lons = times.map((_, index) => 179 + index)): Track {
  return {
    name: 'Equator',
    lat: new Float64Array(times.length),
    lon: Float64Array.from(lons),
    timeMs: Float64Array.from(times),
  }
}
const hours = (from: Track, speedKn = degreeNm) =>
  [...trackPoints(from, { departureMs: start, speedKn }).timeMs].map((time) => (time - start) / hour)

describe('the points of a track', () => {
  it('keep their own times, to the whole second', () => {
    const points = trackPoints(track([start + 400, start + 5 * hour, start + 6 * hour]), { departureMs: 0, speedKn: 0 })
    expect([...points.timeMs]).toEqual([start, start + 5 * hour, start + 6 * hour])
    expect([...points.waypointIndex]).toEqual([-1, -1, -1])
    expect(points.distanceNm[2]).toBeCloseTo(2 * degreeNm, 6)
  })

  it('without times go by departure and speed', () => {
    expect(hasTimes(track([NaN, NaN]))).toBe(false)
    expect(hours(track([NaN, NaN, NaN]))).toEqual([0, 1, 2])
  })

  it('fill a gap by distance, and the ends by speed', () => {
    expect(hours(track([NaN, start + 2 * hour, NaN, NaN, start + 8 * hour, NaN]))).toEqual([1, 2, 4, 6, 8, 9])
    expect(hours(track([start, NaN, start + hour], [10, 10, 10]))).toEqual([0, 0, 1])
  })

  it('are refused without times and without a speed, and over 200,000', () => {
    expect(() => trackPoints(track([NaN, NaN]), { departureMs: start, speedKn: 0 })).toThrow()
    expect(() => trackPoints(track(Array<number>(200_001).fill(start)), { departureMs: start, speedKn: 9 })).toThrow(
      expect.objectContaining({ code: 'too-many-points' }) as Error,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { alongTrack, alongTrackCurrent } from '#src/domain/metocean/along-track.ts'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const track = (lat: readonly number[], lon: readonly number[]) => alongTrack(columnsOf({}, { lat, lon }))

describe('distance', () => {
  it('adds up along a meridian as the WGS84 meridian arc does', () => {
    // Meridian arc from 0° to 45°, WGS84: 4 984 944.378 m (G. B. Lauf; Snyder, USGS PP 1395, table 3 agrees)
    const lat = Array.from({ length: 451 }, (_, index) => index / 10)
    const { distanceNm } = track(
      lat,
      lat.map(() => 12),
    )
    expect(distanceNm[450]! * 1852).toBeCloseTo(4_984_944.378, 0)
  })

  it('is within a metre of the geodesic on short steps, up to high latitudes', () => {
    for (const lat of [0, 20, 45, -60, 74, 79]) {
      for (const [Δlat, Δlon] of [
        [0.4, 0.45],
        [0.01, 0.5],
        [-0.5, 0.3],
        [0.2, 0],
      ] as const) {
        const { distanceNm } = track([lat, lat + Δlat], [10, 10 + Δlon])
        const exact = legLine({ lat, lon: 10 }, { lat: lat + Δlat, lon: 10 + Δlon }, 'GC').distanceM
        expect(Math.abs(distanceNm[1]! * 1852 - exact)).toBeLessThan(1)
      }
    }
  })

  it('takes long gaps between samples as great circles', () => {
    // JFK to LHR, GeographicLib's own example of Inverse: 5 551.759 km between 40.6 −73.8 and 51.6 −0.5
    const { distanceNm } = track([40.6, 51.6], [-73.8, -0.5])
    expect(distanceNm[1]! * 1.852).toBeCloseTo(5551.759, 2)
  })

  it('goes on across 180° on unwrapped longitudes', () => {
    const { distanceNm, cogDeg } = track([0, 0, 0], [179.9, 180, 180.1])
    expect(distanceNm[2]! * 1852).toBeCloseTo(0.2 * 111_319.49, 0) // one degree of the equator, a·π/180
    expect(cogDeg[0]).toBeCloseTo(90, 9)
  })

  it('is empty for no samples and zero for one', () => {
    expect(track([], []).distanceNm).toHaveLength(0)
    expect([...track([50], [4]).distanceNm]).toEqual([0])
    expect(track([50], [4]).cogDeg[0]).toBeNaN()
  })
})

describe('course over ground', () => {
  it('is that of the step ahead, and of the last step at the end', () => {
    const { cogDeg } = track([0, 0.1, 0.1, 0], [0, 0, 0.1, 0.1])
    expect([...cogDeg].map((course) => Math.round(course))).toEqual([0, 90, 180, 180])
  })

  it('is kept during a stay, and not known before the ship moves', () => {
    const { cogDeg } = track([0, 0, 0, 0], [0, 0, 0.1, 0.1])
    expect(cogDeg[0]).toBeNaN()
    expect([...cogDeg.slice(1)]).toEqual([90, 90, 90])
  })
})

describe('the current along the track', () => {
  const current = (speed: readonly number[], set: readonly number[]) => {
    const columns = columnsOf(
      { Currents_Intensity: speed, Currents_Direction: set },
      { lat: [0, 0.1, 0.2, 0.3], lon: [0, 0, 0, 0] },
    )
    return [...alongTrackCurrent(columns, alongTrack(columns))!]
  }

  it('is favourable with the set on the course, adverse against it, nothing across', () => {
    // Northbound; 1 m/s is 1.943844 kn
    const [withUs, against, across, quarter] = current([1, 1, 1, 1], [0, 180, 90, 60])
    expect(withUs).toBeCloseTo(1.943844, 5)
    expect(against).toBeCloseTo(-1.943844, 5)
    expect(across).toBeCloseTo(0, 9)
    expect(quarter).toBeCloseTo(0.971922, 5)
  })

  it('is a gap where speed or set is, and zero where there is no current', () => {
    const [noSpeed, noSet, slack, known] = current([NaN, 1, 0, 1], [0, NaN, NaN, 0])
    expect(noSpeed).toBeNaN()
    expect(noSet).toBeNaN()
    expect(slack).toBe(0)
    expect(known).toBeGreaterThan(1.9)
  })

  it('is absent if the answer has no current', () => {
    const columns = columnsOf({ Gust_10m: [1] })
    expect(alongTrackCurrent(columns, alongTrack(columns))).toBeUndefined()
  })
})

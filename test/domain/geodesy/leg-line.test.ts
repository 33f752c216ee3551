import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { densify, legLine } from '#src/domain/geodesy/leg-line.ts'
import { WGS84 } from '#src/domain/geodesy/wgs84.ts'
import type { Position } from '#src/domain/position.ts'
import type { LegType } from '#src/domain/route/route.ts'
import figures from '#test/fixtures/geodesy/figures.json'

const position = ([lat, lon]: number[]): Position => ({ lat: lat!, lon: lon! })
const positions = fc.record({
  lat: fc.double({ min: -89, max: 89, noNaN: true }),
  lon: fc.double({ min: -540, max: 540, noNaN: true }),
})
const types = fc.constantFrom<LegType>('RL', 'GC')

describe('legs against published figures', () => {
  it.each(figures.legs)('$type $name', ({ type, from, to, metres, within, course }) => {
    const line = legLine(position(from), position(to), type as LegType)
    expect(Math.abs(line.distanceM - metres)).toBeLessThanOrEqual(within)
    if (course !== undefined) expect(line.initialCourseDeg).toBeCloseTo(course, 4)
  })

  it.each(figures.geodesics.rows)('great circle from %d, %d', (lat1, lon1, azi1, lat2, lon2, azi2, metres) => {
    const line = legLine({ lat: lat1, lon: lon1 }, { lat: lat2, lon: lon2 }, 'GC')
    expect(line.distanceM).toBeCloseTo(metres, 6)
    expect(line.initialCourseDeg).toBeCloseTo((azi1 + 360) % 360, 8)
    expect(line.courseAt(1)).toBeCloseTo((azi2 + 360) % 360, 8)
    // Row 4 and others end beyond 180°: the end is the unwrapped one.
    expect(line.to.lon).toBeCloseTo(lon2, 12)
  })
})

describe('rhumb lines at their limits', () => {
  it('run along the equator with the equatorial radius', () => {
    const line = legLine({ lat: 0, lon: 0 }, { lat: 0, lon: 90 }, 'RL')
    expect(line.distanceM).toBeCloseTo((WGS84.a * Math.PI) / 2, 6)
    expect(line.initialCourseDeg).toBe(90)
  })

  it('have the length of a quarter meridian from the equator to the pole: 10 001 965.729 m', () => {
    // Quarter meridian of WGS84: C. F. F. Karney, Geodesics on an ellipsoid of revolution (2011), and NIMA TR8350.2.
    const line = legLine({ lat: 0, lon: 20 }, { lat: 90, lon: 0 }, 'RL')
    expect(line.distanceM).toBeCloseTo(10_001_965.729, 3)
    expect(line.initialCourseDeg).toBe(0)
    expect(line.at(0.5).lon).toBe(20)
  })

  it('leave a pole along the meridian of the other end', () => {
    const line = legLine({ lat: -90, lon: 0 }, { lat: -80, lon: 100 }, 'RL')
    expect(line.initialCourseDeg).toBe(0)
    expect(line.at(0.5).lon).toBe(100)
    expect(legLine({ lat: 90, lon: 0 }, { lat: 90, lon: 50 }, 'RL').distanceM).toBe(0)
  })

  it.each([1e-5, 1e-7, 1e-9, 1e-11])('keep their digits on a leg %d° off due east', (Δlat) => {
    const from = { lat: 70, lon: -170 }
    const to = { lat: 70 + Δlat, lon: 100 }
    const line = legLine(from, to, 'RL')
    // Between the two parallels, so no longer than the lower one and no shorter than the upper.
    const along = (lat: number) => legLine({ ...from, lat }, { ...to, lat }, 'RL').distanceM
    expect(line.distanceM).toBeGreaterThan(along(70 + Δlat) - 1e-6)
    expect(line.distanceM).toBeLessThan(along(70) + Math.hypot(Δlat * 111_700, 1e-6))
    expect(legLine(from, line.at(0.3), 'RL').distanceM).toBeCloseTo(0.3 * line.distanceM, 1)
  })
})

describe('every leg', () => {
  it('has no course if it has no length', () => {
    for (const type of ['RL', 'GC'] as const) {
      const line = legLine({ lat: 10, lon: 190 }, { lat: 10, lon: -170 }, type)
      expect([line.distanceM, line.initialCourseDeg, line.courseAt(0.5)]).toEqual([0, null, null])
      expect(line.at(0.5)).toEqual({ lat: 10, lon: 190 })
    }
  })

  it.each([
    [90.1, 0, 'latitude-out-of-range'],
    [NaN, 0, 'latitude-out-of-range'],
    [0, NaN, 'longitude-out-of-range'],
  ])('refuses %d, %d', (lat, lon, code) => {
    expect(() => legLine({ lat: 0, lon: 0 }, { lat, lon }, 'RL')).toThrow(expect.objectContaining({ code }) as Error)
  })

  it('takes the short way over 180° without a jump', () => {
    for (const type of ['RL', 'GC'] as const) {
      const line = legLine({ lat: 35.45, lon: 139.65 }, { lat: 37.8, lon: -122.4 }, type)
      expect(line.to.lon).toBeCloseTo(237.6, 9)
      const lons = Array.from({ length: 101 }, (_, step) => line.at(step / 100).lon)
      expect(Math.max(...lons.slice(1).map((lon, index) => lon - lons[index]!))).toBeLessThan(2)
      expect(Math.min(...lons.slice(1).map((lon, index) => lon - lons[index]!))).toBeGreaterThan(0)
    }
  })

  it('can be divided by length: both parts together are the whole', () => {
    fc.assert(
      fc.property(
        positions,
        positions,
        types,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (from, to, type, fraction) => {
          const line = legLine(from, to, type)
          // Almost opposite places have many shortest lines; almost half a turn apart the short way may flip.
          fc.pre(Math.abs(line.to.lon - from.lon) < 179)
          const middle = line.at(fraction)
          expect(legLine(from, middle, type).distanceM).toBeCloseTo(fraction * line.distanceM, 1)
          expect(legLine(middle, line.to, type).distanceM).toBeCloseTo((1 - fraction) * line.distanceM, 1)
        },
      ),
    )
  })

  it('is never shorter as a rhumb line than as a great circle', () => {
    fc.assert(
      fc.property(positions, positions, (from, to) => {
        expect(legLine(from, to, 'RL').distanceM).toBeGreaterThanOrEqual(legLine(from, to, 'GC').distanceM - 0.001)
      }),
    )
  })
})

describe('a leg for drawing', () => {
  const yokohama = { lat: 35.45, lon: 139.65 }
  const sanFrancisco = { lat: 37.8, lon: -122.4 }

  it('keeps its ends and its step', () => {
    const points = densify(yokohama, sanFrancisco, 'GC', { maxStepNm: 60 })
    expect(points[0]).toEqual(yokohama)
    expect(points.at(-1)).toEqual({ lat: 37.8, lon: 360 - 122.4 })
    for (const [index, point] of points.slice(1).entries())
      expect(legLine(points[index]!, point, 'RL').distanceNm).toBeLessThanOrEqual(60.001)
  })

  it('bends towards the pole as a great circle does and a rhumb line does not', () => {
    // A great circle's highest latitude by Clairaut's relation, cos φ = cos 35.45° · sin 54.27° (first course): 48.6°.
    const highest = (type: 'RL' | 'GC') => Math.max(...densify(yokohama, sanFrancisco, type).map(({ lat }) => lat))
    expect(highest('GC')).toBeCloseTo(48.6, 1)
    expect(highest('RL')).toBe(37.8)
  })

  it('of a short leg is its two ends', () => {
    expect(densify({ lat: 0, lon: 0 }, { lat: 0, lon: 0.1 }, 'GC')).toHaveLength(2)
    expect(densify({ lat: 0, lon: 0 }, { lat: 0, lon: 0 }, 'RL')).toHaveLength(2)
  })
})

import { describe, expect, it } from 'vitest'
import {
  measuredLegs,
  measuredWords,
  measureFeatures,
  pointAdded,
  totalNm,
} from '#src/features/map/edit/measure-tool.tsx'

const origin = { lat: 0, lon: 0 }
const lisbon = { lat: 38.7, lon: -9.2 }
const newYork = { lat: 40.5, lon: -73.8 }

describe('measuring', () => {
  it('gives rhumb line and great circle with the bearing each begins with', () => {
    // WGS84: one degree of the equator is 60.1 NM, and both lines are the same there.
    const [leg] = measuredLegs([origin, { lat: 0, lon: 1 }])
    expect([leg!.rhumb.distanceNm, leg!.great.distanceNm]).toEqual([
      expect.closeTo(60.108, 2),
      expect.closeTo(60.108, 2),
    ])
    const [ocean] = measuredLegs([lisbon, newYork])
    expect(ocean!.great.distanceNm).toBeLessThan(ocean!.rhumb.distanceNm)
    expect(ocean!.great.initialCourseDeg!).toBeGreaterThan(ocean!.rhumb.initialCourseDeg!) // north of the rhumb line
  })

  it('goes the short way over 180°, whichever copy of the world the pointer is on', () => {
    const points = pointAdded(pointAdded([], { lat: 40, lon: 170 }), { lat: 40, lon: -170 })
    expect(points.map(({ lon }) => lon)).toEqual([170, 190])
    expect(totalNm(measuredLegs(points), 'rhumb')).toBeCloseTo(922, 0) // 20° of the parallel of 40°: 20 × 46.1 NM
  })

  it('says the last leg and the total', () => {
    expect(measuredWords([])).toBe('')
    expect(measuredWords(measuredLegs([origin, { lat: 0, lon: 1 }]))).toBe(
      'Leg 1: rhumb line 090°T · 60.1 NM, great circle 090°T · 60.1 NM.',
    )
    expect(measuredWords(measuredLegs([origin, { lat: 0, lon: 1 }, { lat: 0, lon: 2 }]))).toContain(
      'Leg 2: rhumb line 090°T · 60.1 NM, great circle 090°T · 60.1 NM. Total: rhumb line 120.2 NM',
    )
  })

  it('has a length but no bearing if two points are the same', () => {
    expect(measuredWords(measuredLegs([origin, origin]))).toBe('Leg 1: rhumb line 0.0 NM, great circle 0.0 NM.')
  })
})

it('draws both lines to the next point, and a numbered dot for each point', () => {
  const { features } = measureFeatures([lisbon, newYork], origin)
  expect(
    features.map(({ geometry, properties }) => `${geometry.type} ${properties?.['kind'] ?? properties?.['label']}`),
  ).toEqual(['LineString GC', 'LineString RL', 'LineString GC', 'LineString RL', 'Point 1', 'Point 2'])
  expect(measureFeatures([], origin).features).toEqual([])
})

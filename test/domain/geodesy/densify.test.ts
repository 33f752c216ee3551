import { describe, expect, it } from 'vitest'
import { densify, legLine } from '#src/domain/geodesy/leg-line.ts'

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
    // Highest latitude of a great circle by Clairaut's relation, cos φ = cos 35.45° · sin 54.27° (its first course): 48.6°.
    const highest = (type: 'RL' | 'GC') => Math.max(...densify(yokohama, sanFrancisco, type).map(({ lat }) => lat))
    expect(highest('GC')).toBeCloseTo(48.6, 1)
    expect(highest('RL')).toBe(37.8)
  })

  it('of a short leg is its two ends', () => {
    expect(densify({ lat: 0, lon: 0 }, { lat: 0, lon: 0.1 }, 'GC')).toHaveLength(2)
    expect(densify({ lat: 0, lon: 0 }, { lat: 0, lon: 0 }, 'RL')).toHaveLength(2)
  })
})

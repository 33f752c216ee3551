import { describe, expect, it } from 'vitest'
import { barbShape, windBarb } from '#src/domain/metocean/layers/wind-barb.ts'

describe('windBarb', () => {
  // WMO No. 485, attachment IV: half barb 5, barb 10, pennant 50 knots; to the nearest 5, calm under 2.5.
  it.each([
    [0, 0, 0, 0, 0],
    [2.49, 0, 0, 0, 0],
    [2.5, 5, 0, 0, 1],
    [7.49, 5, 0, 0, 1],
    [7.5, 10, 0, 1, 0],
    [12.49, 10, 0, 1, 0],
    [12.5, 15, 0, 1, 1],
    [33.5, 35, 0, 3, 1],
    [47.49, 45, 0, 4, 1],
    [47.5, 50, 1, 0, 0],
    [52.49, 50, 1, 0, 0],
    [52.5, 55, 1, 0, 1],
    [97.49, 95, 1, 4, 1],
    [97.5, 100, 2, 0, 0],
    [163, 165, 3, 1, 1],
  ])('draws %s kn as %s: %s pennants, %s full, %s half', (speed, knots, pennants, full, half) => {
    expect(windBarb(speed)).toEqual({ calm: speed < 2.5, knots, pennants, full, half })
  })

  it('draws nothing where there is no value', () => {
    for (const missing of [null, undefined, NaN]) expect(windBarb(missing)).toBeNull()
  })
})

describe('barbShape', () => {
  const shape = (knots: number, southern = false) => barbShape(windBarb(knots)!, southern)

  it('is two rings for a calm, one alone would be taken for a waypoint', () => {
    expect(shape(1)).toMatchObject({ strokes: [], pennants: [] })
    const [inner, outer] = shape(1).rings
    expect(inner).toBeGreaterThan(0)
    expect(outer).toBeGreaterThan(2 * inner!)
    expect(shape(5).rings).toEqual([])
  })

  it('has a shaft towards where the wind comes from, and a feather for each part of the speed', () => {
    const { strokes, pennants } = shape(65)
    expect(strokes[0]).toEqual([
      [0, 0],
      [0, 1],
    ])
    expect(strokes).toHaveLength(1 + 1 + 1)
    expect(pennants).toHaveLength(1)
  })

  it('has its feathers clockwise of the shaft, and mirrored south of the equator', () => {
    const points = ({ strokes, pennants }: ReturnType<typeof shape>) => [...strokes, ...pennants].flat()
    expect(Math.min(...points(shape(75)).map(([x]) => x))).toBe(0)
    expect(Math.max(...points(shape(75, true)).map(([x]) => x))).toBe(0)
    expect(points(shape(75, true)).map(([x, y]) => [0 - x, y])).toEqual(points(shape(75)))
  })

  it('sets a lone half feather in from the end, where a full one would stand', () => {
    expect(shape(10).strokes[1]![0]![1]).toBe(1)
    expect(shape(5).strokes[1]![0]![1]).toBeLessThan(1)
  })

  it('keeps every feather of the strongest winds on the shaft', () => {
    for (let knots = 5; knots <= 235; knots += 5) {
      const { strokes, pennants } = shape(knots)
      for (const [, y] of [...strokes, ...pennants].flat()) expect(y).toBeGreaterThanOrEqual(0)
    }
  })
})

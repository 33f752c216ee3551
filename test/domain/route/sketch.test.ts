import { describe, expect, it } from 'vitest'
import { routeFromPositions, setLegType } from '#src/domain/route/edit.ts'
import { sketch } from '#src/domain/route/simplify.ts'

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

  it('stays in the box with few points of many, both ends kept, and where all are one', () => {
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

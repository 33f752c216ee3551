import { describe, expect, it } from 'vitest'
import {
  between,
  isWhole,
  panned,
  showing,
  wholeWindow,
  type XScale,
  zoomed,
} from '#src/features/results/lanes/x-scale.ts'

const scale: XScale = { axis: 'distance', values: new Float64Array(), min: 0, max: 1000 }

describe('the part of the axis in sight', () => {
  it('is all of it at first', () => {
    expect(isWhole(wholeWindow(scale), scale)).toBe(true)
    expect(isWhole({ min: 0, max: 999 }, scale)).toBe(false)
  })

  it('zooms about a place that stays where it is', () => {
    expect(zoomed({ min: 0, max: 1000 }, scale, 0.5, 250)).toEqual({ min: 125, max: 625 })
    expect(zoomed({ min: 125, max: 625 }, scale, 2, 250)).toEqual({ min: 0, max: 1000 })
  })

  it('stays inside the whole, and never shows less than a tenth of a mile', () => {
    expect(zoomed({ min: 800, max: 1000 }, scale, 2, 1000)).toEqual({ min: 600, max: 1000 })
    expect(zoomed({ min: 0, max: 500 }, scale, 9, 100)).toEqual({ min: 0, max: 1000 })
    const nearest = zoomed({ min: 0, max: 1000 }, scale, 1e-9, 500)
    expect(nearest.max - nearest.min).toBeCloseTo(0.1, 9)
  })

  it('pans to the ends and no farther', () => {
    expect(panned({ min: 100, max: 300 }, scale, 0.5)).toEqual({ min: 200, max: 400 })
    expect(panned({ min: 100, max: 300 }, scale, -9)).toEqual({ min: 0, max: 200 })
    expect(panned({ min: 100, max: 300 }, scale, 9)).toEqual({ min: 800, max: 1000 })
  })

  it('is the stretch dragged over, from either end', () => {
    expect(between(700, 400, scale)).toEqual({ min: 400, max: 700 })
    expect(between(0, 0, scale)).toEqual({ min: 0, max: 0.1 })
  })

  it('follows a cursor that has left it', () => {
    const window = { min: 100, max: 300 }
    expect(showing(window, scale, 250)).toBe(window)
    expect(showing(window, scale, 600)).toEqual({ min: 500, max: 700 })
    expect(showing(window, scale, 990)).toEqual({ min: 800, max: 1000 })
  })
})

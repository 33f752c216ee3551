import { describe, expect, it } from 'vitest'
import { laneGlyphSamples } from '#src/features/results/lanes/lane-glyphs.ts'
import { columnRuns } from '#src/features/results/lanes/limit-strip.ts'

const [noData, ok, caution, over] = [0, 1, 2, 3] as const
const even = (count: number) => Float64Array.from({ length: count }, (_, index) => index)
const runs = (states: number[], columns: number, window = { min: 0, max: states.length - 1 }) =>
  columnRuns(Uint8Array.from(states), even(states.length), window, columns).map(({ kind, from, to }) => [
    kind,
    from,
    to,
  ])

describe('the limit strip', () => {
  it('covers every column of pixels, from half-way to half-way between samples', () => {
    const all = runs([ok, over, ok], 20)
    expect(all[0]).toEqual([ok, 0, 5])
    expect(all.at(-1)![2]).toBe(20)
    expect(all.map(([kind]) => kind)).toEqual([ok, over, ok])
  })

  it('shows the worst of many samples in one column, and an unknown before what is fine', () => {
    expect(
      runs([...Array<number>(500).fill(ok), over, ...Array<number>(499).fill(ok)], 10).map(([kind]) => kind),
    ).toEqual([ok, over, ok])
    expect(runs([noData, ok, ok, ok], 1)).toEqual([[noData, 0, 1]])
    expect(runs([noData, caution, ok, ok], 1)).toEqual([[caution, 0, 1]])
  })

  it('shows only a part of the axis', () => {
    expect(runs([over, ok, ok, ok, ok, over], 30, { min: 2, max: 3 })).toEqual([[ok, 0, 30]])
  })

  it('shows nothing beyond the samples if the axis is that of a longer answer', () => {
    expect(runs([ok, over], 100, { min: 0, max: 2 }).at(-1)).toEqual([over, expect.any(Number), 50])
  })

  it('is empty without samples, and a mark with one', () => {
    expect(runs([], 10, { min: 0, max: 1 })).toEqual([])
    expect(runs([caution], 100, { min: -0.5, max: 0.5 })).toEqual([[caution, 46, 54]])
  })
})

describe('the samples with a barb or arrow', () => {
  it('lie on round steps, so that panning moves none of them', () => {
    const x = even(1001)
    const all = laneGlyphSamples(x, { min: 0, max: 1000 }, 1000)
    expect(all.slice(0, 4)).toEqual([0, 40, 80, 120])
    expect(laneGlyphSamples(x, { min: 130, max: 1000 + 130 }, 1000).filter((index) => index <= 1000)).toEqual(
      all.filter((index) => index >= 130),
    )
  })

  it('are every sample if these are far apart, and the only one if there is one', () => {
    expect(laneGlyphSamples(even(5), { min: 0, max: 4 }, 1000)).toEqual([0, 1, 2, 3, 4])
    expect(laneGlyphSamples(Float64Array.of(7), { min: 7, max: 8 }, 1000)).toEqual([0])
    expect(laneGlyphSamples(even(5), { min: 0, max: 4 }, 0)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { samplesInSight, samplesToDraw } from '#src/features/results/lanes/thin.ts'

const even = (count: number) => Float64Array.from({ length: count }, (_, index) => index)
const series = (count: number, value: (index: number) => number) =>
  Float32Array.from({ length: count }, (_, index) => value(index))

describe('the samples to draw', () => {
  it('are all of them if there are few, and a neighbour on each side of the window', () => {
    expect([...samplesToDraw(even(10), [series(10, (i) => i)], { min: 2.5, max: 5.5 }, 100)]).toEqual([2, 3, 4, 5, 6])
    expect([...samplesToDraw(even(3), [series(3, (i) => i)], { min: 0, max: 2 }, 100)]).toEqual([0, 1, 2])
    expect([...samplesToDraw(even(0), [], { min: 0, max: 1 }, 100)]).toEqual([])
  })

  it('keep every peak and dip of a hundred thousand', () => {
    const x = even(100_000)
    const values = series(100_000, (i) => (i === 43_210 ? 99 : i === 43_212 ? -99 : Math.sin(i / 500)))
    const kept = samplesToDraw(x, [values], { min: 0, max: 99_999 }, 1000)
    expect(kept.length).toBeLessThan(4100)
    expect([...kept]).toEqual(expect.arrayContaining([0, 43_210, 43_212, 99_999]))
  })

  it('keep a gap however short, without a bridge over it', () => {
    const values = series(50_000, (i) => (i === 20_001 || i > 49_000 ? NaN : 1))
    const kept = [...samplesToDraw(even(50_000), [values], { min: 0, max: 49_999 }, 500)]
    expect(kept).toContain(20_001)
    const drawn = kept.map((index) => values[index]!)
    expect(drawn.findLastIndex((value) => !Number.isNaN(value))).toBeLessThan(kept.length - 1)
    // Between any two drawn samples with a gap between them, one sample of the gap is kept.
    kept.forEach((index, place) => {
      const before = kept[place - 1]
      if (before === undefined || [values[index]!, values[before]!].some(Number.isNaN)) return
      expect(values.subarray(before, index).some(Number.isNaN)).toBe(false)
    })
  })

  it('are those of every series together', () => {
    const one = series(20_000, (i) => (i === 7 ? 5 : 0))
    const other = series(20_000, (i) => (i === 9 ? 5 : 0))
    const kept = [...samplesToDraw(even(20_000), [one, other], { min: 0, max: 19_999 }, 100)]
    expect(kept).toEqual(expect.arrayContaining([7, 9]))
    expect(kept).toEqual([...new Set(kept)].toSorted((a, b) => a - b))
  })

  it('cope with samples in one place, and a series without a value', () => {
    const x = new Float64Array(10_000).fill(3)
    expect(samplesToDraw(x, [series(10_000, () => NaN)], { min: 0, max: 6 }, 100).length).toBeLessThan(4)
    expect(samplesInSight(x, { min: 0, max: 6 })).toEqual([0, 9999])
  })
})

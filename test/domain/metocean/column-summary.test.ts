import { expect, it } from 'vitest'
import { summariseColumn } from '#src/domain/metocean/column-summary.ts'

it('leaves gaps out of everything but their count', () => {
  expect(summariseColumn(Float64Array.of(NaN, 2, 6, NaN, 1))).toEqual({
    min: 1,
    max: 6,
    mean: 3,
    minIndex: 4,
    maxIndex: 2,
    missing: 2,
  })
})

it('counts zero as a value', () => {
  expect(summariseColumn(Float64Array.of(0, NaN, 0))).toEqual({
    min: 0,
    max: 0,
    mean: 0,
    minIndex: 0,
    maxIndex: 0,
    missing: 1,
  })
})

it('converts along the way', () => {
  expect(summariseColumn(new Float32Array([1, 3]), 2)).toMatchObject({ min: 2, max: 6, mean: 4 })
})

it.each([[[]], [[NaN, NaN]]])('gives nothing for %j', (column) => {
  expect(summariseColumn(Float64Array.from(column))).toBeNull()
})

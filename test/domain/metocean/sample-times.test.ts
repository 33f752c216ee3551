import { describe, expect, it } from 'vitest'
import { firstAfter, nearestIndex, timesAscend } from '#src/domain/metocean/sample-times.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

describe('nearestIndex', () => {
  const values = Float64Array.from([0, 10, 20, 20, 40])
  it.each([
    [-5, 0],
    [0, 0],
    [4.9, 0],
    [5.1, 1],
    [29, 3],
    [31, 4],
    [99, 4],
  ])('finds the sample at %s', (x, index) => {
    expect(nearestIndex(values, x)).toBe(index)
  })

  it('finds none if there are no samples', () => expect(nearestIndex(new Float64Array(), 3)).toBe(-1))
})

it.each([
  [[0, 1, 2], true],
  [[0, 0, 2], true],
  [[5], true],
  [[0, 2, 1], false],
  [[3, 3, 3], false],
  [[0, NaN, 2], false],
])('times %s can be sailed along: %s', (timeMs, expected) =>
  expect(timesAscend(columnsOf({}, { lat: timeMs.map(() => 50), timeMs }))).toBe(expected),
)

it('finds the first sample beyond a time', () => {
  const values = Float64Array.of(0, 10, 10, 20)
  expect([-1, 0, 10, 19, 20].map((x) => firstAfter(values, x))).toEqual([0, 1, 3, 3, 4])
})

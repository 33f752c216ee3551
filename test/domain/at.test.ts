import { describe, expect, it } from 'vitest'
import { at, integerAt, numberAt } from '#src/domain/at.ts'

describe('a checked read', () => {
  it('gives existing values', () => {
    expect(at(['a', 'b'], 1)).toBe('b')
    expect(at('text', 3)).toBe('t')
    expect(numberAt(Float32Array.of(0.5, 0), 1)).toBe(0)
    expect(numberAt(Float64Array.of(NaN), 0)).toBeNaN()
    expect(integerAt(Uint8Array.of(3), 0)).toBe(3)
  })

  it.each([-1, 1, 0.5, NaN])('refuses index %d of one value', (index) => {
    expect(() => at(['a'], index)).toThrow(RangeError)
    expect(() => numberAt(Float64Array.of(1), index)).toThrow(RangeError)
    expect(() => integerAt(Int32Array.of(1), index)).toThrow(RangeError)
  })
})

import { describe, expect, it } from 'vitest'
import { parseDuration } from '#src/domain/units/time-text.ts'
import { HOUR_MS } from '#src/domain/time.ts'

describe('a length of time in words', () => {
  it.each([
    ['6 h 30 min', 6.5],
    ['6h30m', 6.5],
    ['6:30', 6.5],
    ['6,5 h', 6.5],
    ['2 d 4 h 10 min', 52 + 1 / 6],
    ['90 minutes', 1.5],
    ['1 day', 24],
    ['0 min', 0],
    ['48:00', 48],
  ])('%s', (text, hours) => {
    expect(parseDuration(text)).toBeCloseTo(hours * HOUR_MS, 3)
  })

  it.each(['', '6', 'six hours', '6:75', '-2 h', '4 min 2 h', 'h', '1e9 h'])('is not %s', (text) => {
    expect(parseDuration(text)).toBeNull()
  })
})

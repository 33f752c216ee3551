import { describe, expect, it } from 'vitest'
import { defaultLimits, type Limits } from '#src/domain/limits/limits.ts'
import { worstPoint } from '#src/domain/limits/limit-states.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const KN = 1852 / 3600

describe('worstPoint', () => {
  it('is the sample farthest over its limit, whichever limit that is', () => {
    const columns = columnsOf({
      Winds_10m_Intensity: [20 * KN, 33 * KN, NaN, 31 * KN],
      Waves_Significant_Height: [1, 3, 5, NaN],
    })
    expect(worstPoint(columns, defaultLimits)).toMatchObject({ limitId: 'wave', index: 2, value: 5 }) // 1.25 of the limit; the wind 1.1
    const windOnly: Limits = { ...defaultLimits, wave: null }
    expect(worstPoint(columns, windOnly)).toMatchObject({ limitId: 'wind', index: 1 })
    expect(worstPoint(columns, windOnly)!.value).toBeCloseTo(33, 5)
  })

  it('counts the limit itself as reached, and caution not at all', () => {
    const waves = (heights: number[]) => worstPoint(columnsOf({ Waves_Significant_Height: heights }), defaultLimits)
    expect(waves([4])).toMatchObject({ index: 0, value: 4 })
    expect(waves([3.99])).toBeNull()
    expect(waves([NaN, NaN])).toBeNull()
    expect(waves([])).toBeNull()
  })

  it('gives an adverse current without a sign', () => {
    // Northbound, the current sets south.
    const columns = columnsOf({ Currents_Intensity: [1, 1.5, 0], Currents_Direction: [180, 180, 180] })
    const worst = worstPoint(columns, defaultLimits)!
    expect(worst).toMatchObject({ limitId: 'adverse-current', index: 1 })
    expect(worst.value).toBeCloseTo(1.5 / KN, 4)
  })
})

import { expect, it } from 'vitest'
import { legWeather } from '#src/domain/voyage/leg-weather.ts'
import { LIMIT_STATE } from '#src/domain/limits/limit-states.ts'
import { defaultLimits } from '#src/domain/limits/limits.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const KN = 1852 / 3600
const columns = columnsOf({
  Winds_10m_Intensity: [10, 20, 31, 12, NaN, 12].map((kn) => kn * KN),
  Waves_Significant_Height: [1, 1, 2, 2, NaN, 3],
  // Northbound: against the ship, then with her
  Currents_Intensity: [1, 1, 0.5, 1, 1, 1].map((kn) => kn * KN),
  Currents_Direction: [180, 180, 180, 0, 0, 0],
})

it('is the worst of each leg, both ends included', () => {
  const [first, second, third] = legWeather(columns, [0, 2, 5], defaultLimits)
  expect(first).toBeNull()
  expect(second).toMatchObject({ waveM: 2, state: LIMIT_STATE.limit })
  expect(second!.windKn).toBeCloseTo(31, 4)
  expect(second!.adverseKn).toBeCloseTo(1, 4)
  expect(third).toMatchObject({ waveM: 3, state: LIMIT_STATE.limit })
  expect(third!.adverseKn).toBeCloseTo(0.5, 4)
})

it('is not known if a value is missing and none is over, nor where the answer does not pass', () => {
  expect(legWeather(columns, [3, 5], defaultLimits)[1]).toMatchObject({ adverseKn: 0, state: LIMIT_STATE.noData })
  expect(legWeather(columns, [0, -1, 5], defaultLimits)).toEqual([null, null, null])
  expect(legWeather(columnsOf({ Gust_10m: [1, 2] }), [0, 1], defaultLimits)[1]).toEqual({
    windKn: null,
    waveM: null,
    adverseKn: null,
    state: LIMIT_STATE.noData,
  })
})

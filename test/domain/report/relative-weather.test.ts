import { describe, expect, it } from 'vitest'
import { relativeText, relativeWeather } from '#src/domain/report/relative-weather.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const start = Date.UTC(2026, 10, 22, 18)

describe('relativeWeather', () => {
  it('tells wind and sea off the bow, and the wind as it is felt', () => {
    // Eastbound along the equator at 7 m/s: 25.2 km in an hour. voyage-analysis §13, row 3: 12 m/s from 300, COG 090, 7 m/s.
    const lon = [0, 25_200 / 111_319.4908]
    const columns = columnsOf(
      {
        Winds_10m_Intensity: [12, 12],
        Winds_10m_Direction: [300, 300],
        Waves_Significant_Height: [2, 2],
        Waves_Mean_Direction: [45, 225],
      },
      { lat: [0, 0], lon, timeMs: [start, start + 3_600_000] },
    )
    const { windDeg, apparent, seaDeg } = relativeWeather(columns, 0)
    expect(windDeg).toBeCloseTo(-150, 6)
    expect(apparent!.speedMs).toBeCloseTo(6.8926, 3)
    expect(apparent!.angleDeg).toBeCloseTo(-119.483, 2)
    expect(seaDeg).toBeCloseTo(-45, 6)
    // The last sample has no way on: it keeps course and speed.
    expect(relativeWeather(columns, 1).apparent!.speedMs).toBeCloseTo(6.8926, 3)
    expect(relativeWeather(columns, 1).seaDeg).toBeCloseTo(135, 6)
  })

  it('has nothing to tell of what is not known', () => {
    const nothing = { windDeg: null, apparent: null, seaDeg: null }
    expect(relativeWeather(columnsOf({ Sea_Surface_Temperature: [3, 4] }), 0)).toEqual(nothing)
    expect(relativeWeather(columnsOf({ Winds_10m_Intensity: [NaN, 4], Winds_10m_Direction: [10, 10] }), 0)).toEqual(
      nothing,
    )
    // One sample has neither course nor speed.
    expect(relativeWeather(columnsOf({ Winds_10m_Intensity: [4], Winds_10m_Direction: [10] }), 0)).toEqual(nothing)
  })
})

it.each([
  [0.2, '000°, head'],
  [22.4, '022° starboard, head'],
  [-35, '035° port, bow'],
  [90, '090° starboard, beam'],
  [-119.5, '120° port, quartering'],
  [-180, '180°, following'],
])('says %s off the bow as %s', (degrees, words) => expect(relativeText(degrees)).toBe(words))

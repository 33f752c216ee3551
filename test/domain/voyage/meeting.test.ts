import { describe, expect, it } from 'vitest'
import { meetingOf } from '#src/domain/voyage/meeting.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const start = Date.UTC(2026, 10, 22, 18)

describe('how a ship meets the weather', () => {
  it('is told off the bow, with the wind felt on board', () => {
    // Eastbound along the equator at 7 m/s: 25.2 km in an hour.
    const columns = columnsOf(
      {
        Winds_10m_Intensity: [12, 12],
        Winds_10m_Direction: [300, 300],
        Waves_Significant_Height: [2, 2],
        Waves_Mean_Direction: [45, 225],
      },
      { lat: [0, 0], lon: [0, 25_200 / 111_319.4908], timeMs: [start, start + 3_600_000] },
    )
    const met = meetingOf(columns, 'over ground')
    expect(met(0).headingDeg).toBeNaN()
    expect(met(0).windAngleDeg).toBeCloseTo(-150, 6)
    expect(met(0).apparentWindKn).toBeCloseTo((6.8926 * 3600) / 1852, 3)
    expect(met(0).apparentAngleDeg).toBeCloseTo(-119.483, 2)
    expect(met(0).seaAngleDeg).toBeCloseTo(-45, 6)
    // The last sample leads nowhere: it keeps course and speed.
    expect(met(1).apparentWindKn).toBeCloseTo((6.8926 * 3600) / 1852, 3)
    expect(met(1).seaAngleDeg).toBeCloseTo(135, 6)
  })

  it.each<Record<string, number[]>>([
    { Sea_Surface_Temperature: [3, 4] },
    { Winds_10m_Intensity: [NaN, 4], Winds_10m_Direction: [10, 10] },
    // One sample has neither course nor speed.
    { Winds_10m_Intensity: [4], Winds_10m_Direction: [10] },
  ])('is not known where a part is not: %o', (fields) => {
    const { windAngleDeg, apparentWindKn, apparentAngleDeg, seaAngleDeg } = meetingOf(
      columnsOf(fields),
      'over ground',
    )(0)
    expect([windAngleDeg, apparentWindKn, apparentAngleDeg, seaAngleDeg]).toEqual([NaN, NaN, NaN, NaN])
  })
})

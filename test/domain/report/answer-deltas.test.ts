import { describe, expect, it } from 'vitest'
import { answerDeltas, sameSamples } from '#src/domain/report/answer-deltas.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

describe('sameSamples', () => {
  const one = columnsOf({}, { lat: [50, 51, 52], lon: [179.9, 180, 180.1], timeMs: [0, 3_600_000, 7_200_000] })
  it('finds the same place and time in an answer that begins elsewhere, on either side of 180°', () => {
    const other = columnsOf(
      {},
      { lat: [51, 52, 53], lon: [-180, -179.9, -179.8], timeMs: [3_600_900, 7_200_000, 10_800_000] },
    )
    expect([...sameSamples(one, other)]).toEqual([-1, 0, 1])
  })
  it('is strict: 0.01 NM and a second', () => {
    const moved = columnsOf({}, { lat: [50.0003, 51, 52], lon: [179.9, 180, 180.1], timeMs: [0, 3_602_000, 7_200_000] })
    expect([...sameSamples(one, moved)]).toEqual([-1, -1, 2])
  })
})

describe('answerDeltas', () => {
  const before = columnsOf({
    Winds_10m_Intensity: [10, 5, 5],
    Winds_10m_Direction: [350, 0, 0],
    Waves_Significant_Height: [2, NaN, 3],
    Sea_Surface_Temperature: [10, 10, 10],
  })
  const now = columnsOf({
    Winds_10m_Intensity: [12, 5, 5],
    Winds_10m_Direction: [20, 0, 0],
    Waves_Significant_Height: [3.2, 4, NaN],
    Gust_10m: [1, 1, 1],
  })
  const deltas = answerDeltas(now, before, sameSamples(now, before))

  it('compares no period of a flat sea, which has none', () => {
    const sea = (heights: number[], periods: number[]) =>
      columnsOf({ Waves_Significant_Height: heights, Waves_Mean_Period: periods })
    const [calmer, rougher] = [sea([0.04, 1, 0.02], [14, 6, 3]), sea([1, 1, 0.03], [5, 5, 12])]
    const period = answerDeltas(calmer, rougher, sameSamples(calmer, rougher)).find(
      ({ layer }) => layer.id === 'period',
    )
    expect(period).toMatchObject({ largest: 1, largestIndex: 1, mean: 1, gained: 0, lost: 0 })
  })

  it('are new less old for what both have', () => {
    expect(deltas.map(({ layer }) => layer.id)).toEqual(['wind', 'wave'])
    expect(deltas[1]).toMatchObject({ largestIndex: 0, changed: 1, gained: 1, lost: 1, vector: null, vectorIndex: -1 })
    expect(deltas[1]!.largest).toBeCloseTo(1.2, 6)
  })

  it('show a turn of the wind by the difference of the vectors', () => {
    // 10 m/s from 350 → 12 from 020 is 6.013 m/s
    expect(deltas[0]!.vector! / 1.943844).toBeCloseTo(6.013, 3)
    expect(deltas[0]!.mean).toBeCloseTo((2 * 1.943844) / 3, 4)
  })

  it('are none if no place and time is the same', () => {
    const elsewhere = columnsOf({ Winds_10m_Intensity: [1, 1, 1] }, { lat: [0, 1, 2] })
    expect(answerDeltas(now, elsewhere, sameSamples(now, elsewhere))).toEqual([])
  })
})

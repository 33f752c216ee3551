import { expect, it } from 'vitest'
import { ledgerOf } from '#src/domain/limits/ledger.ts'
import { noLimits } from '#src/domain/limits/limits.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const pair = { caution: 1, limit: 2 }
const limits = { ...noLimits, 'adverse-current': pair }
const rows = (
  fields: Record<string, readonly number[]>,
  gaps: Parameters<typeof columnsOf>[1] = {},
  watched: Parameters<typeof ledgerOf>[1] = limits,
) => ledgerOf(answerOf(columnsOf(fields, gaps)), watched).rows.map(({ what, worst }) => [what, worst])

it('says that the direction is missing if a current has only a speed', () => {
  const gaps = [{ field: 'Currents_Direction', reason: 'not-returned', count: 1 }] as const
  expect(rows({ Currents_Intensity: [0.5, 0.5, 0.5], Currents_Direction: [0, NaN, 0] }, { gaps })).toEqual([
    ['Adverse current', 'no direction: not returned'],
  ])
  expect(rows({ Currents_Intensity: [0.5, 0.5] })).toEqual([['Adverse current', 'no direction: not returned']])
})

it('says why the speed of a current is missing', () => {
  expect(rows({ Currents_Intensity: [0.5, NaN, 0.5], Currents_Direction: [0, 0, 0] })).toEqual([
    ['Adverse current', 'no value from the service (land or outside the grid)'],
  ])
  expect(rows({ Gust_10m: [1, 1] })).toEqual([['Adverse current', 'not in this answer']])
})

it('gives each limit its own reason if they differ within one stretch', () => {
  const fields = {
    Waves_Significant_Height: [0.5, NaN, 0.5],
    Currents_Intensity: [0.5, 0.5, 0.5],
    Currents_Direction: [0, NaN, 0],
  }
  const gaps = [{ field: 'Currents_Direction', reason: 'not-returned', count: 1 }] as const
  expect(rows(fields, { gaps }, { ...limits, wave: pair })).toEqual([
    [
      'Wave height, Adverse current',
      'Wave height: no value from the service (land or outside the grid); Adverse current: no direction: not returned',
    ],
  ])
})

it('says what a derived limit lacks: the period of the waves, or where the wind comes from', () => {
  const fields = { Waves_Significant_Height: [4, 4, 4], Waves_Mean_Period: [8, NaN, 8] }
  expect(rows(fields, {}, { ...noLimits, steepness: { caution: 0.05, limit: 0.06 } })).toEqual([
    ['Wave steepness', 'no period: no value from the service (land or outside the grid)'],
  ])
  expect(rows({ Winds_10m_Intensity: [9, 9] }, {}, { ...noLimits, 'beam-wind': pair })).toEqual([
    ['Wind on the beam', 'no direction: not returned'],
  ])
})

it('counts a steepness without a unit', () =>
  expect(
    rows(
      { Waves_Significant_Height: [4, 4], Waves_Mean_Period: [8, 8] },
      {},
      { ...noLimits, steepness: { caution: 0.03, limit: 0.03 } },
    )[0]?.[0],
  ).toBe('Wave steepness ≥ 0.030'))

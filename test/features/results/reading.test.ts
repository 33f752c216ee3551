import { describe, expect, it } from 'vitest'
import { derive } from '#src/domain/voyage/derived.ts'
import { shipAtSea } from '#src/domain/voyage/ship-at-sea.ts'
import { noParticulars, type Particulars } from '#src/domain/voyage/ship/hull.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { bulker } from '#test/domain/voyage/ships.ts'
import { readingAt, readingSentence } from '#src/features/results/reading.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const rows = (fields: Record<string, readonly number[]>, gaps: Parameters<typeof columnsOf>[1] = {}) =>
  readingAt(answerOf(columnsOf(fields, gaps)), 0)!.rows

it('has the component along the track after the current', () => {
  expect(rows({ Currents_Intensity: [1, 1], Currents_Direction: [0, 0] })).toEqual([
    { label: 'Current', text: '1.9 kn towards 000°T' },
    { label: 'Along track', text: '+1.9 kn favourable' },
  ])
})

it('has no period and no direction of a swell of 0.0 m, and counts neither as missing', () => {
  const swell = (height: number, period: number, direction: number) =>
    rows({
      Swell_Wave_Significant_Height: [height, 1],
      Swell_Wave_Mean_Period: [period, 9],
      Swell_Wave_Mean_Direction: [direction, 90],
    })
  expect(swell(0.04, 12, 270)).toEqual([{ label: 'Swell height', text: '0.0 m' }])
  expect(swell(0, NaN, NaN)).toEqual([{ label: 'Swell height', text: '0.0 m' }])
  expect(swell(0.05, 12, 270)).toEqual([{ label: 'Swell height', text: '0.1 m, 12.0 s from 270°T' }])
})

it('names the direction if a current has a speed but no direction', () => {
  const gaps = [{ field: 'Currents_Direction', reason: 'no-value', count: 1 }] as const
  expect(rows({ Currents_Intensity: [1, 1], Currents_Direction: [NaN, 0] }, { gaps })).toEqual([
    { label: 'Current', text: '1.9 kn' },
    { label: 'Along track', text: '—', reason: 'no direction: no value from the service (land or outside the grid)' },
  ])
})

it('says once why a current without speed is missing', () => {
  expect(rows({ Currents_Intensity: [NaN, 1], Currents_Direction: [90, 90] })).toEqual([
    { label: 'Current', text: '—', reason: 'no value from the service (land or outside the grid)' },
  ])
})

it('has no component along the track, rather than zero, if no direction came at all', () => {
  const [current, along] = rows({ Currents_Intensity: [1, 1] })
  expect(current).toEqual({ label: 'Current', text: '1.9 kn' })
  expect(along).toMatchObject({ label: 'Along track', text: '—' })
  expect(along?.reason).toMatch(/^no direction/)
})

it('reads a missing current aloud as having no value, with the reason', () => {
  const reading = readingAt(answerOf(columnsOf({ Currents_Intensity: [NaN, 1], Currents_Direction: [90, 90] })), 0)
  expect(reading && readingSentence(reading)).toMatch(
    /\. Current no value, no value from the service \(land or outside the grid\)\.$/,
  )
})

describe('of the ship', () => {
  const columns = columnsOf({ Waves_Significant_Height: [1, 1], Bathymetry: [19, 19] })
  const rowsFor = (particulars: Particulars) => {
    const derived = derive(columns, { particulars, planned: 'over ground', period: 'tm01' })
    const { rows } = readingAt(answerOf(columns), 0, defaultUnits, shipAtSea(columns, particulars, derived))!
    return rows.filter(({ label }) => label === 'Motion' || label === 'Under the keel')
  }
  it('says what is shallow, and why something is not known', () => {
    expect(rowsFor(bulker)).toEqual([
      { label: 'Motion', text: '—', reason: 'swell is not in this answer' },
      {
        label: 'Under the keel',
        text: expect.stringMatching(/^3 m\. Shallow: model depth 19 m, draught 14 m\. Check the chart\.$/) as string,
      },
    ])
  })
  it('has no row for what her particulars do not allow', () => {
    expect(rowsFor({ ...noParticulars, lengthM: 217 }).map(({ label }) => label)).toEqual(['Motion'])
    expect(rowsFor(noParticulars)).toEqual([])
  })
})

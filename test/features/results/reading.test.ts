import { expect, it } from 'vitest'
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

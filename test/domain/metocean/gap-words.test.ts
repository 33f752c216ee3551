import { describe, expect, it } from 'vitest'
import { alongTrackGapWords, gapWords, lackingWords } from '#src/domain/metocean/gap-words.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const asked = Date.UTC(2026, 10, 22, 17, 51)
const day = 86_400_000
const answer = (timeMs: number, gaps: Parameters<typeof columnsOf>[1] = {}, askedMs: number | null = asked) =>
  answerOf(columnsOf({ Waves_Significant_Height: [NaN], Bathymetry: [NaN] }, { ...gaps, timeMs: [timeMs] }), {
    askedMs,
  })

it.each([
  [asked + day, 'no value from the service (land or outside the grid)'],
  [asked + 10 * day, 'no value from the service (land or outside the grid)'],
  [asked + 10 * day + 1, 'beyond the 10-day forecast'],
  [Date.UTC(2023, 10, 22, 17, 51), 'no value from the service (land or outside the grid)'],
  [Date.UTC(2023, 10, 22, 17, 50), 'older than 3 years'],
])('goes by the time of the sample: %s is %s', (timeMs, words) => {
  expect(gapWords(answer(timeMs), 'Waves_Significant_Height', 0)).toBe(words)
})

it('does not consider the time of a depth', () => {
  expect(gapWords(answer(asked + 20 * day), 'Bathymetry', 0)).toMatch(/^no value/)
})

it('names the commonest reason of that field', () => {
  const gaps = [
    { field: 'Waves_Significant_Height', reason: 'no-value', count: 2 },
    { field: 'Waves_Significant_Height', reason: 'not-returned', count: 40 },
    { field: 'Bathymetry', reason: 'impossible', count: 90 },
  ] as const
  expect(gapWords(answer(asked, { gaps }), 'Waves_Significant_Height', 0)).toBe('not returned')
  expect(gapWords(answer(asked, { gaps }), 'Bathymetry', 0)).toBe('not possible at sea; left out')
})

it('cannot go by time if it is not known when it was asked', () => {
  expect(gapWords(answer(asked + 99 * day, {}, null), 'Waves_Significant_Height', 0)).toMatch(/^no value/)
})

describe('why a current has no component along the track', () => {
  const gap = (field: string, reason: 'no-value' | 'not-returned') => ({ field, reason, count: 1 }) as const
  const current = (
    fields: Record<string, readonly number[]>,
    gaps: readonly ReturnType<typeof gap>[] = [],
    timeMs = [asked, asked + 1],
  ) => answerOf(columnsOf(fields, { gaps, timeMs }), { askedMs: asked })

  it('names the direction if its speed is known', () => {
    const fields = { Currents_Intensity: [1, NaN], Currents_Direction: [NaN, 90] }
    const answer = current(fields, [gap('Currents_Direction', 'not-returned'), gap('Currents_Intensity', 'no-value')])
    expect(alongTrackGapWords(answer, 0)).toBe('no direction: not returned')
    expect(alongTrackGapWords(answer, 1)).toBe('no value from the service (land or outside the grid)')
    expect(alongTrackGapWords(current(fields, [gap('Currents_Direction', 'no-value')]), 0)).toBe(
      'no direction: no value from the service (land or outside the grid)',
    )
  })

  it('names it if the answer has no direction at all', () => {
    expect(alongTrackGapWords(current({ Currents_Intensity: [1, 1] }), 0)).toBe('no direction: not returned')
  })

  it('names a missing course, and the end of the forecast', () => {
    expect(alongTrackGapWords(current({ Currents_Intensity: [1, 1], Currents_Direction: [90, 90] }), 0)).toBe(
      'no course over ground here',
    )
    expect(
      alongTrackGapWords(
        current(
          { Currents_Intensity: [1, 1], Currents_Direction: [NaN, NaN] },
          [],
          [asked + 20 * day, asked + 21 * day],
        ),
        0,
      ),
    ).toBe('beyond the 10-day forecast')
  })
})

describe('lackingWords', () => {
  it('counts what is beyond the forecast apart from the commonest other reason', () => {
    const askedMs = Date.UTC(2026, 10, 22)
    const columns = columnsOf(
      { Waves_Significant_Height: [NaN, 1, NaN, NaN] },
      {
        timeMs: [askedMs, askedMs + day, askedMs + 11 * day, askedMs + 12 * day],
        gaps: [{ field: 'Waves_Significant_Height', reason: 'fill-value', count: 3 }],
      },
    )
    expect(lackingWords(answerOf(columns, { askedMs }), Uint8Array.of(1, 0, 1, 1))).toBe(
      '2 beyond the 10-day forecast, 1 with no value from the service (fill value)',
    )
    expect(lackingWords(answerOf(columns, { askedMs: null }), Uint8Array.of(0, 0, 0, 1))).toBe(
      '1 with no value from the service (fill value)',
    )
  })
})

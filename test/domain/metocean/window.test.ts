import { describe, expect, it } from 'vitest'
import { coverageWindow, servedWindow } from '#src/domain/metocean/coverage.ts'
import { cautionWords, onlyForecastLabel, refusalWords } from '#src/domain/metocean/window-words.ts'
import { HOUR_MS } from '#src/domain/time.ts'

const nowMs = Date.UTC(2026, 10, 22, 0)
const now = new Date(nowMs).toISOString()
const files = { fromMs: Date.UTC(2026, 10, 20), toMs: Date.UTC(2026, 10, 25, 12) }
const said = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
})

describe('the window of a service', () => {
  it('is the API’s if the service names none, or none that can be read', () => {
    for (const about of [
      null,
      { now },
      { now, window: null },
      { now, window: { from: 'x', to: 'y' } },
      { now, window: said({ fromMs: files.toMs, toMs: files.fromMs }) },
    ]) {
      expect(servedWindow(about, nowMs)).toEqual(coverageWindow(nowMs))
    }
  })

  it('moves with the clock if it was the API’s when it was said', () => {
    const about = { now, window: said(coverageWindow(nowMs + 900)) }
    expect(servedWindow(about, nowMs + 5 * HOUR_MS)).toEqual(coverageWindow(nowMs + 5 * HOUR_MS))
  })

  it('stands still if it comes from files', () => {
    expect(servedWindow({ now, window: said(files) }, nowMs + 5 * HOUR_MS)).toEqual(files)
  })
})

describe('the words about points outside', () => {
  const usual = coverageWindow(nowMs)

  it.each([
    [
      { count: 148, tooOld: 0, tooLate: 148 },
      usual,
      'All 148 points are later than 02 Dec 00:00Z, the end of the forecast. Change the departure.',
    ],
    [
      { count: 148, tooOld: 148, tooLate: 0 },
      usual,
      'All 148 points are older than 22 Nov 2023 00:00Z, the start of the period covered. Change the departure.',
    ],
    [
      { count: 1, tooOld: 0, tooLate: 1 },
      files,
      'The only point is later than 25 Nov 12:00Z, the end of the forecast. Change the departure.',
    ],
    [
      { count: 4, tooOld: 1, tooLate: 3 },
      files,
      'None of the 4 points is between 20 Nov 00:00Z and 25 Nov 12:00Z, the period covered. Change the departure.',
    ],
    [{ count: 148, tooOld: 1, tooLate: 146 }, usual, null],
    [{ count: 0, tooOld: 0, tooLate: 0 }, usual, null],
  ])('refuses %j within %j: %s', (counts, window, words) => {
    expect(refusalWords(counts, window, nowMs)).toBe(words)
  })

  it.each([
    [
      { count: 512, tooOld: 0, tooLate: 96 },
      usual,
      '96 of 512 points are later than the 10-day forecast and will be empty.',
    ],
    [{ count: 512, tooOld: 7, tooLate: 0 }, usual, '7 of 512 points are older than 3 years and will be empty.'],
    [
      { count: 512, tooOld: 7, tooLate: 96 },
      files,
      '96 of 512 points are later than 25 Nov 12:00Z, the end of the forecast, and will be empty. 7 of 512 points are older than 20 Nov 00:00Z, the start of the period covered, and will be empty.',
    ],
    [{ count: 512, tooOld: 0, tooLate: 0 }, usual, ''],
  ])('cautions %j within %j: %s', (counts, window, words) => {
    expect(cautionWords(counts, window, nowMs)).toBe(words)
  })

  it('names the end in the button if it is not the API’s ten days', () => {
    expect(onlyForecastLabel(usual, nowMs)).toBe('Only the first 10 days')
    expect(onlyForecastLabel(files, nowMs)).toBe('Only until 25 Nov 12:00Z')
  })
})

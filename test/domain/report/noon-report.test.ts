import { describe, expect, it } from 'vitest'
import { noonReport } from '#src/domain/report/noon-report.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { formatShipTime } from '#src/domain/units/time-text.ts'

/** Hourly samples on the equator, a tenth of a degree apart: 6.0108 NM by a·π/180 on WGS84. */
const STEP_NM = (6_378_137 * Math.PI) / 180 / 10 / 1852
const passage = (hours: number, start: number) =>
  columnsOf(
    {},
    {
      timeMs: Array.from({ length: hours + 1 }, (_, index) => start + index * HOUR_MS),
      lat: Array.from({ length: hours + 1 }, () => 0),
      lon: Array.from({ length: hours + 1 }, (_, index) => 179 + index / 10),
    },
  )

describe('noonReport', () => {
  it('has departure, every noon and arrival, with the distance made since the last', () => {
    const start = Date.UTC(2026, 10, 22, 18)
    const rows = noonReport(passage(50, start), 'noon-utc')
    expect(rows.map(({ kind, timeMs }) => [kind, new Date(timeMs).toISOString().slice(0, 16)])).toEqual([
      ['departure', '2026-11-22T18:00'],
      ['report', '2026-11-23T12:00'],
      ['report', '2026-11-24T12:00'],
      ['arrival', '2026-11-24T20:00'],
    ])
    expect(rows.map(({ madeNm }) => madeNm && Math.round(madeNm / STEP_NM))).toEqual([null, 18, 24, 8])
    expect(rows[2]!.speedKn).toBeCloseTo(STEP_NM, 3)
    expect(rows[1]!.toGoNm).toBeCloseTo(32 * STEP_NM, 2)
    expect(rows[2]!.position.lon).toBeCloseTo(179 + 4.2, 9)
    expect(rows[2]).toMatchObject({ courseDeg: 90, index: 42 })
  })

  it('has every six hours, and places between samples', () => {
    const start = Date.UTC(2026, 10, 22, 17, 30)
    const rows = noonReport(passage(7, start), 'six-hours')
    expect(rows.map(({ timeMs }) => (timeMs - start) / HOUR_MS)).toEqual([0, 0.5, 6.5, 7])
    expect(rows[2]!.position.lon).toBeCloseTo(179.65, 9)
  })

  it('does not repeat a departure or arrival at noon', () => {
    expect(noonReport(passage(24, Date.UTC(2026, 10, 22, 12)), 'noon-utc').map(({ kind }) => kind)).toEqual([
      'departure',
      'arrival',
    ])
  })

  it('gives no weather from far away', () => {
    const columns = columnsOf({}, { timeMs: [0, 24 * HOUR_MS], lat: [0, 1], lon: [0, 0] })
    expect(noonReport(columns, 'noon-utc').map(({ near }) => near)).toEqual([true, false, true])
  })

  it('has one row for one sample and none for no samples', () => {
    expect(noonReport(passage(0, 0), 'noon-utc')).toMatchObject([{ kind: 'departure', madeNm: null, toGoNm: 0 }])
    expect(noonReport(columnsOf({}), 'noon-utc')).toEqual([])
  })
})

describe('noonReport by the clocks on board', () => {
  /** Hourly samples on the equator from a longitude, so many degrees an hour. */
  const sailed = (start: string, hours: number, lon: number, perHour: number) => {
    const lons = Array.from({ length: hours + 1 }, (_, index) => lon + index * perHour)
    return columnsOf(
      {},
      {
        timeMs: lons.map((_, index) => Date.parse(start) + index * HOUR_MS),
        lat: lons.map(() => 0),
        lon: lons.map((degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180),
      },
    )
  }
  const noonsOf = (...sailing: Parameters<typeof sailed>) =>
    noonReport(sailed(...sailing), 'noon-ship')
      .filter(({ kind }) => kind === 'report')
      .map(({ timeMs, zoneHours }) => formatShipTime(timeMs, zoneHours))

  it('has days of 25 hours westward, and of 23 eastward', () => {
    // 8.4° a day: the zone changes at 22.5°W, between the second noon and the third.
    expect(noonsOf('2026-11-22T18:00Z', 70, -10, -0.35)).toEqual([
      '23 Nov 12:00 LT (UTC−1) = 13:00Z',
      '24 Nov 12:00 LT (UTC−2) = 14:00Z',
      '25 Nov 12:00 LT (UTC−2) = 14:00Z',
    ])
    expect(noonsOf('2026-11-22T18:00Z', 70, 10, 0.35)).toEqual([
      '23 Nov 12:00 LT (UTC+1) = 11:00Z',
      '24 Nov 12:00 LT (UTC+2) = 10:00Z',
      '25 Nov 12:00 LT (UTC+2) = 10:00Z',
    ])
  })

  it('has one noon a day across 180°, where a date is left out westward and comes twice eastward', () => {
    expect(noonsOf('2026-11-22T18:00Z', 60, -178, -0.2)).toEqual([
      '22 Nov 12:00 LT (UTC−12) = 23 Nov 00:00Z',
      '24 Nov 12:00 LT (UTC+12) = 00:00Z',
      '25 Nov 12:00 LT (UTC+11) = 01:00Z', // 171.2°E
    ])
    expect(noonsOf('2026-11-22T18:00Z', 60, 178, 0.2)).toEqual([
      '23 Nov 12:00 LT (UTC+12) = 00:00Z',
      '23 Nov 12:00 LT (UTC−12) = 24 Nov 00:00Z',
      '24 Nov 12:00 LT (UTC−11) = 23:00Z', // 171.4°W
    ])
  })

  it('has one noon where a zone is entered within the hour of it', () => {
    // Eastward into UTC+1 (7.5°E) at 11:30Z: 12:00Z is 13:00 there, and 11:00Z was 11:00.
    expect(noonsOf('2026-11-22T02:00Z', 20, 7.5 - 9.5 * 0.3, 0.3)).toEqual(['22 Nov 12:00 LT (UTC) = 12:00Z'])
    // Westward out of it at 11:30Z, half an hour after noon: the clocks go back and show noon again.
    expect(noonsOf('2026-11-22T02:00Z', 20, 7.5 + 9.5 * 0.3, -0.3)).toEqual(['22 Nov 12:00 LT (UTC+1) = 11:00Z'])
  })

  it('has departure and arrival alone where no noon lies between, by the clocks of each', () => {
    const rows = noonReport(sailed('2026-11-22T14:00Z', 10, -37.4, -0.2), 'noon-ship')
    expect(rows.map(({ kind, timeMs, zoneHours }) => [kind, formatShipTime(timeMs, zoneHours)])).toEqual([
      ['departure', '22 Nov 12:00 LT (UTC−2) = 14:00Z'],
      ['arrival', '22 Nov 21:00 LT (UTC−3) = 23 Nov 00:00Z'],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { noonReport } from '#src/domain/report/noon-report.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'
import { HOUR_MS } from '#src/domain/time.ts'

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
    const rows = noonReport(passage(50, start), 24)
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
    const rows = noonReport(passage(7, start), 6)
    expect(rows.map(({ timeMs }) => (timeMs - start) / HOUR_MS)).toEqual([0, 0.5, 6.5, 7])
    expect(rows[2]!.position.lon).toBeCloseTo(179.65, 9)
  })

  it('does not repeat a departure or arrival at noon', () => {
    expect(noonReport(passage(24, Date.UTC(2026, 10, 22, 12)), 24).map(({ kind }) => kind)).toEqual([
      'departure',
      'arrival',
    ])
  })

  it('gives no weather from far away', () => {
    const columns = columnsOf({}, { timeMs: [0, 24 * HOUR_MS], lat: [0, 1], lon: [0, 0] })
    expect(noonReport(columns, 24).map(({ near }) => near)).toEqual([true, false, true])
  })

  it('has one row for one sample and none for no samples', () => {
    expect(noonReport(passage(0, 0), 24)).toMatchObject([{ kind: 'departure', madeNm: null, toGoNm: 0 }])
    expect(noonReport(columnsOf({}), 24)).toEqual([])
  })
})

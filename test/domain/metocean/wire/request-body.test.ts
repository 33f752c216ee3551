import { describe, expect, it } from 'vitest'
import { MetOceanRequest } from '#src/domain/metocean/wire/contract.ts'
import { coverage, coverageWindow, isCovered } from '#src/domain/metocean/coverage.ts'
import { requestBody } from '#src/domain/metocean/wire/request-body.ts'

const points = {
  lat: Float64Array.of(51.98353333333, -0.0000001, 40),
  lon: Float64Array.of(4.0383333333, 190.25, -180),
  timeMs: Float64Array.of(Date.UTC(2024, 4, 23), Date.UTC(2024, 4, 23, 1, 0, 7), Date.UTC(2024, 4, 23, 2)),
}
const parts = {
  points,
  variables: ['wind', 'wave'] as const,
  windHeightM: 25,
  taskName: 'rtm-"hal"-20240523-0000-7GK2QX',
  receiveMail: false,
}

describe('the body of a request', () => {
  it('keeps the contract, with longitudes wrapped and whole seconds', () => {
    const body = MetOceanRequest.parse(JSON.parse(requestBody(parts)))
    expect(body).toEqual({
      points: [
        { latitude: 51.983533, longitude: 4.038333, timestamp: '2024-05-23T00:00:00Z' },
        { latitude: 0, longitude: -169.75, timestamp: '2024-05-23T01:00:07Z' },
        { latitude: 40, longitude: -180, timestamp: '2024-05-23T02:00:00Z' },
      ],
      variables: ['wind', 'wave'],
      wind_height: 25,
      task_name: parts.taskName,
    })
  })

  it('names a wind height only with wind, and mail only when asked for', () => {
    const body = JSON.parse(requestBody({ ...parts, variables: ['sst'], receiveMail: true })) as object
    expect(body).not.toHaveProperty('wind_height')
    expect(body).toHaveProperty('receive_mail', true)
    expect(requestBody(parts)).not.toContain('receive_mail')
  })

  it('holds 100,000 points in about 9 MiB', () => {
    const count = 100_000
    const column = (value: (index: number) => number) =>
      Float64Array.from({ length: count }, (_, index) => value(index))
    const many = {
      lat: column((i) => 40 + i / 12_345),
      lon: column((i) => -130 - i / 34_567),
      timeMs: column((i) => Date.UTC(2024, 0, 1) + i * 60_000),
    }
    expect(requestBody({ ...parts, points: many }).length / 2 ** 20).toBeLessThan(9)
  })
})

describe('the period covered', () => {
  const now = Date.UTC(2026, 10, 22, 12)

  it('reach from three years back to ten days ahead', () => {
    expect(coverageWindow(now)).toEqual({ fromMs: Date.UTC(2023, 10, 22, 12), toMs: Date.UTC(2026, 11, 2, 12) })
  })

  it('count both ends in', () => {
    const { fromMs, toMs } = coverageWindow(now)
    expect(coverage(Float64Array.of(fromMs - 1, fromMs, now, toMs, toMs + 1, toMs + 2), coverageWindow(now))).toEqual({
      inside: 3,
      tooOld: 1,
      tooLate: 2,
    })
    expect([fromMs - 1, fromMs, toMs, toMs + 1].map((time) => isCovered(time, now))).toEqual([false, true, true, false])
    expect(coverage(new Float64Array(), coverageWindow(now))).toEqual({ inside: 0, tooOld: 0, tooLate: 0 })
  })
})

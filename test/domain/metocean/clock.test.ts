import { expect, it } from 'vitest'
import { parseCallTime } from '#src/domain/metocean/wire/contract.ts'
import { readResult } from '#src/domain/metocean/wire/read-result.ts'
import { requestBody } from '#src/domain/metocean/wire/request-body.ts'

const at = (time: string) => Date.parse(time)
const sent = (times: readonly string[]) => {
  const points = {
    lat: Float64Array.from(times, () => 51),
    lon: Float64Array.from(times, () => 2),
    timeMs: Float64Array.from(times, at),
  }
  const body = requestBody({ points, variables: ['gust'], windHeightM: 10, taskName: 'x', receiveMail: false })
  return {
    points,
    times: (JSON.parse(body) as { points: { timestamp: string }[] }).points.map(({ timestamp }) => timestamp),
  }
}

it.each([
  ['2026-11-22T17:51:00.123456', '2026-11-22T17:51:00.123Z'],
  ['2026-11-22T17:51:00Z', '2026-11-22T17:51:00.000Z'],
  ['2026-11-22T17:51:00+01:00', '2026-11-22T16:51:00.000Z'],
])('U22 the call time %s is %s', (text, utc) => expect(parseCallTime(text)).toBe(at(utc)))

it('U22 points over a leap day and the end of a year go out as they are', () => {
  const times = [
    '2028-02-28T23:00:00Z',
    '2028-02-29T00:00:00Z',
    '2028-03-01T00:00:00Z',
    '2026-12-31T23:59:59Z',
    '2027-01-01T00:00:00Z',
  ]
  expect(sent(times).times).toEqual(times)
})

it('U22 points past what the service reaches come back as gaps with a reason, at their own times', () => {
  const { points } = sent(['2026-11-22T00:00:00Z', '2026-12-31T00:00:00Z'])
  const entry = (timestamp: string, Gust_10m: number | null) => ({
    coordinates: { latitude: 51, longitude: 2, timestamp },
    conditions: { Gust_10m },
  })
  const columns = readResult([entry('2026-11-22T00:00:00Z', 12), entry('2026-12-31T00:00:00', null)], {
    points,
    variables: ['gust'],
    windHeightM: 10,
  })
  expect([...columns.fields['Gust_10m']!]).toEqual([12, NaN])
  expect(columns.gaps).toEqual([{ field: 'Gust_10m', reason: 'no-value', count: 1 }])
  expect([...columns.timeMs]).toEqual([...points.timeMs])
})

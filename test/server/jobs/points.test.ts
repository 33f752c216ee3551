import { expect, it } from 'vitest'
import { packPoints, pointColumns, slicePoints, unpackPoints } from '#src/server/jobs/points.ts'

const columns = pointColumns([
  { latitude: -33.9, longitude: 179.999, timestamp: '2026-11-22T17:51:00Z' },
  { latitude: 0.1, longitude: -180, timestamp: '2026-11-22T18:51:00Z' },
  { latitude: 90, longitude: 0, timestamp: '2026-11-22T19:51:00Z' },
])

it('keeps every number through packing', () => {
  expect(unpackPoints(packPoints(columns))).toEqual(columns)
  expect([...columns.timeMs]).toEqual([17, 18, 19].map((hour) => Date.UTC(2026, 10, 22, hour, 51)))
})

it('unpacks bytes at an odd offset of a larger buffer, as drivers deliver them', () => {
  const pool = Buffer.alloc(1000, 7)
  pool.set(packPoints(columns), 13)
  expect(unpackPoints(pool.subarray(13, 13 + 72))).toEqual(columns)
})

it('cuts a range out of all columns', () => {
  expect(slicePoints(columns, 1, 2)).toEqual({
    lat: columns.lat.slice(1, 2),
    lon: columns.lon.slice(1, 2),
    timeMs: columns.timeMs.slice(1, 2),
  })
})

import { expect, it } from 'vitest'
import { timeReader } from '#src/server/fields/own/cf-time.ts'

it.each([
  ['hours since 1900-01-01 00:00:0.0', 'gregorian', 1_112_064, '2026-11-12T00:00:00.000Z'],
  ['seconds since 1970-01-01T00:00:00+00:00', 'proleptic_gregorian', 1_795_000_000, '2026-11-18T11:06:40.000Z'],
  ['minutes since 2026-11-22 06:00 UTC', '', 90, '2026-11-22T07:30:00.000Z'],
  ['days since 2026-11-22 00:00:00 -6:00', 'standard', 0.5, '2026-11-22T18:00:00.000Z'],
  ['nanoseconds since 2026-11-22', 'standard', 1.5e12, '2026-11-22T00:25:00.000Z'],
  // Zero of the mixed calendar is a Julian date, two days before the Gregorian one of the same name.
  ['days since 0001-01-01', 'standard', 719_164, '1970-01-01T00:00:00.000Z'],
  ['days since 0001-01-01', 'proleptic_gregorian', 719_162, '1970-01-01T00:00:00.000Z'],
  ['days since 2024-02-28', 'noleap', 1, '2024-03-01T00:00:00.000Z'],
  ['days since 2023-02-28', '366_day', 2, '2023-03-01T00:00:00.000Z'],
])('%s (%s)', (units, calendar, value, expected) => {
  const read = timeReader(units, calendar)
  if (typeof read === 'string') throw new Error(read)
  expect(new Date(read(value)).toISOString()).toBe(expected)
})

it('says which times cannot be read', () => {
  expect(timeReader('months since 2026-01-01')).toMatch(/no fixed unit/)
  expect(timeReader('days since 2026-02-30')).toMatch(/no date/)
  expect(timeReader('days since yesterday')).toMatch(/cannot be read/)
  expect(timeReader('days since 2026-01-01', '360_day')).toMatch(/no real year/)
})

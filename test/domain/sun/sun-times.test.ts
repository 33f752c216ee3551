import { expect, it } from 'vitest'
import { sunDays } from '#src/domain/sun/sun-times.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

/** A ship that stays at a place from one time to another. */
const staying = (lat: number, lon: number, from: string, to: string) =>
  sunDays(columnsOf({}, { lat: [lat, lat], lon: [lon, lon], timeMs: [Date.parse(from), Date.parse(to)] }))
const near = (time: unknown, expected: string) => Math.abs(Number(time) - Date.parse(expected)) <= 20_000

it('has the sunrise and sunset of rows 37 and 38, from two samples a day apart', () => {
  const [november] = staying(45, -30, '2026-11-22T03:00Z', '2026-11-23T01:00Z')
  expect(near(november!.sunrise, '2026-11-22T09:06:54Z')).toBe(true)
  expect(near(november!.sunset, '2026-11-22T18:25:00Z')).toBe(true)
  expect(Number(november!.dawn)).toBeLessThan(Number(november!.sunrise))
  expect(Number(november!.dusk)).toBeGreaterThan(Number(november!.sunset))
  const [june] = staying(51.95, 4.05, '2026-06-21T00:00Z', '2026-06-21T23:00Z')
  expect(near(june!.sunrise, '2026-06-21T03:23:53Z')).toBe(true)
  expect(near(june!.sunset, '2026-06-21T20:07:21Z')).toBe(true)
})

it('has no sunrise off Tromsø at either solstice, with a civil dawn in December (row 39)', () => {
  const [june] = staying(69.65, 18.96, '2026-06-21T00:00Z', '2026-06-21T22:00Z')
  expect(june).toMatchObject({ sunrise: 'none', sunset: 'none', dawn: 'none', dusk: 'none' })
  const [december] = staying(69.65, 18.96, '2026-12-21T00:00Z', '2026-12-21T22:00Z')
  expect(december).toMatchObject({ sunrise: 'none', sunset: 'none' })
  expect(near(december!.dawn, '2026-12-21T08:31:14Z')).toBe(true)
})

it('says what was before departure and what will be after arrival', () => {
  const [only] = staying(45, -30, '2026-11-22T12:00Z', '2026-11-22T15:00Z')
  expect(only).toMatchObject({ sunrise: 'before departure', sunset: 'after arrival' })
})

it('goes by the days of the ship, one sunrise each, across the date line', () => {
  const days = Array.from({ length: 6 }, (_, day) => Date.parse('2026-03-20T00:00Z') + day * 86_400_000)
  const rows = sunDays(
    columnsOf({}, { lat: days.map(() => 0), lon: days.map((_, day) => 170 + day * 5), timeMs: days }),
  )
  expect(rows).toHaveLength(6)
  const risen = rows.map(({ sunrise }) => sunrise).filter((time) => typeof time === 'number')
  expect(risen).toHaveLength(5)
  for (const [place, time] of risen.slice(1).entries()) expect(time - risen[place]!).toBeLessThan(24 * 3_600_000)
})

it('has nothing without samples', () => expect(sunDays(columnsOf({}))).toEqual([]))

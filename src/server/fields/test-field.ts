import { z } from 'zod'
import { degrees, meridianArcBetween, METRES_PER_NM, radians, WGS84 } from '#src/domain/geodesy/wgs84.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { MS_PER_KNOT } from '#src/domain/voyage/sea/dispersion.ts'
import { type Flow } from './sea/geometry.ts'

/** From where the equator meets 26° W, nautical miles; and since the last midnight of an even day of the epoch. */
interface TestPlace {
  readonly x: number
  readonly y: number
  readonly hours: number
}

/** Knots to the east and north. */
type TestCurrent = (place: TestPlace) => readonly [east: number, north: number]

const steady =
  (knots: number, towardsDeg: number): TestCurrent =>
  () => [knots * Math.sin(radians(towardsDeg)), knots * Math.cos(radians(towardsDeg))]

const TIDE_HOURS = 12.42
const tide = (hours: number) => Math.sin((2 * Math.PI * hours) / TIDE_HOURS)
/** Of what has no scale of its own: 1 is this long, and a ship of 12 kn has a speed of 1. */
const UNIT = { miles: 120, knots: 12 } as const
const turning =
  (ω: number): TestCurrent =>
  ({ x, y }) => [(-ω * y * UNIT.knots) / UNIT.miles, (ω * x * UNIT.knots) / UNIT.miles]

/** Seas in which the best track, speed or departure is known, instead of the model's currents. */
const seas = {
  still: () => [0, 0],
  'set-045': steady(2, 45),
  'set-090': steady(2, 90),
  'set-180': steady(2, 180),
  'set-270': steady(2, 270),
  shear: ({ y }) => [0.02 * y, 0],
  'slow-shear': ({ y }) => [0.01 * y, 0],
  rotation: turning(0.9),
  'counter-rotation': turning(-0.9),
  sink: ({ x, y, hours }) => {
    const swirl = (hours * UNIT.knots) / UNIT.miles - 0.5
    const [east, north] = [-0.3 * x - swirl * y, swirl * x - 0.3 * y]
    return [(east * UNIT.knots) / UNIT.miles, (north * UNIT.knots) / UNIT.miles]
  },
  'tide-across': ({ hours }) => [0, 2 * tide(hours)],
  'strong-tide-across': ({ hours }) => [0, 4 * tide(hours)],
  'tide-along': ({ hours }) => [2 * tide(hours), 0],
  halves: ({ x }) => [x < 120 ? 2 : -2, 0],
  'waves-that-come-and-go': () => [0, 0],
} as const satisfies Record<string, TestCurrent>

const names = Object.keys(seas) as (keyof typeof seas)[]
export const TestField = z.enum(names, { error: `must be one of ${names.join(', ')}` })
export type TestField = z.infer<typeof TestField>

const NM_PER_DEGREE = WGS84.a / METRES_PER_NM / degrees(1)
const EVEN_DAYS_MS = 48 * HOUR_MS
const hoursAt = (timeMs: number) => (timeMs % EVEN_DAYS_MS) / HOUR_MS

/** Metres per second. */
export function testCurrent(field: TestField, lat: number, lon: number, timeMs: number): Flow {
  const [east, north] = seas[field]({
    x: (lon + 26) * NM_PER_DEGREE * Math.cos(radians(lat)),
    y: meridianArcBetween(0, radians(lat)) / METRES_PER_NM,
    hours: hoursAt(timeMs),
  })
  return { east: east * MS_PER_KNOT, north: north * MS_PER_KNOT }
}

/** Metres; undefined: as the model has them. */
export const testWaves = (field: TestField, timeMs: number): number | undefined =>
  field === 'waves-that-come-and-go' ? 3 + 2 * Math.sin((2 * Math.PI * timeMs) / EVEN_DAYS_MS) : undefined

import { asAppError } from '#src/domain/errors.ts'
import { SPEED_BOUNDS_KN } from '#src/domain/route/timed-legs.ts'
import { parseDuration } from '#src/domain/units/time-text.ts'
import { readTypedTime, type TimeBase } from '#src/domain/units/typed-time.ts'
import { parseLatitude, parseLongitude } from '#src/domain/units/position-grammar.ts'
import type { Read } from '#src/ui/grid/editable-cell.tsx'
import { MINUTE_MS } from '#src/domain/time.ts'

const shown = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text)

/** @param waypoint its number, from 1 */
export function readLatitude(waypoint: number, text: string): Read<number> {
  return readAngle(
    () => parseLatitude(text),
    `Waypoint ${waypoint}: latitude ${shown(text)} is outside −90 to 90.`,
    `Waypoint ${waypoint}: write a latitude as 51°59.012'N or 51.9835.`,
  )
}

export function readLongitude(waypoint: number, text: string): Read<number> {
  return readAngle(
    () => parseLongitude(text),
    `Waypoint ${waypoint}: longitude ${shown(text)} is outside −180 to 360.`,
    `Waypoint ${waypoint}: write a longitude as 004°02.300'E or 4.0383.`,
  )
}

function readAngle(parse: () => number, outside: string, unreadable: string): Read<number> {
  try {
    return { value: parse() }
  } catch (error) {
    return { problem: asAppError(error).code.endsWith('out-of-range') ? outside : unreadable }
  }
}

/** The speed of the leg that ends at a waypoint, knots; empty: the voyage's, null. */
export function readLegSpeed(waypoint: number, text: string): Read<number | null> {
  const plain = text.replace(/\s*(kn|kts?)$/i, '').replace(',', '.')
  if (plain === '') return { value: null }
  const speedKn = Number(plain)
  const { min, max } = SPEED_BOUNDS_KN
  return speedKn >= min && speedKn <= max
    ? { value: speedKn }
    : {
        problem: `Leg to waypoint ${waypoint}: a speed is ${min} to ${max} kn. Leave it empty to use the voyage's speed.`,
      }
}

/** The stay at a waypoint in minutes; empty or zero: none, null. */
export function readStay(waypoint: number, text: string): Read<number | null> {
  if (text === '') return { value: null }
  const ms = parseDuration(text)
  if (ms === null) return { problem: `Waypoint ${waypoint}: write a stay as 6 h 30 min.` }
  return { value: ms === 0 ? null : ms / MINUTE_MS }
}

/** A time in epoch milliseconds UTC; empty: null. */
export function readTime(waypoint: number, text: string, base: TimeBase): Read<number | null> {
  if (text === '') return { value: null }
  const read = readTypedTime(text, base)
  return 'problem' in read
    ? { problem: `Waypoint ${waypoint}: ${read.problem.charAt(0).toLowerCase()}${read.problem.slice(1)}` }
    : read
}

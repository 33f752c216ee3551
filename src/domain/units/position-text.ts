import { type Position, wrapLongitude } from '../position.ts'
import { isMissing, type Maybe, MISSING } from './format.ts'
import type { Units } from './unit-choice.ts'

/** How a position is written: `51°59.012'N`, `51°59'00.7"N` or `51.98353`. */
export type Notation = Units['position']

/** The smallest step shown, per degree. Counting in whole steps carries 59.9996' into the next degree by itself. */
const STEPS_PER_DEGREE = { minutes: 60_000, seconds: 36_000 } as const
/** Of signed decimal degrees on the screen; a metre. */
const DECIMALS = 5

function degreesAndMinutes(steps: number, width: 2 | 3): string {
  const minutes = ((steps % 60_000) / 1000).toFixed(3).padStart(6, '0')
  return `${String(Math.floor(steps / 60_000)).padStart(width, '0')}°${minutes}'`
}

function degreesMinutesAndSeconds(steps: number, width: 2 | 3): string {
  const minutes = String(Math.floor((steps % 36_000) / 600)).padStart(2, '0')
  const seconds = ((steps % 600) / 10).toFixed(1).padStart(4, '0')
  return `${String(Math.floor(steps / 36_000)).padStart(width, '0')}°${minutes}'${seconds}"`
}

/** With a plain minus and no −0, so that other programs take it as it is copied. */
const signed = (degrees: number, decimals: number) =>
  (Math.round(degrees * 10 ** decimals) / 10 ** decimals + 0).toFixed(decimals)

function withHemisphere(
  degrees: number,
  notation: Exclude<Notation, 'decimal'>,
  width: 2 | 3,
): { text: string; negative: boolean } {
  const perDegree = STEPS_PER_DEGREE[notation]
  const steps = Math.round(Math.abs(degrees) * perDegree)
  const text = notation === 'minutes' ? degreesAndMinutes(steps, width) : degreesMinutesAndSeconds(steps, width)
  // What rounds to zero or to half a turn has no side.
  return { text, negative: degrees < 0 && steps !== 0 && steps !== 180 * perDegree }
}

/** `51°59.012'N`; the equator is N. @param lat degrees */
export function formatLatitude(lat: Maybe, notation: Notation = 'minutes'): string {
  if (isMissing(lat)) return MISSING
  if (notation === 'decimal') return signed(lat, DECIMALS)
  const { text, negative } = withHemisphere(lat, notation, 2)
  return text + (negative ? 'S' : 'N')
}

/** `004°02.300'E`; Greenwich and the antimeridian are E, so that one meridian has one name. @param lon degrees, unwrapped or not */
export function formatLongitude(lon: Maybe, notation: Notation = 'minutes'): string {
  if (isMissing(lon)) return MISSING
  const wrapped = wrapLongitude(lon)
  if (notation === 'decimal') return signed(wrapped, DECIMALS).replace(/^-(180\.0+)$/, '$1')
  const { text, negative } = withHemisphere(wrapped, notation, 3)
  return text + (negative ? 'W' : 'E')
}

/** `51°59.012'N 004°02.300'E`; decimal degrees have a comma between them. Any of the three is read back by `parsePosition`. */
export function formatPosition(position: Position | null | undefined, notation: Notation = 'minutes'): string {
  if (!position || isMissing(position.lat) || isMissing(position.lon)) return MISSING
  return [formatLatitude(position.lat, notation), formatLongitude(position.lon, notation)].join(
    notation === 'decimal' ? ', ' : ' ',
  )
}

/** Signed decimal degrees, six places, longitude −180 to 180: for exports and copies. */
export function formatDecimal(position: Position): string {
  return `${signed(position.lat, 6)}, ${signed(wrapLongitude(position.lon), 6)}`
}

import type { GapReason } from '../result.ts'
import type { Field } from '../layers/variables.ts'

/** 9.96921e36 (netCDF), 1e20 (CMIP) and the like; nothing at sea comes near. */
const HUGE = 1e20
/** Numbers that stand for "nothing" in common data sets; they count only where they are outside what is plausible. */
const fillNumbers = new Set([-32768, -32767, 32767, -9999, 9999, -999, 999, -99999, 99999, -999.9, 999.9, 65535])
/** Where the range of a field is not known, only these are taken for fill values. */
const certainFill = new Set([-32768, -32767, -9999, -99999])

/** A direction up to one turn too low or too high, brought into 0 to 360; NaN for any other number. Degrees. */
export function wrapDirection(deg: number): number {
  if (deg >= 0 && deg <= 360) return deg
  if (deg < 0) return deg >= -360 ? deg + 360 : NaN
  return deg < 720 ? deg - 360 : NaN
}

/**
 * One value of an answer: the number, or why there is none. A number other than the one given is a direction that was
 * wrapped.
 * @param field what is known of it; undefined: any finite number that is no certain fill value is taken
 */
export function cleanValue(value: unknown, field: Field | undefined): number | GapReason {
  if (value === null) return 'no-value'
  if (value === undefined) return 'not-returned'
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'not-a-number'
  if (Math.abs(value) >= HUGE) return 'fill-value'
  if (!field) return certainFill.has(value) ? 'fill-value' : value
  const [least, most] = field.plausible
  if (value >= least && value <= most) return value
  if (fillNumbers.has(value)) return 'fill-value'
  const wrapped = field.quantity === 'direction' ? wrapDirection(value) : NaN
  return Number.isNaN(wrapped) ? 'impossible' : wrapped
}

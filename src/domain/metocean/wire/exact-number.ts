import { THIN_SPACE } from '../../units/format.ts'

/** Up to 2^53 a number is the one that was sent; beyond it JSON keeps about 16 digits, and the last ones may be wrong. */
export const isExact = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER

/** Every number keeps so many digits. */
const CERTAIN_DIGITS = 15

/** A number beyond 2^53 as far as it is certain, and marked so: `≈ 9.00719925474099e+15`. No spreadsheet takes it for a number. */
export const inexactText = (value: number): string => `≈${THIN_SPACE}${value.toPrecision(CERTAIN_DIGITS)}`

import { THIN_SPACE } from '../../units/format.ts'

/** Up to 2^53 a number is the one that was sent; beyond it JSON keeps about 16 digits, the last maybe wrong. */
export const isExact = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER

/** Every number keeps this many digits. */
const CERTAIN_DIGITS = 15

/** A number beyond 2^53 to its certain digits, marked so that spreadsheets keep it text: `≈ 9.00719925474099e+15`. */
export const inexactText = (value: number): string => `≈${THIN_SPACE}${value.toPrecision(CERTAIN_DIGITS)}`

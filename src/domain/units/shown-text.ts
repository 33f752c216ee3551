import { formatQuantity } from './format.ts'
import type { ShownUnit } from './unit-choice.ts'

/** A figure in the unit chosen, with the unit: `15.4 m/s`. @param value in the unit it is kept in; null: missing */
export const shownText = ({ unit, decimals, of }: ShownUnit, value: number | null): string =>
  formatQuantity(value === null ? null : of(value), unit, decimals)

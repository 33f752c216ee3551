import { numberAt, type Numbers } from '../at.ts'

/** One column in figures. Gaps are counted, and otherwise left out. */
export interface ColumnSummary {
  readonly min: number
  readonly max: number
  readonly mean: number
  /** Where the least and the greatest value are, the first of equals. */
  readonly minIndex: number
  readonly maxIndex: number
  readonly missing: number
}

/** @param factor screen value = column value × factor @returns null where there is no value at all */
export function summariseColumn(column: Numbers, factor = 1): ColumnSummary | null {
  let min = Infinity
  let max = -Infinity
  let sum = 0
  let minIndex = -1
  let maxIndex = -1
  let missing = 0
  for (let index = 0; index < column.length; index++) {
    const value = numberAt(column, index) * factor
    if (Number.isNaN(value)) {
      missing++
      continue
    }
    sum += value
    if (value < min) {
      min = value
      minIndex = index
    }
    if (value > max) {
      max = value
      maxIndex = index
    }
  }
  const known = column.length - missing
  return known === 0 ? null : { min, max, mean: sum / known, minIndex, maxIndex, missing }
}

import { fieldLook, fieldNumber, type FieldLook } from '#src/domain/metocean/layers/field-look.ts'
import { formatCount, formatNumber } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import type { FieldSummary } from './result-summary.ts'

const HEAD = ['', 'least', 'mean', 'most', 'unit', 'where'] as const

/** The summary as rows of cells, in the units of the screen; below each other in plain text. */
export function summaryRows(summary: readonly FieldSummary[]): string[][] {
  return [[...HEAD], ...summary.map((field) => rowOf(field, fieldLook(field.name)))]
}

function rowOf({ missing, points, values }: FieldSummary, look: FieldLook): string[] {
  if (!values) return [look.label, '', '', '', '', 'no value at any point']
  const { min, mean, max, extreme } = values
  const numbers = [min, mean, max].map((value) => fieldNumber(look, value))
  const where = `${look.variable === 'bathy' ? 'least' : 'most'} at ${formatPosition({ lat: extreme.latitude, lon: extreme.longitude })} ${formatUtcFull(Date.parse(extreme.timestamp))}`
  const gaps = missing > 0 ? `; no value at ${formatNumber(missing)} of ${formatCount(points, 'point')}` : ''
  return [look.label, ...numbers, look.unit, where + gaps]
}

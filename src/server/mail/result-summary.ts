import type { Readable } from 'node:stream'
import { fieldLook, type FieldLook, fieldNumber, isOfFlatSea } from '#src/domain/metocean/layers/field-look.ts'
import { fieldByName } from '#src/domain/metocean/layers/variables.ts'
import { formatCount, formatNumber } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'

/** One entry of a result as the service writes it. */
interface Entry {
  readonly coordinates: { readonly latitude: number; readonly longitude: number; readonly timestamp: string }
  readonly conditions: Readonly<Record<string, number | null>>
}

/** One field of a result in figures, in its unit on the wire. Gaps are counted, and otherwise left out. */
export interface FieldSummary {
  readonly name: string
  readonly points: number
  readonly missing: number
  /** Null where no point has a value. */
  readonly values: {
    readonly min: number
    readonly max: number
    readonly mean: number
    /** Where the value that matters is: the greatest, or the least depth; the first of equals. */
    readonly extreme: Entry['coordinates']
  } | null
}

/** The text between two entries; it cannot occur inside one, because the conditions end each entry. */
const BETWEEN = '}},{'

/**
 * Summarises a result while it is read, without ever having all of it in memory. Directions have no least or greatest
 * and are left out.
 * @param body a bare array of entries, UTF-8, as a sync request is answered
 */
export async function summariseResult(body: Readable): Promise<FieldSummary[]> {
  const sums = new Map<string, Sum>()
  let text = ''
  const take = (end: number) => {
    // The piece cut off begins with the array's bracket or a comma.
    for (const entry of JSON.parse(`[${text.slice(1, end)}]`) as Entry[]) add(sums, entry)
    text = text.slice(end)
  }
  for await (const chunk of body.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk
    const last = text.lastIndexOf(BETWEEN)
    if (last >= 0) take(last + 2)
  }
  take(text.length - 1)
  return [...sums].map(([name, sum]) => summaryOf(name, sum))
}

interface Sum {
  readonly isLeast: boolean
  count: number
  missing: number
  total: number
  min: number
  max: number
  extreme: Entry['coordinates'] | null
}

function add(sums: Map<string, Sum>, { coordinates, conditions }: Entry): void {
  for (const [name, value] of Object.entries(conditions)) {
    if (isOfFlatSea(name, (other) => conditions[other])) continue
    let sum = sums.get(name)
    if (!sum) {
      const quantity = fieldByName(name)?.quantity
      if (quantity === 'direction') continue
      sum = {
        isLeast: quantity === 'depth',
        count: 0,
        missing: 0,
        total: 0,
        min: Infinity,
        max: -Infinity,
        extreme: null,
      }
      sums.set(name, sum)
    }
    if (value === null) {
      sum.missing++
      continue
    }
    if (sum.isLeast ? value < sum.min : value > sum.max) sum.extreme = coordinates
    sum.count++
    sum.total += value
    sum.min = Math.min(sum.min, value)
    sum.max = Math.max(sum.max, value)
  }
}

function summaryOf(name: string, { count, missing, total, min, max, extreme }: Sum): FieldSummary {
  return { name, points: count + missing, missing, values: extreme && { min, max, mean: total / count, extreme } }
}

const HEAD = ['', 'least', 'mean', 'most', 'unit', 'where'] as const

/** The summary as rows of cells, in the screen's units; in plain text, one below the other. */
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

import { fieldsOfAll, type Field, type Variable } from '#src/domain/metocean/layers/variables.ts'

export interface AskedPoint {
  readonly latitude: number
  readonly longitude: number
  readonly timestamp: string
}

/** One entry of a result. */
export interface Entry {
  readonly coordinates: AskedPoint
  readonly conditions: Readonly<Record<string, number | null>>
}

/** One in this many entries has no values, like a point over land. */
const LAND_EVERY = 9

/** A result as the contract has it: an entry per point in the order requested, made-up values of the sea, some null. */
export function entriesFor(points: readonly AskedPoint[], variables: readonly string[], windHeightM?: number): Entry[] {
  const fields = fieldsOfAll(variables as readonly Variable[], windHeightM)
  return points.map((coordinates, index) => ({
    coordinates,
    conditions: Object.fromEntries(
      fields.map((field) => [field.name, index % LAND_EVERY === 0 ? null : valueOf(field, index)]),
    ),
  }))
}

/** Plausible for the field, and different from point to point, so that a shifted row shows. */
function valueOf({ quantity, plausible: [, most] }: Field, index: number): number {
  if (quantity === 'direction') return (index * 7) % 360
  if (quantity === 'depth') return 1000 + (index % 3000)
  return Math.round((most / 10 + ((index % 90) / 90) * (most / 10)) * 100) / 100
}

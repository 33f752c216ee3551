import { z } from './schema.ts'

/** Is a stored value a column of numbers? Goes by its name, as `instanceof` fails for values of another realm. */
export function isColumn(value: unknown): value is Float64Array {
  return Object.prototype.toString.call(value) === '[object Float64Array]'
}

const column = z.custom<Float64Array>(isColumn)

/** Places and times as columns: degrees, unwrapped degrees, epoch milliseconds UTC. Parsed in place, never copied. */
export const PointColumns = z.object({ lat: column, lon: column, timeMs: column })

export const areOneLength = ({ lat, lon, timeMs }: z.infer<typeof PointColumns>): boolean =>
  lat.length === lon.length && lat.length === timeMs.length

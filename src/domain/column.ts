import { z } from 'zod'

/** Is a stored value a column of numbers? By its name: what comes out of a store may be of another realm, where `instanceof` fails. */
export function isColumn(value: unknown): value is Float64Array {
  return Object.prototype.toString.call(value) === '[object Float64Array]'
}

const column = z.custom<Float64Array>(isColumn)

/** Places and times as columns: degrees, unwrapped degrees, epoch milliseconds UTC. Parsed as they are, never copied. */
export const PointColumns = z.object({ lat: column, lon: column, timeMs: column })

export const areOneLength = ({ lat, lon, timeMs }: z.infer<typeof PointColumns>): boolean =>
  lat.length === lon.length && lat.length === timeMs.length

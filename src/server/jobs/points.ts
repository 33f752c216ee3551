import type { RequestPoint } from '#src/domain/metocean/wire/contract.ts'

/** The points of a task as columns: degrees as asked, epoch milliseconds UTC. */
export interface TaskPoints {
  readonly lat: Float64Array
  readonly lon: Float64Array
  readonly timeMs: Float64Array
}

export function pointColumns(points: readonly RequestPoint[]): TaskPoints {
  const columns = {
    lat: new Float64Array(points.length),
    lon: new Float64Array(points.length),
    timeMs: new Float64Array(points.length),
  }
  points.forEach((point, i) => {
    columns.lat[i] = point.latitude
    columns.lon[i] = point.longitude
    columns.timeMs[i] = Date.parse(point.timestamp)
  })
  return columns
}

/** The columns one after the other, 24 bytes a point, in this machine's byte order (in practice little-endian). */
export function packPoints({ lat, lon, timeMs }: TaskPoints): Uint8Array {
  const packed = new Float64Array(lat.length * 3)
  packed.set(lat, 0)
  packed.set(lon, lat.length)
  packed.set(timeMs, lat.length * 2)
  return new Uint8Array(packed.buffer)
}

/** @param packed from `packPoints`, at any byte offset of its buffer */
export function unpackPoints(packed: Uint8Array): TaskPoints {
  // Copied: PostgreSQL's rows are Buffers, views at odd offsets of a shared pool, and slice() of a Buffer is one too.
  const all = new Float64Array(new Uint8Array(packed).buffer)
  const count = all.length / 3
  return { lat: all.slice(0, count), lon: all.slice(count, 2 * count), timeMs: all.slice(2 * count) }
}

/** Points `from` up to, not including, `to`. */
export function slicePoints({ lat, lon, timeMs }: TaskPoints, from: number, to: number): TaskPoints {
  return { lat: lat.slice(from, to), lon: lon.slice(from, to), timeMs: timeMs.slice(from, to) }
}

/** A point of a line, longitude unwrapped, with the time there if it has one. */
export interface LinePoint {
  readonly lat: number
  readonly lon: number
  readonly timeMs?: number
}

/**
 * A line in pieces that do not cross 180°, their longitudes in [−180, 180]; each piece ends, and the next begins, on the
 * meridian itself (RFC 7946, 3.1.9). A piece that is only a point is left out.
 * @param line of continuous longitudes
 */
export function cutAt180(line: readonly LinePoint[]): LinePoint[][] {
  const pieces: LinePoint[][] = []
  let piece: LinePoint[] = []
  let world = 0
  const add = (point: LinePoint) => {
    const before = piece.at(-1)
    const lon = point.lon - 360 * world
    if (before?.lat !== point.lat || before.lon !== lon) piece.push({ ...point, lon })
  }
  const finish = () => {
    if (piece.length > 1) pieces.push(piece)
    piece = []
  }
  for (const [index, point] of line.entries()) {
    const next = Math.floor((point.lon + 180) / 360)
    const before = line[index - 1]
    if (before && next !== world) {
      const crossing = between(before, point, 360 * Math.max(world, next) - 180)
      add(crossing)
      finish()
      world = next
      add(crossing)
    }
    world = next
    add(point)
  }
  finish()
  return pieces
}

function between(from: LinePoint, to: LinePoint, lon: number): LinePoint {
  const share = (lon - from.lon) / (to.lon - from.lon)
  const mix = (a: number, b: number) => a + share * (b - a)
  const times = from.timeMs !== undefined && to.timeMs !== undefined
  return { lat: mix(from.lat, to.lat), lon, ...(times && { timeMs: mix(from.timeMs, to.timeMs) }) }
}

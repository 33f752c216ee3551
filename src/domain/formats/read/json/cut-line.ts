import { at } from '../../../at.ts'
import type { Position } from '../../../position.ts'
import type { DraftPoint } from '../../reading.ts'

/** Degrees, about a metre: programs round where they cut. */
const NEAR_DEGREES = 1e-5
/** A time between two others to the second, as files write them. */
const NEAR_MS = 1000

/** On the meridian, from one side of it to the other, at one latitude. */
export function isCut(end: Position | undefined, begin: Position | undefined): boolean {
  if (!end || !begin || Math.sign(end.lon) === Math.sign(begin.lon)) return false
  return (
    [end, begin].every(({ lon }) => Math.abs(Math.abs(lon) - 180) <= NEAR_DEGREES) &&
    Math.abs(end.lat - begin.lat) <= NEAR_DEGREES
  )
}

/** Joins what follows a cut. The place of the cut goes where the line is straight there: it was made by cutting. */
export function mend(line: DraftPoint[], after: readonly DraftPoint[]): void {
  const [from, cut, next] = [line.at(-2), at(line, line.length - 1), after[1]]
  if (from && next && isBetween(from, cut, next)) line.pop()
  for (const point of after.slice(1)) line.push(point)
}

function isBetween(from: DraftPoint, cut: DraftPoint, next: DraftPoint): boolean {
  const side = Math.sign(cut.lon)
  // Degrees east of the meridian, on its own side of it each.
  const [start, end] = [from.lon - side * 180, next.lon + side * 180]
  if (start === end) return false
  const share = start / (start - end)
  const mix = (a: number, b: number) => a + share * (b - a)
  if (Math.abs(mix(from.lat, next.lat) - cut.lat) > NEAR_DEGREES) return false
  if (cut.timeMs == null) return true
  return from.timeMs != null && next.timeMs != null && Math.abs(mix(from.timeMs, next.timeMs) - cut.timeMs) <= NEAR_MS
}

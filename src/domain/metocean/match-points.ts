import { numberAt } from '../at.ts'
import { AppError } from '../errors.ts'
import { wrapLongitude } from '../position.ts'
import type { RequestPoints } from '../tasks/submission.ts'
import { HOUR_MS } from '../time.ts'

/** Services snap points to their grid: an answer in the same order may be off by this much. */
const SAME_ORDER = { deg: 0.5, ms: HOUR_MS } as const
/** Out of order only the point itself will do, or a neighbour's weather would move along the route. */
const SAME_POINT = { deg: 0.005, ms: 60_000 } as const

/** Places and times of an answer's entries. Degrees, epoch milliseconds; NaN where unreadable. */
export interface Places {
  readonly lat: Float64Array
  readonly lon: Float64Array
  readonly timeMs: Float64Array
}

function near(
  asked: RequestPoints,
  i: number,
  got: Places,
  j: number,
  { deg, ms }: { deg: number; ms: number },
): boolean {
  return (
    Math.abs(numberAt(asked.lat, i) - numberAt(got.lat, j)) <= deg &&
    // At a pole every longitude is the same place.
    (Math.abs(numberAt(asked.lat, i)) > 89.9 ||
      Math.abs(wrapLongitude(numberAt(asked.lon, i) - numberAt(got.lon, j))) <= deg) &&
    Math.abs(numberAt(asked.timeMs, i) - numberAt(got.timeMs, j)) <= ms
  )
}

/**
 * Which entry answers which point asked: by index if the counts agree and every entry is within 0.5° and 1 h of its
 * point; else by position and time, each entry once.
 * @returns for each point asked the index of its entry, −1 where the answer has none
 * @throws AppError `answer-mismatch` where fewer than half of the points are answered
 */
export function matchPoints(asked: RequestPoints, got: Places): Int32Array {
  const count = asked.lat.length
  const matches = Int32Array.from({ length: count }, (_, index) => index)
  if (got.lat.length === count && matches.every((index) => near(asked, index, got, index, SAME_ORDER))) return matches
  const waiting = byPlaceAndTime(got)
  let found = 0
  for (let i = 0; i < count; i++) {
    const match = take(waiting, asked, i, got)
    matches[i] = match
    if (match >= 0) found++
  }
  if (found * 2 < count)
    throw new AppError(
      'answer-mismatch',
      `${found} of the ${count} points requested are in the ${got.lat.length} entries of the answer`,
    )
  return matches
}

const CELL = { deg: 0.01, ms: 120_000 } as const
const cellKey = (lat: number, lon: number, time: number) => `${lat}/${lon}/${time}`
const cellOf = (lat: number, lon: number, timeMs: number) =>
  [Math.floor(lat / CELL.deg), Math.floor(wrapLongitude(lon) / CELL.deg), Math.floor(timeMs / CELL.ms)] as const

function byPlaceAndTime(got: Places): Map<string, number[]> {
  const cells = new Map<string, number[]>()
  for (let j = 0; j < got.lat.length; j++) {
    const key = cellKey(...cellOf(numberAt(got.lat, j), numberAt(got.lon, j), numberAt(got.timeMs, j)))
    const cell = cells.get(key)
    if (cell) cell.push(j)
    else cells.set(key, [j])
  }
  return cells
}

/** Takes the first free entry at this point. */
function take(cells: Map<string, number[]>, asked: RequestPoints, i: number, got: Places): number {
  for (const lonShift of [-1, 0, 1])
    for (const latShift of [-1, 0, 1])
      for (const timeShift of [-1, 0, 1]) {
        const key = cellKey(
          ...cellOf(
            numberAt(asked.lat, i) + latShift * SAME_POINT.deg,
            numberAt(asked.lon, i) + lonShift * SAME_POINT.deg,
            numberAt(asked.timeMs, i) + timeShift * SAME_POINT.ms,
          ),
        )
        const cell = cells.get(key)
        const found = cell?.find((j) => near(asked, i, got, j, SAME_POINT))
        if (!cell || found === undefined) continue
        cell.splice(cell.indexOf(found), 1)
        return found
      }
  return -1
}

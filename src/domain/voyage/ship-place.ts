import { rhumbLine } from '../geodesy/leg-line.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { firstAfter } from '../metocean/sample-times.ts'
import { trackOf } from '../metocean/along-track.ts'
import type { Position } from '../position.ts'

export interface ShipPlace {
  readonly position: Position
  /** Course over ground, degrees true; NaN where the samples have not moved yet. */
  readonly courseDeg: number
  /** The sample nearest in time. */
  readonly sample: number
}

/**
 * Where the ship is at a time: between two samples on the straight line the map draws, by the share of time gone.
 * Before the first and after the last sample she lies there.
 * @param columns `timeMs` never falls, `lon` unwrapped
 * @returns null without samples
 */
export function shipPlace(columns: ResultColumns, atMs: number): ShipPlace | null {
  const { timeMs, lat, lon, count } = columns
  if (count === 0) return null
  const at = (index: number): Position => ({ lat: lat[index]!, lon: lon[index]! })
  if (count === 1) return { position: at(0), courseDeg: NaN, sample: 0 }
  const next = Math.max(1, Math.min(count - 1, firstAfter(timeMs, atMs)))
  const before = next - 1
  const gone = (atMs - timeMs[before]!) / (timeMs[next]! - timeMs[before]!)
  const share = Math.min(1, Math.max(0, Number.isNaN(gone) ? 0 : gone))
  return {
    position: rhumbLine(at(before), at(next)).at(share),
    courseDeg: trackOf(columns).cogDeg[before]!,
    sample: share > 0.5 ? next : before,
  }
}

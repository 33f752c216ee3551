import { numberAt } from '../at.ts'
import { rhumbLine } from '../geodesy/leg-line.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { firstAfter } from '../metocean/sample-times.ts'
import { trackOf } from '../metocean/along-track.ts'
import { type Position, positionAt } from '../position.ts'

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
  const { timeMs, count } = columns
  if (count === 0) return null
  if (count === 1) return { position: positionAt(columns, 0), courseDeg: NaN, sample: 0 }
  const next = Math.max(1, Math.min(count - 1, firstAfter(timeMs, atMs)))
  const before = next - 1
  const gone = (atMs - numberAt(timeMs, before)) / (numberAt(timeMs, next) - numberAt(timeMs, before))
  const share = Math.min(1, Math.max(0, Number.isNaN(gone) ? 0 : gone))
  return {
    position: rhumbLine(positionAt(columns, before), positionAt(columns, next)).at(share),
    courseDeg: numberAt(trackOf(columns).cogDeg, before),
    sample: share > 0.5 ? next : before,
  }
}

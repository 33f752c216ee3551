import { METRES_PER_NM } from '../geodesy/wgs84.ts'
import { directionColumn, layerById, type LayerId, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { trackOf } from '../metocean/along-track.ts'
import { formatNumber } from '../units/format.ts'
import { type ApparentWind, apparentWind, relativeAngle, sectorOf } from './relative.ts'

/** Wind and sea as the ship at a sample meets them; null where one of its parts is not known. */
export interface RelativeWeather {
  /** Where the true wind comes from, degrees off the bow in [−180, 180), + to starboard. */
  readonly windDeg: number | null
  readonly apparent: ApparentWind | null
  /** Where the waves come from, likewise. */
  readonly seaDeg: number | null
}

/** @param columns an answer; course and speed follow from its positions and times, as the ship's heading is not known */
export function relativeWeather(columns: ResultColumns, index: number): RelativeWeather {
  const courseDeg = trackOf(columns).cogDeg[index] ?? NaN
  const wind = vectorAt(columns, 'wind', index)
  const sea = vectorAt(columns, 'wave', index)
  const ship = { speedMs: speedMs(columns, index), courseDeg }
  return {
    windDeg: wind && wind.magnitude > 0 ? known(relativeAngle(wind.directionDeg, courseDeg)) : null,
    apparent:
      wind && !Number.isNaN(courseDeg)
        ? apparentWind({ speedMs: wind.magnitude, fromDeg: wind.directionDeg }, ship)
        : null,
    seaDeg: sea && sea.magnitude > 0 ? known(relativeAngle(sea.directionDeg, courseDeg)) : null,
  }
}

const known = (degrees: number): number | null => (Number.isNaN(degrees) ? null : degrees)

function vectorAt(
  columns: ResultColumns,
  id: LayerId,
  index: number,
): { magnitude: number; directionDeg: number } | null {
  const layer = layerById[id]
  const magnitude = magnitudeColumn(layer, columns)?.[index]
  const directionDeg = directionColumn(layer, columns)?.[index]
  if (magnitude === undefined || directionDeg === undefined || Number.isNaN(magnitude)) return null
  return { magnitude, directionDeg }
}

/** Speed over ground on the way to the next sample, at the last one from the sample before; NaN where time stands still. */
function speedMs(columns: ResultColumns, index: number): number {
  const from = Math.min(index, columns.count - 2)
  const { distanceNm } = trackOf(columns)
  const seconds = (columns.timeMs[from + 1]! - columns.timeMs[from]!) / 1000
  return seconds > 0 ? ((distanceNm[from + 1]! - distanceNm[from]!) * METRES_PER_NM) / seconds : NaN
}

/** `035° port`; dead ahead and dead astern have no side. @param degrees off the bow, + to starboard */
export function angleText(degrees: number): string {
  const off = Math.round(Math.abs(degrees))
  const side = off === 0 || off === 180 ? '' : degrees < 0 ? ' port' : ' starboard'
  return `${formatNumber(off).padStart(3, '0')}°${side}`
}

/** With the sector: `035° port, bow`. */
export const relativeText = (degrees: number): string => `${angleText(degrees)}, ${sectorOf(degrees)}`

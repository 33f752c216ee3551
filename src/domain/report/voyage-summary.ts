import { summarise as summariseAnswer } from '../metocean/wire/read-result.ts'
import { summarise } from '../metocean/column-summary.ts'
import {
  directionColumn,
  KNOTS_PER_MS,
  type Layer,
  layerLabel,
  layersOf,
  magnitudeColumn,
} from '../metocean/layers/layers.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import { type ClassHours, directionMean, hoursOfSamples, hoursPerClass, timeMean } from '../metocean/statistics.ts'
import { trackOf } from '../metocean/along-track.ts'
import { beaufort, seaStateDegree } from '../units/sea-words.ts'
import { type CurrentEffect, currentEffect } from './current-effect.ts'
import { relativeAngle, sectorOf, sectors } from './relative.ts'

/** One variable over a passage, in the layer's screen unit. */
export interface VariableSummary {
  readonly layer: Layer
  /** With the height of the wind where that is not 10 m. */
  readonly label: string
  readonly min: number
  readonly max: number
  readonly minIndex: number
  readonly maxIndex: number
  /** Over time; null where no two samples in a row are known. */
  readonly mean: number | null
  /** Share of the time the mean rests on, 0 to 1. */
  readonly coverage: number
  /** Degrees true by the layer's convention; waves weighted with Hs². */
  readonly direction: number | 'variable' | null
}

/** A passage in figures. Hours are those of the whole passage; what is not known is counted apart. */
export interface VoyageSummary {
  readonly startMs: number
  readonly endMs: number
  readonly distanceNm: number
  readonly variables: readonly VariableSummary[]
  /** Force 0 to 12; null without wind at 10 m. */
  readonly beaufort: ClassHours | null
  /** Degree 0 to 9 by significant height; null without waves. */
  readonly seaState: ClassHours | null
  /** By `sectors`, relative to the course; null without a direction. */
  readonly windSectors: ClassHours | null
  readonly waveSectors: ClassHours | null
  readonly current: CurrentEffect | null
  /** Share of all values asked for that are missing, 0 to 1. */
  readonly missing: number
}

/** @returns null for an answer without samples */
export function voyageSummary(columns: ResultColumns): VoyageSummary | null {
  const { count, timeMs } = columns
  if (count === 0) return null
  const hours = hoursOfSamples(timeMs)
  const available = layersOf(columns)
  const layer = (id: Layer['id']) => available.find((one) => one.id === id)
  const { values, missing } = summariseAnswer(columns)
  return {
    startMs: timeMs[0]!,
    endMs: timeMs[count - 1]!,
    distanceNm: trackOf(columns).distanceNm[count - 1]!,
    variables: available.flatMap((one) => variableSummary(one, columns, hours) ?? []),
    beaufort: beaufortHours(layer('wind'), columns, hours),
    seaState: seaStateHours(layer('wave'), columns, hours),
    windSectors: sectorHours(layer('wind'), columns, hours),
    waveSectors: sectorHours(layer('wave'), columns, hours),
    current: currentEffect(columns),
    missing: values + missing > 0 ? missing / (values + missing) : 0,
  }
}

function variableSummary(layer: Layer, columns: ResultColumns, hours: Float64Array): VariableSummary | null {
  const column = magnitudeColumn(layer, columns)!
  const found = summarise(column, layer.factor)
  if (!found) return null
  const mean = timeMean(column, columns.timeMs)
  const { min, max, minIndex, maxIndex } = found
  return {
    layer,
    label: layerLabel(layer, columns),
    min,
    max,
    minIndex,
    maxIndex,
    mean: mean && mean.mean * layer.factor,
    coverage: mean?.coverage ?? 0,
    direction: meanDirection(layer, columns, column, hours),
  }
}

/** Waves count with their energy, wind and current with their speed: a calm has no direction. */
function meanDirection(
  layer: Layer,
  columns: ResultColumns,
  column: FieldColumn,
  hours: Float64Array,
): number | 'variable' | null {
  const direction = directionColumn(layer, columns)
  if (!direction || layer.id === 'period') return null
  const power = layer.convention === 'from' && layer.unit === 'm' ? 2 : 1
  const weights = hours.map((amount, index) => amount * column[index]! ** power)
  const mean = directionMean(direction, weights)
  return mean === null || mean === 'variable' ? mean : mean.deg
}

function beaufortHours(wind: Layer | undefined, columns: ResultColumns, hours: Float64Array): ClassHours | null {
  const column = columns.fields['Winds_10m_Intensity']
  return wind && column ? hoursPerClass(hours, 13, (index) => beaufort(column[index]! * KNOTS_PER_MS)) : null
}

function seaStateHours(wave: Layer | undefined, columns: ResultColumns, hours: Float64Array): ClassHours | null {
  const column = wave && magnitudeColumn(wave, columns)
  return column ? hoursPerClass(hours, 10, (index) => seaStateDegree(column[index])) : null
}

/** A calm comes from nowhere: its hours are not known to be in any sector. */
function sectorHours(layer: Layer | undefined, columns: ResultColumns, hours: Float64Array): ClassHours | null {
  const column = layer && magnitudeColumn(layer, columns)
  const direction = layer && directionColumn(layer, columns)
  if (!column || !direction) return null
  const { cogDeg } = trackOf(columns)
  return hoursPerClass(hours, sectors.length, (index) => {
    const sector = column[index] === 0 ? null : sectorOf(relativeAngle(direction[index]!, cogDeg[index]!))
    return sector && sectors.indexOf(sector)
  })
}

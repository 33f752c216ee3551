import { numberAt } from '../at.ts'
import { summariseColumn } from '../metocean/column-summary.ts'
import {
  directionColumn,
  KNOTS_PER_MS,
  type Layer,
  layerLabel,
  layersOf,
  magnitudeColumn,
} from '../metocean/layers/layers.ts'
import { isFlatAt } from '../metocean/layers/field-look.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import {
  type ClassHours,
  directionMean,
  hoursOfSamples,
  hoursPerClass,
  type Mean,
  timeMean,
} from '../metocean/statistics.ts'
import { trackOf } from '../metocean/along-track.ts'
import { beaufort, seaStateDegree } from '../units/sea-words.ts'
import { relativeAngle, sectorOf, sectors } from '../voyage/sea/relative-weather.ts'
import { stepGains } from '../voyage/current/gains.ts'
import type { PlannedSpeed } from '../voyage/voyage.ts'

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

/** A passage in figures. Hours cover the whole passage; hours that are not known are counted apart. */
export interface VoyageSummary {
  readonly startMs: number
  readonly endMs: number
  readonly distanceNm: number
  readonly variables: readonly VariableSummary[]
  /** Force 0 to 12; null without wind at 10 m. */
  readonly beaufort: ClassHours | null
  /** Degree 0 to 9 by significant height; null without waves. */
  readonly seaState: ClassHours | null
  /** By `sectors`, relative to the course, then calm; null without a direction. */
  readonly windSectors: ClassHours | null
  readonly waveSectors: ClassHours | null
  readonly current: CurrentEffect | null
}

/** @returns null for an answer without samples */
export function voyageSummary(columns: ResultColumns, planned: PlannedSpeed = 'over ground'): VoyageSummary | null {
  const { count, timeMs } = columns
  if (count === 0) return null
  const hours = hoursOfSamples(timeMs)
  const available = layersOf(columns)
  const layer = (id: Layer['id']) => available.find((one) => one.id === id)
  return {
    startMs: numberAt(timeMs, 0),
    endMs: numberAt(timeMs, count - 1),
    distanceNm: numberAt(trackOf(columns).distanceNm, count - 1),
    variables: available.flatMap((one) => variableSummary(one, columns, hours) ?? []),
    beaufort: beaufortHours(layer('wind'), columns),
    seaState: seaStateHours(layer('wave'), columns),
    windSectors: sectorHours(layer('wind'), columns),
    waveSectors: sectorHours(layer('wave'), columns),
    current: currentEffect(columns, planned),
  }
}

function variableSummary(layer: Layer, columns: ResultColumns, hours: Float64Array): VariableSummary | null {
  const all = magnitudeColumn(layer, columns)
  const column = all?.map((value, index) => (isFlatAt(columns, layer.magnitude, index) ? NaN : value))
  const found = column && summariseColumn(column, layer.factor)
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
    coverage: timeMean(all ?? column, columns.timeMs)?.coverage ?? 0,
    direction: meanDirection(layer, columns, column, hours),
  }
}

/** Waves are weighted by energy, wind and current by speed: a calm has no direction. */
function meanDirection(
  layer: Layer,
  columns: ResultColumns,
  column: FieldColumn,
  hours: Float64Array,
): number | 'variable' | null {
  const direction = directionColumn(layer, columns)
  if (!direction || layer.id === 'period') return null
  const power = layer.convention === 'from' && layer.unit === 'm' ? 2 : 1
  const weights = hours.map((amount, index) =>
    isFlatAt(columns, layer.direction ?? '', index) ? 0 : amount * numberAt(column, index) ** power,
  )
  const mean = directionMean(direction, weights)
  return mean === null || mean === 'variable' ? mean : mean.deg
}

function beaufortHours(wind: Layer | undefined, columns: ResultColumns): ClassHours | null {
  const column = columns.fields['Winds_10m_Intensity']
  return wind && column
    ? hoursPerClass(columns.timeMs, 13, (index) => beaufort(numberAt(column, index) * KNOTS_PER_MS))
    : null
}

function seaStateHours(wave: Layer | undefined, columns: ResultColumns): ClassHours | null {
  const column = wave && magnitudeColumn(wave, columns)
  return column ? hoursPerClass(columns.timeMs, 10, (index) => seaStateDegree(column[index])) : null
}

/** By `sectors`, and after them a calm or flat sea, which comes from nowhere. */
function sectorHours(layer: Layer | undefined, columns: ResultColumns): ClassHours | null {
  const column = layer && magnitudeColumn(layer, columns)
  const direction = layer && directionColumn(layer, columns)
  if (!column || !direction) return null
  const { cogDeg } = trackOf(columns)
  return hoursPerClass(columns.timeMs, sectors.length + 1, (index) => {
    if (column[index] === 0 || isFlatAt(columns, layer.direction ?? '', index)) return sectors.length
    const sector = sectorOf(relativeAngle(numberAt(direction, index), numberAt(cogDeg, index)))
    return sector && sectors.indexOf(sector)
  })
}

/** What the current does to a passage. */
interface CurrentEffect {
  /** Along the course, knots over time, + favourable. */
  readonly along: Mean
  /** Against the same speed through still water, hours, + gained; of the part that is known. */
  readonly hoursGained: number
}

/**
 * The current's part in a passage, step by step with the current at its beginning and end. Speeds over ground are those
 * of the answer's own positions and times.
 * @returns null where the answer has no current, or none is known over a step
 */
export function currentEffect(columns: ResultColumns, planned: PlannedSpeed): CurrentEffect | null {
  const { current } = trackOf(columns)
  const along = current && timeMean(current, columns.timeMs)
  const gains = stepGains(columns, planned)
  if (!along || !gains) return null
  return { along, hoursGained: gains.reduce((sum, gain) => sum + (Number.isNaN(gain) ? 0 : gain), 0) }
}

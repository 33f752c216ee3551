import { numberAt } from '../at.ts'
import { acrossTrackWind, trackOf } from '../metocean/along-track.ts'
import { alongTrackGapWords, gapWords } from '../metocean/gap-words.ts'
import { fieldsByLayer, layerById, type LayerId, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { Answer, FieldColumn, ResultColumns } from '../metocean/result.ts'
import { steepness } from '../voyage/sea/steepness.ts'
import type { LimitId } from './limits.ts'

/** The values that are compared with a limit. */
export interface WatchedColumn {
  /** NaN where not known. */
  readonly values: FieldColumn
  /** Screen value = column value × factor. −1 for the current, whose adverse side is the negative one. */
  readonly factor: number
}

/** What a limit watches: a magnitude of the answer, or what follows from it and the course or the period. */
interface Source {
  readonly layer: LayerId
  readonly derived?: (columns: ResultColumns) => FieldColumn | undefined
  /** Of the derived column; otherwise the layer's. */
  readonly factor?: number
  /** Why a derived value is missing where the answer has the magnitude's column. */
  readonly whyUnknown?: (answer: Answer, index: number) => string
}

const sources: Readonly<Record<LimitId, Source>> = {
  wind: { layer: 'wind' },
  gust: { layer: 'gust' },
  'beam-wind': {
    layer: 'wind',
    derived: acrossTrackWind,
    whyUnknown: (answer, index) => alongTrackGapWords(answer, index, 'wind'),
  },
  wave: { layer: 'wave' },
  swell: { layer: 'swell' },
  steepness: { layer: 'wave', derived: seaSteepness, factor: 1, whyUnknown: whyNoSteepness },
  'adverse-current': {
    layer: 'current',
    derived: (columns) => trackOf(columns).current,
    factor: -1,
    whyUnknown: (answer, index) => alongTrackGapWords(answer, index, 'current'),
  },
}

const known = new WeakMap<ResultColumns, Map<LimitId, FieldColumn | undefined>>()

/** The column that a limit watches; null where it was not requested or not returned. */
export function watchedColumn(columns: ResultColumns, id: LimitId): WatchedColumn | null {
  const { layer, derived, factor = layerById[layer].factor } = sources[id]
  const values = derived ? derivedOnce(columns, id, derived) : magnitudeColumn(layerById[layer], columns)
  return values ? { values, factor } : null
}

function derivedOnce(
  columns: ResultColumns,
  id: LimitId,
  derived: NonNullable<Source['derived']>,
): FieldColumn | undefined {
  const before = known.get(columns) ?? new Map<LimitId, FieldColumn | undefined>()
  known.set(columns, before)
  if (!before.has(id)) before.set(id, derived(columns))
  return before.get(id)
}

/** The name on the wire of the field whose own values a limit watches; null where they are derived, or the answer lacks it. */
export const ownField = (columns: Pick<ResultColumns, 'fields'>, id: LimitId): string | null =>
  sources[id].derived ? null : watchedField(columns, id)

/** The name on the wire of the magnitude a limit goes by; null where the answer lacks it. */
const watchedField = (columns: Pick<ResultColumns, 'fields'>, id: LimitId): string | null =>
  fieldsByLayer(columns)[sources[id].layer]?.magnitude ?? null

/** Why a limit cannot be judged at a sample, in words. */
export function whyNotWatched(answer: Answer, id: LimitId, index: number): string {
  const field = watchedField(answer.columns, id)
  if (field === null) return 'not in this answer'
  return sources[id].whyUnknown?.(answer, index) ?? gapWords(answer, field, index)
}

/**
 * A bound in the unit and precision of the column, so that a wave sent as 4.1 m reaches a limit of 4.1 m although a
 * column keeps 24 bits of it.
 * @param bound screen unit
 */
export const boundOf = ({ factor }: WatchedColumn, bound: number): number => Math.fround(bound / Math.abs(factor))

/** Steepness of the total sea; that of a flat sea is 0 whatever its period. undefined where the answer has no period. */
function seaSteepness(columns: ResultColumns): FieldColumn | undefined {
  const heights = magnitudeColumn(layerById.wave, columns)
  const periods = magnitudeColumn(layerById.period, columns)
  if (!heights || !periods) return undefined
  const ratios = new Float32Array(heights.length)
  for (let index = 0; index < ratios.length; index++) {
    const height = numberAt(heights, index)
    ratios[index] = height === 0 ? 0 : steepness(height, numberAt(periods, index))
  }
  return ratios
}

function whyNoSteepness(answer: Answer, index: number): string {
  const { wave, period } = fieldsByLayer(answer.columns)
  const isKnown = (name: string) => !Number.isNaN(answer.columns.fields[name]?.[index] ?? NaN)
  if (wave?.magnitude && !isKnown(wave.magnitude)) return gapWords(answer, wave.magnitude, index)
  return `no period: ${period?.magnitude ? gapWords(answer, period.magnitude, index) : 'not returned'}`
}

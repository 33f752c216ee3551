import { binEdges } from '#src/domain/metocean/bins.ts'
import { summarise } from '#src/domain/metocean/column-summary.ts'
import { type FieldLook, fieldLook, fieldText } from '#src/domain/metocean/field-look.ts'
import { forecastEndMs, gapWords } from '#src/domain/metocean/gap-words.ts'
import { type Layer, type LayerId, layerLabel, layers, type RampId } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber, isMissing, MISSING } from '#src/domain/units/format.ts'
import { type GapRun, gapRuns } from './gap-runs.ts'
import { type LaneScale, laneScale } from './lane-scale.ts'
import { trackOf } from '#src/domain/metocean/track-of.ts'

export type Stroke = 'main' | 'dashed' | 'thin' | 'dotted'

export interface LaneSeries {
  readonly label: string
  readonly stroke: Stroke
  /** In the lane's unit; NaN is "no value". */
  readonly values: Float32Array
}

export interface LaneGap extends GapRun {
  readonly words: string
}

/** One lane of the charts as data: everything a drawing needs but the colours of the theme. */
export interface Lane {
  readonly id: 'wind' | 'wave' | 'current' | 'sst' | 'depth'
  readonly label: string
  readonly unit: string
  readonly decimals: number
  /** The first is the one that is filled, dotted by the cursor and asked for gaps. */
  readonly series: readonly [LaneSeries, ...LaneSeries[]]
  readonly scale: LaneScale
  readonly ramp: RampId
  readonly edges: readonly number[]
  /** What the map colours by, in the lane's unit: of a current its speed, not the part along the track. */
  readonly magnitude: Float32Array
  /** Depth hangs from the surface. */
  readonly downward: boolean
  /** A value's sign is written out: + favourable, − adverse. */
  readonly signed: boolean
  readonly gaps: readonly LaneGap[]
  /** What else is known at a sample: period, direction. */
  readonly detail: (index: number) => string
}

interface LaneRecipe {
  readonly id: Lane['id']
  readonly label: string
  readonly layers: readonly (readonly [LayerId, string, Stroke])[]
  readonly details: readonly RegExp[]
  readonly fromZero: boolean
  readonly leastSpan: number
}

const recipes: readonly LaneRecipe[] = [
  { id: 'wind', label: 'Wind', layers: [['wind', 'wind', 'main'], ['gust', 'gust', 'dashed']], details: [/^Winds_.*Direction$/], fromZero: true, leastSpan: 20 },
  { id: 'wave', label: 'Waves', layers: [['wave', 'Hs', 'main'], ['swell', 'swell', 'thin'], ['wind-sea', 'wind sea', 'dotted']], details: [/^Waves_Mean_Period$/, /^Waves_Mean_Direction$/], fromZero: true, leastSpan: 2 },
  { id: 'current', label: 'Current', layers: [['current', 'speed', 'main']], details: [/^Currents_Intensity$/, /^Currents_Direction$/], fromZero: true, leastSpan: 1 },
  { id: 'sst', label: 'Sea temp.', layers: [['sst', 'surface', 'main']], details: [], fromZero: false, leastSpan: 4 },
  { id: 'depth', label: 'Depth', layers: [['depth', 'below sea level', 'main']], details: [], fromZero: true, leastSpan: 50 },
]

/** The lanes an answer can fill, top to bottom. */
export function lanesOf(answer: Answer): Lane[] {
  return recipes.flatMap((recipe) => laneOf(answer, recipe) ?? [])
}

function laneOf(answer: Answer, recipe: LaneRecipe): Lane | undefined {
  const sources = recipe.layers.flatMap(([id, label, stroke]) => sourceOf(answer, id, label, stroke) ?? [])
  const current = recipe.id === 'current' ? trackOf(answer.columns).current : undefined
  const [first, ...rest] = sources
  if (!first) return undefined
  const main: LaneSeries = current ? { label: 'along track', stroke: 'main', values: current } : { ...first.series, stroke: 'main' }
  const series = [main, ...rest.map((source) => source.series)] as const
  const looks = recipe.details.flatMap((pattern) => Object.keys(answer.columns.fields).filter((name) => pattern.test(name)).map(fieldLook))
  return {
    id: recipe.id,
    label: current ? 'Current along track' : recipe.id === 'wind' ? layerLabel(first.layer, answer.columns) : recipe.label,
    unit: first.layer.unit,
    decimals: first.layer.decimals,
    series,
    scale: scaleOf(series, { fromZero: recipe.fromZero && !current, leastSpan: recipe.leastSpan }),
    ramp: first.layer.ramp,
    edges: binEdges(first.layer, first.wire),
    magnitude: first.series.values,
    downward: recipe.id === 'depth',
    signed: current !== undefined,
    gaps: laneGaps(answer, main.values, first.name),
    detail: (index) => detailAt(answer, looks, index),
  }
}

function sourceOf(answer: Answer, id: LayerId, label: string, stroke: Stroke) {
  const layer: Layer = layers.find((candidate) => candidate.id === id)!
  const name = Object.keys(answer.columns.fields).find((field) => layer.magnitude.test(field))
  const wire = name === undefined ? undefined : answer.columns.fields[name]
  if (name === undefined || !wire) return undefined
  const values = layer.factor === 1 ? wire : wire.map((value) => value * layer.factor)
  return { name, layer, wire, series: { label, stroke, values } }
}

function scaleOf(series: readonly LaneSeries[], options: { fromZero: boolean; leastSpan: number }): LaneScale {
  const known = series.flatMap(({ values }) => summarise(values) ?? [])
  if (known.length === 0) return laneScale(0, 0, options)
  return laneScale(Math.min(...known.map(({ min }) => min)), Math.max(...known.map(({ max }) => max)), options)
}

function laneGaps(answer: Answer, values: Float32Array, fieldName: string): LaneGap[] {
  const end = forecastEndMs(answer)
  const beyond = end === null ? -1 : answer.columns.timeMs.findIndex((timeMs) => timeMs > end)
  return gapRuns(values, [beyond]).map((run) => ({ ...run, words: gapWords(answer, fieldName, run.from) }))
}

function detailAt({ columns }: Answer, looks: readonly FieldLook[], index: number): string {
  const known = looks.filter(({ name }) => !isMissing(columns.fields[name]?.[index]))
  return known.map((look) => fieldText(look, columns.fields[look.name]?.[index])).join(' ')
}

/** A value of a lane as text, without its unit; the sign is written out where the lane asks for it. */
export function laneNumber({ decimals, signed }: Pick<Lane, 'decimals' | 'signed'>, value: number | undefined): string {
  if (isMissing(value)) return MISSING
  const text = formatNumber(value, decimals)
  return signed && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

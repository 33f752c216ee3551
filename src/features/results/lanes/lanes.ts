import { numberAt } from '#src/domain/at.ts'
import { binEdges, binOf } from '#src/domain/metocean/layers/bins.ts'
import { type ColumnSummary, summariseColumn } from '#src/domain/metocean/column-summary.ts'
import { type FieldLook, fieldLook, fieldText, isFlatAt } from '#src/domain/metocean/layers/field-look.ts'
import { alongTrackGapWords, forecastEndMs, gapWords } from '#src/domain/metocean/gap-words.ts'
import { layerUnit } from '#src/domain/metocean/layers/layer-unit.ts'
import {
  directionColumn,
  fieldsByLayer,
  type Layer,
  layerById,
  type LayerId,
  layerLabel,
  type RampId,
} from '#src/domain/metocean/layers/layers.ts'
import type { Answer, FieldColumn } from '#src/domain/metocean/result.ts'
import { trackOf } from '#src/domain/metocean/along-track.ts'
import { formatNumber, isMissing, MISSING } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { defaultUnits, type ShownUnit, type Units } from '#src/domain/units/unit-choice.ts'
import type { LimitId } from '#src/domain/limits/limits.ts'
import { type furtherLaneIds, type LaneId, laneIds } from '#src/state/preferences.ts'

export type Stroke = 'main' | 'dashed' | 'thin' | 'dotted' | 'right'

export interface LaneSeries {
  readonly label: string
  /** How it is drawn; `right` belongs to the axis on the right, with its own unit. */
  readonly stroke: Stroke
  /** In the lane's unit; NaN is "no value". */
  readonly values: FieldColumn
  /** The limit it is compared with. */
  readonly limitId: LimitId | null
  /** null where every value is missing. */
  readonly summary: ColumnSummary | null
}

/** The barbs or arrows in a ribbon. */
export interface LaneGlyphs {
  readonly kind: 'wind' | 'wave' | 'current'
  /** As on the wire: wind and waves from, current towards. */
  readonly directionDeg: FieldColumn
  /** Knots or metres, whatever the lane's unit: barbs count in knots, arrows take their length from it. */
  readonly magnitude: FieldColumn
  readonly lat: Float64Array
}

/** One lane of the charts as data: everything a drawing needs except limits, window and theme colours. */
export interface Lane {
  readonly id: LaneId
  readonly label: string
  /** The units of the lane and its limits. */
  readonly units: Units
  readonly unit: string
  readonly decimals: number
  /** The first has the cursor's dot, and its gaps are shown. */
  readonly series: readonly [LaneSeries, ...LaneSeries[]]
  readonly fromZero: boolean
  /** In the lane's unit, so that calm weather is not blown up to the height of a storm. */
  readonly leastSpan: number
  readonly ramp: RampId
  /** The map's colour at every sample, 0 to 7; 255 without a value. For a current by its speed, not its component. */
  readonly bins: Uint8Array
  readonly glyphs: LaneGlyphs | null
  /** Depth hangs from the surface. */
  readonly downward: boolean
  /** A value's sign is written out: + favourable, − adverse. */
  readonly signed: boolean
  readonly gaps: readonly GapRun[]
  /** Why there is no value at a sample, in words. */
  readonly gapWords: (index: number) => string
  /** What else is known at a sample: direction, the current's own speed. */
  readonly detail: (index: number) => string
  /** What the weather means to the ship is drawn by kinds, not by the bins of the map; null: it is weather. */
  readonly ship: ShipLook | null
  /** All values there can be, and the step of the axis, where that is not for the values to say. */
  readonly axis?: { readonly min: number; readonly max: number; readonly step: number }
  /** What matters along the route, where that is not the greatest value; the last in a sentence. */
  readonly headline?: { readonly text: string; readonly more: string; readonly words: string }
}

/** How a kind looks in a ribbon; every one has its own pattern. */
export type KindLook = 'quiet' | 'hollow' | 'no data' | 'caution' | 'crossed' | 'limit'

/** A ribbon by kinds. */
export interface ShipLook {
  /** Places in the list of looks, which goes from best to worst. */
  readonly kinds: Uint8Array
  readonly looks: readonly KindLook[]
  /** The worst along the route: what it is, when, what it comes from, and all of it as part of a sentence. */
  readonly worst: { readonly text: string; readonly more: string; readonly from: string; readonly words: string }
  /** A few words for a sample. */
  readonly at: (index: number) => string
}

interface LaneRecipe {
  readonly label: string
  readonly layers: readonly (readonly [LayerId, string, Stroke, LimitId?])[]
  readonly details: readonly RegExp[]
  readonly glyphs: LaneGlyphs['kind'] | null
  readonly fromZero: boolean
  readonly leastSpan: number
}

/** The lanes of the weather itself. */
type WeatherLaneId = Exclude<LaneId, 'motion' | 'clearance' | (typeof furtherLaneIds)[number]>
const isWeather = (id: LaneId): id is WeatherLaneId => id in recipes

const recipes: Readonly<Record<WeatherLaneId, LaneRecipe>> = {
  wind: {
    label: 'Wind',
    layers: [
      ['wind', 'wind', 'main', 'wind'],
      ['gust', 'gust', 'dashed', 'gust'],
    ],
    details: [/^Winds_.*Direction$/],
    glyphs: 'wind',
    fromZero: true,
    leastSpan: 20,
  },
  wave: {
    label: 'Waves',
    layers: [
      ['wave', 'Hs', 'main', 'wave'],
      ['swell', 'swell', 'thin', 'swell'],
      ['wind-sea', 'wind sea', 'dotted'],
      ['period', 'period', 'right'],
    ],
    details: [/^Waves_Mean_Direction$/],
    glyphs: 'wave',
    fromZero: true,
    leastSpan: 2,
  },
  current: {
    label: 'Current',
    layers: [['current', 'speed', 'main']],
    details: [/^Currents_Intensity$/, /^Currents_Direction$/],
    glyphs: 'current',
    fromZero: true,
    leastSpan: 1,
  },
  sst: {
    label: 'Sea temperature',
    layers: [['sst', 'surface', 'main']],
    details: [],
    glyphs: null,
    fromZero: false,
    leastSpan: 4,
  },
  depth: {
    label: 'Depth',
    layers: [['depth', 'below sea level', 'main']],
    details: [],
    glyphs: null,
    fromZero: true,
    leastSpan: 50,
  },
}

/** The variable that each limit belongs to. */
export const laneOfLimit: Readonly<Record<LimitId, LaneId>> = {
  wind: 'wind',
  gust: 'wind',
  'beam-wind': 'wind',
  wave: 'wave',
  swell: 'wave',
  steepness: 'wave',
  'adverse-current': 'current',
}

/** In place of a bin where there is no value. */
export const NO_BIN = 255

/** The lanes an answer fills by itself. Costs nothing, so that a large answer's lanes can be computed one at a time. */
export function laneIdsOf({ columns }: Answer): LaneId[] {
  const fields = fieldsByLayer(columns)
  return laneIds.filter(
    (id) =>
      isWeather(id) &&
      recipes[id].layers.some(([layerId, , stroke]) => stroke !== 'right' && fields[layerId]?.magnitude !== undefined),
  )
}

/** The layer that colours a lane's ribbon; null: it is not the weather itself, or the answer lacks it. */
export function leadLayer({ columns }: Answer, id: LaneId): Layer | null {
  if (!isWeather(id)) return null
  const fields = fieldsByLayer(columns)
  const lead = recipes[id].layers.find(([layerId, , stroke]) => stroke !== 'right' && fields[layerId]?.magnitude)
  return lead ? layerById[lead[0]] : null
}

const known = new WeakMap<Answer, Map<LaneId, Lane | null>>()

/** A lane of the weather, kept for the units last chosen; null where the answer cannot fill it. */
export function laneOf(answer: Answer, id: LaneId, units: Units = defaultUnits): Lane | null {
  if (!isWeather(id)) return null
  const lanes = known.get(answer) ?? new Map<LaneId, Lane | null>()
  known.set(answer, lanes)
  const before = lanes.get(id)
  if (before === null || before?.units === units) return before
  const lane = makeLane(answer, id, units)
  lanes.set(id, lane)
  return lane
}

function makeLane(answer: Answer, id: WeatherLaneId, units: Units): Lane | null {
  const { columns } = answer
  const recipe = recipes[id]
  const sources = recipe.layers.flatMap(
    ([layerId, label, stroke, limitId = null]) =>
      sourceOf(answer, layerById[layerId], units, { label, stroke, limitId }) ?? [],
  )
  const first = sources.find(({ series }) => series.stroke !== 'right')
  if (!first) return null
  const shown = layerUnit(first.layer, units)
  const along = id === 'current' ? trackOf(columns).current : undefined
  const current = along && inUnit(along, shown)
  const main: LaneSeries = current
    ? {
        label: 'along track',
        stroke: 'main',
        values: current,
        limitId: 'adverse-current',
        summary: summariseColumn(current),
      }
    : { ...first.series, stroke: 'main' }
  const rest = sources.filter((source) => source !== first).map(({ series }) => series)
  // A force is a class, not a scale, so it is shown beside the knots.
  const details = id === 'wind' && units.speed === 'Bft' ? [/^Winds_10m_Intensity$/, ...recipe.details] : recipe.details
  const looks = details.flatMap((pattern) =>
    Object.keys(columns.fields)
      .filter((name) => pattern.test(name))
      .map(fieldLook),
  )
  const direction = directionColumn(first.layer, columns)
  return {
    id,
    label: current ? 'Current along track' : id === 'wind' ? layerLabel(first.layer, columns) : recipe.label,
    units,
    unit: shown.unit,
    decimals: shown.decimals,
    series: [main, ...rest],
    fromZero: recipe.fromZero && !current,
    leastSpan: Math.abs(shown.of(recipe.leastSpan) - shown.of(0)),
    ramp: first.layer.ramp,
    bins: binsOf(first.screen, binEdges(first.layer, first.wire)),
    glyphs:
      recipe.glyphs && direction
        ? { kind: recipe.glyphs, directionDeg: direction, magnitude: first.screen, lat: columns.lat }
        : null,
    downward: id === 'depth',
    signed: current !== undefined,
    gaps: gapRuns(main.values, [firstBeyond(answer)]),
    gapWords: (index) =>
      withEnd(answer, current ? alongTrackGapWords(answer, index) : gapWords(answer, first.name, index)),
    detail: (index) => detailAt(answer, looks, index, units),
    ship: null,
  }
}

function sourceOf(
  { columns }: Answer,
  layer: Layer,
  units: Units,
  series: Pick<LaneSeries, 'label' | 'stroke' | 'limitId'>,
) {
  const name = fieldsByLayer(columns)[layer.id]?.magnitude
  const wire = name === undefined ? undefined : columns.fields[name]
  if (name === undefined || !wire) return undefined
  const screen = layer.factor === 1 ? wire : mapped(wire, (value) => value * layer.factor)
  const values = inUnit(screen, layerUnit(layer, units))
  return { name, layer, wire, screen, series: { ...series, values, summary: summariseColumn(values) } }
}

/** In the chosen unit; the same column if it already has that. */
export const inUnit = (screen: FieldColumn, { of }: ShownUnit): FieldColumn =>
  of(0) === 0 && of(1) === 1 ? screen : mapped(screen, of)

export function mapped(column: FieldColumn, of: (value: number) => number): Float32Array {
  const values = new Float32Array(column.length)
  for (let index = 0; index < values.length; index++) values[index] = of(numberAt(column, index))
  return values
}

export function binsOf(values: FieldColumn, edges: readonly number[]): Uint8Array {
  const bins = new Uint8Array(values.length)
  for (let index = 0; index < bins.length; index++) {
    const bin = binOf(numberAt(values, index), edges)
    bins[index] = bin < 0 ? NO_BIN : bin
  }
  return bins
}

/** The first sample beyond the forecast; −1 where there is none. */
function firstBeyond(answer: Answer): number {
  const end = forecastEndMs(answer)
  return end === null ? -1 : answer.columns.timeMs.findIndex((timeMs) => timeMs > end)
}

/** The end of the forecast comes with its time. */
function withEnd(answer: Answer, words: string): string {
  const end = forecastEndMs(answer)
  return end !== null && /^beyond/.test(words) ? `${words}, which ends ${formatUtc(end)}` : words
}

function detailAt({ columns }: Answer, looks: readonly FieldLook[], index: number, units: Units): string {
  const there = looks.filter(({ name }) => !isMissing(columns.fields[name]?.[index]) && !isFlatAt(columns, name, index))
  return there.map((look) => fieldText(look, columns.fields[look.name]?.[index], units)).join(' ')
}

/** A value of a lane as text, without its unit; with its sign if the lane says so. */
export function laneNumber({ decimals, signed }: Pick<Lane, 'decimals' | 'signed'>, value: number | undefined): string {
  if (isMissing(value)) return MISSING
  const text = formatNumber(value, decimals)
  return signed && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}
/** A stretch without values: first and last missing sample. */
export interface GapRun {
  readonly from: number
  readonly to: number
}

/**
 * The stretches where a column has no value.
 * @param parts a stretch ends where it passes one of these, because the reason changes there (the forecast's end)
 */
export function gapRuns(values: ArrayLike<number>, parts: readonly number[] = []): GapRun[] {
  const runs: GapRun[] = []
  let from = -1
  const end = (to: number) => {
    if (from >= 0) runs.push({ from, to })
    from = -1
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index])) end(index - 1)
    else {
      if (from >= 0 && parts.includes(index)) end(index - 1)
      if (from < 0) from = index
    }
  }
  end(values.length - 1)
  return runs
}

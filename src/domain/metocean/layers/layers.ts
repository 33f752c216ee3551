import type { FieldColumn, ResultColumns } from '../result.ts'
import { heightOf, labelAt, standardName } from './variables.ts'

export type LayerId = 'wind' | 'gust' | 'wave' | 'period' | 'swell' | 'wind-sea' | 'current' | 'sst' | 'depth'
export type RampId = 'wind' | 'wave' | 'current' | 'period' | 'sst' | 'neutral'

/** One magnitude that can colour the route: which column, how it is shown, which direction goes with it. */
export interface Layer {
  readonly id: LayerId
  readonly label: string
  /** Unit on the screen. */
  readonly unit: 'kn' | 'm' | 's' | '°C'
  /** Screen value = wire value × factor. */
  readonly factor: number
  readonly decimals: 0 | 1
  /** Names on the wire; at other heights than 10 m only the height in the name differs. */
  readonly magnitude: string
  readonly direction?: string
  readonly convention?: 'from' | 'towards'
  readonly ramp: RampId
  /** Seven fixed edges between eight bins, in the screen unit; null: stretched to the range of the data. */
  readonly edges: readonly number[] | null
}

/** 1 m/s in knots: 3600 / 1852. */
export const KNOTS_PER_MS = 3600 / 1852

const windEdges = [7, 11, 17, 22, 28, 34, 48] as const
const waveEdges = [0.5, 1.25, 2.5, 4, 6, 9, 14] as const

/** Gust uses the wind ramp; swell and wind sea the wave ramp; depth the neutral one. */
export const layerById: Readonly<Record<LayerId, Layer>> = {
  wind: {
    id: 'wind',
    label: 'Wind',
    unit: 'kn',
    factor: KNOTS_PER_MS,
    decimals: 0,
    magnitude: 'Winds_10m_Intensity',
    direction: 'Winds_10m_Direction',
    convention: 'from',
    ramp: 'wind',
    edges: windEdges,
  },
  gust: {
    id: 'gust',
    label: 'Gust',
    unit: 'kn',
    factor: KNOTS_PER_MS,
    decimals: 0,
    magnitude: 'Gust_10m',
    ramp: 'wind',
    edges: windEdges,
  },
  wave: {
    id: 'wave',
    label: 'Wave height',
    unit: 'm',
    factor: 1,
    decimals: 1,
    magnitude: 'Waves_Significant_Height',
    direction: 'Waves_Mean_Direction',
    convention: 'from',
    ramp: 'wave',
    edges: waveEdges,
  },
  period: {
    id: 'period',
    label: 'Wave period',
    unit: 's',
    factor: 1,
    decimals: 1,
    magnitude: 'Waves_Mean_Period',
    direction: 'Waves_Mean_Direction',
    convention: 'from',
    ramp: 'period',
    edges: [4, 6, 8, 10, 12, 14, 16],
  },
  swell: {
    id: 'swell',
    label: 'Swell height',
    unit: 'm',
    factor: 1,
    decimals: 1,
    magnitude: 'Swell_Wave_Significant_Height',
    direction: 'Swell_Wave_Mean_Direction',
    convention: 'from',
    ramp: 'wave',
    edges: waveEdges,
  },
  'wind-sea': {
    id: 'wind-sea',
    label: 'Wind sea height',
    unit: 'm',
    factor: 1,
    decimals: 1,
    magnitude: 'Wind_Wave_Significant_Height',
    direction: 'Wind_Wave_Mean_Direction',
    convention: 'from',
    ramp: 'wave',
    edges: waveEdges,
  },
  current: {
    id: 'current',
    label: 'Current',
    unit: 'kn',
    factor: KNOTS_PER_MS,
    decimals: 1,
    magnitude: 'Currents_Intensity',
    direction: 'Currents_Direction',
    convention: 'towards',
    ramp: 'current',
    edges: [0.25, 0.5, 1, 1.5, 2, 3, 4],
  },
  sst: {
    id: 'sst',
    label: 'Sea temperature',
    unit: '°C',
    factor: 1,
    decimals: 1,
    magnitude: 'Sea_Surface_Temperature',
    ramp: 'sst',
    edges: null,
  },
  depth: {
    id: 'depth',
    label: 'Depth',
    unit: 'm',
    factor: 1,
    decimals: 0,
    magnitude: 'Bathymetry',
    ramp: 'neutral',
    edges: [20, 50, 100, 200, 1000, 3000, 5000],
  },
}

/** In the order the layer menu lists them. */
export const layers: readonly Layer[] = Object.values(layerById)

/** The names on the wire of a layer's columns in one answer. */
interface LayerFields {
  readonly magnitude?: string
  readonly direction?: string
}
type FieldsByLayer = Readonly<Partial<Record<LayerId, LayerFields>>>

const sorted = new WeakMap<ResultColumns['fields'], FieldsByLayer>()

/** The fields of an answer by the layer that draws them, sorted once per answer. */
export function fieldsByLayer({ fields }: Pick<ResultColumns, 'fields'>): FieldsByLayer {
  const before = sorted.get(fields)
  if (before) return before
  // Of several heights the first counts.
  const names = new Map(
    Object.keys(fields)
      .toReversed()
      .map((name) => [standardName(name), name]),
  )
  const byLayer: FieldsByLayer = Object.fromEntries(
    layers.map(({ id, magnitude, direction = '' }) => [
      id,
      { magnitude: names.get(magnitude), direction: names.get(direction) },
    ]),
  )
  sorted.set(fields, byLayer)
  return byLayer
}

const columnOf = ({ fields }: ResultColumns, name: string | undefined): FieldColumn | undefined =>
  name === undefined ? undefined : fields[name]

/** The column a layer draws, or undefined where the answer has none. */
export const magnitudeColumn = ({ id }: Layer, result: ResultColumns): FieldColumn | undefined =>
  columnOf(result, fieldsByLayer(result)[id]?.magnitude)

/** The direction column that goes with a layer, degrees by `layer.convention`, or undefined. */
export const directionColumn = ({ id }: Layer, result: ResultColumns): FieldColumn | undefined =>
  columnOf(result, fieldsByLayer(result)[id]?.direction)

/** The layers an answer can show, in menu order. */
export function layersOf(result: ResultColumns): Layer[] {
  return layers.filter((layer) => magnitudeColumn(layer, result) !== undefined)
}

/** The layer to draw: the chosen one where the answer has it, else the first it has, else none. */
export function shownLayer(columns: ResultColumns | null | undefined, chosen: LayerId | null): Layer | null {
  if (!columns) return null
  const available = layersOf(columns)
  return available.find(({ id }) => id === chosen) ?? available[0] ?? null
}

/** The name of an answer's layer; wind at another height than 10 m includes the height. */
export function layerLabel({ id, label }: Layer, result: Pick<ResultColumns, 'fields'>): string {
  if (id !== 'wind') return label
  const { magnitude, direction } = fieldsByLayer(result).wind ?? {}
  return labelAt(label, heightOf(magnitude ?? direction ?? ''))
}

/** By the name of a direction's field: the magnitude that goes with it, and whether both are one vector. */
export function directionPairs(columns: ResultColumns): Map<string, { magnitude: string; isFlow: boolean }> {
  const layers = Object.entries(fieldsByLayer(columns)) as [LayerId, { magnitude?: string; direction?: string }][]
  const found = new Map<string, { magnitude: string; isFlow: boolean }>()
  for (const [id, { magnitude, direction }] of layers)
    if (magnitude !== undefined && direction !== undefined && !found.has(direction))
      found.set(direction, { magnitude, isFlow: id === 'wind' || id === 'current' })
  return found
}

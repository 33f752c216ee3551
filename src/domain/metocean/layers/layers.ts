import type { FieldColumn, ResultColumns } from '../result.ts'

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
  readonly magnitude: RegExp
  readonly direction?: RegExp
  readonly convention?: 'from' | 'towards'
  readonly ramp: RampId
  /** Seven fixed edges between eight bins, in the screen unit; null: stretched to the range of the data. */
  readonly edges: readonly number[] | null
}

/** 1 m/s in knots: 3600 / 1852. */
export const KNOTS_PER_MS = 3600 / 1852

const windEdges = [7, 11, 17, 22, 28, 34, 48] as const
const waveEdges = [0.5, 1.25, 2.5, 4, 6, 9, 14] as const

/** In the order the layer menu lists them. Gust uses the wind ramp; swell and wind sea the wave ramp; depth the neutral one. */
export const layers: readonly Layer[] = [
  {
    id: 'wind',
    label: 'Wind',
    unit: 'kn',
    factor: KNOTS_PER_MS,
    decimals: 0,
    magnitude: /^Winds_[\d.]+m_Intensity$/,
    direction: /^Winds_[\d.]+m_Direction$/,
    convention: 'from',
    ramp: 'wind',
    edges: windEdges,
  },
  {
    id: 'gust',
    label: 'Gust',
    unit: 'kn',
    factor: KNOTS_PER_MS,
    decimals: 0,
    magnitude: /^Gust_[\d.]+m$/,
    ramp: 'wind',
    edges: windEdges,
  },
  {
    id: 'wave',
    label: 'Wave height',
    unit: 'm',
    factor: 1,
    decimals: 1,
    magnitude: /^Waves_Significant_Height$/,
    direction: /^Waves_Mean_Direction$/,
    convention: 'from',
    ramp: 'wave',
    edges: waveEdges,
  },
  {
    id: 'period',
    label: 'Wave period',
    unit: 's',
    factor: 1,
    decimals: 1,
    magnitude: /^Waves_Mean_Period$/,
    direction: /^Waves_Mean_Direction$/,
    convention: 'from',
    ramp: 'period',
    edges: [4, 6, 8, 10, 12, 14, 16],
  },
  {
    id: 'swell',
    label: 'Swell height',
    unit: 'm',
    factor: 1,
    decimals: 1,
    magnitude: /^Swell_Wave_Significant_Height$/,
    direction: /^Swell_Wave_Mean_Direction$/,
    convention: 'from',
    ramp: 'wave',
    edges: waveEdges,
  },
  {
    id: 'wind-sea',
    label: 'Wind sea height',
    unit: 'm',
    factor: 1,
    decimals: 1,
    magnitude: /^Wind_Wave_Significant_Height$/,
    direction: /^Wind_Wave_Mean_Direction$/,
    convention: 'from',
    ramp: 'wave',
    edges: waveEdges,
  },
  {
    id: 'current',
    label: 'Current',
    unit: 'kn',
    factor: KNOTS_PER_MS,
    decimals: 1,
    magnitude: /^Currents_Intensity$/,
    direction: /^Currents_Direction$/,
    convention: 'towards',
    ramp: 'current',
    edges: [0.25, 0.5, 1, 1.5, 2, 3, 4],
  },
  {
    id: 'sst',
    label: 'Sea temperature',
    unit: '°C',
    factor: 1,
    decimals: 1,
    magnitude: /^Sea_Surface_Temperature$/,
    ramp: 'sst',
    edges: null,
  },
  {
    id: 'depth',
    label: 'Depth',
    unit: 'm',
    factor: 1,
    decimals: 0,
    magnitude: /^Bathymetry$/,
    ramp: 'neutral',
    edges: [20, 50, 100, 200, 1000, 3000, 5000],
  },
]

/** The column a layer draws, or undefined where the answer has none. */
export function magnitudeColumn(layer: Layer, result: ResultColumns): FieldColumn | undefined {
  const name = Object.keys(result.fields).find((field) => layer.magnitude.test(field))
  return name === undefined ? undefined : result.fields[name]
}

/** The direction column that goes with a layer, degrees by `layer.convention`, or undefined. */
export function directionColumn(layer: Layer, result: ResultColumns): FieldColumn | undefined {
  const { direction } = layer
  if (!direction) return undefined
  const name = Object.keys(result.fields).find((field) => direction.test(field))
  return name === undefined ? undefined : result.fields[name]
}

/** The layers an answer can show, in menu order. */
export function layersOf(result: ResultColumns): Layer[] {
  return layers.filter((layer) => magnitudeColumn(layer, result) !== undefined)
}

/** What a layer of an answer is called: wind that was asked for at another height than 10 m says so. */
export function layerLabel(layer: Layer, result: Pick<ResultColumns, 'fields'>): string {
  const height =
    layer.id === 'wind'
      ? Object.keys(result.fields)
          .map((field) => /^Winds_([\d.]+)m_/.exec(field)?.[1])
          .find(Boolean)
      : undefined
  return height === undefined || height === '10' ? layer.label : `${layer.label} at ${height} m`
}

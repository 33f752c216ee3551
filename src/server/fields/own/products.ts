import type { Variable } from '#src/domain/metocean/layers/variables.ts'

/** The quantities that fields are put together from. */
export type FieldPart =
  | 'windEast'
  | 'windNorth'
  | 'windSpeed'
  | 'windFrom'
  | 'gust'
  | 'currentEast'
  | 'currentNorth'
  | 'currentSpeed'
  | 'currentTowards'
  | 'waveHeight'
  | 'wavePeriod'
  | 'waveDirection'
  | 'swellHeight'
  | 'swellPeriod'
  | 'swellDirection'
  | 'windSeaHeight'
  | 'windSeaPeriod'
  | 'windSeaDirection'
  | 'seaTemperature'
  | 'depth'

/** How the parts of a product become values: as they are, as an angle, or as speed and direction of a vector. */
export type ProductShape = 'plain' | 'angle' | 'from' | 'towards'

/** One or two fields that are read together, always from the same file and run. */
export interface Product {
  readonly name: string
  readonly variable: Variable
  /** The place of its first value among the fields of the variable. */
  readonly field: number
  readonly shape: ProductShape
  /** Sets of parts that it can be made of, the preferred first. A set of speed and direction is one of a vector. */
  readonly parts: readonly (readonly FieldPart[])[]
}

const plain = (name: string, variable: Variable, field: number, part: FieldPart): Product => ({
  name,
  variable,
  field,
  shape: part.endsWith('Direction') ? 'angle' : 'plain',
  parts: [[part]],
})

/** All products, in the order in which they are told. */
export const products: readonly Product[] = [
  {
    name: 'wind',
    variable: 'wind',
    field: 0,
    shape: 'from',
    parts: [
      ['windEast', 'windNorth'],
      ['windSpeed', 'windFrom'],
    ],
  },
  plain('gust', 'gust', 0, 'gust'),
  plain('wave height', 'wave', 0, 'waveHeight'),
  plain('wave period', 'wave', 1, 'wavePeriod'),
  plain('wave direction', 'wave', 2, 'waveDirection'),
  plain('swell height', 'extra_wave', 0, 'swellHeight'),
  plain('swell period', 'extra_wave', 1, 'swellPeriod'),
  plain('swell direction', 'extra_wave', 2, 'swellDirection'),
  plain('wind sea height', 'extra_wave', 3, 'windSeaHeight'),
  plain('wind sea period', 'extra_wave', 4, 'windSeaPeriod'),
  plain('wind sea direction', 'extra_wave', 5, 'windSeaDirection'),
  {
    name: 'current',
    variable: 'current',
    field: 0,
    shape: 'towards',
    parts: [
      ['currentEast', 'currentNorth'],
      ['currentSpeed', 'currentTowards'],
    ],
  },
  plain('sea temperature', 'sst', 0, 'seaTemperature'),
  plain('depth', 'bathy', 0, 'depth'),
]

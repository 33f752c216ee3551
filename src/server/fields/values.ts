import { at, numberAt } from '#src/domain/at.ts'
import { radians } from '#src/domain/geodesy/wgs84.ts'
import { isCovered } from '#src/domain/metocean/coverage.ts'
import { fieldsOf, type Variable } from '#src/domain/metocean/layers/variables.ts'
import { wrapLongitude } from '#src/domain/position.ts'
import { currentAt } from './current.ts'
import { bearingOf, bell, type Flow, vectorLength, placeAt, smoothstep, yearCosine } from './sea/geometry.ts'
import { coastKm, isLand, type SeaMap } from './sea/sea-map.ts'
import { seaStateAt, type WaveSystem } from './waves.ts'
import { type TestField, testCurrent, testWaves } from './test-field.ts'
import { gustOf, windAt, windAtHeight } from './wind.ts'

/** Points as columns (degrees, epoch milliseconds UTC), and what is requested at them. */
export interface SampleRequest {
  readonly lat: Float64Array
  readonly lon: Float64Array
  readonly timeMs: Float64Array
  readonly variables: readonly Variable[]
  /** Metres, 10 to 100. */
  readonly windHeightM: number
  /** The time now, from which the served times are counted. */
  readonly nowMs: number
  /** For tests: a sea that is known in closed form. */
  readonly testField?: TestField
}

/** Values at the points of a request: one column for each of `fieldsOfAll`, NaN where there is none. */
export type FieldColumns = readonly Float64Array[]

/**
 * Where fields come from. Points of a route and the places of a map are read through it alike, at any place and time.
 * Longitudes are counted in any way.
 */
export interface FieldSource {
  read(request: SampleRequest): Promise<FieldColumns>
}

/** Values of the requested variables at one point, in the order of `fieldsOf`; a variable without any is left out. */
type PointValues = Partial<Record<Variable, readonly number[]>>

const fromOf = (flow: Flow): number => (bearingOf(flow) + 180) % 360
const numbersOf = ({ height, period, from }: WaveSystem): number[] => [height, period, from]

/** The model's values at a point of the sea. @param index of the point in the request */
export function valuesAt(map: SeaMap, request: SampleRequest, index: number): PointValues {
  const lat = numberAt(request.lat, index)
  const lon = numberAt(request.lon, index)
  const timeMs = numberAt(request.timeMs, index)
  const { variables } = request
  const values: PointValues = {}
  const toCoastKm = coastKm(map, lat, lon)
  if (variables.includes('bathy')) values.bathy = [depthAt(lat, lon, toCoastKm)]
  if (!isCovered(timeMs, request.nowMs)) return values
  if (variables.includes('sst')) values.sst = [seaTemperature(lat, lon, timeMs)]
  const place = placeAt(lat, lon)
  const wind = windAt(place, timeMs)
  const speed = vectorLength(wind.east, wind.north)
  values.wind = [windAtHeight(speed, request.windHeightM), fromOf(wind)]
  values.gust = [gustOf(speed)]
  const { testField } = request
  if (variables.includes('current')) {
    const current = testField ? testCurrent(testField, lat, lon, timeMs) : currentAt(place, toCoastKm, wind)
    values.current = [vectorLength(current.east, current.north), bearingOf(current)]
  }
  if (variables.includes('wave') || variables.includes('extra_wave')) {
    const { total, swell, windSea } = seaStateAt(map, place, timeMs, wind)
    const testHeight = testField && testWaves(testField, timeMs)
    values.wave = numbersOf(testHeight === undefined ? total : { ...total, height: testHeight })
    values.extra_wave = [...numbersOf(swell), ...numbersOf(windSea)]
  }
  return values
}

/** The synthetic model as columns. Over land nothing has a value; outside the served times only the depth has. */
export function readModel(map: SeaMap, request: SampleRequest): FieldColumns {
  const { lat, lon, variables, windHeightM } = request
  const widths = variables.map((variable) => fieldsOf(variable, windHeightM).length)
  const columns = widths.flatMap((width) => Array.from({ length: width }, () => new Float64Array(lat.length).fill(NaN)))
  for (let index = 0; index < lat.length; index++) {
    if (isLand(map, numberAt(lat, index), numberAt(lon, index))) continue
    const values = valuesAt(map, request, index)
    let first = 0
    variables.forEach((variable, place) => {
      values[variable]?.forEach((value, field) => (at(columns, first + field)[index] = value))
      first += at(widths, place)
    })
  }
  return columns
}

const FREEZING = -1.8

/**
 * Where the sea is warmer or colder than its latitude: centre, widths in degrees, °C. Fitted by eye to the annual mean
 * of the World Ocean Atlas (R. A. Locarnini et al., NOAA Atlas NESDIS 81, 2018), rounded.
 */
const anomalies = [
  { lat: 4, lon: 150, tall: 10, wide: 40, warmer: 2.2 }, // western Pacific warm pool
  { lat: 5, lon: 75, tall: 12, wide: 25, warmer: 1.8 }, // northern Indian Ocean
  { lat: -1, lon: -95, tall: 4, wide: 28, warmer: -3 }, // equatorial cold tongue
  { lat: -15, lon: -78, tall: 9, wide: 9, warmer: -4.5 }, // Peru
  { lat: -24, lon: 11, tall: 9, wide: 8, warmer: -4.5 }, // Benguela
  { lat: 24, lon: -18, tall: 8, wide: 8, warmer: -2.5 }, // Canaries
  { lat: 35, lon: -123, tall: 8, wide: 8, warmer: -3 }, // California
  { lat: 57, lon: -8, tall: 11, wide: 30, warmer: 8.5 }, // North Atlantic drift
  { lat: 72, lon: 15, tall: 8, wide: 25, warmer: 6 }, // Norwegian Sea
  { lat: 38, lon: -62, tall: 5, wide: 14, warmer: 4 }, // Gulf Stream
  { lat: 34, lon: 145, tall: 5, wide: 15, warmer: 2.5 }, // Kuroshio
  { lat: 38, lon: 18, tall: 5, wide: 20, warmer: 2.5 }, // Mediterranean
  { lat: 50, lon: 180, tall: 8, wide: 40, warmer: 3 }, // northern North Pacific
  { lat: -45, lon: 80, tall: 8, wide: 70, warmer: 2.5 }, // southern Indian Ocean
] as const

/**
 * Sea surface temperature, °C: 27 (1 − sin⁴(1.5 φ)) up to 60° (the FLAT profile of R. B. Neale & B. J. Hoskins,
 * Atmospheric Science Letters 1, 2000), its latitude shifted by ±5° with the season two months behind the sun,
 * with the large departures of the real oceans, never below freezing.
 */
export function seaTemperature(lat: number, lon: number, timeMs: number): number {
  const shifted = lat + 5 * yearCosine(timeMs, 51)
  const φ = radians(Math.min(60, Math.abs(shifted)))
  let temperature = 27 * (1 - Math.sin(1.5 * φ) ** 4) - 0.12 * Math.max(0, Math.abs(shifted) - 60)
  for (const { lat: centre, lon: middle, tall, wide, warmer } of anomalies) {
    temperature += warmer * bell((lat - centre) / tall) * bell(wrapLongitude(lon - middle) / wide)
  }
  return Math.max(FREEZING, temperature)
}

/** Shelf seas that lie farther from a coast than a shelf is wide: centre, half-sizes in degrees, depth in m. */
const shelfSeas = [
  { lat: 56, lon: 3, tall: 5, wide: 6, depth: 70 }, // North Sea
  { lat: 59, lon: 20, tall: 7, wide: 6, depth: 70 }, // Baltic
  { lat: 49.5, lon: -7, tall: 3, wide: 4, depth: 110 }, // Celtic Sea and Channel
  { lat: 74, lon: 38, tall: 5, wide: 18, depth: 230 }, // Barents Sea
  { lat: 75, lon: 110, tall: 4, wide: 60, depth: 60 }, // Siberian shelves
  { lat: 60, lon: -172, tall: 5, wide: 9, depth: 70 }, // Bering shelf
  { lat: 60, lon: -85, tall: 6, wide: 8, depth: 130 }, // Hudson Bay
  { lat: 45.5, lon: -52, tall: 2.5, wide: 4, depth: 80 }, // Grand Banks
  { lat: -46, lon: -63, tall: 8, wide: 4, depth: 110 }, // Patagonian shelf
  { lat: 34, lon: 123, tall: 6, wide: 3.5, depth: 60 }, // Yellow and East China Seas
  { lat: 5, lon: 107, tall: 9, wide: 6, depth: 65 }, // Sunda shelf
  { lat: -10, lon: 136, tall: 4, wide: 6, depth: 60 }, // Arafura Sea
  { lat: 27, lon: 51, tall: 3, wide: 4, depth: 40 }, // Persian Gulf
] as const

/** Depth by distance to the coast: shelf to 130 m at 75 km, slope to 3500 m at 200 km, then plains to 4700 m. */
function marginDepth(coastKm: number): number {
  const shelf = 8 + 122 * Math.min(1, coastKm / 75) ** 1.2
  const slope = 3370 * smoothstep(75, 200, coastKm)
  const plain = 1200 * smoothstep(200, 900, coastKm)
  return shelf + slope + plain
}

/** Gentle hills of the abyssal plain, −1…1, whole waves around the earth. */
function hills(lat: number, lon: number): number {
  const φ = radians(lat)
  const λ = radians(lon)
  return (
    0.5 * Math.sin(17 * λ + 3 * Math.sin(5 * φ)) * Math.cos(13 * φ) +
    0.5 * Math.sin(41 * λ - 23 * φ) * Math.cos(29 * φ + 1)
  )
}

/**
 * Depth of the sea in m, positive down, synthetic. Mean shelf, slope and plain after H. W. Menard & S. M. Smith,
 * J. Geophys. Res. 71 (1966); shelf seas by name; no charted depth is behind any number.
 */
function depthAt(lat: number, lon: number, coastKm: number): number {
  let depth = marginDepth(coastKm)
  depth += 350 * smoothstep(200, 600, coastKm) * hills(lat, lon)
  for (const sea of shelfSeas) {
    const offset = Math.hypot((lat - sea.lat) / sea.tall, wrapLongitude(lon - sea.lon) / sea.wide)
    const share = 1 - smoothstep(0.85, 1.25, offset)
    const bottom = Math.min(depth, sea.depth * (0.85 + 0.15 * bell(offset)))
    depth += share * (bottom - depth)
  }
  return depth
}

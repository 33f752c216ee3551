import { isCovered } from '#src/domain/metocean/coverage.ts'
import type { Variable } from '#src/domain/metocean/layers/variables.ts'
import { currentAt } from './current.ts'
import { depthAt } from './sea/depth.ts'
import { bearingOf, type Flow, lengthOf, placeAt } from './sea/geometry.ts'
import { coastKm, type SeaMap } from './sea/sea-map.ts'
import { seaTemperature } from './sea-temperature.ts'
import type { WaveSystem } from './wind-sea.ts'
import { seaStateAt } from './waves.ts'
import { gustOf, windAt, windAtHeight } from './wind.ts'

/** Points as columns (degrees, epoch milliseconds UTC) and what is asked of them. */
export interface SampleRequest {
  readonly lat: Float64Array
  readonly lon: Float64Array
  readonly timeMs: Float64Array
  readonly variables: readonly Variable[]
  /** Metres, 10 to 100. */
  readonly windHeightM: number
  /** The present, against which the served times are counted. */
  readonly nowMs: number
}

/** Values of the asked variables at one point, in the order of `fieldsOf`; a variable without any is left out. */
export type PointValues = Partial<Record<Variable, readonly number[]>>

const fromOf = (flow: Flow): number => (bearingOf(flow) + 180) % 360
const numbersOf = ({ height, period, from }: WaveSystem): number[] => [height, period, from]

/** What the model says at a point of the sea. @param index of the point in the request */
export function valuesAt(map: SeaMap, request: SampleRequest, index: number): PointValues {
  const lat = request.lat[index]!
  const lon = request.lon[index]!
  const timeMs = request.timeMs[index]!
  const { variables } = request
  const values: PointValues = {}
  const toCoastKm = coastKm(map, lat, lon)
  if (variables.includes('bathy')) values.bathy = [depthAt(lat, lon, toCoastKm)]
  if (!isCovered(timeMs, request.nowMs)) return values
  if (variables.includes('sst')) values.sst = [seaTemperature(lat, lon, timeMs)]
  const place = placeAt(lat, lon)
  const wind = windAt(place, timeMs)
  const speed = lengthOf(wind.east, wind.north)
  values.wind = [windAtHeight(speed, request.windHeightM), fromOf(wind)]
  values.gust = [gustOf(speed)]
  if (variables.includes('current')) {
    const current = currentAt(place, toCoastKm, wind)
    values.current = [lengthOf(current.east, current.north), bearingOf(current)]
  }
  if (variables.includes('wave') || variables.includes('extra_wave')) {
    const { total, swell, windSea } = seaStateAt(map, place, timeMs, wind)
    values.wave = numbersOf(total)
    values.extra_wave = [...numbersOf(swell), ...numbersOf(windSea)]
  }
  return values
}

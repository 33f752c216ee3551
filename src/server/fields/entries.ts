import { fieldsOf, type Field, type Variable } from '#src/domain/metocean/variables.ts'
import { DAY_MS } from './calendar.ts'
import { currentAt } from './current.ts'
import { depthAt } from './depth.ts'
import { bearingOf, type Flow, placeAt } from './geometry.ts'
import { coastKm, isLand, type SeaMap } from './sea-map.ts'
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

/** Decimals on the wire; a step far finer than the model and than any instrument. */
const decimals: Readonly<Record<Field['quantity'], number>> = { speed: 3, height: 2, period: 2, direction: 1, temperature: 2, depth: 1 }

/** Served times: three years back, ten days ahead, both ends included. */
function isServed(timeMs: number, nowMs: number): boolean {
  const earliest = new Date(nowMs)
  earliest.setUTCFullYear(earliest.getUTCFullYear() - 3)
  return timeMs >= earliest.getTime() && timeMs <= nowMs + 10 * DAY_MS
}

const speedOf = ({ east, north }: Flow): number => Math.hypot(east, north)
const fromOf = (flow: Flow): number => (bearingOf(flow) + 180) % 360
const numbersOf = ({ height, period, from }: WaveSystem): number[] => [height, period, from]

/** Values of all asked variables at one sea point, by variable, in the order of `fieldsOf`. */
function valuesAt(map: SeaMap, request: SampleRequest, index: number): Partial<Record<Variable, number[]>> {
  const lat = request.lat[index]!
  const lon = request.lon[index]!
  const timeMs = request.timeMs[index]!
  const asked = (variable: Variable) => request.variables.includes(variable)
  const toCoastKm = coastKm(map, lat, lon)
  const values: Partial<Record<Variable, number[]>> = {}
  if (asked('bathy')) values.bathy = [depthAt(lat, lon, toCoastKm)]
  if (!isServed(timeMs, request.nowMs)) return values
  const place = placeAt(lat, lon)
  const wind = windAt(place, timeMs)
  values.wind = [windAtHeight(speedOf(wind), request.windHeightM), fromOf(wind)]
  values.gust = [gustOf(speedOf(wind))]
  if (asked('sst')) values.sst = [seaTemperature(lat, lon, timeMs)]
  if (asked('current')) {
    const current = currentAt(place, toCoastKm, wind)
    values.current = [speedOf(current), bearingOf(current)]
  }
  if (asked('wave') || asked('extra_wave')) {
    const { total, swell, windSea } = seaStateAt(map, place, timeMs, wind)
    values.wave = numbersOf(total)
    values.extra_wave = [...numbersOf(swell), ...numbersOf(windSea)]
  }
  return values
}

/** A number as JSON text with at most so many decimals; a direction of 360.0 is 0. */
function numberText(value: number, { quantity }: Field): string {
  const scale = 10 ** decimals[quantity]
  const rounded = Math.round(value * scale) / scale
  return `${quantity === 'direction' && rounded >= 360 ? 0 : rounded}`
}

const timestampText = (timeMs: number): string => new Date(timeMs).toISOString().replace('.000Z', 'Z')

/** The longitude as the contract has it, −180…180; what already is stays as it came. */
const wireLongitude = (lon: number): number => (lon >= -180 && lon <= 180 ? lon : lon - 360 * Math.floor((lon + 180) / 360))

/**
 * The entries of the answer, as JSON objects joined by commas (no brackets), in the order of the request. Over land
 * every condition is null; outside the served times all but the depth are.
 */
export function entriesText(map: SeaMap, request: SampleRequest): string {
  const columns = request.variables.map((variable) => ({ variable, fields: fieldsOf(variable, request.windHeightM) }))
  const entries: string[] = []
  for (let index = 0; index < request.lat.length; index++) {
    const lat = request.lat[index]!
    const lon = request.lon[index]!
    const values = isLand(map, lat, lon) ? {} : valuesAt(map, request, index)
    const conditions = columns.flatMap(({ variable, fields }) =>
      fields.map((field, at) => {
        const value = values[variable]?.[at]
        return `"${field.name}":${value === undefined ? 'null' : numberText(value, field)}`
      }),
    )
    entries.push(
      `{"coordinates":{"latitude":${lat + 0},"longitude":${wireLongitude(lon) + 0},"timestamp":"${timestampText(request.timeMs[index]!)}"},"conditions":{${conditions.join(',')}}}`,
    )
  }
  return entries.join(',')
}

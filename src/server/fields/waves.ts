import { bearingOf, type Flow, lengthOf, type Place, radians } from './sea/geometry.ts'
import { openWaterAround, openWaterKm } from './sea/open-water.ts'
import type { SeaMap } from './sea/sea-map.ts'
import { swellAt } from './swell.ts'
import { windSea, type WaveSystem } from './wind-sea.ts'

export interface SeaState {
  readonly total: WaveSystem
  readonly swell: WaveSystem
  readonly windSea: WaveSystem
}

/** Directions around the wind that share in its fetch, with their weights: the effective fetch of SPM 1977, § 3.43. */
const fetchRays = [-45, -22.5, 0, 22.5, 45].map((offset) => ({ offset, weight: Math.cos(radians(offset)) ** 2 }))
const fetchWeights = fetchRays.reduce((sum, { weight }) => sum + weight, 0)

function effectiveFetchKm(around: Float64Array, windFrom: number): number {
  let sum = 0
  for (const { offset, weight } of fetchRays) sum += weight * openWaterKm(around, windFrom + offset)
  return sum / fetchWeights
}

/** Two systems as one: energies add, the mean period is m0/m1 (energy over energy per period), directions by energy. */
function combine(swell: WaveSystem, sea: WaveSystem): WaveSystem {
  let energy = 0
  let perPeriod = 0
  const from = { east: 0, north: 0 }
  for (const system of [swell, sea]) {
    const share = system.height * system.height
    if (!(share > 0) || !(system.period > 0)) continue
    energy += share
    perPeriod += share / system.period
    from.east += share * Math.sin(radians(system.from))
    from.north += share * Math.cos(radians(system.from))
  }
  return { height: Math.sqrt(energy), period: perPeriod > 0 ? energy / perPeriod : 0, from: bearingOf(from) }
}

/** Wind sea, swell and both together (Hs² = swell² + wind sea²). @param wind m/s at 10 m, the way it blows to */
export function seaStateAt(map: SeaMap, place: Place, timeMs: number, wind: Flow): SeaState {
  const around = openWaterAround(map, place.lat, place.lon)
  const windFrom = (bearingOf(wind) + 180) % 360
  const sea = windSea(lengthOf(wind.east, wind.north), windFrom, effectiveFetchKm(around, windFrom))
  const swell = swellAt(around, place, timeMs)
  return { total: combine(swell, sea), swell, windSea: sea }
}

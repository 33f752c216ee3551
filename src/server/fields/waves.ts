import { radians } from '#src/domain/geodesy/wgs84.ts'
import { GRAVITY } from '#src/domain/voyage/sea/dispersion.ts'
import {
  bearingOf,
  coriolis,
  directionTowards,
  distanceKm,
  type Flow,
  vectorLength,
  type Place,
  smoothstep,
} from './sea/geometry.ts'
import { openWaterAround, openWaterKm } from './sea/open-water.ts'
import type { SeaMap } from './sea/sea-map.ts'
import { hollandWind, type Low, recentLows } from './lows.ts'
import { DAY_MS } from '#src/domain/time.ts'

interface SeaState {
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
  const sea = windSea(vectorLength(wind.east, wind.north), windFrom, effectiveFetchKm(around, windFrom))
  const swell = swellAt(around, place, timeMs)
  return { total: combine(swell, sea), swell, windSea: sea }
}

/** Swell of a low is felt for three weeks after its birth: the slowest takes that long across an ocean. */
const SWELL_WEEKS = 4
/** Fetch inside a low, km, and the belt wind that adds to its own, m/s. */
const STORM_FETCH_KM = 800
const BELT_WIND = 5
/** Inside this range the waves of a low are still its wind sea. */
const NEAR_KM = 400
const FULL_SWELL_KM = 1200
/** Energy lost besides spreading (F. Ardhuin et al., Geophys. Res. Lett. 36, 2009): e-folding of height, km. */
const DECAY_KM = 7000
/** Open water below which no ocean swell comes in, and from which it comes in fully, km. */
const SHELTERED_KM = 300
const EXPOSED_KM = 1800

interface Source {
  readonly height: number
  readonly period: number
}
const sources = new WeakMap<Low, Source>()

function sourceOf(low: Low): Source {
  let source = sources.get(low)
  if (!source) {
    const wind = BELT_WIND + hollandWind(low.depthHpa, low.radiusKm, low.radiusKm, coriolis(low.peak.lat))
    const { height, significantPeriod } = smb(wind, STORM_FETCH_KM)
    source = { height, period: Math.max(8, significantPeriod) }
    sources.set(low, source)
  }
  return source
}

/** Sums wave systems by energy (height²), as superposed systems add up. */
class Sum {
  energy = 0
  perPeriod = 0
  east = 0
  north = 0

  add(energy: number, period: number, towardsSource: Flow): void {
    this.energy += energy
    this.perPeriod += energy / period
    this.east += energy * towardsSource.east
    this.north += energy * towardsSource.north
  }
}

const exposure = (around: Float64Array, from: Flow): number =>
  smoothstep(SHELTERED_KM, EXPOSED_KM, openWaterKm(around, bearingOf(from)))

/**
 * Height of the swell of one low at a place, before shelter: kept period, arrival at the group speed gT/4π, a train
 * that lengthens on the way, height ∝ 1/√distance. Sources: W. H. Munk et al., Phil. Trans. A 255 (1963) for
 * dispersion; F. E. Snodgrass et al., Phil. Trans. A 259 (1966) for the small loss across oceans.
 */
function arrivingHeight(low: Low, place: Place, timeMs: number): number {
  const sinceDays = (timeMs - low.peakMs) / DAY_MS
  if (sinceDays < -3) return 0 // before the first forerunners, wherever the place is
  const rangeKm = distanceKm(place, low.peak)
  if (rangeKm < NEAR_KM) return 0
  const { height, period } = sourceOf(low)
  const travelDays = (rangeKm * 1000) / ((GRAVITY * period) / (4 * Math.PI)) / 86_400
  const lateDays = sinceDays - travelDays
  const trainDays = 1 + 0.15 * travelDays
  if (Math.abs(lateDays) > 3 * trainDays) return 0
  const train = Math.exp(-0.5 * (lateDays / trainDays) ** 2)
  const spread = Math.sqrt(STORM_FETCH_KM / Math.max(STORM_FETCH_KM, rangeKm)) * Math.exp(-rangeKm / DECAY_KM)
  return height * train * spread * smoothstep(NEAR_KM, FULL_SWELL_KM, rangeKm)
}

/** The swell that is always there: the long waves of the two storm belts, fading towards the other hemisphere. */
function addBackground(sum: Sum, around: Float64Array, place: Place): void {
  for (const [sign, bearing] of [
    [1, 315],
    [-1, 225],
  ] as const) {
    const height = 0.9 * (0.15 + 0.85 * smoothstep(-25, 40, sign * place.lat))
    const from = { east: Math.sin(radians(bearing)), north: Math.cos(radians(bearing)) }
    sum.add(height * height * exposure(around, from), 11, from)
  }
}

/** All swell at a place, from the lows of past weeks, through open water. @param around `openWaterAround` the place */
function swellAt(around: Float64Array, place: Place, timeMs: number): WaveSystem {
  const sum = new Sum()
  addBackground(sum, around, place)
  for (const low of recentLows(timeMs, SWELL_WEEKS)) {
    const height = arrivingHeight(low, place, timeMs)
    if (height < 0.02) continue
    const from = directionTowards(place, low.peak)
    sum.add(height * height * exposure(around, from), sourceOf(low).period, from)
  }
  const height = Math.sqrt(sum.energy)
  const period = sum.energy > 1e-9 ? meanPeriod(sum.energy / sum.perPeriod) : 0
  return { height, period, from: bearingOf(sum) }
}

/** Mean period as a share of the significant period. */
const MEAN_OF_SIGNIFICANT_PERIOD = 0.82
/** Longest fetch that still counts, km; beyond it the sea is fully grown. */
const FETCH_CAP_KM = 1000
/** A sea needs some water to exist at all; keeps the formulas away from zero in harbours. */
const SHORTEST_FETCH_KM = 1

export interface WaveSystem {
  /** Significant height, m. */
  readonly height: number
  /** Mean period, s. */
  readonly period: number
  /** Degrees the waves come from. */
  readonly from: number
}

/**
 * Significant height (m) and significant period (s) of a wind sea in deep water, by the SMB method.
 * Source: Shore Protection Manual, US Army CERC (1977), eqs. 3-33 and 3-34 without the depth terms.
 * @param wind m/s at 10 m
 * @param fetchKm open water upwind
 */
export function smb(wind: number, fetchKm: number): { height: number; significantPeriod: number } {
  if (wind < 0.1) return { height: 0, significantPeriod: 0 }
  const fetchM = 1000 * Math.min(FETCH_CAP_KM, Math.max(SHORTEST_FETCH_KM, fetchKm))
  const x = (GRAVITY * fetchM) / (wind * wind)
  const height = ((wind * wind) / GRAVITY) * 0.283 * Math.tanh(0.0125 * x ** 0.42)
  const significantPeriod = ((2 * Math.PI * wind) / GRAVITY) * 1.2 * Math.tanh(0.077 * x ** 0.25)
  return { height, significantPeriod }
}

/** Wind sea in equilibrium with the present wind. */
function windSea(wind: number, windFrom: number, fetchKm: number): WaveSystem {
  const { height, significantPeriod } = smb(wind, fetchKm)
  return { height, period: MEAN_OF_SIGNIFICANT_PERIOD * significantPeriod, from: windFrom }
}

/** Mean period from the significant one. */
const meanPeriod = (significantPeriod: number): number => MEAN_OF_SIGNIFICANT_PERIOD * significantPeriod

import { DAY_MS } from '#src/domain/time.ts'
import {
  bearingOf,
  coriolis,
  directionTowards,
  distanceKm,
  type Flow,
  GRAVITY,
  type Place,
  radians,
  smoothstep,
} from './sea/geometry.ts'
import { hollandWind, type Low, recentLows } from './lows.ts'
import { openWaterKm } from './sea/open-water.ts'
import { meanPeriod, smb, type WaveSystem } from './wind-sea.ts'

/** Swell of a low is felt for three weeks after its birth: the slowest takes that long across an ocean. */
const SWELL_WEEKS = 4
/** Fetch inside a low, km, and the belt wind that adds to its own, m/s. */
const STORM_FETCH_KM = 800
const BELT_WIND = 5
/** Inside this range the waves of a low are still its wind sea. */
const NEAR_KM = 400
const FULL_SWELL_KM = 1200
/** Energy lost on the way besides spreading (F. Ardhuin et al., Geophys. Res. Lett. 36, 2009): e-folding of height, km. */
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

/** Sums up wave systems by energy (height²): what superposed systems add up to. */
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

/** All swell at a place: of the lows of the past weeks, wherever open water lets it in. @param around `openWaterAround` the place */
export function swellAt(around: Float64Array, place: Place, timeMs: number): WaveSystem {
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

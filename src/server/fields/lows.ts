import { radians } from '#src/domain/geodesy/wgs84.ts'
import { KM_PER_DEGREE, type Place, placeAt, yearCosine } from './sea/geometry.ts'
import { DAY_MS } from '#src/domain/time.ts'

const WEEK_MS = 7 * DAY_MS
const LOWS_PER_WEEK = 9
/** No low lives longer, so only those of this week and the last can be alive. */
const LONGEST_LIFE_DAYS = 7

/** A travelling mid-latitude low: fixed at birth, everything else follows from the time. */
export interface Low {
  readonly north: boolean
  readonly bornMs: number
  readonly lifeMs: number
  readonly startLat: number
  readonly startLon: number
  /** Degrees poleward over the whole life. */
  readonly polewardDegrees: number
  /** Degrees of longitude eastward over the whole life. */
  readonly eastwardDegrees: number
  /** Greatest pressure deficit, hPa. */
  readonly depthHpa: number
  /** Radius of the strongest wind, km. */
  readonly radiusKm: number
  /** Where and when it is deepest: the source of its swell. */
  readonly peak: Place
  readonly peakMs: number
}

/**
 * The k-th low of a week. Tracks: birth at 33–44°, eastward at 10–15 m/s, 12–20° poleward over 5 to 7 days, deeper in
 * winter (Peixoto & Oort 1992, ch. 8; B. J. Hoskins & K. I. Hodges, J. Atmos. Sci. 59, 2002, for the tracks).
 */
function bear(week: number, north: boolean, index: number): Low {
  const draw = (what: number) => chance(week, north ? 1 : 2, index, what)
  const bornMs = (week + draw(1)) * WEEK_MS
  const lifeMs = (5 + (LONGEST_LIFE_DAYS - 5) * draw(2)) * DAY_MS
  const startLat = (33 + 11 * draw(3)) * (north ? 1 : -1)
  const startLon = ((index + draw(4)) / LOWS_PER_WEEK) * 360 - 180
  const polewardDegrees = (12 + 8 * draw(5)) * (north ? 1 : -1)
  const speed = 10 + 5 * draw(6)
  const midLat = startLat + polewardDegrees / 2
  const eastwardDegrees = (speed * lifeMs) / 1e6 / (KM_PER_DEGREE * Math.cos(radians(midLat)))
  const winter = yearCosine(bornMs, north ? 15 : 197)
  const depthHpa = (14 + 26 * draw(7) ** 1.3) * (1 + (north ? 0.3 : 0.15) * winter)
  return {
    north,
    bornMs,
    lifeMs,
    startLat,
    startLon,
    polewardDegrees,
    eastwardDegrees,
    depthHpa,
    radiusKm: 320 + 230 * draw(8),
    peak: placeAt(midLat, startLon + eastwardDegrees / 2),
    peakMs: bornMs + lifeMs / 2,
  }
}

const born = new Map<number, readonly Low[]>()

/** All lows born in a week (counted from 1970), in both hemispheres. Kept: the served times span about 160 weeks. */
function lowsOfWeek(week: number): readonly Low[] {
  let lows = born.get(week)
  if (!lows) {
    lows = [true, false].flatMap((north) =>
      Array.from({ length: LOWS_PER_WEEK }, (_, index) => bear(week, north, index)),
    )
    born.set(week, lows)
  }
  return lows
}

const recent = new Map<number, readonly Low[]>()
const MOST_WEEKS = 10

/** The lows born in the last `weeks` weeks (under ten) up to a time, with the present one. Weeks are the epoch's. */
export function recentLows(timeMs: number, weeks: number): readonly Low[] {
  const week = Math.floor(timeMs / WEEK_MS)
  const key = week * MOST_WEEKS + weeks
  let lows = recent.get(key)
  if (!lows) {
    lows = Array.from({ length: weeks }, (_, back) => lowsOfWeek(week - back)).flat()
    recent.set(key, lows)
  }
  return lows
}

/** Weeks to look back so that every low now alive is found. */
export const LIVING_WEEKS = 1 + Math.ceil((LONGEST_LIFE_DAYS * DAY_MS) / WEEK_MS)

/** How far a low is through its life, 0…1, or null before its birth and after its end. */
export function ageOf(low: Low, timeMs: number): number | null {
  const age = (timeMs - low.bornMs) / low.lifeMs
  return age > 0 && age < 1 ? age : null
}

/** Pressure deficit in hPa at an age: grows from nothing and fills again, without a jump. */
export const deficitHpa = (low: Low, age: number): number => low.depthHpa * Math.sin(Math.PI * age) ** 2

const AIR_DENSITY = 1.15
/** Holland's shape parameter; 1 gives the wide wind field of a mid-latitude low. */
const SHAPE = 1
/** Wind at 10 m as a share of that at gradient level, over sea. */
const SURFACE_FACTOR = 0.8

/**
 * Gradient wind of a low at 10 m, m/s, at a distance from its centre.
 * Source: G. J. Holland, Monthly Weather Review 108 (1980), eq. 4.
 * @param coriolisParameter 1/s, positive
 */
export function hollandWind(deficit: number, radiusKm: number, rangeKm: number, coriolisParameter: number): number {
  if (rangeKm < 1) return 0
  const ratio = (radiusKm / rangeKm) ** SHAPE
  const pressure = ((SHAPE * deficit * 100) / AIR_DENSITY) * ratio * Math.exp(-ratio)
  const turning = (rangeKm * 1000 * coriolisParameter) / 2
  return SURFACE_FACTOR * (Math.sqrt(pressure + turning * turning) - turning)
}

/**
 * A number in [0, 1) that is always the same for the same integers: chance without state, so that every thread and
 * every run of the model draws the same storms. Mixing steps of MurmurHash3's finaliser (A. Appleby, public domain).
 */
function chance(...keys: readonly number[]): number {
  let hash = 0x9e3779b9
  for (const key of keys) {
    hash ^= Math.imul(key | 0, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return (hash >>> 0) / 2 ** 32
}

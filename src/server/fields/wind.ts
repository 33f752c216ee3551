import { radians } from '#src/domain/geodesy/wgs84.ts'
import { ageOf, deficitHpa, hollandWind, LIVING_WEEKS, recentLows } from './lows.ts'
import {
  bell,
  coriolis,
  directionTowards,
  distanceKm,
  EARTH_RADIUS_KM,
  type Flow,
  KM_PER_DEGREE,
  type Place,
  placeAt,
  smoothstep,
  turned,
  yearCosine,
} from './sea/geometry.ts'

/** The wind of a low fades out between these ranges, km. */
const FADE_FROM_KM = 1400
const FADE_TO_KM = 2600
/** Surface friction turns the wind this far inward of the isobars (Holland 1980; ship observations give 15–25°). */
const INFLOW = radians(20)
/** Exponent of the wind profile over sea: Hsu, Meindl & Gilhousen, J. Applied Meteorology 33 (1994). */
const PROFILE_EXPONENT = 0.11
/** 3 s gust over 10 min mean at sea: Harper, Kepert & Ginger, WMO/TD-No. 1555 (2010), table 1.1. */
const GUST_FACTOR = 1.23

/** Wind of all living lows at a place, anticlockwise in the north, clockwise in the south. m/s. */
function lowsWind(place: Place, timeMs: number): Flow {
  let east = 0
  let north = 0
  for (const low of recentLows(timeMs, LIVING_WEEKS)) {
    const age = ageOf(low, timeMs)
    if (age === null) continue
    const lat = low.startLat + low.polewardDegrees * age
    if (Math.abs(lat - place.lat) * KM_PER_DEGREE > FADE_TO_KM) continue
    const centre = placeAt(lat, low.startLon + low.eastwardDegrees * age)
    const rangeKm = distanceKm(place, centre)
    if (rangeKm > FADE_TO_KM) continue
    const speed =
      hollandWind(deficitHpa(low, age), low.radiusKm, rangeKm, coriolis(lat)) *
      (1 - smoothstep(FADE_FROM_KM, FADE_TO_KM, rangeKm))
    const angle = Math.PI / 2 - INFLOW
    const flow = turned(directionTowards(place, centre), low.north ? angle : -angle)
    east += speed * flow.east
    north += speed * flow.north
  }
  return { east, north }
}

/** Mean wind at 10 m in m/s, in the direction it blows to: belts, planetary waves and lows together. */
export function windAt(place: Place, timeMs: number): Flow {
  const belts = zonalBelts(place.lat, timeMs)
  const waves = waveWind(place.lat, place.lon, timeMs)
  const lows = lowsWind(place, timeMs)
  return { east: belts.east + waves.east + lows.east, north: belts.north + waves.north + lows.north }
}

/** Mean wind at a height in metres from that at 10 m. */
export const windAtHeight = (speed: number, heightM: number): number => speed * (heightM / 10) ** PROFILE_EXPONENT

/** Gust at 10 m from the mean wind at 10 m. */
export const gustOf = (speed: number): number => GUST_FACTOR * speed

/** Latitude by which the trade wind belts follow the sun: ±6°, farthest north at the end of July. */
const beltShift = (timeMs: number): number => -6 * yearCosine(timeMs, 30)

/**
 * Mean wind of the zonal belts at 10 m: doldrums, trades (7–8 m/s at 10–20°), calms at 30°, westerlies (8–11 m/s at
 * 40–60°, stronger in winter), polar easterlies.
 * Source of belts and strengths: J. P. Peixoto & A. H. Oort, Physics of Climate (1992), ch. 7; the shapes are bells.
 */
function zonalBelts(lat: number, timeMs: number): Flow {
  const tropical = lat - beltShift(timeMs)
  const northernWinter = yearCosine(timeMs, 15)
  const trades = bell((tropical - 16) / 9) + bell((tropical + 16) / 9)
  const northWest = 8.5 * (1 + 0.25 * northernWinter) * bell((lat - 48) / 10)
  const southWest = 10 * (1 - 0.12 * northernWinter) * bell((lat + 51) / 10)
  const polar = 4 * bell((Math.abs(lat) - 73) / 7)
  const converging = 3.2 * (bell((tropical + 14) / 7) - bell((tropical - 14) / 7))
  const poleward = 0.1 * (northWest - southWest)
  return { east: northWest + southWest - 7.5 * trades - polar, north: converging + poleward }
}

interface PlanetaryWave {
  /** Whole waves around the earth, which keeps the field continuous across 180°. */
  readonly count: number
  /** Greatest northward wind, m/s. */
  readonly amplitude: number
  /** Eastward phase speed at the centre latitude, m/s. */
  readonly speed: number
  readonly centreLat: number
  /** Width of the belt, degrees. */
  readonly width: number
}

/**
 * Troughs and ridges. Mid-latitude waves: C.-G. Rossby, J. Marine Research 2 (1939), counts 4–8 moving east;
 * easterly waves: H. Riehl, Tropical Meteorology (1954), moving west. Amplitudes are those of ordinary weather maps.
 */
const planetaryWaves: readonly PlanetaryWave[] = [48, -50].flatMap((centreLat) => [
  { count: 4, amplitude: 3, speed: 5, centreLat, width: 13 },
  { count: 6, amplitude: 4, speed: 9, centreLat, width: 13 },
  { count: 9, amplitude: 2.4, speed: 12, centreLat, width: 11 },
  { count: 5, amplitude: 3.5, speed: 4, centreLat: centreLat * 0.63, width: 9 },
  { count: 13, amplitude: 2, speed: -7, centreLat: centreLat / 4, width: 8 },
])

/** Wind of the travelling waves, from the stream function ψ = (v/k) sin(kx − ωt) bell(y), so free of divergence. */
function waveWind(lat: number, lon: number, timeMs: number): Flow {
  let east = 0
  let north = 0
  for (const [index, wave] of planetaryWaves.entries()) {
    const offset = (lat - wave.centreLat) / wave.width
    if (Math.abs(offset) > 4) continue
    const radiusM = EARTH_RADIUS_KM * 1000 * Math.cos(radians(wave.centreLat))
    const phase = wave.count * (radians(lon) - ((wave.speed / radiusM) * timeMs) / 1000) + index * 1.7
    const strength = wave.amplitude * bell(offset)
    const widthM = radians(wave.width) * EARTH_RADIUS_KM * 1000
    north += strength * Math.cos(phase)
    east += strength * (radiusM / wave.count) * Math.sin(phase) * (offset / widthM)
  }
  return { east, north }
}

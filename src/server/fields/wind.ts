import { ageOf, deficitHpa, hollandWind, LIVING_WEEKS, recentLows } from './lows.ts'
import {
  coriolis,
  directionTowards,
  distanceKm,
  type Flow,
  KM_PER_DEGREE,
  type Place,
  placeAt,
  radians,
  smoothstep,
  turned,
} from './sea/geometry.ts'
import { waveWind, zonalBelts } from './prevailing-wind.ts'

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

/** Mean wind at 10 m in m/s, the way it blows to: belts, planetary waves and lows together. */
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

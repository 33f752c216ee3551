import { wrapLongitude } from '#src/domain/position.ts'
import { yearCosine } from './calendar.ts'
import { bell, radians } from './sea/geometry.ts'

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

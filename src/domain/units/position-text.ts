import { type Position, wrapLongitude } from '../position.ts'
import { isMissing, type Maybe, MISSING } from './format.ts'

/** Minutes are shown to a thousandth; counting in whole thousandths carries 59.9996' into the next degree by itself. */
const STEPS_PER_DEGREE = 60_000

function degreesAndMinutes(degrees: number, width: 2 | 3): { text: string; zero: boolean; half: boolean } {
  const steps = Math.round(Math.abs(degrees) * STEPS_PER_DEGREE)
  const whole = Math.floor(steps / STEPS_PER_DEGREE)
  const minutes = ((steps % STEPS_PER_DEGREE) / 1000).toFixed(3).padStart(6, '0')
  return { text: `${String(whole).padStart(width, '0')}°${minutes}'`, zero: steps === 0, half: whole === 180 }
}

/** `51°59.012'N`; the equator is N. @param lat degrees */
export function formatLatitude(lat: Maybe): string {
  if (isMissing(lat)) return MISSING
  const { text, zero } = degreesAndMinutes(lat, 2)
  return text + (lat < 0 && !zero ? 'S' : 'N')
}

/** `004°02.300'E`; Greenwich and the antimeridian are E, so that one meridian has one name. @param lon degrees, unwrapped or not */
export function formatLongitude(lon: Maybe): string {
  if (isMissing(lon)) return MISSING
  const wrapped = wrapLongitude(lon)
  const { text, zero, half } = degreesAndMinutes(wrapped, 3)
  return text + (wrapped < 0 && !zero && !half ? 'W' : 'E')
}

/** `51°59.012'N 004°02.300'E`. */
export function formatPosition(position: Position | null | undefined): string {
  if (!position || isMissing(position.lat) || isMissing(position.lon)) return MISSING
  return `${formatLatitude(position.lat)} ${formatLongitude(position.lon)}`
}

/** Signed decimal degrees, six places, longitude −180 to 180: for exports and copies. */
export function formatDecimal(position: Position): string {
  const six = (degrees: number) => (Math.round(degrees * 1e6) / 1e6 + 0).toFixed(6)
  return `${six(position.lat)}, ${six(wrapLongitude(position.lon))}`
}

import { type Position, wrapLongitude } from '../../position.ts'

/** A tenth of a millimetre: what goes out and comes in again is the same place. */
const PLACE_DECIMALS = 9

/** A plain decimal, never with an exponent and never −0, without trailing zeros. */
export function decimal(value: number, decimals: number): string {
  const text = String(rounded(value, decimals))
  return text.includes('e') ? value.toFixed(decimals).replace(/\.?0+$/, '') : text
}

/** + 0: no −0. */
const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0

/** Knots, to a millionth. */
export const knots = (speedKn: number): string => decimal(speedKn, 6)

/** Degrees as files have them: longitude in [−180, 180) after rounding too. */
export function filePlace({ lat, lon }: Position, decimals = PLACE_DECIMALS): { lat: number; lon: number } {
  const wrapped = rounded(wrapLongitude(lon), decimals)
  return { lat: rounded(lat, decimals), lon: wrapped === 180 ? -180 : wrapped }
}

/** The same as text. */
export function placeText(position: Position): { lat: string; lon: string } {
  const { lat, lon } = filePlace(position)
  return { lat: decimal(lat, PLACE_DECIMALS), lon: decimal(lon, PLACE_DECIMALS) }
}

/** Text without what no text file may hold: control characters, and halves of characters. Line ends and tabs become blanks. */
export const plainText = (text: string): string =>
  text.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\p{Cc}\uFFFE\uFFFF]+/gu, ' ')

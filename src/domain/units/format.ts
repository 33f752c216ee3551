import type { ShownUnit } from './unit-choice.ts'

/** Shown where there is no value. Missing is never zero. */
export const MISSING = '—'
/** Between thousands: `2 748.4`. */
export const THIN_SPACE = '\u2009'
/** A real minus, as wide as the plus and the figures. */
const MINUS = '\u2212'

/** A number that may not be there; NaN counts as not there. */
export type Maybe = number | null | undefined

export const isMissing = (value: Maybe): value is null | undefined => value == null || !Number.isFinite(value)

/**
 * A number for the screen: fixed decimals, thin-space thousands, a real minus, never `−0`.
 * @param decimals 0 to 6
 */
export function formatNumber(value: Maybe, decimals = 0): string {
  if (isMissing(value)) return MISSING
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text
}

/** A number with its unit, if it has one; the missing sign stands alone. */
export function formatQuantity(value: Maybe, unit: string, decimals = 0): string {
  return isMissing(value) ? MISSING : `${formatNumber(value, decimals)} ${unit}`.trimEnd()
}

/** Nautical miles, one decimal: `2 748.4 NM`. */
export const formatDistance = (nm: Maybe): string => formatQuantity(nm, 'NM', 1)
/** Knots: ship and current with one decimal, wind and gust with none. */
export const formatSpeed = (kn: Maybe, decimals: 0 | 1 = 1): string => formatQuantity(kn, 'kn', decimals)
/** Metres, one decimal: wave heights. */
export const formatHeight = (m: Maybe): string => formatQuantity(m, 'm', 1)
/** Metres, whole: depths. */
export const formatDepth = (m: Maybe): string => formatQuantity(m, 'm', 0)
/** Degrees Celsius, one decimal. */
export const formatTemperature = (celsius: Maybe): string => formatQuantity(celsius, '°C', 1)

/** Course or direction in whole degrees true, three figures: `007°T`; 359.6 is `000°T`. @param deg any finite number */
export function formatCourse(deg: Maybe): string {
  if (isMissing(deg)) return MISSING
  const whole = ((Math.round(deg) % 360) + 360) % 360
  return `${String(whole).padStart(3, '0')}°T`
}

/** `1 point`, `12 400 points`. @param noun the singular of a thing whose plural ends in s */
export const formatCount = (count: Maybe, noun: string): string =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`

/** A figure in the unit chosen, with the unit: `15.4 m/s`. @param value in the unit it is kept in; null: missing */
export const shownText = ({ unit, decimals, of }: ShownUnit, value: number | null): string =>
  formatQuantity(value === null ? null : of(value), unit, decimals)

/** The same with a plus where it is above 0, as it reads. */
export function signedText(shown: ShownUnit, value: number | null): string {
  const text = shownText(shown, value)
  return value !== null && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** Figures stay with their units, and days of the month with their year and hours, where a line ends. */
export const unbroken = (words: string): string =>
  words.replace(/(?<=\d) (?=\S)|(?<=\d [dh]) (?=\d)|(?<=[A-Z][a-z]{2}) (?=\d\d:|\d{4}\b)/g, '\u00a0')

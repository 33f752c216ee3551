import { formatDistance, formatNumber, formatQuantity, shownText, signedText } from '../units/format.ts'
import { defaultUnits, shownHeight, shownSpeed, type ShownUnit, type Units } from '../units/unit-choice.ts'
import { type LimitId, type LimitPair, type Limits, limitDecimals, watchedPairs } from './limits.ts'
import { formatDuration, formatUtc } from '../units/time-text.ts'
import type { Amount } from './limit-totals.ts'

/** What each limit is called and counted in. */
export const limitWords: Readonly<Record<LimitId, { readonly label: string; readonly unit: 'kn' | 'm' | '' }>> = {
  wind: { label: 'Wind', unit: 'kn' },
  gust: { label: 'Gust', unit: 'kn' },
  'beam-wind': { label: 'Wind on the beam', unit: 'kn' },
  wave: { label: 'Wave height', unit: 'm' },
  swell: { label: 'Swell height', unit: 'm' },
  steepness: { label: 'Wave steepness', unit: '' },
  'adverse-current': { label: 'Adverse current', unit: 'kn' },
}

/** How figures of a limit are shown. A force cannot be a limit, so with Beaufort chosen they stay in knots. */
export function limitUnit(id: LimitId, units: Units): ShownUnit {
  const decimals = limitDecimals[id]
  const { unit } = limitWords[id]
  if (unit === '') return { unit, decimals, of: (ratio) => ratio }
  return unit === 'm' ? shownHeight(units, decimals) : shownSpeed(units, decimals, false)
}

/** `30 kn`, `4.0 m`. @param value knots or metres */
export const limitText = (id: LimitId, value: number, units = defaultUnits): string =>
  shownText(limitUnit(id, units), value)

/** `Wind ≥ 30 kn`. */
export const boundText = (id: LimitId, bound: number, units = defaultUnits): string =>
  `${limitWords[id].label} ≥ ${limitText(id, bound, units)}`

/** Caution and limit for the head of a column: `24 / 30`, and in words. */
export interface ShownBounds {
  readonly short: string
  readonly words: string
}

/**
 * A limit as the head of a column shows it.
 * @param unit the column's unit; where it differs from the limit's (a force, for example), the limit names its own
 * @param sign −1 for a column whose adverse side is the negative one
 */
export function shownBounds(
  id: LimitId,
  { caution, limit }: LimitPair,
  units: Units,
  { unit, sign = 1 }: { unit: string; sign?: 1 | -1 },
): ShownBounds {
  const shown = limitUnit(id, units)
  const number = (value: number) => formatNumber(sign * shown.of(value), shown.decimals)
  return {
    short: `${number(caution)} / ${number(limit)}${unit.endsWith(shown.unit) ? '' : ` ${shown.unit}`}`,
    words: `Caution from ${limitText(id, caution, units)}, limit ${limitText(id, limit, units)}`,
  }
}

/** `Wind 30 kn (caution 24 kn), Wave height 4.0 m (caution 3.2 m)`: goes with every picture and export of an answer. */
export function limitsLine(limits: Limits, units = defaultUnits): string {
  const watched = watchedPairs(limits)
  if (watched.length === 0) return 'none'
  return watched
    .map(
      ([id, pair]) =>
        `${limitWords[id].label} ${limitText(id, pair.limit, units)} (caution ${limitText(id, pair.caution, units)})`,
    )
    .join(', ')
}

/** `3 h 29 min after the latest arrival, 09 Dec 00:00Z`; `before` where the ship is in time. */
export function arrivalText(etaMs: number, arriveByMs: number): string {
  const side = etaMs > arriveByMs ? 'after' : 'before'
  return `${formatDuration(Math.abs(etaMs - arriveByMs))} ${side} the latest arrival, ${formatUtc(arriveByMs)}`
}

/** `9.0 h, 120.5 NM`, `none`. */
export const amountText = ({ hours, miles, times }: Amount): string =>
  times === 0 ? 'none' : `${hoursText(hours)}, ${formatDistance(miles)}`

/** The same for what is over a bound; where there are gaps, `at least 9.0 h, 120.5 NM` or `none known`. */
export function overText(over: Amount, unknown: Amount): string {
  if (unknown.times === 0) return amountText(over)
  return over.times === 0 ? 'none known' : `at least ${amountText(over)}`
}

/** ` (18 % of the distance)`, to follow an amount; empty for none. */
export const shareText = ({ miles, times }: Amount, whole: Amount): string =>
  times > 0 && whole.miles > 0 ? ` (${percent(miles / whole.miles)} of the distance)` : ''

/** Whole per cent, one decimal under ten. @param share 0 to 1 */
export const percent = (share: number): string => `${formatNumber(share * 100, share > 0 && share < 0.1 ? 1 : 0)} %`

export const hoursText = (hours: number): string => formatQuantity(hours, 'h', 1)

/** What a current wins, + gained, − lost, and how it is written: `+3.2 h`, `−1.8 h`. */
export const GAINED = 'Gained by the current'
export const gainedText = (hours: number | null): string =>
  signedText({ unit: 'h', decimals: 1, of: (value) => value }, hours)

/** The words for each of `LIMIT_STATE`. */
export const limitStateWords: readonly string[] = ['not known', 'inside limit', 'caution', 'over limit']

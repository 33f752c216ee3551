import type { ResultColumns } from '../metocean/result.ts'
import { positionAt } from '../position.ts'
import type { Waypoint } from '../route/route.ts'
import { formatPosition } from '../units/position-text.ts'
import { formatUtc } from '../units/time-text.ts'
import { defaultUnits } from '../units/unit-choice.ts'
import { type LegWeather, legWeather } from './leg-weather.ts'
import { limitTotals } from '../limits/limit-totals.ts'
import { amountText, limitText, limitWords, overText, shareText } from '../limits/limit-words.ts'
import type { Limits } from '../limits/limits.ts'
import { waypointSamples } from './waypoint-samples.ts'
import { worstPoint } from '../limits/limit-states.ts'

/** The weather of each leg, by the waypoint where it ends; legs the answer does not cover are left out. */
export function legsWeather(
  columns: ResultColumns,
  waypoints: readonly Waypoint[],
  limits: Limits,
): Map<string, LegWeather> {
  const legs = legWeather(columns, waypointSamples(columns, waypoints), limits)
  return new Map(waypoints.flatMap(({ id }, index) => (legs[index] ? [[id, legs[index]] as const] : [])))
}

/** `Over limits: 36.7 h, 474.6 NM (18 % of the distance) · worst Wave height 7.5 m, 25 Nov 12:58Z, 50°42.457'N …` */
export function routeWeatherLine(columns: ResultColumns, limits: Limits, units = defaultUnits): string {
  const { over, unknown, whole } = limitTotals(columns, limits)
  const worst = worstPoint(columns, limits)
  const parts = [`Over limits: ${overText(over, unknown)}${shareText(over, whole)}`]
  if (unknown.times > 0) parts.push(`not known: ${amountText(unknown)}`)
  if (worst) {
    const { limitId, index, value } = worst
    const where = formatPosition(positionAt(columns, index), units.position)
    const when = formatUtc(columns.timeMs[index])
    parts.push(`worst ${limitWords[limitId].label} ${limitText(limitId, value, units)}, ${when}, ${where}`)
  }
  return parts.join(' · ')
}

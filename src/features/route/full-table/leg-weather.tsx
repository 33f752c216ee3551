import { createContext, useContext } from 'react'
import { formatNumber } from '#src/domain/units/format.ts'
import type { LegWeather } from '#src/domain/voyage/leg-weather.ts'
import { LIMIT_STATE } from '#src/domain/limits/limit-states.ts'
import { limitStateWords, limitUnit, shownBounds } from '#src/domain/limits/limit-words.ts'
import type { LimitId } from '#src/domain/limits/limits.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useLimits } from '#src/state/voyage.ts'
import styles from './leg-weather.module.css'

/** The weather an answer has for the legs of the route, by the waypoint where each ends. */
export interface RouteWeather {
  readonly legs: ReadonlyMap<string, LegWeather>
  /** How much of the route is over limits, and its worst point, in a line. */
  readonly summary: string
  /** Whether these figures are for trying things out only. */
  readonly synthetic: boolean
}

/** null: there is no answer for the route as it is planned. */
export const RouteWeatherContext = createContext<RouteWeather | null>(null)

const fields = { wind: 'windKn', wave: 'waveM', 'adverse-current': 'adverseKn' } as const

/** The worst of a leg in the unit chosen; `—` where nothing is known. */
export function LegWeatherCell({ id, limitId }: { id: string; limitId: keyof typeof fields }) {
  const { decimals, of } = limitUnit(limitId, useUnits())
  const worst = useContext(RouteWeatherContext)?.legs.get(id)?.[fields[limitId]]
  return formatNumber(worst == null ? null : of(worst), decimals)
}

/** The unit of a column of weather, and what its values are held against. */
export function LegWeatherUnit({ limitId }: { limitId: LimitId }) {
  const units = useUnits()
  const pair = useLimits()[limitId]
  const { unit } = limitUnit(limitId, units)
  const bounds = pair && shownBounds(limitId, pair, units, { unit })
  return (
    <small>
      {unit}
      {bounds && (
        <span role="img" aria-label={bounds.words} title={bounds.words}>
          {` · ${bounds.short}`}
        </span>
      )}
    </small>
  )
}

const tones: Readonly<Record<number, string>> = { [LIMIT_STATE.limit]: 'limit', [LIMIT_STATE.caution]: 'caution' }

/** How a leg stands to the limits, in words. */
export function LegLimitCell({ id }: { id: string }) {
  const leg = useContext(RouteWeatherContext)?.legs.get(id)
  return leg ? (
    <span className={styles.state} data-state={tones[leg.state]}>
      {limitStateWords[leg.state]}
    </span>
  ) : (
    formatNumber(null)
  )
}

import { createContext, useContext } from 'react'
import { formatNumber } from '#src/domain/units/format.ts'
import type { LegWeather } from '#src/domain/voyage/leg-weather.ts'
import { LIMIT_STATE } from '#src/domain/voyage/limit-states.ts'
import { limitStateWords } from '#src/domain/voyage/limit-words.ts'
import styles from './leg-weather.module.css'

/** The weather an answer has for the legs of the route, by the waypoint where each ends. */
export interface RouteWeather {
  readonly legs: ReadonlyMap<string, LegWeather>
  /** How much of the route is over limits, and its worst point, in a line. */
  readonly summary: string
}

/** null: there is no answer for the route as it is planned. */
export const RouteWeatherContext = createContext<RouteWeather | null>(null)

const decimals = { windKn: 0, waveM: 1, adverseKn: 1 } as const

/** The worst of a leg; `—` where nothing is known. */
export function LegWeatherCell({ id, field }: { id: string; field: keyof typeof decimals }) {
  return formatNumber(useContext(RouteWeatherContext)?.legs.get(id)?.[field], decimals[field])
}

const tones: Readonly<Record<number, string>> = { [LIMIT_STATE.limit]: 'limit', [LIMIT_STATE.caution]: 'caution' }

/** How a leg stands to the limits, in words. */
export function LegLimitCell({ id }: { id: string }) {
  const leg = useContext(RouteWeatherContext)?.legs.get(id)
  return leg ? <span className={styles.state} data-state={tones[leg.state]}>{limitStateWords[leg.state]}</span> : formatNumber(null)
}

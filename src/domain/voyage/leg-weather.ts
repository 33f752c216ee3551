import { numberAt } from '../at.ts'
import { layerById, magnitudeColumn, type LayerId } from '../metocean/layers/layers.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import { trackOf } from '../metocean/along-track.ts'
import { LIMIT_STATE, limitStates, outweighs } from '../limits/limit-states.ts'
import type { Limits } from '../limits/limits.ts'

/** The worst of a leg, from one waypoint's sample to the next one's, in screen units; null where nothing is known. */
export interface LegWeather {
  readonly windKn: number | null
  readonly waveM: number | null
  readonly adverseKn: number | null
  /** Of `LIMIT_STATE`, the worst of its samples; an exceedance outweighs a gap. */
  readonly state: number
}

const columnOf = (columns: ResultColumns, id: LayerId) => {
  const layer = layerById[id]
  return { values: magnitudeColumn(layer, columns), factor: layer.factor }
}

/**
 * The weather of each leg, both its ends included.
 * @param samples the sample on each waypoint, rising; −1 where the answer does not pass it
 * @returns by waypoint: the leg that ends there; null at the first, and where either end is not in the answer
 */
export function legWeather(columns: ResultColumns, samples: ArrayLike<number>, limits: Limits): (LegWeather | null)[] {
  const { worst } = limitStates(columns, limits)
  const watched = {
    windKn: columnOf(columns, 'wind'),
    waveM: columnOf(columns, 'wave'),
    adverseKn: { values: trackOf(columns).current, factor: -1 },
  }
  return Array.from(samples, (to, waypoint) => {
    const from = samples[waypoint - 1] ?? -1
    if (from < 0 || to < 0) return null
    const most = (key: keyof typeof watched) => maximum(watched[key].values, watched[key].factor, from, to)
    return {
      windKn: most('windKn'),
      waveM: most('waveM'),
      adverseKn: atLeastNone(most('adverseKn')),
      state: worstOf(worst, from, to),
    }
  })
}

/** A current that sets with the ship is not adverse. */
const atLeastNone = (kn: number | null) => kn && Math.max(0, kn)

function maximum(values: FieldColumn | undefined, factor: number, from: number, to: number): number | null {
  let most: number | null = null
  for (let index = from; values && index <= to; index++) {
    const value = numberAt(values, index) * factor
    if (!Number.isNaN(value) && (most === null || value > most)) most = value
  }
  return most
}

function worstOf(states: Uint8Array, from: number, to: number): number {
  let worst: number = LIMIT_STATE.ok
  for (const state of states.subarray(from, to + 1)) if (outweighs(state, worst)) worst = state
  return worst
}

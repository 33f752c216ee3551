import { numberAt } from '../at.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'
import { SUN, sunBelow } from './sun.ts'

/** When something happens on one day; not at all; or while the ship is not under way. */
export type SunTime = number | 'none' | 'before departure' | 'after arrival'

/** The sun on one day of a voyage, where the ship is at that time. Epoch milliseconds UTC. */
export interface SunDay {
  readonly dawn: SunTime
  readonly sunrise: SunTime
  readonly sunset: SunTime
  readonly dusk: SunTime
}

type Track = Pick<ResultColumns, 'count' | 'timeMs' | 'lat' | 'lon'>

const STEP_MS = 10 * MINUTE_MS

/** What the clocks on board are ahead of UTC by. */
const zoneMs = (lon: number) => Math.round(lon / 15) * HOUR_MS

/**
 * Sunrise and sunset, and the civil twilight before and after them, on each day by the clocks on board.
 * @param columns times rising, lon unwrapped @returns empty for no samples
 */
export function sunDays(columns: Track): SunDay[] {
  const { count, timeMs, lon } = columns
  if (count === 0) return []
  const [startMs, endMs] = [numberAt(timeMs, 0), numberAt(timeMs, count - 1)]
  const dayAt = (ms: number, east: number) => Math.floor((ms + zoneMs(east)) / DAY_MS)
  const [first, last] = [dayAt(startMs, numberAt(lon, 0)), dayAt(endMs, numberAt(lon, count - 1))]
  // A day longer at each end: only so is it known what the ship has missed of it.
  const track = everyStep(columns, startMs - DAY_MS, endMs + DAY_MS)
  const [horizon, civil] = [crossings(track, SUN.horizon), crossings(track, SUN.civil)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place): SunDay => {
    const day = first + place
    const at = (all: readonly Crossing[], isRise: boolean): SunTime => {
      const ofDay = all.filter((one) => one.isRise === isRise && dayAt(one.timeMs, one.lon) === day)
      const found = ofDay.find((one) => one.timeMs >= startMs && one.timeMs <= endMs) ?? ofDay[0]
      if (!found) return 'none'
      return found.timeMs < startMs ? 'before departure' : found.timeMs > endMs ? 'after arrival' : found.timeMs
    }
    return {
      dawn: at(civil, true),
      sunrise: at(horizon, true),
      sunset: at(horizon, false),
      dusk: at(civil, false),
    }
  })
}

/** The same track with a position every few minutes; before and after it the ship is where it ends. */
function everyStep({ count, timeMs, lat, lon }: Track, fromMs: number, toMs: number): Track {
  const steps = Math.ceil((toMs - fromMs) / STEP_MS) + 1
  const times = Float64Array.from({ length: steps }, (_, step) => fromMs + step * STEP_MS)
  const track = { count: steps, timeMs: times, lat: new Float64Array(steps), lon: new Float64Array(steps) }
  let next = 0
  times.forEach((ms, step) => {
    while (next < count && numberAt(timeMs, next) <= ms) next++
    const [low, high] = [Math.max(0, next - 1), Math.min(next, count - 1)]
    const span = numberAt(timeMs, high) - numberAt(timeMs, low)
    const share = span > 0 ? (ms - numberAt(timeMs, low)) / span : 0
    track.lat[step] = numberAt(lat, low) + share * (numberAt(lat, high) - numberAt(lat, low))
    track.lon[step] = numberAt(lon, low) + share * (numberAt(lon, high) - numberAt(lon, low))
  })
  return track
}

interface Crossing {
  readonly timeMs: number
  readonly lon: number
  readonly isRise: boolean
}

function crossings(track: Track, altitudeDeg: number): Crossing[] {
  const at = (place: number, isRise: boolean): Crossing => ({
    timeMs: numberAt(track.timeMs, 0) + place * STEP_MS,
    lon: numberAt(track.lon, Math.round(place)),
    isRise,
  })
  return sunBelow(track, altitudeDeg).flatMap(({ from, to }) => [
    ...(from > 0 ? [at(from, false)] : []),
    ...(to < track.count - 1 ? [at(to, true)] : []),
  ])
}

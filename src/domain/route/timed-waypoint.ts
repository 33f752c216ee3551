import { legLine } from '../geodesy/leg-line.ts'
import type { Track, Waypoint } from './route.ts'
import { HOUR_MS, MINUTE_MS } from '../time.ts'

/**
 * A point of a track as a waypoint of an editable route. The speed of the rhumb line that ends there follows from the
 * track's times, so that the schedule keeps them; a time without a distance is a stay.
 * @param before index of the point that becomes the waypoint before; undefined for the first
 * @param order 0 for the first
 */
export function timedWaypoint(
  { lat, lon, timeMs }: Track,
  index: number,
  before: number | undefined,
  order: number,
): Waypoint {
  const position = { lat: lat[index]!, lon: lon[index]! }
  const plain = { id: `w${order + 1}`, name: '', position, leg: { type: 'RL', speedKn: null } } as const
  if (before === undefined) return plain
  const passedMs = timeMs[index]! - timeMs[before]!
  // Without both times, or out of order, there is no speed by which the schedule could be sailed.
  if (!(passedMs > 0)) return plain
  const { distanceNm } = legLine({ lat: lat[before]!, lon: lon[before]! }, position, 'RL')
  if (distanceNm === 0) return { ...plain, stayMin: passedMs / MINUTE_MS }
  return { ...plain, leg: { type: 'RL', speedKn: (distanceNm / passedMs) * HOUR_MS } }
}

import { numberAt } from '../at.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { type Position, wrapLongitude } from '../position.ts'

/** Samples stand on the waypoints they were asked for; the wire has six decimals. About 11 m. */
const PER_DEGREE = 1e4

const key = (lat: number, lon: number): number =>
  Math.round(lat * PER_DEGREE) * 1e7 + Math.round(wrapLongitude(lon) * PER_DEGREE)

/**
 * The sample that stands on each waypoint, in the order of the route: an answer knows no waypoints. A ship that stays
 * at one leaves from its last sample there, so that one counts.
 * @returns one index per waypoint, −1 where the answer does not pass it (the plan was changed since)
 */
export function waypointSamples(
  { count, lat, lon }: Pick<ResultColumns, 'count' | 'lat' | 'lon'>,
  waypoints: readonly { readonly position: Position }[],
): Int32Array {
  const found = new Int32Array(waypoints.length).fill(-1)
  const places = new Map<number, number[]>()
  // Nearly every sample is ruled out by its latitude alone, which is the cheaper thing to look for.
  const latitudes = new Set(waypoints.map(({ position }) => Math.round(position.lat * PER_DEGREE)))
  waypoints.forEach(({ position }, index) => {
    const place = key(position.lat, position.lon)
    places.set(place, [...(places.get(place) ?? []), index])
  })
  let passed = -1
  for (let index = 0; index < count; index++) {
    if (!latitudes.has(Math.round(numberAt(lat, index) * PER_DEGREE))) continue
    const here = places.get(key(numberAt(lat, index), numberAt(lon, index)))
    if (!here) continue
    // A place may be passed twice: the next of its waypoints that is still ahead, or the one she stays at.
    const waypoint = here.includes(passed) && found[passed] === index - 1 ? passed : here.find((one) => one > passed)
    if (waypoint === undefined) continue
    found[waypoint] = index
    passed = waypoint
  }
  return found
}

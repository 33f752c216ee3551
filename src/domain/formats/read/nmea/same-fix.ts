import { radians } from '../../../geodesy/wgs84.ts'
import { wrapLongitude } from '../../../position.ts'
import type { Fix } from './fixes.ts'

/** Further apart than two antennas of a ship and the rounding of two sentences. */
const SAME_PLACE_NM = 0.2
/** Talkers repeat a fix within so many others. */
const RECENT = 20

/** Flat, which over so short a way is exact enough. */
function isNear({ position: one }: Fix, { position: other }: Fix): boolean {
  const north = (one.lat - other.lat) * 60
  const east = wrapLongitude(one.lon - other.lon) * 60 * Math.cos(radians(one.lat))
  return Math.hypot(north, east) <= SAME_PLACE_NM
}

const isSameMoment = (one: Fix, other: Fix) =>
  one.timeMs !== null && other.timeMs !== null ? one.timeMs === other.timeMs : one.clock === other.clock

/** The sentence that has most of a fix comes first. */
const order = ['RMC', 'GNS', 'GGA', 'GLL']
const isBetter = (one: Fix, than: Fix) => order.indexOf(one.type) < order.indexOf(than.type)

export interface MergedFixes {
  readonly fixes: readonly Fix[]
  /** Moments at which two sentences have places that cannot be one; the better sentence's was taken. */
  readonly contradictions: number
}

/** One fix for each moment: RMC, GGA and GLL, of one talker or of several, tell of the same one. */
export function mergeFixes(all: readonly Fix[]): MergedFixes {
  const fixes: Fix[] = []
  let contradictions = 0
  for (const fix of all) {
    const index = indexOfSame(fixes, fix)
    const same = fixes[index]
    if (!same) fixes.push(fix)
    else {
      if (!isNear(same, fix)) contradictions += 1
      if (isBetter(fix, same)) fixes[index] = fix
    }
  }
  return { fixes, contradictions }
}

/** Index of the fix that is told again; −1 where there is none. A sentence without a time repeats the fix just before it. */
function indexOfSame(fixes: readonly Fix[], fix: Fix): number {
  const first = Math.max(0, fixes.length - RECENT)
  const index = fixes.slice(first).findLastIndex((other, place) => {
    if (fix.clock === null || other.clock === null)
      return first + place === fixes.length - 1 && fix.type !== other.type && isNear(fix, other)
    return isSameMoment(fix, other) && (fix.type !== other.type || isNear(fix, other))
  })
  return index < 0 ? -1 : first + index
}

import { at, integerAt, numberAt } from '../at.ts'
import { radians } from '../geodesy/wgs84.ts'
import type { Track } from '../route/route.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts'

/** What no ship does: all times alike, times before 1980 or after 2059, times that run backwards (throughout or here and there), years between two points, speeds of an aircraft. */
export type DoubtKind = 'equal' | 'old' | 'late' | 'reversed' | 'backwards' | 'gap' | 'fast'

export interface Doubt {
  readonly kind: DoubtKind
  /** How many steps from one timed point to the next are like that. */
  readonly count: number
  /** The point where the first of them ends, from 0. */
  readonly first: number
}

/** What is doubtful in the times of a track, and what of it can be mended. */
export interface TrackDoubts {
  readonly found: readonly Doubt[]
  /** Points to leave out, so that the others are sailed as they stand; null where it takes more than a few. */
  readonly leaveOut: ReadonlySet<number> | null
  /** The same of the track in reverse order, by their places in the file; null where its times do not run backwards. */
  readonly leaveOutReversed: ReadonlySet<number> | null
}

/** Faster than ships sail, knots over ground. */
export const DOUBTFUL_KN = 60
/** No receiver and no file of today is older: clocks that were never set begin in 1970, and what is no date may be any. */
export const FIRST_DOUBTLESS_MS = Date.UTC(1980, 0, 1)
/** Nobody plans for a year so far ahead: clocks count from a wrong beginning, and 2099 stands for no year at all. */
export const LAST_DOUBTLESS_MS = Date.UTC(2060, 0, 1)
/** A winter in port is no doubt; a wrong year, or a receiver that counts weeks anew, is. */
export const DOUBTFUL_GAP_MS = 300 * DAY_MS
/** Fixes scatter, and places are rounded. */
const SCATTER_NM = 0.1
/** A few points: no more than three, or than a tenth. */
const FEW = { count: 3, share: 0.1 } as const

/**
 * What is doubtful in a track's times. Linear where nothing is.
 * @param alongNm distances along the track from its first point
 * @returns null where nothing is, or with fewer than two times that are not before 1980
 */
export function findDoubts(track: Track, alongNm: Float64Array): TrackDoubts | null {
  const timed = Int32Array.from(
    [...track.timeMs.keys()].filter((index) => !Number.isNaN(numberAt(track.timeMs, index))),
  )
  const old = timed.filter((index) => numberAt(track.timeMs, index) < FIRST_DOUBTLESS_MS)
  if (old.length > 0 && old.length === timed.length)
    return {
      found: [{ kind: 'old', count: old.length, first: old[0] ?? 0 }],
      leaveOut: null,
      leaveOutReversed: null,
    }
  const slackMs = resolutionOf(track.timeMs)
  const steps = countSteps(track, alongNm, timed, slackMs)
  const late = timed.filter((index) => numberAt(track.timeMs, index) >= LAST_DOUBTLESS_MS)
  if (steps.equal) return { found: [steps.equal], leaveOut: null, leaveOutReversed: null }
  const isLate: Doubt[] = late.length === 0 ? [] : [{ kind: 'late', count: late.length, first: late[0] ?? 0 }]
  if (steps.found.length === 0)
    return isLate.length === 0 ? null : { found: isLate, leaveOut: null, leaveOutReversed: null }
  const fixes = fixesOf(track, timed, slackMs)
  const leaveOutReversed = steps.fall ? fewOutside(reversed(fixes), timed.toReversed()) : null
  const isReversed = leaveOutReversed !== null || (steps.fall && !steps.rise)
  return {
    found: [
      ...isLate,
      ...steps.found.map((doubt): Doubt =>
        isReversed && doubt.kind === 'backwards' ? { ...doubt, kind: 'reversed' } : doubt,
      ),
    ],
    leaveOut: isReversed ? null : fewOutside(fixes, timed),
    leaveOutReversed,
  }
}

/** Times to the minute may be out by one. */
function resolutionOf(timeMs: Float64Array): number {
  return timeMs.every((time) => Number.isNaN(time) || time % MINUTE_MS === 0) ? MINUTE_MS : SECOND_MS
}

/** As far as a ship may come in a time, NM. */
const reachNm = (passedMs: number, slackMs: number) => ((passedMs + slackMs) / HOUR_MS) * DOUBTFUL_KN + SCATTER_NM

interface Steps {
  readonly found: readonly Doubt[]
  readonly equal: Doubt | null
  /** Do more of its steps go back in time than forward? */
  readonly fall: boolean
  /** Does any go forward? */
  readonly rise: boolean
}

function countSteps(track: Track, alongNm: Float64Array, timed: Int32Array, slackMs: number): Steps {
  const counts = { backwards: 0, gap: 0, fast: 0 }
  const firsts = { backwards: 0, gap: 0, fast: 0 }
  let [forwards, alike] = [0, 0]
  const count = (kind: keyof typeof counts, index: number) => {
    if (counts[kind] === 0) firsts[kind] = index
    counts[kind] += 1
  }
  let before = -1
  for (const index of timed) {
    if (before >= 0) {
      const passedMs = numberAt(track.timeMs, index) - numberAt(track.timeMs, before)
      const runNm = numberAt(alongNm, index) - numberAt(alongNm, before)
      if (passedMs < 0) count('backwards', index)
      else if (passedMs > 0) forwards += 1
      else alike += 1
      if (Math.abs(passedMs) > DOUBTFUL_GAP_MS) count('gap', index)
      else if (runNm > reachNm(Math.abs(passedMs), slackMs)) count('fast', index)
    }
    before = index
  }
  const wholeNm = before < 0 ? 0 : numberAt(alongNm, before)
  if (alike > 0 && alike === timed.length - 1 && wholeNm > SCATTER_NM)
    return { found: [], equal: { kind: 'equal', count: alike, first: timed[1] ?? 0 }, fall: false, rise: false }
  const found = (['backwards', 'gap', 'fast'] as const).flatMap((kind): Doubt[] =>
    counts[kind] === 0 ? [] : [{ kind, count: counts[kind], first: firsts[kind] }],
  )
  return { found, equal: null, fall: counts.backwards > forwards, rise: forwards > 0 }
}

/** Timed points in the order in which they are to be sailed, as columns. */
interface Fixes {
  /** Radians. */
  readonly lat: Float64Array
  readonly cosLat: Float64Array
  readonly lon: Float64Array
  readonly timeMs: Float64Array
  readonly slackMs: number
}

function fixesOf(track: Track, timed: Int32Array, slackMs: number): Fixes {
  const column = (values: Float64Array) => Float64Array.from(timed, (index) => numberAt(values, index))
  const lat = column(track.lat).map(radians)
  return { lat, cosLat: lat.map(Math.cos), lon: column(track.lon).map(radians), timeMs: column(track.timeMs), slackMs }
}

const reversed = ({ lat, cosLat, lon, timeMs, slackMs }: Fixes): Fixes => ({
  lat: lat.toReversed(),
  cosLat: cosLat.toReversed(),
  lon: lon.toReversed(),
  timeMs: timeMs.toReversed(),
  slackMs,
})

const NM_PER_RADIAN = (180 * 60) / Math.PI

/** Can a ship be at one fix and then at the other? The sphere is near enough for that. */
function follows({ lat, cosLat, lon, timeMs, slackMs }: Fixes, from: number, to: number): boolean {
  const passedMs = numberAt(timeMs, to) - numberAt(timeMs, from)
  if (passedMs < 0 || passedMs > DOUBTFUL_GAP_MS) return false
  const reach = reachNm(passedMs, slackMs) / NM_PER_RADIAN
  const north = Math.abs(numberAt(lat, to) - numberAt(lat, from))
  if (north > reach) return false
  const east = Math.abs(numberAt(lon, to) - numberAt(lon, from))
  // Along the parallel and then the meridian is never shorter than the straight way.
  if (north + east * numberAt(cosLat, from) <= reach) return true
  const square = Math.sin(north / 2) ** 2 + numberAt(cosLat, from) * numberAt(cosLat, to) * Math.sin(east / 2) ** 2
  return 2 * Math.asin(Math.min(1, Math.sqrt(square))) <= reach
}

/** So many fixes back, and so many ends of unbroken runs, are tried as the one before. */
const LOOK_BACK = 64

/**
 * The longest series of fixes that a ship can sail: 1 for each that belongs to it.
 * @param most how many may be outside; it gives up with null as soon as there are more
 */
function longestSeries(fixes: Fixes, most: number): Uint8Array | null {
  const count = fixes.timeMs.length
  const length = new Int32Array(count).fill(1)
  const previous = new Int32Array(count).fill(-1)
  const runEnds: number[] = []
  let top = 0
  for (let index = 1; index < count; index += 1) {
    const longest = integerAt(length, top)
    if (index - longest > most) return null
    let found = -1
    /** True where nothing longer can be found. */
    const tries = (before: number) => {
      const isLonger = integerAt(length, before) > (found < 0 ? 0 : integerAt(length, found))
      if (isLonger && follows(fixes, before, index)) found = before
      return found >= 0 && integerAt(length, found) === longest
    }
    let isDone = tries(index - 1)
    if (found !== index - 1) runEnds.push(index - 1)
    for (let before = index - 2; !isDone && before >= Math.max(0, index - LOOK_BACK); before -= 1)
      isDone = tries(before)
    isDone ||= tries(top)
    for (let end = runEnds.length - 1; !isDone && end >= Math.max(0, runEnds.length - LOOK_BACK); end -= 1)
      isDone = tries(at(runEnds, end))
    if (found >= 0) {
      length[index] = integerAt(length, found) + 1
      previous[index] = found
    }
    if (integerAt(length, index) >= longest) top = index
  }
  const series = new Uint8Array(count)
  for (let index = top; index >= 0; index = integerAt(previous, index)) series[index] = 1
  return series
}

/** The timed points outside the longest series; null where they are more than a few of all. */
function fewOutside(fixes: Fixes, timed: Int32Array): ReadonlySet<number> | null {
  const most = Math.max(FEW.count, timed.length * FEW.share)
  const series = longestSeries(fixes, most)
  if (!series) return null
  const outside = timed.filter((_, place) => series[place] === 0)
  const kept = timed.length - outside.length
  const isFew = outside.length <= most && kept >= 3 && outside.length * 2 <= kept
  return outside.length === 0 || isFew ? new Set(outside) : null
}

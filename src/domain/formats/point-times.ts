import { at } from '../at.ts'
import { legLine } from '../geodesy/leg-line.ts'
import { HOUR_MS, MINUTE_MS } from '../time.ts'
import { formatUtcFull, formatUtcNear } from '../units/time-text.ts'
import { readWrittenTime } from '../units/written-time.ts'
import { cleanName, fileTime, plural } from './file-values.ts'
import type { DraftPoint, ImportNote } from './reading.ts'

/** The usual notations with a zone, and the one without; only what is neither is looked at word by word. */
const zoned = /(?:z|[+-]\d\d:?\d\d)\s*$/i
const unzoned = /^\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*$/i

/** Does a time leave its zone open? @param text that `fileTime` reads */
export const lacksZone = (text: string): boolean =>
  !zoned.test(text) && (unzoned.test(text) || (readWrittenTime(text)?.zone ?? null) === null)

/** Times of a file as they are read one by one: those that cannot be, and those without a zone, are counted, and told once. */
export class FileTimes {
  #unread = 0
  #unzoned = 0
  #first: ImportNote | null = null

  /** As `fileTime`. @param line where it stands, for the first that cannot be read */
  read(text: string | undefined, line?: number): number | null {
    const timeMs = fileTime(text)
    if (text === undefined || text.trim() === '') return null
    if (timeMs !== null) {
      if (lacksZone(text)) this.#unzoned += 1
      return timeMs
    }
    this.#unread += 1
    this.#first ??= { ...(line !== undefined && { line }), text: cleanName(text).slice(0, 40) }
    return null
  }

  notes(): ImportNote[] {
    return [...this.#unreadNotes(), ...zoneNotes(this.#unzoned)]
  }

  #unreadNotes(): ImportNote[] {
    const first = this.#first
    if (!first) return []
    const words =
      this.#unread === 1
        ? `The time "${first.text}" cannot be read and was left out.`
        : `${plural(this.#unread, 'time')} cannot be read and were left out, the first of them "${first.text}".`
    return [{ ...first, text: words }]
  }
}

/** The word on times that leave their zone open. @param count how many there are */
export const zoneNotes = (count: number): ImportNote[] =>
  count === 0 ? [] : [{ text: `${plural(count, 'time')} without a zone ${count === 1 ? 'is' : 'are'} read as UTC.` }]

/** What a ship sails from one point to the next, knots over ground. */
const SAILED_KN = { min: 1, max: 60 } as const
/** Points drawn one after the other are miles apart within seconds: faster than this from the first to the last. */
const MADE_KN = 1000
/** Points nearer than this are one place, where a ship may stay. */
const SAME_PLACE_NM = 0.1

/** A departure given twice. */
const SAME_DEPARTURE_MS = 5 * MINUTE_MS

/** What the times of planned points mean: when the ship is there, when somebody made the point, or neither. */
export type PointTimes = 'plan' | 'made' | 'neither' | 'none'

/** @param points their times as `timeMs` */
export function judgeTimes(points: readonly DraftPoint[]): PointTimes {
  const speeds: number[] = []
  let [sumNm, runNm] = [0, 0]
  let last: DraftPoint | null = null
  let begun: DraftPoint | null = null
  for (const [index, point] of points.entries()) {
    if (index > 0 && last) runNm += legLine(at(points, index - 1), point, 'RL').distanceNm
    if (point.timeMs == null) continue
    if (last?.timeMs != null) {
      const passedMs = point.timeMs - last.timeMs
      if (passedMs < 0) speeds.push(Number.NaN)
      else if (runNm >= SAME_PLACE_NM) speeds.push((runNm / passedMs) * HOUR_MS)
      sumNm += runNm
    }
    runNm = 0
    last = point
    begun ??= point
  }
  if (!last || !begun) return 'none'
  const wholeKn = (sumNm / ((last.timeMs ?? 0) - (begun.timeMs ?? 0))) * HOUR_MS
  if (last !== begun && (Number.isNaN(wholeKn) || wholeKn > MADE_KN)) return 'made'
  const isSailed = speeds.length > 0 && speeds.every((speed) => speed >= SAILED_KN.min && speed <= SAILED_KN.max)
  return isSailed && begun === points[0] ? 'plan' : 'neither'
}

/** A route whose points carry times: its plan where they are one, and the same without them where they are not. */
export interface TimedPoints {
  /** With ETAs where the times are a plan; without `timeMs` in any case. */
  readonly points: readonly DraftPoint[]
  readonly departureMs: number | null
  readonly notes: readonly ImportNote[]
}

interface PlannedAs {
  /** Where the points stand in the file. */
  readonly line?: number
  /** The departure that the file gives elsewhere, epoch milliseconds UTC. */
  readonly departureMs?: number | null
}

/**
 * Planned points by their times. Programs write there when the ship will be at a point, or when the point was made: only
 * times that rise at sailing speeds from the departure on are taken as the plan.
 */
export function planByTimes(
  read: readonly DraftPoint[],
  { line, departureMs: saidMs = null }: PlannedAs = {},
): TimedPoints {
  if (read.every(({ timeMs }) => timeMs == null)) return { points: read, departureMs: saidMs, notes: [] }
  const points = read.map((point, index) => (index > 0 ? point : { ...point, timeMs: point.timeMs ?? saidMs }))
  const bare = read.map(({ timeMs: _, ...point }): DraftPoint => point)
  const without = (text: string): TimedPoints => ({
    points: bare,
    departureMs: saidMs,
    notes: [{ ...(line !== undefined && { line }), text }],
  })
  const means = judgeTimes(points)
  if (means !== 'plan') return without(leftOutWords(read, means))
  const departureMs = at(points, 0).timeMs ?? Number.NaN
  if (saidMs !== null && Math.abs(departureMs - saidMs) > SAME_DEPARTURE_MS)
    return without(
      `The times of its points begin at ${formatUtcFull(departureMs)}, not at the planned departure, and were left out.`,
    )
  const lastMs = points.findLast(({ timeMs }) => timeMs != null)?.timeMs
  const words = `The times of its points rise at sailing speeds and are taken as its plan, ${formatUtcFull(departureMs)} to ${formatUtcNear(lastMs, departureMs)}.`
  return {
    ...without(words),
    points: bare.map((point, index) => (index === 0 ? point : { ...point, etaMs: at(points, index).timeMs ?? null })),
    departureMs: saidMs ?? departureMs,
  }
}

function leftOutWords(points: readonly DraftPoint[], means: Exclude<PointTimes, 'plan'>): string {
  const count = points.filter(({ timeMs }) => timeMs != null).length
  if (means === 'made')
    return `The times of its ${plural(count, 'point')} are when they were made, not when the ship is there, and were left out.`
  if (count === 1) return 'Only one of its points has a time, which was left out.'
  if (at(points, 0).timeMs == null)
    return `${plural(count, 'point')} have times, but not the first: without a departure they were left out.`
  return `The times of its ${plural(count, 'point')} do not rise at sailing speeds (${SAILED_KN.min} to ${SAILED_KN.max} kn) and were left out.`
}

import { legLine } from '../geodesy/leg-line.ts'
import { normaliseCourse } from '../geodesy/wgs84.ts'
import type { Position } from '../position.ts'
import type { PositionReport } from '../route/sail-the-rest.ts'
import { answerAge } from '../tasks/answer-age.ts'
import { DAY_MS, MINUTE_MS } from '../time.ts'
import type { Outlook, PassagePoint, VoyageHead } from './wire.ts'

/** By the times of the voyage; one whose times are not known yet is planned. */
export const voyageStates = ['planned', 'under way', 'arrived'] as const
export type VoyageState = (typeof voyageStates)[number]

/** Where the ship is. */
export interface BoardPlace {
  readonly position: Position
  /** When she reported it, epoch milliseconds; null: by the schedule, now. */
  readonly reportedMs: number | null
  /** Of the schedule now, degrees true; null while she lies still. */
  readonly courseDeg: number | null
}

/** What she comes to next. */
export interface NextWaypoint {
  /** Empty where it has none. */
  readonly name: string
  readonly position: Position
  readonly etaMs: number
}

type Worst = NonNullable<Outlook['worst']>

/** What is known of the rest of the passage. `not-asked`: no answer was read; `passed`: the worst lies astern by now. */
export type Ahead =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'not-known' }
  | { readonly kind: 'passed'; readonly atMs: number }
  | {
      readonly kind: 'known'
      readonly state: Worst['state']
      readonly quantity: string
      readonly value: number
      readonly unit: string
      readonly atMs: number
    }

/** What the board tells of a voyage at a moment. Times in epoch milliseconds UTC, null where they are not known. */
export interface BoardRow {
  readonly id: string
  /** Of its entry in the library. */
  readonly rev: number
  readonly name: string
  readonly voyageNumber: string
  readonly ship: string
  readonly from: string
  readonly to: string
  readonly state: VoyageState
  readonly isArchived: boolean
  readonly departureMs: number | null
  readonly arrivalMs: number | null
  /** Null unless she is under way. */
  readonly place: BoardPlace | null
  /** What she reported last, whether or not it still counts. */
  readonly report: PositionReport | null
  readonly next: NextWaypoint | null
  /** Of the active alternative, thinned. */
  readonly passage: readonly PassagePoint[]
  readonly ahead: Ahead
  /** Of the outlook; null: nothing was ever read. */
  readonly hoursOverLimit: number | null
  readonly hoursOverCaution: number | null
  /** Share of the time that could not be judged, 0 to 1. */
  readonly unknownShare: number
  /** When the last answer was asked for. */
  readonly askedMs: number | null
  /** Under way, with an answer older than the product lets it become, or without any. */
  readonly isDue: boolean
  readonly isSynthetic: boolean
  readonly desks: VoyageHead['desks']
  readonly note: string
  /** The place in the order of what needs attention, 0 first. */
  readonly attention: 0 | 1 | 2 | 3
}

/** A report older than this says less about where she is now than the schedule does: ships report at noon. */
export const REPORT_COUNTS_MS = DAY_MS
/** Clocks of two desks differ. */
const CLOCK_SLACK_MS = 10 * MINUTE_MS
const ARRIVING_MS = DAY_MS

/** @param nowMs epoch milliseconds UTC */
export function boardRow(head: VoyageHead, nowMs: number): BoardRow {
  const { outlook, passage, reported } = head
  const [departureMs, arrivalMs] = [msOf(head.departure), msOf(head.arrival)]
  const state = stateAt(departureMs, arrivalMs, nowMs)
  const ahead = aheadOf(outlook, nowMs)
  const askedMs = lastAsked(head)
  const isUnderWay = state === 'under way'
  const asked = { askedMs, firstMs: departureMs ?? NaN, lastMs: arrivalMs ?? NaN }
  const isDue = isUnderWay && (askedMs === null || answerAge(asked, nowMs).isDue)
  const isOver = state !== 'arrived' && ahead.kind === 'known' && ahead.state === 'limit'
  const isArriving = isUnderWay && arrivalMs !== null && arrivalMs - nowMs <= ARRIVING_MS
  return {
    id: head.id,
    rev: head.rev,
    name: head.name,
    voyageNumber: head.voyageNumber,
    ship: head.ship.name || (head.ship.imo && `IMO ${head.ship.imo}`) || head.ship.callSign,
    from: head.from,
    to: head.to,
    state,
    isArchived: head.archivedAt !== null,
    departureMs,
    arrivalMs,
    place: isUnderWay ? placeAt(head, nowMs) : null,
    report: reported && { position: { lat: reported.lat, lon: reported.lon }, timeMs: Date.parse(reported.at) },
    next: state === 'arrived' ? null : nextWaypoint(passage, nowMs),
    passage,
    ahead,
    hoursOverLimit: outlook && outlook.hoursOverLimit,
    hoursOverCaution: outlook && outlook.hoursOverCaution,
    unknownShare: outlook?.unknownShare ?? 1,
    askedMs,
    isDue,
    isSynthetic: outlook?.synthetic === true,
    desks: head.desks,
    note: head.note,
    attention: isOver ? 0 : isDue ? 1 : isArriving ? 2 : 3,
  }
}

const msOf = (moment: string | null) => (moment === null ? null : Date.parse(moment))

function stateAt(departureMs: number | null, arrivalMs: number | null, nowMs: number): VoyageState {
  if (departureMs === null || arrivalMs === null || nowMs < departureMs) return 'planned'
  return nowMs <= arrivalMs ? 'under way' : 'arrived'
}

/** The outlook tells of one stretch only; once it is astern nobody knows how the rest compares. */
function aheadOf(outlook: Outlook | null, nowMs: number): Ahead {
  if (outlook === null) return { kind: 'not-asked' }
  if (outlook.worst === null) return { kind: 'not-known' }
  const { state, quantity, value, unit, at } = outlook.worst
  const atMs = Date.parse(at)
  return atMs < nowMs ? { kind: 'passed', atMs } : { kind: 'known', state, quantity, value, unit, atMs }
}

function lastAsked({ outlook, answers }: VoyageHead): number | null {
  const times = outlook ? [outlook.askedAt] : answers.map(({ askedAt }) => askedAt)
  return times.length === 0 ? null : Math.max(...times.map((time) => Date.parse(time)))
}

/** As she reported it, if that is of this passage and not old; else by the schedule. Nothing is reckoned on from it. */
function placeAt({ reported, departure, passage }: VoyageHead, nowMs: number): BoardPlace | null {
  const scheduled = scheduledPlace(passage, nowMs)
  if (reported) {
    const reportedMs = Date.parse(reported.at)
    const isOfPassage = departure === null || reportedMs >= Date.parse(departure)
    const ageMs = nowMs - reportedMs
    if (isOfPassage && ageMs < REPORT_COUNTS_MS && ageMs > -CLOCK_SLACK_MS)
      return {
        position: { lat: reported.lat, lon: reported.lon },
        reportedMs: Math.min(reportedMs, nowMs),
        courseDeg: scheduled?.courseDeg ?? null,
      }
  }
  return scheduled && { ...scheduled, reportedMs: null }
}

const positionOf = ([, lat, lon]: PassagePoint): Position => ({ lat, lon })

/**
 * Between two points of a passage by the share of time gone, on a rhumb line, as everywhere a ship is placed in time.
 * @returns null before the first and after the last point
 */
export function scheduledPlace(
  passage: readonly PassagePoint[],
  nowMs: number,
): Pick<BoardPlace, 'position' | 'courseDeg'> | null {
  const index = passage.findIndex(([ms]) => ms >= nowMs)
  const next = passage[index]
  if (!next) return null
  const before = passage[index - 1]
  if (!before) return next[0] === nowMs ? { position: positionOf(next), courseDeg: null } : null
  const line = legLine(positionOf(before), positionOf(next), 'RL')
  const share = (nowMs - before[0]) / (next[0] - before[0])
  return { position: line.at(share), courseDeg: line.courseAt(share) }
}

/** The end of a stay is no waypoint to come: she lies there already. */
function nextWaypoint(passage: readonly PassagePoint[], nowMs: number): NextWaypoint | null {
  const index = passage.findIndex((point, at) => point[0] >= nowMs && !isStayEnd(passage[at - 1], point))
  const next = passage[index]
  return next ? { name: next[3] ?? '', position: positionOf(next), etaMs: next[0] } : null
}

const isStayEnd = (before: PassagePoint | undefined, point: PassagePoint) =>
  before !== undefined && before[1] === point[1] && before[2] === point[2]

/**
 * The rows by what needs attention: over a limit ahead (the soonest first), an answer due (the oldest first), arriving
 * within a day (the next first), and the rest as they came, under way before planned before arrived.
 */
export function byAttention(rows: readonly BoardRow[]): BoardRow[] {
  return rows.toSorted((one, other) => one.attention - other.attention || weightOf(one) - weightOf(other) || 0)
}

const stateWeight: Readonly<Record<VoyageState, number>> = { 'under way': 0, planned: 1, arrived: 2 }

function weightOf({ attention, ahead, askedMs, arrivalMs, state }: BoardRow): number {
  if (attention === 0) return ahead.kind === 'known' ? ahead.atMs : 0
  if (attention === 1) return askedMs ?? 0 // never asked comes first
  return attention === 2 ? (arrivalMs ?? 0) : stateWeight[state]
}

/** Nearer than this to the last waypoint nothing is left to plan. */
const AT_END_NM = 1

/** Why the rest of a passage cannot be planned from her report, in a few words; null: it can. */
export function noRestWords({ place, report, departureMs, passage }: BoardRow, nowMs: number): string | null {
  if (report === null) return 'no report yet'
  if (place?.reportedMs == null) {
    if (departureMs !== null && report.timeMs < departureMs) return 'the last report is from before she sailed'
    return report.timeMs > nowMs ? 'the last report is for a time to come' : 'the last report is over a day old'
  }
  return isAtEnd(passage, report.position) ? 'she is at its end' : null
}

/** Is she at the last waypoint, or past it: nearer to it than to any other, and the last leg leads away from it to her? */
function isAtEnd(passage: readonly PassagePoint[], position: Position): boolean {
  const last = passage.at(-1)
  if (!last) return false
  const beyond = legLine(positionOf(last), position, 'RL')
  if (beyond.distanceNm < AT_END_NM) return true
  const others = passage.filter((point) => !isStayEnd(point, last))
  const before = others.at(-1)
  if (!before) return false
  const isNearest = others.every((point) => legLine(positionOf(point), position, 'RL').distanceNm > beyond.distanceNm)
  const course = legLine(positionOf(before), positionOf(last), 'RL').initialCourseDeg ?? NaN
  const turn = normaliseCourse((beyond.initialCourseDeg ?? NaN) - course)
  return isNearest && (turn < 90 || turn > 270)
}

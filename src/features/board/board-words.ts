import type { ErrorCode } from '#src/domain/errors.ts'
import type { BoardRow, VoyageState } from '#src/domain/library/board.ts'
import { limitText, limitWords, percent } from '#src/domain/limits/limit-words.ts'
import { type LimitId, limitIds } from '#src/domain/limits/limits.ts'
import { formatAgo } from '#src/domain/tasks/answer-age.ts'
import { formatNumber, formatQuantity, MISSING } from '#src/domain/units/format.ts'
import type { Position } from '#src/domain/position.ts'
import { formatPosition, type Notation } from '#src/domain/units/position-text.ts'
import { formatUtc, formatUtcNear } from '#src/domain/units/time-text.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { whatHappened } from '#src/ui/messages.ts'

/** Two lines of a cell: the fact, and what it rests on. */
export interface CellWords {
  readonly main: string
  readonly more: string
}

export const titleOf = ({ name, from, to }: Pick<BoardRow, 'name' | 'from' | 'to'>): string =>
  name || [from, to].filter(Boolean).join(' – ') || 'Untitled voyage'

/** `MV Astrid · Rotterdam – Halifax`; the ports only where the name is not made of them. */
export function shipLine(row: BoardRow): string {
  const ports = [row.from, row.to].filter(Boolean).join(' – ')
  return [row.ship || 'No ship given', ports === titleOf(row) ? '' : ports].filter(Boolean).join(' · ')
}

/** Degrees and whole minutes, in the notation chosen: on a board a mile is exact enough. */
export function coarsePosition({ lat, lon }: Position, notation: Notation): string {
  const step = notation === 'decimal' ? 100 : 60
  const coarse = (degrees: number) => Math.round(degrees * step) / step
  const text = formatPosition({ lat: coarse(lat), lon: coarse(lon) }, notation)
  if (notation === 'decimal') return text.replace(/(\.\d\d)0+/g, '$1')
  return text.replaceAll(".000'", "'").replaceAll('00.0"', '')
}

/** Where she is now, and how that is known. */
export function placeWords({ place, state, departureMs, arrivalMs }: BoardRow, units: Units, nowMs: number): CellWords {
  if (place === null) {
    if (state === 'arrived') return { main: 'Arrived', more: formatUtcNear(arrivalMs, nowMs) }
    if (state === 'planned' && departureMs !== null && departureMs > nowMs)
      return { main: 'Not sailed', more: `leaves ${formatUtcNear(departureMs, nowMs)}` }
    return { main: MISSING, more: 'no schedule yet' }
  }
  return {
    main: coarsePosition(place.position, units.position),
    more: place.reportedMs === null ? 'by schedule' : `reported ${formatAgo(nowMs - place.reportedMs)}`,
  }
}

export function nextWords({ next, to, arrivalMs }: BoardRow, units: Units, nowMs: number): CellWords {
  if (next === null) return { main: MISSING, more: '' }
  const isLast = arrivalMs !== null && next.etaMs >= arrivalMs
  const name = next.name || (isLast && to) || coarsePosition(next.position, units.position)
  return { main: name, more: formatUtcNear(next.etaMs, nowMs) }
}

export type AheadTone = 'limit' | 'caution' | 'ok' | 'unknown'

/** Where a part of the passage cannot be judged, nothing is called inside its limits. */
export function aheadTone({ ahead, unknownShare }: Pick<BoardRow, 'ahead' | 'unknownShare'>): AheadTone {
  if (ahead.kind !== 'known') return 'unknown'
  return ahead.state === 'ok' && unknownShare > 0 ? 'unknown' : ahead.state
}

const toneWords: Readonly<Record<Exclude<AheadTone, 'unknown'>, string>> = {
  limit: 'Over limit',
  caution: 'Caution',
  ok: 'Inside limits',
}

const isLimitId = (text: string): text is LimitId => limitIds.some((id) => id === text)

/** The state in a word, and what is worst and when. */
export function aheadWords(row: BoardRow, units: Units, nowMs: number): CellWords {
  const { ahead, unknownShare } = row
  if (ahead.kind === 'not-asked') return { main: 'Not known', more: 'no weather yet' }
  if (ahead.kind === 'not-known') return { main: 'Not known', more: 'nothing to judge by' }
  if (ahead.kind === 'passed') return { main: 'Not known', more: `worst was ${formatUtcNear(ahead.atMs, nowMs)}` }
  const value = isLimitId(ahead.quantity)
    ? `${limitWords[ahead.quantity].label} ${limitText(ahead.quantity, ahead.value, units)}`
    : `${ahead.quantity} ${formatQuantity(ahead.value, ahead.unit, 1)}`
  const tone = aheadTone(row)
  return {
    main: tone === 'unknown' ? `${percent(unknownShare)} not known` : toneWords[tone],
    more: `${value}, ${formatUtcNear(ahead.atMs, nowMs)}`,
  }
}

/** Hours over a limit and over caution that are ahead; with gaps, at least so many. */
export function overWords({ hoursOverLimit, hoursOverCaution, unknownShare, ahead }: BoardRow): CellWords {
  if (hoursOverLimit === null || hoursOverCaution === null || ahead.kind !== 'known') return { main: MISSING, more: '' }
  const atLeast = unknownShare > 0 ? '≥ ' : ''
  const hours = (count: number) =>
    count === 0 ? (atLeast ? 'none known' : '0 h') : `${atLeast}${formatNumber(count, 1)} h`
  const isNeither = atLeast !== '' && hoursOverCaution === 0 && hoursOverLimit === 0
  return { main: hours(hoursOverLimit), more: isNeither ? 'nor over caution' : `caution ${hours(hoursOverCaution)}` }
}

export function ageWords({ askedMs, isDue }: BoardRow, nowMs: number): CellWords & { title: string } {
  if (askedMs === null)
    return { main: 'No answer', more: isDue ? 'due' : '', title: 'Nobody has asked for this voyage’s weather' }
  return { main: formatAgo(nowMs - askedMs), more: isDue ? 'due' : '', title: `Asked at ${formatUtc(askedMs)}` }
}

/** `Anna edits`, `Anna, Ben`; who edits comes first. Where nobody signs in there are no names to tell. */
export function deskWords({ desks }: Pick<BoardRow, 'desks'>): CellWords {
  const editor = desks.find(({ edits }) => edits)
  const readers = new Set(desks.filter((desk) => desk !== editor).map(({ user }) => user || 'open'))
  if (!editor) return { main: [...readers].join(', '), more: '' }
  readers.delete(editor.user || 'open')
  const others = [...readers].join(', ')
  return { main: editor.user ? `${editor.user} edits` : 'being edited', more: others && `also ${others}` }
}

const failures: Readonly<Partial<Record<ErrorCode, string>>> = {
  'not-found': 'This voyage is no longer in the library, or you may no longer see it.',
  'voyage-not-here': 'Somebody has archived this voyage.',
  'voyage-unreadable': 'This voyage is damaged and cannot be read.',
  busy: 'Others are saving at the moment. Try again.',
  'timed-out': 'No answer came in time. Try again.',
  offline: 'This computer is offline.',
  'server-unreachable': 'The server does not answer.',
}

/** Why a voyage of the library was not read or changed from the board. */
export const failureWords = (code: ErrorCode): string => failures[code] ?? whatHappened(code)

export const filterWords: Readonly<Record<VoyageState | 'archived', string>> = {
  'under way': 'Under way',
  planned: 'Planned',
  arrived: 'Arrived',
  archived: 'Archived',
}

import { AppError } from '../errors.ts'
import { isMissing, type Maybe, MISSING } from './format.ts'
import { DAY_MS, HOUR_MS, midnightOf, MINUTE_MS, minuteBegun, SECOND_MS, secondBegun } from '../time.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const two = (value: number) => String(value).padStart(2, '0')
/** Beyond ±8.64e15 ms there is no date. */
const noDate = (ms: Maybe): ms is null | undefined => isMissing(ms) || Math.abs(ms) > 8.64e15

/** The parts of the minute that a time is in. */
function parts(ms: number) {
  const date = new Date(minuteBegun(ms))
  return {
    day: `${two(date.getUTCDate())} ${months[date.getUTCMonth()]}`,
    year: String(date.getUTCFullYear()).padStart(4, '0'),
    clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}Z`,
  }
}

// Every text cuts off what it does not show, so that all of them agree on a time: with each other, with the seconds in
// files, and with the clock, after which nothing that has happened may read as still to come.

/** `22 Nov 17:51Z`. @param ms epoch milliseconds UTC */
export function formatUtc(ms: Maybe): string {
  if (noDate(ms)) return MISSING
  const { day, clock } = parts(ms)
  return `${day} ${clock}`
}

/** `22 Nov 2026 17:51Z`, what the UTC field shows and reads back. */
export function formatUtcFull(ms: Maybe): string {
  if (noDate(ms)) return MISSING
  const { day, year, clock } = parts(ms)
  return `${day} ${year} ${clock}`
}

/** `22 Nov 17:51Z`, with the year where it is not that of `referenceMs`: a schedule over New Year, an old track. */
export function formatUtcNear(ms: Maybe, referenceMs: number): string {
  if (noDate(ms)) return MISSING
  return parts(ms).year === parts(referenceMs).year ? formatUtc(ms) : formatUtcFull(ms)
}

/** `17:51Z` of a time on the day of `nowMs`, else with its date, and with the year if it is another. */
export function formatClockNear(ms: Maybe, nowMs: number): string {
  if (noDate(ms)) return MISSING
  return formatUtcFull(ms).slice(0, 11) === formatUtcFull(nowMs).slice(0, 11)
    ? formatClock(ms)
    : formatUtcNear(ms, nowMs)
}

/** `17:51Z` */
export function formatClock(ms: Maybe): string {
  return noDate(ms) ? MISSING : parts(ms).clock
}

/** `17:51:04Z`: what a running clock shows. */
export function formatClockSeconds(ms: Maybe): string {
  return noDate(ms) ? MISSING : formatIso(ms).slice(-9)
}

/** ISO 8601 with Z, whole seconds: `2026-11-22T17:51:00Z`, for the wire and for exports. */
export function formatIso(ms: Maybe): string {
  return noDate(ms) ? MISSING : new Date(secondBegun(ms)).toISOString().replace('.000Z', 'Z')
}

/** `2 d 4 h 10 min`, the minutes that are full, as between two times of the screen; the parts that are zero are left out. Negative has a minus in front. */
export function formatDuration(ms: Maybe): string {
  if (isMissing(ms)) return MISSING
  const minutes = minuteBegun(Math.abs(ms)) / MINUTE_MS
  const amounts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const
  const text = amounts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ')
  if (text === '') return '0 min'
  return ms < 0 ? `−${text}` : text
}

/**
 * `01 Dec 12:00 LT (UTC−3) = 15:00Z`: a time by the clocks on board and in UTC, with the date of both where they differ.
 * @param zoneHours what the clocks are ahead of UTC by
 */
export function formatShipTime(ms: Maybe, zoneHours: number): string {
  if (noDate(ms)) return MISSING
  const [local, utc] = [parts(ms + zoneHours * HOUR_MS), parts(ms)]
  const zone = zoneHours === 0 ? 'UTC' : `UTC${zoneHours < 0 ? '−' : '+'}${Math.abs(zoneHours)}`
  const clock = local.day === utc.day ? utc.clock : `${utc.day} ${utc.clock}`
  return `${local.day} ${local.clock.slice(0, -1)} LT (${zone}) = ${clock}`
}

const isoPattern =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d(?:\.\d{1,9})?))? ?(?<zone>Z|[+-]\d\d:?\d\d)?$/i
const wordsPattern =
  /^(?<day>\d{1,2})[ -](?<name>[a-z]{3,9})[ -](?<year>\d{4})[ ,]+(?<hour>\d\d):?(?<minute>\d\d)(?::(?<second>\d\d))? ?(?<zone>Z|UTC)?$/i

/**
 * Reads a time as the UTC field takes it: `22 Nov 2026 17:51Z`, or ISO 8601. Without a zone it is UTC, as the field says.
 * @returns epoch milliseconds UTC
 * @throws AppError `time-unreadable` for anything else, 30 February too
 */
export function parseUtc(text: string): number {
  const trimmed = text.trim().replace(/\s+/g, ' ')
  const groups = (isoPattern.exec(trimmed) ?? wordsPattern.exec(trimmed))?.groups
  const ms = groups && !isWindow(trimmed) ? timeOf(groups) : null
  if (ms === null) throw new AppError('time-unreadable', text.slice(0, 60))
  return ms
}

/** 2026-11-22 06:00-08:00 may as well be two hours of a morning; with a T it is ISO 8601. */
const isWindow = (text: string) => / \d\d:\d\d ?-\d\d:\d\d$/.test(text)

function timeOf(groups: Record<string, string | undefined>): number | null {
  const month = groups['name'] === undefined ? Number(groups['month']) : monthNumber(groups['name'])
  const [year, day] = [Number(groups['year']), Number(groups['day'])]
  const [hour, minute] = [Number(groups['hour']), Number(groups['minute'])]
  const second = Number(groups['second'] ?? 0)
  const zoneMs = zoneOffset(groups['zone'])
  if (hour > 23 || minute > 59 || second >= 60 || zoneMs === null) return null
  const midnightMs = midnightOf(year, month, day)
  if (midnightMs === null) return null
  return midnightMs + hour * HOUR_MS + minute * MINUTE_MS + Math.round(second * SECOND_MS) - zoneMs
}

const fullMonths = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** 1 to 12 for `Nov` or `November` (`Sept` too); 0 for anything else. */
export function monthNumber(name: string): number {
  const lower = name.toLowerCase()
  const isNamed = (month: string) =>
    lower === month || lower === month.slice(0, 3) || (month === 'september' && lower === 'sept')
  return fullMonths.findIndex(isNamed) + 1
}

/** Milliseconds ahead of UTC; no zone counts as UTC; null where the offset is impossible. */
function zoneOffset(zone: string | undefined): number | null {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 14 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS)
}

const unitMs = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS } as const

const amount = String.raw`(\d+(?:[.,]\d+)?)`
const inWords = new RegExp(
  `^(?:${amount} ?d(?:ays?)?)? ?(?:${amount} ?h(?:ours?|rs?)?)? ?(?:${amount} ?m(?:in(?:ute)?s?)?)?$`,
)
const asClock = /^(\d{1,4}):([0-5]\d)$/

/**
 * Reads a length of time: `2 d 4 h 10 min`, `6.5 h`, `6h30`, `90 min`, `6:30` (hours and minutes). A bare number is
 * nothing: nobody can tell hours from minutes.
 * @returns milliseconds, 0 or more; null where it is not a length of time
 */
export function parseDuration(text: string): number | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(\dh ?[0-5]\d)$/, '$1m')
  const clock = asClock.exec(plain)
  if (clock) return Number(clock[1]) * unitMs.h + Number(clock[2]) * unitMs.m
  const parts = plain === '' ? null : inWords.exec(plain)
  if (!parts) return null
  const [days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number((part ?? '0').replace(',', '.')))
  return days * unitMs.d + hours * unitMs.h + minutes * unitMs.m
}

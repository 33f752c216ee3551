import { DAY_MS, midnightOf, MINUTE_MS, minuteBegun } from '../time.ts'
import { formatUtc, formatUtcFull, monthNumber, parseDuration, parseUtc } from './time-text.ts'

/** What a typed time is read against, epoch milliseconds UTC. */
export interface TimeBase {
  /** The planned time: a day, month or year that is not typed is the one nearest to it. */
  readonly nearMs: number
  /** What `+6h` counts from; null: that is not known. */
  readonly fromMs: number | null
}

export type TypedTime =
  | {
      /** Epoch milliseconds UTC. */
      readonly value: number
      /** `29 Nov 2026 06:00Z`, where the text itself says less. */
      readonly echo?: string
    }
  /** Why it is no time, in a sentence. */
  | { readonly problem: string }

/** Longer than any time. */
const MAX_LENGTH = 60

const unreadable = 'This is not a time. Write it as 22 Nov 2026 17:51Z, 22/11 1751 or +6h.'

/**
 * Reads a time as operators type it: `22 Nov 2026 17:51Z`, ISO 8601, `29/11 0600`, `29.11. 06:00`, `29 Nov 0600`,
 * `290600Z`, `290600Z NOV 26`, `0600`, `06Z`, `+6h30`, `-2h`. UTC with or without Z; the day always stands before the
 * month. What can be read in two ways is refused.
 */
export function readTypedTime(text: string, { nearMs, fromMs }: TimeBase): TypedTime {
  const plain = text.trim().toLowerCase().replace(/[−–]/g, '-').replace(/\s+/g, ' ')
  if (plain.length > MAX_LENGTH) return { problem: unreadable }
  const whole = wholeTime(plain)
  if (whole !== null) return { value: whole }
  const read = /^[+-]/.test(plain) ? readStep(plain, fromMs) : readParts(plain, minuteBegun(nearMs))
  return typeof read === 'string' ? { problem: read } : { value: read, echo: formatUtcFull(read) }
}

function wholeTime(text: string): number | null {
  try {
    return parseUtc(text)
  } catch {
    return null
  }
}

/** `+6h` from the minute shown for a time; a sentence where it cannot be counted. */
function readStep(text: string, fromMs: number | null): number | string {
  const stepMs = parseDuration(text.slice(1))
  if (stepMs === null) return /^.\d+$/.test(text) ? `${text} of what? Write ${text}h or ${text}min.` : unreadable
  if (fromMs === null) return 'The time to count from is not known. Write the time itself.'
  const value = minuteBegun(fromMs) + (text.startsWith('-') ? -stepMs : stepMs)
  return Number.isNaN(new Date(value).getTime()) ? unreadable : value
}

// Four figures, a colon, or whole hours that a Z marks as such; a point only where a date stands before it.
const clock = String.raw`(?<clock>\d{4}|\d{1,2}:\d\d|\d{1,2}(?= ?z))`
const afterDate = String.raw`(?<clock>\d{4}|\d{1,2}[:.]\d\d|\d{1,2}(?= ?z))`
const zone = '(?: ?h(?:rs?|ours)?)?(?: ?(?:z|utc|gmt))?'
const year = String.raw`'?(?<year>\d{4}|\d\d)`
const inNumbers = String.raw`(?<day>\d{1,2})(?<mark>[ ./-])(?<month>\d{1,2})(?:\k<mark>${year})?\.?`
const inWords = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?[ ./-]{0,2}(?<name>[a-z]{3,9})\.?`
const inWordsWithYear = `${inWords}[ ./,-]{0,2}${year}`
const group = String.raw`(?<day>\d\d)(?<clock>\d{4})${zone}(?: ?(?<name>[a-z]{3,9})\.?(?: ?${year})?)?`

const forms = [
  clock + zone,
  group,
  String.raw`(?<day>\d{1,2})[ /]${clock}${zone}`,
  `${inNumbers}[ ,]+${afterDate}${zone}`,
  `${inWords}[ ,]*${afterDate}${zone}`,
  `${inWordsWithYear}[ ,]+${afterDate}${zone}`,
  `${clock}${zone}[ ,/]+${inNumbers}`,
  `${clock}${zone}[ ,/]+${inWords}`,
  `${clock}${zone}[ ,/]+${inWordsWithYear}`,
].map((form) => new RegExp(`^${form}$`))

const dates = [inNumbers, inWords, inWordsWithYear, String.raw`\d{4}-\d\d?-\d\d?`].map(
  (form) => new RegExp(`^${form}$`),
)
const otherZone = / ?(?:[a-z]{1,5}|[+-]\d{1,2}(?::?\d\d)?)$/

type Groups = Readonly<Record<string, string | undefined>>

const namesAMonth = ({ name }: Groups) => name === undefined || monthNumber(name) > 0

function readParts(text: string, nearMs: number): number | string {
  for (const form of forms) {
    const groups: Groups | undefined = form.exec(text)?.groups
    if (groups && namesAMonth(groups)) return mayBeYear(text, groups, nearMs) ?? timeOfParts(groups, nearMs)
  }
  const isDate = dates.some((date) => {
    const match = date.exec(text)
    return match !== null && namesAMonth(match.groups ?? {})
  })
  if (isDate) return 'Add the time of day, such as 0600.'
  const rest = text.replace(otherZone, '')
  if (rest === text || typeof readParts(rest, nearMs) === 'string') return unreadable
  return `Times here are UTC. Write it without ${text.slice(rest.length).trim().toUpperCase()}.`
}

/** Of `29 Nov 2026` nobody can tell whether the time is missing or 20:26. */
function mayBeYear(text: string, { day, year, clock = '' }: Groups, nearMs: number): string | null {
  const isBare = day !== undefined && year === undefined && new RegExp(`(?<!\\d)${clock}(?! ?[zugh])`).test(text)
  const isNear = /^\d{4}$/.test(clock) && Math.abs(Number(clock) - yearOf(nearMs)) <= 2
  return isBare && isNear ? `Is ${clock} the year? Add the time of day, or write ${colon(clock)}.` : null
}

const colon = (clock: string) => `${clock.slice(0, 2)}:${clock.slice(2)}`
const yearOf = (ms: number) => new Date(ms).getUTCFullYear()

function timeOfParts(groups: Groups, nearMs: number): number | string {
  const [hour = '', minute = '0'] = /^\d{4}$/.test(groups['clock'] ?? '')
    ? colon(groups['clock'] ?? '').split(':')
    : (groups['clock'] ?? '').split(/[:.]/)
  if (Number(hour) > 23 || Number(minute) > 59) return 'A time of day is 00:00 to 23:59.'
  const days = daysOf(groups, nearMs)
  if (typeof days === 'string') return days
  const ofDayMs = (Number(hour) * 60 + Number(minute)) * MINUTE_MS
  const distance = (ms: number) => Math.abs(ms - nearMs)
  const [first, second] = days.times.map((ms) => ms + ofDayMs).sort((one, other) => distance(one) - distance(other))
  if (first === undefined) return unreadable
  if (second === undefined || distance(first) !== distance(second)) return first
  const [earlier, later] = [first, second].sort((one, other) => one - other).map(formatUtcFull)
  return `${earlier} and ${later} are equally near. Add the ${days.missing}.`
}

/** The midnights that may be meant, and what would tell which; a sentence where there are none. */
function daysOf(
  { day: dayText, month: monthText, name, year: yearText }: Groups,
  nearMs: number,
): { times: readonly number[]; missing: string } | string {
  if (dayText === undefined) {
    const today = Math.floor(nearMs / DAY_MS) * DAY_MS
    return { times: [today, today - DAY_MS, today + DAY_MS], missing: 'day' }
  }
  const day = Number(dayText)
  const near = new Date(nearMs)
  if (monthText === undefined && name === undefined) {
    // Two months away: in March the last 31st was in January.
    const months = [0, 1, 2, -1, -2].map((step) => near.getUTCFullYear() * 12 + near.getUTCMonth() + step)
    const times = existing(months.map((month) => midnightOf(Math.floor(month / 12), (month % 12) + 1, day)))
    return times.length > 0 ? { times, missing: 'month' } : `There is no day ${day} in a month.`
  }
  const month = name === undefined ? Number(monthText) : monthNumber(name)
  if (month < 1 || month > 12) return `There is no month ${month}. The day comes first.`
  const years = yearText === undefined ? [0, 1, -1].map((step) => yearOf(nearMs) + step) : [fullYear(yearText)]
  const times = existing(years.map((one) => midnightOf(one, month, day)))
  if (times.length === 0)
    return `There is no ${day} ${shortMonth(month)}${years.length > 1 ? ' near the planned time' : ` in ${years[0]}`}.`
  // 26/11/29 may be meant with the year first.
  if (yearText?.length === 2 && times.some((ms) => Math.abs(ms - nearMs) > 366 * DAY_MS))
    return 'Write the year with four figures.'
  return { times, missing: 'year' }
}

const existing = (times: readonly (number | null)[]) => times.filter((ms) => ms !== null)
const fullYear = (text: string) => Number(text) + (text.length === 2 ? 2000 : 0)
const shortMonth = (month: number) => formatUtc(Date.UTC(2026, month - 1, 1)).slice(3, 6)

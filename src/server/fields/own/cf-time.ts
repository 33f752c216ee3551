import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, midnightOf } from '#src/domain/time.ts'

/** Milliseconds of each unit that CF allows for times, by its names. `month` and `year` are no fixed time. */
const unitMs: readonly [RegExp, number][] = [
  [/^(ns|nanosec(ond)?s?)$/, 1e-6],
  [/^(us|µs|microsec(ond)?s?)$/, 1e-3],
  [/^(ms|msecs?|millisec(ond)?s?)$/, 1],
  [/^(s|secs?|seconds?)$/, 1000],
  [/^(min|mins|minutes?)$/, MINUTE_MS],
  [/^(h|hr|hrs|hours?)$/, HOUR_MS],
  [/^(d|days?)$/, DAY_MS],
  [/^weeks?$/, 7 * DAY_MS],
]

/** Milliseconds of a unit of duration, such as `hours`; null: it is none. */
export function durationUnitMs(unit: string): number | null {
  const name = unit.trim().toLowerCase()
  return unitMs.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

type Calendar = 'mixed' | 'gregorian' | 'julian' | 365 | 366

/** Calendars by their CF names. One of 360 days has dates that no real day has, so it is not read. */
const calendars: Readonly<Record<string, Calendar>> = {
  '': 'mixed',
  standard: 'mixed',
  gregorian: 'mixed',
  proleptic_gregorian: 'gregorian',
  utc: 'mixed',
  julian: 'julian',
  noleap: 365,
  '365_day': 365,
  all_leap: 366,
  '366_day': 366,
}

/** Where the calendar of `standard` changes from Julian to Gregorian: 15 October 1582. */
const REFORM_MS = Date.UTC(1582, 9, 15)

const sinceWords = /^\s*([a-zµ]+)\s+since\s+(.+?)\s*$/i
const referenceWords =
  /^(-?\d{1,5})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2})(?::(\d{1,2})(?::(\d{1,2}(?:\.\d*)?))?)?)?\s*(?:(Z|UTC|GMT)|([+-])?(\d{1,2})(?::?(\d{2}))?)?$/i

/** Days from 1 January 1970 (Gregorian) to a date of the Julian calendar. Source: J. Meeus, Astronomical Algorithms, ch. 7. */
function julianDay(year: number, month: number, day: number): number {
  const [y, m] = month > 2 ? [year, month] : [year - 1, month + 12]
  return Math.floor(365.25 * (y + 4716)) + Math.floor(30.6001 * (m + 1)) + day - 1524.5 - 2_440_587.5
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
/** Days before each month, and after the last, in a calendar whose years are all alike. */
const daysBefore = (length: 365 | 366): number[] =>
  [0, ...monthDays].map((_, month) =>
    monthDays.slice(0, month).reduce((sum, days, index) => sum + days + (index === 1 && length === 366 ? 1 : 0), 0),
  )

/** The real date of a day that is counted in years of equal length; NaN for 29 February in a year without one. */
function evenCalendarMs(days: number, length: 365 | 366): number {
  const whole = Math.floor(days)
  const year = Math.floor(whole / length)
  const dayOfYear = whole - year * length
  const starts = daysBefore(length)
  const month = starts.findLastIndex((start) => start <= dayOfYear)
  const day = dayOfYear - (starts[month] ?? 0) + 1
  return (midnightOf(year, month + 1, day) ?? NaN) + (days - whole) * DAY_MS
}

/**
 * Reads a time axis by its CF attributes, such as `hours since 1950-01-01`, in any unit of fixed length and any
 * calendar whose days are real days.
 * @returns epoch milliseconds UTC of a value on that axis; or a clause that says why it cannot be read
 */
export function timeReader(units: string, calendar = ''): ((value: number) => number) | string {
  const [, unit = '', reference = ''] = sinceWords.exec(units) ?? []
  const stepMs = durationUnitMs(unit)
  if (stepMs === null) return `its time is in ‘${units}’, which is no fixed unit since a date`
  const kind = calendars[calendar.trim().toLowerCase()]
  if (kind === undefined) return `its calendar ‘${calendar}’ has days that no real year has`
  const found = referenceWords.exec(reference)
  if (!found) return `its time counts from ‘${reference}’, which cannot be read`
  const [, y, m, d, hour = '0', minute = '0', second = '0', , sign, zoneHour = '0', zoneMinute = '0'] = found
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  const midnightMs = midnightOf(year, month, day)
  if (midnightMs === null) return `its time counts from ‘${reference}’, which is no date`
  const zoneMs = (sign === '-' ? -1 : 1) * (Number(zoneHour) * HOUR_MS + Number(zoneMinute) * MINUTE_MS)
  const clockMs = Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS - zoneMs
  if (kind === 365 || kind === 366) {
    const startDays = year * kind + (daysBefore(kind)[month - 1] ?? 0) + day - 1
    return (value) => Math.round(evenCalendarMs(startDays + (clockMs + value * stepMs) / DAY_MS, kind))
  }
  const isJulian = kind === 'julian' || (kind === 'mixed' && midnightMs < REFORM_MS)
  const startMs = (isJulian ? julianDay(year, month, day) * DAY_MS : midnightMs) + clockMs
  return (value) => Math.round(startMs + value * stepMs)
}

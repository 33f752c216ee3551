import { DAY_MS, HOUR_MS, midnightOf, MINUTE_MS, SECOND_MS } from '../time.ts'
import { isWeekday, militaryZone, monthOf, plainWords, type WrittenZone, zoneOf, zonesIn } from './time-words.ts'

/** A date as it is written. */
export type WrittenDate =
  | { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number }
  /** Which of the two is the day is not said. */
  | {
      readonly kind: 'numbers'
      readonly first: number
      readonly second: number
      readonly year: number
      /** 11.12.2026: where dates are written with dots the day comes first. */
      readonly dotted: boolean
      readonly shortYear: boolean
    }
  /** The day of a date-time group, 131751Z. */
  | { readonly kind: 'day'; readonly day: number }

/** What a text says of a time: a date, a time of day, or both, and in which zone. */
export interface WrittenTime {
  readonly date: WrittenDate | null
  /** Milliseconds from midnight, to 24:00. */
  readonly clockMs: number | null
  /** 06.30 may as well be six hours and three tenths; its column tells. */
  readonly dottedClock: boolean
  /** null: not said. */
  readonly zone: WrittenZone | null
}

/**
 * Reads a time in the notations of files, logs and mail: `22 Nov 2026 17:51Z`, `22.11.26 17.51`, `2026/11/22 5:51 PM`,
 * `221751Z NOV 26`, `Fri 22 novembre 2026 1751 UTC+1`, `17:51 LT` …
 * @returns null where it is no time from end to end
 */
export function readWrittenTime(text: string): WrittenTime | null {
  if (text.length > 80 || !/\d/.test(text)) return null
  const plain = plainWords(text)
    .replace(/\((?:day ?time|night ?time|[a-z]* ?twilight|day|night)\)/g, ' ')
    .replace(/^(?:start|eta|etd|ata|atd) ?: ?/, '')
    .replace(/(?<=\d{4})z(?=[a-z]{3})/, 'z ')
    // (−3) says neither that it is ahead of UTC nor that it is to be added to give it.
    .replace(/[([] ?[+-] ?\d{1,2} ?[)\]]/, ' lt ')
  const military = withoutLetter(
    plain
      .replace(/[()[\]]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const { zones, rest } = zonesIn(military.text)
  const zone = zoneOf([...military.zones, ...zones])
  if (zone === null) return null
  const words = rest.replace(/(?<=\d)t(?=\d)/, ' ')
  const read = readDateAndClock(words) ?? readDateAndClock(withoutWeekday(words))
  // 131751 without a zone is as well 13:17:51.
  if (!read || (read.date?.kind === 'day' && zone === undefined)) return null
  return { ...read, zone: zone ?? null }
}

/**
 * Letters of zones: all of them in date-time groups, 131200R JUL 26. Behind other times A and P are as well those of a
 * half day, H and S units, M and N noon.
 */
const groupLetter = /^(\d\d ?\d{4}) ?([a-y])( ?)([a-z]{3,10}|)(?=\.? ?'?\d|$)/
const clockLetter = /((?:^|[ t])\d{1,2}:?\d\d(?::?\d\d)?) ?([b-gi-loqrt-y])(?= |$)/

function withoutLetter(text: string): { text: string; zones: readonly WrittenZone[] } {
  const [whole = '', before = '', letter = '', blank = '', month = ''] = groupLetter.exec(text) ?? []
  const isGroup =
    whole !== '' && (month === '' || (monthOf(month) !== null && (blank !== '' || monthOf(letter + month) === null)))
  if (isGroup) return { text: `${before} ${month}${text.slice(whole.length)}`.trim(), zones: [militaryZone(letter)] }
  const clock = clockLetter.exec(text)
  if (!clock) return { text, zones: [] }
  const behind = clock.index + clock[0].length
  return {
    text: `${text.slice(0, clock.index)}${clock[1] ?? ''}${text.slice(behind)}`,
    zones: [militaryZone(clock[2] ?? '')],
  }
}

const withoutWeekday = (text: string) =>
  text
    .replace(/^([a-z]{2,10})(?:-feira)?[.,]* /, (whole, word: string) => (isWeekday(word) ? '' : whole))
    .replace(/[ ,]+([a-z]{2,10})\.?$/, (whole, word: string) => (isWeekday(word) ? '' : whole))

type Read = Omit<WrittenTime, 'zone'>

const colonClock = /(?<![\d.:/-])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?![\d:])(?: ?([ap])\.? ?m\.?(?![a-z]))?/
const halfDayClock = /(?<![\d.:/-])(\d{1,2})(?:[.h]?([0-5]\d))? ?([ap])\.? ?m\.?(?![a-z])/
const letterClock = /(?<![\d.:/-])(\d{1,2}) ?h ?(\d\d)?(?![\da-z])/
const hours = / ?(?:hours|hrs|hr|uhr|h)\.?$/

function readDateAndClock(whole: string): Read | null {
  const text = whole.replace(/(?<=\d) ?(?:hours|hrs|hr|uhr)\b\.?/, ' ').trim()
  const colon = colonClock.exec(text)
  if (colon) {
    const [, hour, minute, second, fraction, half] = colon
    return besides(text, colon, clockOf({ hour, minute, second, fraction, half }))
  }
  const halfDay = halfDayClock.exec(text)
  if (halfDay) return besides(text, halfDay, clockOf({ hour: halfDay[1], minute: halfDay[2], half: halfDay[3] }))
  const letter = letterClock.exec(text)
  if (letter) return besides(text, letter, clockOf({ hour: letter[1], minute: letter[2] }))
  return readDigits(text.replace(hours, ''))
}

/** What stands beside a time of day has to be a date. */
function besides(text: string, match: RegExpExecArray, clockMs: number | null): Read | null {
  if (clockMs === null) return null
  const before = text.slice(0, match.index)
  const behind = text.slice(match.index + match[0].length)
  // Behind a time an A is that of AM, or of zone Alfa.
  const rest = `${before.replace(/(?:^|\s)a\s*$/, ' ')} ${behind}`.replace(/(?:^|\s)(?:at|um|kl\.?|om)(?=\s|$)/g, ' ')
  const date = rest.replace(/^[\s,;-]+|[\s,;-]+$/g, '').replace(/\s+/g, ' ')
  if (date === '') return { date: null, clockMs, dottedClock: false }
  const read = readDate(date)
  return read && { date: read, clockMs, dottedClock: false }
}

interface ClockText {
  readonly hour: string | undefined
  readonly minute: string | undefined
  readonly second?: string | undefined
  readonly fraction?: string | undefined
  /** a or p. */
  readonly half?: string | undefined
}

function clockOf({ hour, minute = '0', second = '0', fraction = '0', half }: ClockText): number | null {
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)]
  if (minutes > 59 || seconds > 59 || (half !== undefined && (hours < 1 || hours > 12))) return null
  const ofDay = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0)
  const ms =
    ofDay * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS + Math.round(Number(`0.${fraction}`) * SECOND_MS)
  return ms <= DAY_MS ? ms : null
}

const digitClock = /^(\d{1,2})(\d\d)(\d\d)?$/
const group = /^(\d\d) ?(\d\d)(\d\d)(?: ?([a-z]{3,10})\.? ?'?(\d{4}|\d\d))?$/
const allDigits = /^((?:19|20)\d\d)(\d\d)(\d\d) ?(\d\d)(\d\d)(\d\d)?$/
const dateThenClock = /^(.+?)[ ,]+(?:(\d{4}|\d{6})|(\d{1,2})\.(\d\d)(?:\.(\d\d))?)$/
const clockThenDate = /^(\d{4})[ ,]+(.+)$/
const dotted = /^(\d{1,2})\.(\d\d)$/

/** Times of day in digits alone: 0630, 06.30, and those of date-time groups. */
function readDigits(text: string): Read | null {
  const alone = /^\d{3,4}$/.test(text) ? digitsClock(text) : null
  if (alone !== null) return { date: null, clockMs: alone, dottedClock: false }
  const point = dotted.exec(text)
  if (point) {
    const clockMs = clockOf({ hour: point[1], minute: point[2] })
    return clockMs === null ? null : { date: null, clockMs, dottedClock: true }
  }
  return readAllDigits(text) ?? readGroup(text) ?? readDateBesideDigits(text) ?? dateAlone(text)
}

function digitsClock(text: string): number | null {
  const [, hour, minute, second] = digitClock.exec(text) ?? []
  return hour === undefined ? null : clockOf({ hour, minute, second })
}

function readAllDigits(text: string): Read | null {
  const [, year, month, day, hour, minute, second] = allDigits.exec(text) ?? []
  const clockMs = year === undefined ? null : clockOf({ hour, minute, second })
  const date = clockMs === null ? null : calendarDate(Number(year), Number(month), Number(day))
  return date && { date, clockMs, dottedClock: false }
}

function readGroup(text: string): Read | null {
  const [, day, hour, minute, name, year] = group.exec(text) ?? []
  const clockMs = day === undefined ? null : clockOf({ hour, minute })
  if (clockMs === null) return null
  if (name === undefined) {
    const number = Number(day)
    return number < 1 || number > 31 ? null : { date: { kind: 'day', day: number }, clockMs, dottedClock: false }
  }
  const date = calendarDate(fullYear(year ?? ''), monthOf(name), Number(day))
  return date && { date, clockMs, dottedClock: false }
}

function readDateBesideDigits(text: string): Read | null {
  const [, before = '', digits, hour, minute, second] = dateThenClock.exec(text) ?? []
  const date = readDate(before)
  const clockMs =
    digits === undefined ? (hour === undefined ? null : clockOf({ hour, minute, second })) : digitsClock(digits)
  if (date && clockMs !== null) return { date, clockMs, dottedClock: false }
  const [, first = '', behind = ''] = clockThenDate.exec(text) ?? []
  const later = readDate(behind)
  const firstMs = later && digitsClock(first)
  return firstMs === null ? null : { date: later, clockMs: firstMs, dottedClock: false }
}

function dateAlone(text: string): Read | null {
  const date = readDate(text)
  return date && { date, clockMs: null, dottedClock: false }
}

/** A year of two figures is one of this century up to 69. */
function fullYear(text: string): number {
  const year = Number(text)
  return text.length > 2 ? year : year + (year < 70 ? 2000 : 1900)
}

const yearFirst = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/
const eightDigits = /^((?:19|20)\d\d)(\d\d)(\d\d)$/
const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)$/
const dayMonthYear = /^(\d{1,2})(?:st|nd|rd|th)?[ ./-]{0,2}(?:de )?([a-z]{3,10})[ .,/-]{0,2}(?:del? )?'?(\d{4}|\d\d)$/
const monthDayYear = /^([a-z]{3,10})[ ./-]{0,2}(\d{1,2})(?:st|nd|rd|th)?[ .,/-]{1,2}'?(\d{4}|\d\d)$/
const yearMonthDay = /^(\d{4})[ ./-]?([a-z]{3,10})[ ./-]?(\d{1,2})$/

function readDate(text: string): WrittenDate | null {
  const plain = yearFirst.exec(text)
  if (plain) return calendarDate(Number(plain[1]), Number(plain[3]), Number(plain[4]))
  const run = eightDigits.exec(text)
  if (run) return calendarDate(Number(run[1]), Number(run[2]), Number(run[3]))
  const [, first, mark, second, year] = numbers.exec(text) ?? []
  if (year !== undefined)
    return {
      kind: 'numbers',
      first: Number(first),
      second: Number(second),
      year: fullYear(year),
      dotted: mark === '.',
      shortYear: year.length === 2,
    }
  const words = dayMonthYear.exec(text)
  if (words) return calendarDate(fullYear(words[3] ?? ''), monthOf(words[2] ?? ''), Number(words[1]))
  const american = monthDayYear.exec(text)
  if (american) return calendarDate(fullYear(american[3] ?? ''), monthOf(american[1] ?? ''), Number(american[2]))
  const named = yearMonthDay.exec(text)
  return named && calendarDate(Number(named[1]), monthOf(named[2] ?? ''), Number(named[3]))
}

function calendarDate(year: number, month: number | null, day: number): WrittenDate | null {
  return month === null || midnightOf(year, month, day) === null ? null : { kind: 'date', year, month, day }
}

/**
 * Epoch milliseconds of 00:00 UTC on a written date.
 * @param dayFirst of dates in numbers; null: not known, and only what can be read in one way is
 */
export function midnightOfDate(date: WrittenDate, dayFirst: boolean | null): number | null {
  if (date.kind === 'day') return null
  if (date.kind === 'date') return midnightOf(date.year, date.month, date.day)
  const { first, second, year } = date
  const asDayFirst = midnightOf(year, second, first)
  const asMonthFirst = midnightOf(year, first, second)
  if (dayFirst !== null) return dayFirst ? asDayFirst : asMonthFirst
  if (date.dotted) return asDayFirst
  if (asDayFirst === null) return asMonthFirst
  return asMonthFirst === null || asMonthFirst === asDayFirst ? asDayFirst : null
}

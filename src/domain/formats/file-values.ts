import { AppError } from '../errors.ts'
import type { Position } from '../position.ts'
import { MINUTE_MS } from '../time.ts'
import { parseUtc } from '../units/time-text.ts'
import { midnightOfDate, readWrittenTime } from '../units/written-time.ts'

/** Longest name that is kept. */
const MAX_NAME = 120

/** Would `cleanName` cut this short? */
export const isNameTooLong = (name: string | undefined) =>
  name !== undefined && name.length > MAX_NAME && [...name.trim()].length > MAX_NAME

/** A name from a file as one line of plain text: no control characters, no direction overrides, at most 120 characters. */
export const cleanName = (name: string | undefined): string => cleanText(name, MAX_NAME)

/** The name of a file without its folders and its ending. @param path as a file or an archive gives it, of any system */
export const fileStem = (path: string): string =>
  cleanName(path.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]{1,8}$/i, ''))

/** The same for longer texts. @param most characters that are kept */
export function cleanText(text: string | undefined, most: number): string {
  const plain = (text ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  return plain.length <= most ? plain : [...plain].slice(0, most).join('')
}

/** A number as files write it; a decimal comma counts, so that 50,4711 is never taken for 50. Null for anything else. */
export function fileNumber(text: string | undefined): number | null {
  const plain = (text ?? '').trim().replace(/^([+-]?\d+),(\d+)$/, '$1.$2')
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value + 0 : null
}

/** A time as files write it, UTC where it has no zone. Null where it cannot be read, or only in local time. */
export function fileTime(text: string | undefined): number | null {
  if (!text) return null
  try {
    return parseUtc(text)
  } catch {
    return writtenFileTime(text)
  }
}

/** What can be read in one way alone; of a date in numbers with a year of two figures not even the order is sure. */
function writtenFileTime(text: string): number | null {
  const written = readWrittenTime(text)
  if (!written?.date || written.clockMs === null || written.zone === 'local') return null
  if (written.date.kind === 'numbers' && written.date.shortYear) return null
  const midnightMs = midnightOfDate(written.date, null)
  return midnightMs === null ? null : midnightMs + written.clockMs - (written.zone ?? 0) * MINUTE_MS
}

function coordinate(text: string | undefined, name: 'latitude' | 'longitude', limit: number, where: string): number {
  if (text === undefined || text.trim() === '') throw new AppError('file-malformed', `${where} has no ${name}`)
  const value = fileNumber(text)
  if (value === null)
    throw new AppError('file-malformed', `${where}: ${name} "${cleanName(text).slice(0, 30)}" is not a number`)
  if (Math.abs(value) > limit) {
    throw new AppError('file-malformed', `${where}: ${name} ${value} is outside −${limit} to ${limit}`)
  }
  return value
}

/** Two turns: what is beyond is no longitude, but a number that stands for none. */
const MAX_LONGITUDE = 720

/**
 * A position of a file. Longitudes to ±720 are taken: some programs count 0 to 360, or go on counting around the Earth.
 * @param where "line 212", "point 7": begins the sentence of a refusal
 * @throws AppError `file-malformed`
 */
export function filePosition(lat: string | undefined, lon: string | undefined, where: string): Position {
  return { lat: coordinate(lat, 'latitude', 90, where), lon: coordinate(lon, 'longitude', MAX_LONGITUDE, where) }
}

/** "1 waypoint", "3 waypoints". @param many of a noun that takes more than an s */
export const plural = (count: number, noun: string, many = `${noun}s`) => `${count} ${count === 1 ? noun : many}`

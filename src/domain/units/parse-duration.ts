import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'

const unitMs = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS } as const

const amount = String.raw`(\d+(?:[.,]\d+)?)`
const inWords = new RegExp(
  `^(?:${amount} ?d(?:ays?)?)? ?(?:${amount} ?h(?:ours?|rs?)?)? ?(?:${amount} ?m(?:in(?:ute)?s?)?)?$`,
)
const asClock = /^(\d{1,4}):([0-5]\d)$/

/**
 * Reads a length of time: `2 d 4 h 10 min`, `6.5 h`, `90 min`, `6:30` (hours and minutes). A bare number is nothing: nobody
 * can tell hours from minutes.
 * @returns milliseconds, 0 or more; null where it is not a length of time
 */
export function parseDuration(text: string): number | null {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const clock = asClock.exec(plain)
  if (clock) return Number(clock[1]) * unitMs.h + Number(clock[2]) * unitMs.m
  const parts = plain === '' ? null : inWords.exec(plain)
  if (!parts) return null
  const [days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number((part ?? '0').replace(',', '.')))
  return days * unitMs.d + hours * unitMs.h + minutes * unitMs.m
}

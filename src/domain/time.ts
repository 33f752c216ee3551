/** Milliseconds in the units that clocks count; UTC without leap seconds, as everywhere here. */
export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** A computed time may miss the minute it means by a rounding error. */
const ROUNDING_MS = 0.5

/** The second that a time is in, as it goes over the wire and into files. */
export const secondBegun = (ms: number): number => Math.floor((ms + ROUNDING_MS) / SECOND_MS) * SECOND_MS

/** The minute that a time is in: 15:27:40 reads 15:27 in tables, charts, files, mails and on the clock. */
export const minuteBegun = (ms: number): number => Math.floor((ms + ROUNDING_MS) / MINUTE_MS) * MINUTE_MS

/** Epoch milliseconds of 00:00 UTC; null for a day that does not exist. @param month 1 to 12 */
export function midnightOf(year: number, month: number, day: number): number | null {
  const midnight = new Date(0)
  midnight.setUTCFullYear(year, month - 1, day) // unlike Date.UTC it leaves the years 0 to 99 alone
  const isThere =
    midnight.getUTCFullYear() === year && midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
  return isThere ? midnight.getTime() : null
}

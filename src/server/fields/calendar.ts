import { DAY_MS } from '#src/domain/time.ts'

const YEAR_DAYS = 365.2425
/** 1 January 2000 00:00Z; the phase of the year is counted from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1)

/**
 * A cosine over the year, +1 on a given day of it and −1 half a year later.
 * @param peakDay days after 1 January
 */
export function yearCosine(timeMs: number, peakDay: number): number {
  return Math.cos((2 * Math.PI * ((timeMs - EPOCH_MS) / DAY_MS - peakDay)) / YEAR_DAYS)
}

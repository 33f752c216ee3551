import type { FileAttributes } from './formats/raw-file.ts'

/** When the model run of a file began or was written, and what says so. */
export interface RunTime {
  readonly runMs: number
  readonly by: 'reference time' | 'attribute' | 'history' | 'file name' | 'file time'
}

/** Global attributes that name the run, in use at Copernicus Marine and elsewhere. */
const runAttributes = ['forecast_reference_time', 'bulletin_date', 'run_time', 'reference_time', 'base_time']

/** `2026-11-22T06:00Z`, `2026-11-22 06:12:11 GMT`, `20261122`, `2026112206`; a time without a zone is UTC. */
const isoWords =
  /(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?:[T _-]?([01]\d|2[0-3])(?::?([0-5]\d)(?!\d))?)?/
/** As `date` writes it, and with it the netCDF operators: `Sun Nov 22 06:12:11 2026`. */
const dateWords = /\b([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(?:[A-Z]{3,4}\s+)?((?:19|20)\d\d)\b/
/** The hour of a run in a name without it in the date: `gfs.t06z`. */
const cycleWords = /(?<![a-z\d])t?([01]\d|2[0-3])z(?![a-z\d])/i
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function timeIn(text: string): number | null {
  const [, year, month, day, hour = '00', minute = '00'] = isoWords.exec(text) ?? []
  if (year) {
    const timeMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
    return Number.isNaN(timeMs) ? null : timeMs
  }
  const [, name = '', date, h, m, s, y] = dateWords.exec(text) ?? []
  const place = months.indexOf(name)
  return place < 0 ? null : Date.UTC(Number(y), place, Number(date), Number(h), Number(m), Number(s))
}

function timeInName(name: string): number | null {
  // Of several dates the last: names give the range of times first, and the run after an R.
  const run = /R((?:19|20)\d{6})(?!\d)/.exec(name)?.[1]
  const dates = run ? [run] : (name.match(new RegExp(isoWords, 'g')) ?? [])
  const timeMs = timeIn(dates.length > 1 ? (dates[0] ?? '') : (dates[0] ?? ''))
  if (timeMs === null) return null
  const hour = cycleWords.exec(name)?.[1]
  return hour !== undefined && timeMs % 86_400_000 === 0 ? timeMs + Number(hour) * 3_600_000 : timeMs
}

/**
 * The run of a file: what its reference time says; else a global attribute that names the run; else the date in its
 * history; else the one in its name; else when the file was last changed.
 * @param referenceMs of its `forecast_reference_time`; null: it has none
 * @param name of the file, without its folder
 */
export function runTimeOf(
  attributes: FileAttributes,
  name: string,
  changedMs: number,
  referenceMs: number | null,
): RunTime {
  if (referenceMs !== null) return { runMs: referenceMs, by: 'reference time' }
  const texts = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), String(value)]))
  for (const key of runAttributes) {
    const timeMs = timeIn(texts[key] ?? '')
    if (timeMs !== null) return { runMs: timeMs, by: 'attribute' }
  }
  // Programs add a line on top; the newest is when this file was made.
  const made = timeIn(texts['history'] ?? '')
  if (made !== null) return { runMs: made, by: 'history' }
  const named = timeInName(name)
  if (named !== null) return { runMs: named, by: 'file name' }
  return { runMs: changedMs, by: 'file time' }
}

import { fileNumber } from '../file-values.ts'
import type { ImportNote } from '../reading.ts'
import { HOUR_MS, SECOND_MS } from '../../time.ts'

/** A block of the file: its heading's line, and the values below it by their keys. */
export interface RouBlock {
  readonly heading: string
  readonly line: number
  readonly values: ReadonlyMap<string, string>
}

/**
 * When the route departs: the first ETA less the time to go until then, both from the same block. The file leaves the
 * year to the date in its header, and its zone is the mariner's zone description: (-01) is what is added to ship's time
 * to get UTC. A real file proves it: its header's own time is UTC, and equals this.
 * @returns epoch milliseconds UTC, or null
 */
export function rouDeparture(
  header: RouBlock | undefined,
  waypoints: readonly RouBlock[],
  notes: ImportNote[],
): number | null {
  const year = /^\d{1,2}\/\d{1,2}\/(\d{4})/.exec(header?.values.get('Route date') ?? '')?.[1]
  for (const { line, values } of waypoints) {
    const etaText = values.get('ETA') ?? ''
    const match = /^(\d{1,2})\/(\d{1,2}) (\d{1,2}):(\d\d):(\d\d)\(([+-]?\d{1,2})\)$/.exec(etaText)
    const hours = fileNumber(values.get('TTG'))
    if (!match || hours === null || hours <= 0) continue
    if (year === undefined) {
      notes.push({ line, text: `ETA "${etaText}" has no year and was left out.` })
      return null
    }
    const [month, day, hour, minute, second, zone] = match.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    notes.push({
      line,
      text: `ETAs have no year: ${year} is taken from the route's date. Zone (${match[6]}) is taken as what is added to get UTC.`,
    })
    const etaMs = Date.UTC(Number(year), month - 1, day, hour + zone, minute, second)
    return Math.round((etaMs - hours * HOUR_MS) / SECOND_MS) * SECOND_MS
  }
  return null
}

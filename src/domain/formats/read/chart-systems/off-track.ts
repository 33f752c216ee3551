import type { Leg } from '../../../route/route.ts'
import { cleanName, fileNumber } from '../../file-values.ts'
import type { ImportNote } from '../../reading.ts'
import { decimal } from '../../write/text.ts'

/** RTZ, in whose words a leg keeps its limits, takes less than this, nautical miles. */
const LESS_THAN_NM = 10

/**
 * The cross-track limits of a leg, as a leg keeps them. Zero and nothing are no limit.
 * @param notes gets a word on what is no distance in nautical miles
 */
export function offTrackLimits(
  port: string | undefined,
  starboard: string | undefined,
  line: number,
  notes: ImportNote[],
): Leg['rtz'] {
  const limits = [
    ['portsideXTD', port],
    ['starboardXTD', starboard],
  ] as const
  const kept = limits.flatMap(([name, text = '']) => {
    const value = fileNumber(text)
    if (text.trim() === '' || value === 0) return []
    if (value !== null && value > 0 && value < LESS_THAN_NM) return [[name, decimal(value, 6)] as const]
    notes.push({ line, text: `Cross-track limit "${cleanName(text).slice(0, 30)}" cannot be used and was left out.` })
    return []
  })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/** A turn radius in nautical miles; null where there is none. */
export function turnRadius(text: string | undefined): number | null {
  const value = fileNumber(text)
  return value !== null && value > 0 ? value : null
}

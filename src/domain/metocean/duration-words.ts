import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts'

const unitMs = new Map([
  ['second', SECOND_MS],
  ['minute', MINUTE_MS],
  ['hour', HOUR_MS],
  ['day', DAY_MS],
])

/**
 * Reads a duration as the service words it: "1 minutes 49 seconds", "2 minutes", "1 hour, 5 minutes".
 * A time that is past ("-5 minutes", "-1 day, 23:55:00") counts as 0.
 * @returns milliseconds ≥ 0, or null where the words are not of that form (the screen then shows them as sent)
 */
export function parseDurationWords(words: string): number | null {
  const text = words.trim().toLowerCase()
  if (text.length > 100) return null
  if (/^-\d/.test(text)) return 0
  const part = /(\d+(?:\.\d+)?) ?(second|minute|hour|day)s?(?:,? (?:and )?|$)/y
  let totalMs = 0
  while (part.lastIndex < text.length) {
    const [, amount, unit = ''] = part.exec(text) ?? []
    const eachMs = unitMs.get(unit)
    if (eachMs === undefined) return null
    totalMs += Number(amount) * eachMs
  }
  return text.length > 0 && Number.isFinite(totalMs) ? totalMs : null
}

/**
 * The words of the contract for a duration, whole seconds, rounded up so that a running task never reads "0 seconds".
 * Plural throughout, as the service's own examples do ("1 minutes 49 seconds").
 * @param durationMs milliseconds; negative counts as 0
 */
export function formatDurationWords(durationMs: number): string {
  const totalSeconds = Math.ceil(Math.max(0, durationMs) / SECOND_MS)
  const parts = [
    [Math.floor(totalSeconds / 86_400), 'days'],
    [Math.floor(totalSeconds / 3600) % 24, 'hours'],
    [Math.floor(totalSeconds / 60) % 60, 'minutes'],
    [totalSeconds % 60, 'seconds'],
  ] as const
  const words = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`)
  return words.join(' ') || '0 seconds'
}

import { expect, it } from 'vitest'
import { formatDurationWords, parseDurationWords } from '#src/domain/metocean/duration-words.ts'

it.each<[string, number | null]>([
  ['1 minutes 49 seconds', 109_000], // the API's own example
  ['2 minutes', 120_000],
  ['1 hour, 5 minutes', 3_900_000],
  ['2 days and 1 hour', 176_400_000],
  ['0 seconds', 0],
  ['1.5 minutes', 90_000],
  ['-5 minutes', 0],
  ['-1 day, 23:55:00', 0], // minus five minutes in Python's words
  ['soon-ish', null],
  ['5', null],
  ['', null],
  [`${'9'.repeat(99)} s`, null],
])('%j is %s ms', (words, ms) => expect(parseDurationWords(words)).toBe(ms))

it.each([
  [0, '0 seconds'],
  [-5, '0 seconds'],
  [108_001, '1 minutes 49 seconds'],
  [90_000_000, '1 days 1 hours'],
])('%d ms are %j', (ms, words) => expect(formatDurationWords(ms)).toBe(words))

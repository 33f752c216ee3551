import { expect, it } from 'vitest'
import { answerAge, formatAgo } from '#src/domain/tasks/answer-age.ts'

const minute = 60_000
const hour = 60 * minute
const askedMs = Date.UTC(2026, 10, 22, 17, 51, 40)
const voyage = { askedMs, firstMs: askedMs - hour, lastMs: askedMs + 200 * hour }

it.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [12.9 * minute, '12 min ago'],
  [3.9 * hour, '3 h ago'],
  [47.9 * hour, '47 h ago'],
  [50 * hour, '2 d ago'],
  [-5 * minute, 'just now'],
])('%d ms is %s', (ms, words) => expect(formatAgo(ms)).toBe(words))

it('says when it was asked and how old the answer is', () => {
  expect(answerAge(voyage, askedMs + 3 * hour).text).toBe('asked at 22 Nov 17:51Z · 3 h ago')
  expect(answerAge({ ...voyage, askedMs: null }, askedMs)).toEqual({ text: '', isDue: false })
})

it.each([
  ['under way, six hours old', voyage, 6, true],
  ['under way, not six hours old', voyage, 5.99, false],
  ['not departed yet', { ...voyage, firstMs: askedMs + 24 * hour }, 10, false],
  ['arrived', { ...voyage, lastMs: askedMs + 5 * hour }, 10, false],
])('of a voyage %s', (_, asked, hours, isDue) => expect(answerAge(asked, askedMs + hours * hour).isDue).toBe(isDue))

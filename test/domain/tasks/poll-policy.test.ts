import { describe, expect, it } from 'vitest'
import {
  backOffMs,
  clampRetryAfter,
  type LookFacts,
  nextLookMs,
  standardIntervalMs,
  type Watched,
} from '#src/domain/tasks/poll-policy.ts'

const nowMs = Date.UTC(2026, 10, 22, 17, 51)
const base = {
  nowMs,
  kind: 'embedded',
  failures: 0,
  isServerAway: false,
  lastTryMs: nowMs,
  random: 0.5,
  isVisible: true,
} as const
const task: Watched = {
  points: 5000,
  sinceMs: nowMs - 60_000,
  isOwn: true,
  lookedMs: nowMs,
  leftMs: null,
  estimatedMs: null,
}

describe('standardIntervalMs', () => {
  // The API's page "Request Processing Modes": every 30 s for about 5,000 points, every 30 min for about 100,000.
  it.each([
    [5000, 30],
    [1, 30],
    [100_000, 1800],
    [200_000, 1800],
  ])('%d points are looked at every %d s', (points, seconds) =>
    expect(standardIntervalMs(points) / 1000).toBeCloseTo(seconds, -1),
  )

  it('grows with the points as the API advises', () => {
    expect(standardIntervalMs(0)).toBe(30_000)
    expect(standardIntervalMs(10_000)).toBeCloseTo(30_000 * 2 ** 1.367, 6)
  })

  it('takes a task of unknown size for a standard one', () => expect(standardIntervalMs(null)).toBe(30_000))
})

describe('nextLookMs', () => {
  it.each<[string, readonly Watched[], Partial<LookFacts>, number | null]>([
    ['nothing pending: the idle look', [], {}, 60_000],
    ['nothing pending, and long not looked: at once', [], { lastTryMs: nowMs - 3_600_000 }, 0],
    ['nothing pending, and nobody to see it: silence', [], { isVisible: false }, null],
    ['pending, and nobody to see it: as ever', [task], { isVisible: false }, 30_000],
    ['at once after a submit', [{ ...task, sinceMs: nowMs, lookedMs: null }], { lastTryMs: nowMs - 60_000 }, 0],
    [
      '2 s after a submit where a look is just over',
      [{ ...task, sinceMs: nowMs, lookedMs: null }],
      { lastTryMs: nowMs - 1000 },
      2000,
    ],
    ['again 2 s after a submit', [{ ...task, sinceMs: nowMs - 100 }], { lastTryMs: nowMs - 100 }, 1900],
    ['one of a colleague is in no such hurry', [{ ...task, sinceMs: nowMs, isOwn: false }], {}, 30_000],
    ['no words: the standard interval', [task], {}, 30_000],
    ['time left 8 s: just after it', [{ ...task, leftMs: 8000 }], {}, 9000],
    ['time left 20 min: the standard interval', [{ ...task, leftMs: 1_200_000 }], {}, 30_000],
    ['a large one that waits: when its estimate ends', [{ ...task, points: 100_000, estimatedMs: 71_000 }], {}, 12_000],
    ['never under 2 s', [{ ...task, leftMs: 100 }], {}, 2000],
    ['never under 10 s at the real service', [{ ...task, leftMs: 100 }], { kind: 'gateway' }, 10_000],
    ['past the estimate: at least 10 s', [{ ...task, estimatedMs: 30_000, leftMs: 0 }], {}, 10_000],
    [
      'long past the estimate: a tenth of its age',
      [{ ...task, sinceMs: nowMs - 600_000, estimatedMs: 30_000 }],
      {},
      60_000,
    ],
    ['the soonest of several', [task, { ...task, leftMs: 4000 }], {}, 5000],
    ['nothing pending, and never looked: at once', [], { lastTryMs: null }, 0],
    [
      'never looked, and a task just sent: at once',
      [{ ...task, sinceMs: nowMs, lookedMs: null }],
      { lastTryMs: null },
      0,
    ],
    ['never looked here, and one that another tab has: as it was planned', [task], { lastTryMs: null }, 30_000],
    [
      'a look just over by the shortest interval no longer counts as just over',
      [{ ...task, sinceMs: nowMs, lookedMs: null }],
      { lastTryMs: nowMs - 2000 },
      0,
    ],
    [
      'due, but the list was read a second ago for another',
      [{ ...task, lookedMs: nowMs - 40_000 }],
      { lastTryMs: nowMs - 1000 },
      1000,
    ],
    ['a failure before any look: as without it', [task], { failures: 1, lastTryMs: null }, 30_000],
    ['the wait after a failure is over: at once', [task], { failures: 1, lastTryMs: nowMs - 5000 }, 0],
    [
      'of a colleague, not yet looked at: at once',
      [{ ...task, isOwn: false, lookedMs: null }],
      { lastTryMs: nowMs - 60_000 },
      0,
    ],
    ['looked at two seconds after a submit: no more of that', [{ ...task, sinceMs: nowMs - 2000 }], {}, 30_000],
    ['at its estimate to the second: not past it', [{ ...task, estimatedMs: 60_000 }], {}, 2000],
    ['the longest wait is half an hour', [{ ...task, points: 200_000 }], {}, 1_800_000],
    ['past by days: half an hour', [{ ...task, sinceMs: nowMs - 30 * 86_400_000, leftMs: 0 }], {}, 1_800_000],
    ['overdue: at once', [{ ...task, lookedMs: nowMs - 40_000 }], { lastTryMs: nowMs - 40_000 }, 0],
  ])('%s', (_, tasks, change, expected) => expect(nextLookMs(tasks, { ...base, ...change })).toBe(expected))

  it('waits twice as long after each failure, and not for ever', () => {
    const waits = [1, 2, 3, 4, 20].map((failures) => nextLookMs([task], { ...base, failures }))
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 60_000])
    const away = [1, 2, 3, 20].map((failures) => nextLookMs([task], { ...base, failures, isServerAway: true }))
    expect(away).toEqual([2000, 4000, 7000, 7000])
  })

  it('makes fifty tasks share one look', () => {
    const tasks = Array.from({ length: 50 }, (_, index) => ({ ...task, leftMs: 3000 + index * 10 }))
    expect(nextLookMs(tasks, base)).toBe(4000)
  })
})

it('spreads retries by a quarter either way', () => {
  const wait = { firstMs: 2000, longestMs: 60_000, jitter: 0.25 }
  expect([backOffMs(1, 0, wait), backOffMs(1, 1, wait)]).toEqual([1500, 2500])
})

it.each([
  [0, 1000],
  [45_000, 45_000],
  [1e15, 900_000],
  [Infinity, 900_000],
  [null, null],
  [NaN, null],
])('a wait of %s ms asked by the service is kept as %s', (asked, kept) => expect(clampRetryAfter(asked)).toBe(kept))

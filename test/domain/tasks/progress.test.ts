import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { progressAfter, formatCountdown, formatEstimate, progressAt, progressText } from '#src/domain/tasks/progress.ts'

const row = (estimated_time: string | null, time_left: string | null): TaskRow => ({
  task_id: 't',
  status: 'PENDING',
  estimated_time,
  time_left,
})
const textAt = (seconds: number, ...rows: [number, TaskRow][]) => {
  let taskProgress = progressAfter(null, rows[0]![1], rows[0]![0] * 1000, 0)
  for (const [atS, next] of rows.slice(1)) taskProgress = progressAfter(taskProgress, next, atS * 1000, 0)
  return progressText(progressAt(taskProgress, seconds * 1000))
}

describe('the words of a pending task', () => {
  it.each<[string, string]>([
    [textAt(0, [0, row('4 minutes', null)]), 'Waiting. Estimated time 4 min.'],
    [textAt(0, [0, row(null, null)]), 'Waiting.'],
    [textAt(0, [0, row('4 minutes', '2 minutes 40 seconds')]), 'About 2:40 left'],
    [textAt(30, [0, row('4 minutes', '2 minutes 40 seconds')]), 'About 2:10 left'],
    [textAt(180, [0, row('4 minutes', '1 minutes 40 seconds')]), 'Taking longer than estimated, +1:20'],
    [textAt(103, [0, row('4 minutes', '1 minutes 40 seconds')]), 'About 0:00 left'],
    [
      textAt(30, [0, row('4 minutes', '2 minutes')], [30, row('6 minutes', '5 minutes')]),
      'About 5:00 left. Estimate now 5 min',
    ],
    [textAt(30, [0, row('4 minutes', '2 minutes')], [30, row('4 minutes', '1 minutes 31 seconds')]), 'About 1:31 left'],
    [textAt(0, [0, row(null, 'soon-ish')]), 'Time left, as sent: soon-ish'],
    [textAt(0, [0, row(null, '-5 seconds')]), 'About 0:00 left'],
    [textAt(0, [0, row(null, '1e999 seconds')]), 'Time left, as sent: 1e999 seconds'],
  ])('%s', (text, expected) => expect(text).toBe(expected))
})

it('goes on counting from the promised end while the service says that no time is left', () => {
  const first = progressAfter(null, row('2 minutes', '10 seconds'), 0, 0)
  const later = [20_000, 30_000].reduce(
    (taskProgress, readMs) => progressAfter(taskProgress, row('2 minutes', '0 seconds'), readMs, 0),
    first,
  )
  expect(progressText(progressAt(later, 31_000))).toBe('Taking longer than estimated, +0:21')
  expect(progressAt(progressAfter(later, row('2 minutes', '3 minutes'), 40_000, 0), 40_000)).toMatchObject({
    kind: 'running',
    leftMs: 180_000,
  })
})

it('says so when another worker takes a task over and it takes longer than promised', () => {
  const takenOver = [
    [0, row('4 minutes', '20 seconds')],
    [10, row('4 minutes', null)],
    [20, row('4 minutes', '3 minutes 50 seconds')],
    [30, row('4 minutes', '3 minutes 40 seconds')],
  ] satisfies [number, TaskRow][]
  expect(textAt(11, ...takenOver.slice(0, 2))).toBe('Waiting to begin again. Estimated time 4 min.')
  expect(textAt(20, ...takenOver.slice(0, 3))).toBe('About 3:50 left. Estimate now 4 min')
  expect(textAt(40, ...takenOver)).toBe('About 3:30 left. Estimate now 4 min')
  expect(textAt(90, ...takenOver)).toBe('About 2:40 left')
})

describe('the bar', () => {
  it('starts where the promise says it is', () => {
    expect(progressAt(progressAfter(null, row('2 minutes', '30 seconds'), 0, 0), 0)).toMatchObject({ fraction: 0.75 })
  })

  it('never goes back and is never full while the task is pending', () => {
    const look = fc.record({
      afterS: fc.integer({ min: 1, max: 600 }),
      left: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(look, { minLength: 1, maxLength: 12 }), (looks) => {
        let nowMs = 0
        let taskProgress: ReturnType<typeof progressAfter> | null = null
        let before = 0
        for (const { afterS, left } of looks) {
          nowMs += afterS * 1000
          taskProgress = progressAfter(
            taskProgress,
            row('10 minutes', left === null ? null : `${left} seconds`),
            nowMs,
            0,
          )
          const progress = progressAt(taskProgress, nowMs + 1000)
          const fraction = 'fraction' in progress ? progress.fraction : before
          expect(fraction).toBeGreaterThanOrEqual(before)
          expect(fraction).toBeLessThanOrEqual(0.97)
          before = fraction
        }
      }),
    )
  })
})

it.each([
  [160_000, '2:40'],
  [159_001, '2:40'],
  [0, '0:00'],
  [-5, '0:00'],
  [3_760_000, '1:02:40'],
])('counts %d ms down as %s', (ms, text) => expect(formatCountdown(ms)).toBe(text))

it.each([
  [500, '1 s'],
  [40_000, '40 s'],
  [240_000, '4 min'],
  [241_000, '5 min'],
  [3_900_000, '1 h 5 min'],
  [7_200_000, '2 h'],
])('estimates %d ms as %s', (ms, text) => expect(formatEstimate(ms)).toBe(text))

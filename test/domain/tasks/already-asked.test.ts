import { describe, expect, it } from 'vitest'
import { alreadyAsked, alreadyAskedWords } from '#src/domain/tasks/already-asked.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { testPoints, testSubmission } from '#test/support/submission.ts'
import { HOUR_MS } from '#src/domain/time.ts'

const sentMs = Date.UTC(2026, 10, 22, 23, 10)
const asked = testSubmission({ state: 'done', createdMs: sentMs - 500, sentMs })
const request = { points: testPoints(148), variables: ['wind', 'wave'] as const, windHeightM: 10 }
const find = (
  change: Partial<Submission> = {},
  wish: Parameters<typeof alreadyAsked>[1] = request,
  nowMs = sentMs + HOUR_MS,
) => alreadyAsked([{ ...asked, ...change }], wish, nowMs)

describe('whether the same was asked before', () => {
  it.each(['done', 'accepted', 'sending', 'unknown'] as const)('yes, if a submission is %s', (state) => {
    expect(find({ state })).toMatchObject({ id: asked.id })
  })

  it.each(['failed', 'cancelled', 'not-found', 'unsent'] as const)('no, if a submission is %s', (state) => {
    expect(find({ state })).toBeNull()
  })

  it('no, if the task is being cancelled', () => {
    expect(find({ state: 'accepted', cancelAskedMs: sentMs + 1 })).toBeNull()
  })

  it('for six hours, after which a newer forecast is due', () => {
    expect(find({}, request, sentMs + 6 * HOUR_MS - 1)).not.toBeNull()
    expect(find({}, request, sentMs + 6 * HOUR_MS)).toBeNull()
  })

  it.each<[string, Partial<typeof request> | { variables: readonly ['wind'] }]>([
    ['another number of points', { points: testPoints(147) }],
    ['another time', { points: { ...request.points, timeMs: request.points.timeMs.with(147, 0) } }],
    ['another latitude', { points: { ...request.points, lat: request.points.lat.with(3, 50) } }],
    ['another longitude', { points: { ...request.points, lon: request.points.lon.with(3, 50) } }],
    ['fewer variables', { variables: ['wind'] as const }],
    ['another height of the wind', { windHeightM: 20 }],
  ])('no, with %s', (_what, change) => {
    expect(find({}, { ...request, ...change })).toBeNull()
  })

  it('in any order of the variables, and at any height if no wind is requested', () => {
    expect(find({ variables: ['wave', 'wind'] })).not.toBeNull()
    expect(find({ variables: ['sst'], windHeightM: 25 }, { ...request, variables: ['sst'] })).not.toBeNull()
  })

  it('the last time, if it was asked more than once', () => {
    const later = { ...asked, id: 'later', sentMs: sentMs + 60_000 }
    expect(alreadyAsked([asked, later], request, sentMs + HOUR_MS)).toMatchObject({ id: 'later' })
  })
})

it('says when, with the date if that was not today', () => {
  expect(alreadyAskedWords(asked, sentMs + 30 * 60_000)).toBe('Already asked 23:10Z')
  expect(alreadyAskedWords(asked, sentMs + 2 * HOUR_MS)).toBe('Already asked 22 Nov 23:10Z')
  expect(alreadyAskedWords({ ...asked, sentMs: null }, sentMs)).toBe('Already asked 23:09Z')
})

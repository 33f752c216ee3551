import { describe, expect, it } from 'vitest'
import { Estimator, type Workload } from '#src/server/service/estimate.ts'

const nowMs = Date.UTC(2026, 10, 22)
const task = (startedMs: number | null, more: Partial<Workload> = {}): Workload => ({
  id: 'a',
  points: 10_000,
  variables: ['wind', 'gust'],
  startedAt: startedMs === null ? null : new Date(startedMs),
  ...more,
})

describe('estimates', () => {
  it('grow with points, variables and pace', () => {
    const estimator = new Estimator(0)
    expect(estimator.ownMs(task(null, { points: 100_000 }))).toBeGreaterThan(estimator.ownMs(task(null)))
    expect(estimator.ownMs(task(null, { variables: ['wind'] }))).toBeLessThan(estimator.ownMs(task(null)))
    expect(new Estimator(60_000).ownMs(task(null)) - estimator.ownMs(task(null))).toBe(60_000)
  })

  it('follow what tasks really took', () => {
    const estimator = new Estimator(0)
    for (let i = 0; i < 40; i++) estimator.learned(task(null), 20_300)
    expect(estimator.ownMs(task(null))).toBeCloseTo(20_300, -2)
  })

  it('of a large task are not affected by small ones, quick or held up', () => {
    const estimator = new Estimator(0)
    const large = task(null, { points: 100_000 })
    const before = estimator.ownMs(large)
    for (let i = 0; i < 10; i++) estimator.learned(task(null, { points: 10 }), 40)
    estimator.learned(task(null, { points: 10 }), 900)
    expect(estimator.ownMs(large)).toBe(before)
  })

  it('do not include waiting while a worker is free', () => {
    const estimator = new Estimator(10_000)
    expect(estimator.fromCallMs(task(null), [task(nowMs, { id: 'b' })], 2, nowMs)).toBe(
      Math.round(estimator.ownMs(task(null))),
    )
    expect(estimator.fromCallMs(task(null), [task(nowMs, { id: 'b' }), task(nowMs, { id: 'c' })], 2, nowMs)).toBe(
      Math.round(2 * estimator.ownMs(task(null))),
    )
  })

  it('have no time left for a task that has not started', () => {
    expect(new Estimator(0).timeLeftMs(task(null), nowMs)).toBeNull()
  })

  it('follow the share that is done, once there is one', () => {
    const estimator = new Estimator(0)
    estimator.advanced('a', 0, nowMs)
    estimator.advanced('a', 0.25, nowMs + 10_000)
    expect(estimator.timeLeftMs(task(nowMs), nowMs + 10_000)).toBe(30_000)
  })

  it('stay above zero for a task past its estimate', () => {
    const estimator = new Estimator(0)
    expect(estimator.timeLeftMs(task(nowMs), nowMs + 100_000)).toBe(10_000)
  })

  /** A task of 40 s in 20 pieces, each read four times; later pieces take `slower` times as long. */
  function told(slower: number): number[] {
    const estimator = new Estimator(0)
    const times: number[] = []
    let atMs = nowMs
    estimator.advanced('a', 0, atMs)
    for (let piece = 1; piece <= 20; piece++) {
      const hiccup = 1 + 0.2 * Math.sin(piece * 2.4)
      for (let look = 0; look < 4; look++) {
        atMs += 500 * hiccup * (piece > 10 ? slower : 1)
        times.push(
          estimator.shownLeftMs(task(nowMs, { points: 100_000, variables: ['wind', 'wave', 'gust', 'sst'] }), atMs)!,
        )
      }
      estimator.advanced('a', piece / 20, atMs)
    }
    return times
  }

  it('are shown without growing if only hiccups would raise them', () => {
    const times = told(1).slice(12) // from the first pieces on, as only they give an estimate
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(times.at(-1)).toBeLessThan(4_000)
  })

  it('are shown to grow if the task has become slower', () => {
    const times = told(4)
    expect(Math.max(...times.slice(44))).toBeGreaterThan(times[40]!)
  })
})

import { describe, expect, it } from 'vitest'
import { gapRuns, isolatedSamples } from '#src/features/results/gap-runs.ts'
import { labelForms } from '#src/features/results/lane-canvas.ts'
import { laneScale, laneTicks } from '#src/features/results/lane-scale.ts'
import { laneNumber, lanesOf } from '#src/features/results/lanes.ts'
import { answerOf, columnsOf, passageAnswer } from '#test/support/voyage-answer.ts'

describe('gaps', () => {
  it.each([
    [[], []],
    [[1, 2], []],
    [[NaN, NaN], [{ from: 0, to: 1 }]],
    [[NaN, 1, NaN, NaN, 2, NaN], [{ from: 0, to: 0 }, { from: 2, to: 3 }, { from: 5, to: 5 }]],
    [[0, NaN, 0], [{ from: 1, to: 1 }]],
  ])('of %j', (values, runs) => {
    expect(gapRuns(values)).toEqual(runs)
  })

  it('part where the reason changes', () => {
    expect(gapRuns([1, NaN, NaN, NaN], [3])).toEqual([{ from: 1, to: 2 }, { from: 3, to: 3 }])
  })

  it('leave lonely samples, which are drawn as dots', () => {
    expect(isolatedSamples([1, NaN, 2, NaN, 3, 4])).toEqual([0, 2])
    expect(isolatedSamples([7])).toEqual([0])
    expect(isolatedSamples([1, 2, 3])).toEqual([])
  })
})

describe('the y of a lane', () => {
  it.each([
    { low: 8, high: 47, fromZero: true, leastSpan: 20, expected: [0, 50] },
    { low: 1, high: 1.2, fromZero: true, leastSpan: 2, expected: [0, 2] }, // calm stays calm
    { low: 6.4, high: 18.5, fromZero: false, leastSpan: 4, expected: [5, 20] },
    { low: 12, high: 12, fromZero: false, leastSpan: 4, expected: [10, 14] },
    { low: -0.8, high: 2.3, fromZero: false, leastSpan: 1, expected: [-1, 3] },
    { low: 0, high: 0, fromZero: true, leastSpan: 20, expected: [0, 20] },
    { low: 18, high: 4685, fromZero: true, leastSpan: 50, expected: [0, 5000] },
    { low: -12, high: 300, fromZero: true, leastSpan: 50, expected: [-100, 300] },
  ])('holds $low to $high in $expected', ({ low, high, expected, ...options }) => {
    const { min, max } = laneScale(low, high, options)
    expect([min, max]).toEqual(expected)
  })

  it('labels zero and keeps the labels apart', () => {
    expect(laneTicks({ min: -1, max: 3, step: 1 }, 36)).toEqual([0, 2])
    expect(laneTicks({ min: 0, max: 50, step: 10 }, 36)).toEqual([0, 20, 40])
    expect(laneTicks({ min: 0, max: 50, step: 10 }, 200)).toEqual([0, 10, 20, 30, 40, 50])
  })
})

describe('lanesOf', () => {
  it('has a lane for what the answer has, and for nothing else', () => {
    expect(lanesOf(passageAnswer(40)).map(({ id }) => id)).toEqual(['wind', 'wave', 'current', 'sst', 'depth'])
    expect(lanesOf(answerOf(columnsOf({ Gust_10m: [4, 5] }))).map(({ id, series }) => [id, series[0].stroke])).toEqual([['wind', 'main']])
    expect(lanesOf(answerOf(columnsOf({ Ice_Concentration: [1] })))).toEqual([])
  })

  it('shows wind in knots with its gusts, from zero', () => {
    const [wind] = lanesOf(answerOf(columnsOf({ Winds_10m_Intensity: [10, NaN], Gust_10m: [15, 20], Winds_10m_Direction: [215, 215] })))
    expect(wind!.series[0].values[0]).toBeCloseTo(19.438, 3) // 1 m/s = 1.943844 kn
    expect(wind!.series[0].values[1]).toBeNaN()
    expect(wind!.series[1]).toMatchObject({ label: 'gust', stroke: 'dashed' })
    expect([wind!.scale.min, wind!.scale.max]).toEqual([0, 40])
    expect(wind!.detail(0)).toBe('from 215°T')
    expect(wind!.gaps).toEqual([{ from: 1, to: 1, words: 'no value from the service (land or outside the grid)' }])
  })

  it('shows the part of the current along the track, with its sign', () => {
    // Northbound by default; 1 m/s setting 180° is wholly against
    const [current] = lanesOf(answerOf(columnsOf({ Currents_Intensity: [1, 1], Currents_Direction: [180, 0] })))
    expect([...current!.series[0].values].map((value) => laneNumber(current!, value))).toEqual(['−1.9', '+1.9'])
    expect(current!.detail(0)).toBe('1.9 kn towards 180°T')
    expect([...current!.magnitude].every((value) => value > 1.9)).toBe(true)
  })

  it('shows the bare speed where the set is not known', () => {
    const [current] = lanesOf(answerOf(columnsOf({ Currents_Intensity: [1, 0.5] })))
    expect(current).toMatchObject({ signed: false, scale: { min: 0 } })
  })

  it('tells the end of the forecast from land', () => {
    const asked = Date.UTC(2026, 10, 22)
    const timeMs = [0, 9, 9.5, 10.5, 11].map((days) => asked + days * 86_400_000)
    const [wave] = lanesOf(answerOf(columnsOf({ Waves_Significant_Height: [2, 2, NaN, NaN, NaN] }, { timeMs }), { askedMs: asked }))
    expect(wave!.gaps.map(({ from, to, words }) => [from, to, words.slice(0, 10)])).toEqual([[2, 2, 'no value f'], [3, 4, 'beyond the']])
  })
})

it.each([
  [0.04, '0.0'],
  [-0.04, '0.0'],
  [0.06, '+0.1'],
  [-0.06, '−0.1'],
  [NaN, '—'],
  [undefined, '—'],
])('writes the sign of %s as %s', (value, text) => {
  expect(laneNumber({ decimals: 1, signed: true }, value)).toBe(text)
})

it('shortens the reason of a gap without losing it', () => {
  expect(labelForms('no value from the service (land or outside the grid)')).toEqual([
    ['no value from the service (land or outside the grid)'],
    ['no value from the service'],
    ['no value from', 'the service'],
    ['no value'],
  ])
  expect(labelForms('beyond the 10-day forecast').at(-1)).toEqual(['> 10 days'])
  expect(labelForms('older than 3 years').at(-1)).toEqual(['> 3 years'])
})

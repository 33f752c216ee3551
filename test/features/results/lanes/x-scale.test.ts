import { describe, expect, it } from 'vitest'
import { fineTicks, niceStep, xScale, xTicks } from '#src/features/results/lanes/x-scale.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { numbersInSight } from '#src/features/results/lanes/plot-box.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const hour = 3_600_000
const start = Date.UTC(2026, 10, 22, 18)

describe('xScale', () => {
  it('runs from the first sample to the last, by time or by distance', () => {
    const columns = columnsOf({}, { lat: [0, 0.5, 1], timeMs: [start, start + hour, start + 2 * hour], lon: [0, 0, 0] })
    expect(xScale(columns, 'time')).toMatchObject({ axis: 'time', min: start, max: start + 2 * hour })
    const { axis, min, max } = xScale(columns, 'distance')
    expect([axis, min]).toEqual(['distance', 0])
    // One degree of the meridian from the equator, WGS84: 110 574.4 m
    expect(max * 1852).toBeCloseTo(110_574.4, -1)
  })

  it('runs from each departure where two are compared by the time under way', () => {
    const [early, late] = [start, start + 30 * hour].map((from) =>
      columnsOf({}, { lat: [0, 1, 2], timeMs: [from, from + hour, from + 3 * hour] }),
    ) as [ResultColumns, ResultColumns]
    const scale = xScale(early, 'elapsed', [late])
    expect(scale).toMatchObject({ axis: 'elapsed', min: 0, max: 3 * hour })
    expect([...xScale(late, 'elapsed').values]).toEqual([0, hour, 3 * hour])
    expect(xTicks({ ...scale, max: 48 * hour }, 700).map(({ label }) => label)).toEqual([
      '0 h',
      '6 h',
      '12 h',
      '18 h',
      '1 d',
      '1 d 6 h',
      '1 d 12 h',
      '1 d 18 h',
      '2 d',
    ])
  })

  it.each([
    ['fall back', [start, start + hour, start]],
    ['stand still', [start, start, start]],
    ['are not numbers', [start, NaN, start + hour]],
  ])('goes by distance if the times %s', (_, timeMs) => {
    const columns = columnsOf({}, { lat: [0, 1, 2], timeMs })
    expect(xScale(columns, 'time').axis).toBe('distance')
  })

  it('gives a single sample a width to be drawn in', () => {
    const columns = columnsOf({}, { lat: [50], timeMs: [start] })
    expect(xScale(columns, 'time')).toMatchObject({ min: start - hour / 2, max: start + hour / 2, only: start })
    expect(xScale(columns, 'distance')).toMatchObject({ min: -0.5, max: 0.5, only: 0 })
    expect(xTicks(xScale(columns, 'distance'), 800).map(({ value }) => value)).toEqual([0])
  })

  it('is empty without samples', () => {
    expect(xTicks(xScale(columnsOf({}), 'distance'), 800).length).toBeGreaterThan(0)
  })
})

it.each([
  [0.11, 0.2],
  [0.5, 0.5],
  [2.1, 5],
  [7, 10],
  [101, 200],
])('niceStep of %s is %s', (least, step) => {
  expect(niceStep(least)).toBeCloseTo(step, 9)
})

describe('xTicks', () => {
  it('lie at round distances, far enough apart', () => {
    const scale = { axis: 'distance', values: new Float64Array(), min: 0, max: 2700 } as const
    const ticks = xTicks(scale, 1100)
    expect(ticks.map(({ label }) => label.replace('\u2009', ' '))).toEqual([
      '0',
      '500',
      '1 000',
      '1 500',
      '2 000',
      '2 500',
    ])
    expect(ticks.every(({ value }) => value <= 2700)).toBe(true)
  })

  it('lie at whole UTC hours and name the days', () => {
    const scale = { axis: 'time', values: new Float64Array(), min: start + 1_234_567, max: start + 30 * hour } as const
    const ticks = xTicks(scale, 600)
    expect(ticks.map(({ label }) => label)).toEqual(['23 Nov', '06Z', '12Z', '18Z', '24 Nov'])
    expect(ticks.filter(({ strong }) => strong)).toHaveLength(2)
  })

  it('include fine ones: six hours in a week, fifths of a distance', () => {
    const week = { axis: 'time', values: new Float64Array(), min: start, max: start + 168 * hour } as const
    expect(new Set(fineTicks(week, 1000).map((value) => (value % (24 * hour)) / hour))).toEqual(new Set([0, 6, 12, 18]))
    expect(fineTicks({ axis: 'distance', values: new Float64Array(), min: 0, max: 1000 }, 1000).slice(0, 3)).toEqual([
      0, 20, 40,
    ])
    expect(fineTicks({ axis: 'distance', values: new Float64Array(), min: 0, max: 1000 }, 0)).toEqual([])
  })

  it('are none if there is no room', () => {
    expect(xTicks({ axis: 'distance', values: new Float64Array(), min: 0, max: 5 }, 0)).toEqual([])
  })
})

it('leaves out the numbers of waypoints that would run into each other, never the first or the last', () => {
  const numbers = (count: number) =>
    numbersInSight(
      Array.from({ length: count }, (_, index) => ({ number: index + 1, at: index / (count - 1) })),
      { min: 0, max: 1 },
      703,
    )
  expect(numbers(4).map(({ number }) => number)).toEqual([1, 2, 3, 4])
  const many = numbers(2000)
  expect([many[0]!.number, many.at(-1)!.number]).toEqual([1, 2000])
  for (const [index, { number, left }] of many.slice(1).entries())
    expect(left - many[index]!.left).toBeGreaterThan(7 * String(number).length)
})

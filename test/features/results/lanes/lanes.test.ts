import { describe, expect, it } from 'vitest'
import { gapRuns, laneIdsOf, laneNumber, laneOf } from '#src/features/results/lanes/lanes.ts'
import { labelForms } from '#src/features/results/lanes/lane-canvas.ts'
import {
  againstLimits,
  laneScale,
  laneStates,
  laneTicks,
  rightScaleOf,
  scaleOf,
  worstLane,
} from '#src/features/results/lanes/lane-frame.ts'
import { exceedances } from '#src/domain/limits/exceedances.ts'
import { defaultLimits } from '#src/domain/limits/limits.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { exceedanceWords, laneBounds } from '#src/features/results/lanes/lane-bounds.ts'
import { answerOf, columnsOf, passageAnswer } from '#test/support/voyage-answer.ts'

describe('gaps', () => {
  it.each([
    [[], []],
    [[1, 2], []],
    [[NaN, NaN], [{ from: 0, to: 1 }]],
    [
      [NaN, 1, NaN, NaN, 2, NaN],
      [
        { from: 0, to: 0 },
        { from: 2, to: 3 },
        { from: 5, to: 5 },
      ],
    ],
    [[0, NaN, 0], [{ from: 1, to: 1 }]],
  ])('of %j', (values, runs) => {
    expect(gapRuns(values)).toEqual(runs)
  })

  it('divide where the reason changes', () => {
    expect(gapRuns([1, NaN, NaN, NaN], [3])).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 3 },
    ])
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

const at = (...args: Parameters<typeof columnsOf>) => answerOf(columnsOf(...args))

describe('a lane', () => {
  it('exists for what the answer has, and for nothing else', () => {
    expect(laneIdsOf(passageAnswer(40))).toEqual(['wind', 'wave', 'current', 'sst', 'depth'])
    const gusts = at({ Gust_10m: [4, 5] })
    expect(laneIdsOf(gusts)).toEqual(['wind'])
    expect(laneOf(gusts, 'wind')!.series[0].stroke).toBe('main')
    expect(laneOf(gusts, 'wave')).toBeNull()
    expect(laneIdsOf(at({ Ice_Concentration: [1] }))).toEqual([])
    // A period alone has no lane: it belongs to the right axis of another one.
    expect(laneIdsOf(at({ Waves_Mean_Period: [8] }))).toEqual([])
  })

  it('shows wind in knots with its gusts, from zero', () => {
    const wind = laneOf(
      at({ Winds_10m_Intensity: [10, NaN], Gust_10m: [15, 20], Winds_10m_Direction: [215, 215] }),
      'wind',
    )!
    expect(wind.series[0].values[0]).toBeCloseTo(19.438, 3) // 1 m/s = 1.943844 kn
    expect(wind.series[0].values[1]).toBeNaN()
    expect(wind.series[1]).toMatchObject({ label: 'gust', stroke: 'dashed' })
    expect(scaleOf([wind], [])).toMatchObject({ min: 0, max: 40 })
    expect(wind.detail(0)).toBe('from 215°T')
    expect(wind.gaps).toEqual([{ from: 1, to: 1 }])
    expect(wind.gapWords(1)).toBe('no value from the service (land or outside the grid)')
    expect(wind.glyphs).toMatchObject({ kind: 'wind' })
  })

  it('has the wave period on an axis of its own', () => {
    const wave = laneOf(at({ Waves_Significant_Height: [2, 3], Waves_Mean_Period: [8, 14] }), 'wave')!
    expect(wave.series.map(({ label, stroke }) => [label, stroke])).toEqual([
      ['Hs', 'main'],
      ['period', 'right'],
    ])
    expect(scaleOf([wave], [])).toMatchObject({ min: 0, max: 3 })
    expect(rightScaleOf([wave])).toMatchObject({ min: 0, max: 15 })
    expect(rightScaleOf([laneOf(at({ Waves_Significant_Height: [2] }), 'wave')!])).toBeNull()
  })

  it('shows the current along the track, with its sign', () => {
    // Northbound by default; 1 m/s setting 180° is wholly against
    const current = laneOf(at({ Currents_Intensity: [1, 1], Currents_Direction: [180, 0] }), 'current')!
    expect([...current.series[0].values].map((value) => laneNumber(current, value))).toEqual(['−1.9', '+1.9'])
    expect(current.detail(0)).toBe('1.9 kn towards 180°T')
    // 1.94 kn is over the edge at 1.5: the map's colour, whichever way it sets.
    expect([...current.bins]).toEqual([4, 4])
  })

  it('says that the direction is missing if only the speed came', () => {
    const gaps = [{ field: 'Currents_Direction', reason: 'not-returned', count: 1 }] as const
    const current = laneOf(
      answerOf(columnsOf({ Currents_Intensity: [1, 1], Currents_Direction: [NaN, 0] }, { gaps })),
      'current',
    )!
    expect(current.gaps).toEqual([{ from: 0, to: 0 }])
    expect(current.gapWords(0)).toBe('no direction: not returned')
  })

  it('shows the bare speed if the set is not known', () => {
    const current = laneOf(at({ Currents_Intensity: [1, 0.5] }), 'current')!
    expect(current).toMatchObject({ signed: false, glyphs: null })
    expect(scaleOf([current], []).min).toBe(0)
  })

  it('tells the end of the forecast, with its time, from land', () => {
    const asked = Date.UTC(2026, 10, 22)
    const timeMs = [0, 9, 9.5, 10.5, 11].map((days) => asked + days * 86_400_000)
    const wave = laneOf(
      answerOf(columnsOf({ Waves_Significant_Height: [2, 2, NaN, NaN, NaN] }, { timeMs }), { askedMs: asked }),
      'wave',
    )!
    expect(wave.gaps).toEqual([
      { from: 2, to: 2 },
      { from: 3, to: 4 },
    ])
    expect(wave.gapWords(2)).toMatch(/^no value from/)
    expect(wave.gapWords(3)).toBe('beyond the 10-day forecast, which ends 02 Dec 00:00Z')
  })

  it('copes with an answer without a single value', () => {
    const wind = laneOf(at({ Winds_10m_Intensity: [NaN, NaN] }), 'wind')!
    expect(scaleOf([wind], [])).toMatchObject({ min: 0, max: 20 })
    expect(wind.series[0].summary).toBeNull()
    expect([...wind.bins]).toEqual([255, 255])
  })
})

describe('the units of a lane', () => {
  const fields = { Winds_10m_Intensity: [10, 20], Winds_10m_Direction: [270, 270], Sea_Surface_Temperature: [10, 20] }

  it('are the chosen ones, with the colours of the map and barbs in knots', () => {
    const answer = at(fields)
    const knots = laneOf(answer, 'wind')!
    const wind = laneOf(answer, 'wind', { ...defaultUnits, speed: 'm/s' })!
    expect([wind.unit, wind.decimals]).toEqual(['m/s', 1])
    expect([...wind.series[0].values].map((value) => Number(value.toFixed(4)))).toEqual([10, 20])
    expect(wind.bins).toEqual(knots.bins)
    expect(wind.glyphs!.magnitude).toEqual(knots.series[0].values)
    const sst = laneOf(answer, 'sst', { ...defaultUnits, temperature: '°F' })!
    expect([...sst.series[0].values]).toEqual([50, 68])
    expect(sst.leastSpan).toBeCloseTo(7.2, 9)
  })

  it('are knots if a force is chosen, which has no scale; the force is shown beside them', () => {
    const wind = laneOf(at(fields), 'wind', { ...defaultUnits, speed: 'Bft' })!
    expect(wind.unit).toBe('kn')
    expect(wind.detail(1)).toBe('8 Bft from 270°T') // 38.9 kn
  })
})

describe('the limits of a lane', () => {
  const answer = at({ Waves_Significant_Height: [3, 3.5, 4.5, 4.5, 3.5, 3] })
  const wave = laneOf(answer, 'wave')!
  const bounds = laneBounds(wave, defaultLimits, exceedances(answer.columns, defaultLimits), answer.columns)

  it('belong to their series, with how far and how long they are exceeded', () => {
    expect(bounds).toHaveLength(1)
    expect(bounds[0]).toMatchObject({ limitId: 'wave', series: 0, caution: 3.2, limit: 4, side: 1 })
    // Half-way between samples an hour and 12 minutes of latitude apart: 2 h and about 24 NM.
    expect(bounds[0]!.notes.map(({ words }) => words)).toEqual(['≥ 4.0 m for 24 NM (2 h)'])
  })

  it('are on the adverse side of a current', () => {
    const against = at({ Currents_Intensity: [1.2, 1.2], Currents_Direction: [180, 180] })
    const current = laneOf(against, 'current')!
    const [bound] = laneBounds(current, defaultLimits, exceedances(against.columns, defaultLimits), against.columns)
    expect(bound).toMatchObject({ limit: -2, caution: -1.6, side: -1 })
    expect(bound!.notes[0]!.words).toBe('≥ 2.0 kn adverse for at least 12 NM (1 h)')
    expect(scaleOf([current], [bound!]).min).toBeLessThanOrEqual(-2)
  })

  it('are in the units of the lane, and are reached in all of them by the same value', () => {
    const feet = laneOf(answer, 'wave', { ...defaultUnits, height: 'ft' })!
    const limits = { ...defaultLimits, wave: { caution: 3.5, limit: 4.5 } }
    const [bound] = laneBounds(feet, limits, exceedances(answer.columns, limits), answer.columns)
    // ÷ 0.3048
    expect(
      [feet.unit, feet.leastSpan, bound!.caution, bound!.limit].map((value) =>
        typeof value === 'number' ? Number(value.toFixed(2)) : value,
      ),
    ).toEqual(['ft', 6.56, 11.48, 14.76])
    expect(bound!.notes[0]!.words).toMatch(/^≥ 14\.8 ft for /)
    expect([0, 1, 2].map(bound!.stateAt)).toEqual([undefined, 'caution', 'limit'])
  })

  it('are in the picture if they are near, and do not flatten calm weather', () => {
    const calm = laneOf(at({ Waves_Significant_Height: [0.5, 1] }), 'wave')!
    expect(scaleOf([calm], bounds).max).toBe(2)
    expect(scaleOf([laneOf(at({ Waves_Significant_Height: [0.5, 2.5] }), 'wave')!], bounds).max).toBe(4)
  })

  it('are absent if they are not watched', () => {
    expect(laneBounds(wave, { ...defaultLimits, wave: null }, [], answer.columns)).toEqual([])
  })

  it.each([
    [{ miles: 3.24, hours: 0.25 }, '≥ 4.0 m for 3.2 NM (15 min)'],
    [{ miles: 1212, hours: 100.4 }, '≥ 4.0 m for 1\u2009212 NM (100 h)'],
  ])('are put in words: %j', (amount, words) => {
    expect(exceedanceWords({ limitId: 'wave', bound: 4, openStart: false, openEnd: false, ...amount })).toBe(words)
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
  expect(labelForms('beyond the 10-day forecast, which ends 02 Dec 17:51Z').slice(1, 3)).toEqual([
    ['no forecast after 02 Dec 17:51Z'],
    ['no forecast', 'after 02 Dec 17:51Z'],
  ])
  expect(labelForms('older than 3 years').at(-1)).toEqual(['> 3 years'])
})

describe('a variable against its own limits', () => {
  const limits = { ...defaultLimits, gust: { caution: 40, limit: 50 } }
  // 20, 30 and 10 kn of wind, with gusts of 52, 35 and an unknown number of knots; 5, 1 and 1 m of waves.
  const { columns } = at({
    Winds_10m_Intensity: [10.3, 15.5, 5.2],
    Gust_10m: [26.8, 18, NaN],
    Waves_Significant_Height: [5, 1, 1],
  })
  const against = againstLimits(columns, limits)

  it('has the worst state of all of them, and of those of other variables none', () => {
    expect([...laneStates(against, 'wind')!]).toEqual([3, 3, 0])
    expect([...laneStates(against, 'wave')!]).toEqual([3, 1, 1])
    expect(laneStates(against, 'sst')).toBeNull()
  })

  it('is worst where the share of its limit is highest', () => {
    expect(worstLane(against, limits, ['wind', 'wave', 'depth'])).toBe('wave')
    expect(worstLane(against, limits, ['wind', 'depth'])).toBe('wind')
    const calm = againstLimits(at({ Winds_10m_Intensity: [1], Waves_Significant_Height: [0.5] }).columns, limits)
    expect(worstLane(calm, limits, ['wave', 'wind'])).toBe('wind')
    expect(worstLane(calm, limits, ['wave'])).toBe('wave')
  })
})

import { describe, expect, it } from 'vitest'
import { particularsOf } from '#src/domain/voyage/ship/hull.ts'
import { derive } from '#src/domain/voyage/derived.ts'
import { shipAtSea } from '#src/domain/voyage/ship/ship-at-sea.ts'
import { emptyShip, noLoading } from '#src/domain/voyage/ship.ts'
import { anyLaneOf, furtherIdsOf, furtherLaneOf } from '#src/features/results/lanes/further-lanes.ts'
import { scaleOf } from '#src/features/results/lanes/lane-frame.ts'
import { worstOf } from '#src/features/results/lanes/lane-words.ts'
import { NO_BIN } from '#src/features/results/lanes/lanes.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

/** Northward at 12 kn, an hour a step. */
const answer = answerOf(
  columnsOf({
    Winds_10m_Intensity: [10, 10, 10, NaN],
    Winds_10m_Direction: [0, 90, 180, 0],
    Waves_Significant_Height: [4, 4, 2, NaN],
    Waves_Mean_Period: [8, 8, 12, 8],
    Waves_Mean_Direction: [0, 90, 100, 0],
    Currents_Intensity: [1, 1, 1, 1],
    Currents_Direction: [0, 90, 0, 0],
  }),
)
const particulars = particularsOf(emptyShip, noLoading)
const derived = derive(answer.columns, {
  particulars,
  planned: 'over ground',
  period: 'tm01',
})
const lane = (id: Parameters<typeof furtherLaneOf>[2]) => furtherLaneOf(answer, derived, id)
const times = answer.columns.timeMs

describe('the lanes of what follows from wind, sea and course', () => {
  it('are those the answer can fill', () => {
    expect(furtherIdsOf(answer.columns)).toEqual(['apparent', 'off-bow', 'steepness', 'against'])
    expect(furtherIdsOf(columnsOf({ Winds_10m_Intensity: [1] }))).toEqual(['apparent'])
    expect(anyLaneOf(answer, null, 'wind', defaultUnits)?.id).toBe('wind')
    expect(anyLaneOf(answer, null, 'apparent', defaultUnits)).toBeNull()
    const ship = shipAtSea(answer.columns, particulars, derived)
    expect(anyLaneOf(answer, ship, 'apparent', defaultUnits)).toBe(lane('apparent'))
    expect(anyLaneOf(answer, ship, 'motion', defaultUnits)?.id).toBe('motion')
  })
  it('apparent wind: in the chosen unit and the bins of the wind, with its angle and why it is missing', () => {
    const one = lane('apparent')
    expect(one.series[0].values[0]).toBeCloseTo(10 / 0.5144 + 12, 0)
    expect(one.detail(0)).toMatch(/^from 00\d°( \w+)?, head$/)
    expect(one.bins[3]).toBe(NO_BIN)
    expect(one.gaps).toEqual([{ from: 3, to: 3 }])
    expect(one.gapWords(3)).toMatch(/land|outside|no value/i)
    const metric = furtherLaneOf(answer, derived, 'apparent', { ...defaultUnits, speed: 'm/s' })
    expect(metric.unit).toBe('m/s')
    expect(metric.series[0].values[0]).toBeCloseTo(one.series[0].values[0]! * 0.5144, 1)
    expect(worstOf(one, times).text).toMatch(/^3\d kn$/)
  })
  it('off the bow: degrees to either side on a fixed axis, and the sector of most of the time', () => {
    const one = lane('off-bow')
    expect(scaleOf([one], [])).toEqual({ min: 0, max: 180, step: 45 })
    expect(one.series.map(({ label }) => label)).toEqual(['sea', 'wind'])
    expect(one.series[0].values[1]).toBeGreaterThan(80)
    expect(one.detail(1)).toMatch(/^sea 0\d\d° starboard, beam; wind /)
    expect(one.bins[0]).toBeGreaterThan(one.bins[1]!)
    expect(worstOf(one, times)).toMatchObject({ text: 'beam sea', more: 'for 2 h' })
    const calm = answerOf(columnsOf({ Waves_Significant_Height: [NaN], Waves_Mean_Direction: [NaN] }))
    const none = derive(calm.columns, {
      particulars: particularsOf(emptyShip, noLoading),
      planned: 'over ground',
      period: 'tm01',
    })
    expect(worstOf(furtherLaneOf(calm, none, 'off-bow'), calm.columns.timeMs).text).toBe('not known')
  })
  it('steepness: of the sea by the figure that the limit watches', () => {
    const one = lane('steepness')
    expect(one.series[0]).toMatchObject({ label: 'sea', limitId: 'steepness' })
    expect(one.series[0].values[0]).toBeCloseTo(0.04, 3)
    expect(one.series).toHaveLength(1)
    expect(one.bins[0]).toBeGreaterThan(one.bins[2]!)
  })
  it('wind against current: where, since when, and never better than known', () => {
    const one = lane('against')
    expect([...one.ship!.kinds]).toEqual([2, 2, 0, 1])
    expect(one.ship!.looks).toEqual(['quiet', 'no data', 'caution'])
    expect(worstOf(one, times).words).toBe('steeper seas than Hs suggests from 22 Nov 18:00Z, 1 of 4 samples not known')
    expect(one.detail(0)).toBe('Wind against current: steeper seas than Hs suggests (wind 19 kn)')
    expect([0, 2, 3].map((index) => one.ship!.at(index))).toEqual(['yes', 'no', '—'])
  })
})

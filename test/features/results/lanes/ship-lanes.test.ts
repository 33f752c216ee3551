import { afterEach, describe, expect, it, vi } from 'vitest'
import { drawRibbon } from '#src/features/results/lanes/ribbon.ts'
import { ribbonWords } from '#src/features/results/lanes/lane-words.ts'
import { shipLaneOf } from '#src/features/results/lanes/ship-lanes.ts'
import { derive } from '#src/domain/voyage/derived.ts'
import { shipAtSea } from '#src/domain/voyage/ship/ship-at-sea.ts'
import type { Particulars } from '#src/domain/voyage/ship/hull.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { bulker } from '#test/domain/voyage/ships.ts'
import { lanePaletteOfNames } from '#test/support/lane-palette.ts'
import { recordingCanvas } from '#test/support/recording-canvas.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

afterEach(() => vi.unstubAllGlobals())

const x = Float64Array.of(0, 2, 4, 6, 8, 10)

/** Six hourly samples northbound, in a beam swell of 3 m. */
function lane(
  id: 'motion' | 'clearance',
  change: { period?: number[]; height?: number[]; depth?: number[] },
  particulars: Particulars = bulker,
  units = defaultUnits,
) {
  const six = (value: number) => [value, value, value, value, value, value]
  const columns = columnsOf({
    Waves_Significant_Height: six(1),
    Swell_Wave_Significant_Height: change.height ?? six(3),
    Swell_Wave_Mean_Period: change.period ?? six(20),
    Swell_Wave_Mean_Direction: six(90),
    Wind_Wave_Significant_Height: six(0),
    Wind_Wave_Mean_Period: six(4),
    Wind_Wave_Mean_Direction: six(90),
    Bathymetry: change.depth ?? six(4000),
  })
  const derived = derive(columns, { particulars, planned: 'over ground', period: 'tm01' })
  const answer = answerOf(columns)
  return {
    lane: shipLaneOf(shipAtSea(columns, particulars, derived), answer, id, units),
    timeMs: columns.timeMs,
  }
}

/** 280 × 24 px, as for the other ribbons: the axis is 44 to 244 across, 20 px a mile; the band is from 4 to 24. */
function drawn(one: ReturnType<typeof lane>) {
  const { ctx, calls } = recordingCanvas()
  const frame = { lane: one.lane, states: null, x, window: { min: 0, max: 10 } }
  drawRibbon(ctx, frame, { left: 0, top: 0, width: 280, height: 24, ratio: 1 }, lanePaletteOfNames)
  return calls
    .filter(({ name }) => name === 'fillRect' || name === 'stroke')
    .map(({ name, args, fillStyle, strokeStyle, clips, path }) =>
      name === 'fillRect'
        ? [fillStyle, args[0]]
        : [`stroke ${strokeStyle as string}`, clips.at(-1)?.[0] ?? path[0]?.[1]],
    )
}
const words = ({ lane: one, timeMs }: ReturnType<typeof lane>) => ribbonWords(one, timeMs, null)

describe('the ribbon of motion', () => {
  const all = lane('motion', { period: [20, 12.4, 9, 12.4, NaN, 12.4], height: [3, 1, 3, 3, 3, 3] })

  it('has a pattern of its own for outside, low sea, caution, limit and not known; red is limit alone', () => {
    expect(drawn(all)).toEqual([
      ['control', 44],
      ['stroke caution', 64.5],
      ['cautionFill', 104],
      ['stroke caution', 104],
      ['alarm', 144],
      ['stroke alarm', 144],
      ['stroke alarm', 144],
      ['stroke muted', 185],
      ['alarm', 224],
      ['stroke alarm', 224],
      ['stroke alarm', 224],
    ])
  })
  it('says in words which danger, of which sea, with which period, from when, and what is not known', () => {
    expect(words(all)).toBe(
      'Motion: limit: synchronous rolling (swell, mean 12.4 s) from 22 Nov 21:00Z, 1 of 6 samples not known',
    )
    expect(all.lane.ship!.worst).toMatchObject({ text: 'Synchronous', more: '22 Nov 21:00Z', from: 'swell, mean' })
    expect([0, 1, 2, 3, 4].map(all.lane.ship!.at)).toEqual(['outside', 'low sea', 'caution', 'limit', 'not known'])
  })
  it('never counts what is not known as outside', () => {
    expect(words(lane('motion', { period: [20, 20, NaN, 20, 20, 20] }))).toMatch(
      /^Motion: not known, no value from the service .*, from 22 Nov 20:00Z$/,
    )
    expect(words(lane('motion', {}))).toBe('Motion: outside the four dangers')
    expect(words(lane('motion', {}, { ...bulker, gmM: null }))).toMatch(/^Motion: not known, needs GM or roll period/)
  })
})

describe('the ribbon of clearance', () => {
  const all = lane('clearance', { depth: [4000, 55, 19, NaN, 0, 100] })

  it('marks shallow water and what is not known, and promises nothing where it is deep', () => {
    expect(drawn(all)).toEqual([
      ['control', 44],
      ['cautionFill', 64],
      ['stroke caution', 64],
      ['stroke muted', 145],
      ['control', 225],
    ])
  })
  it('says the least water, where to look, and how much is not known', () => {
    expect(words(all)).toBe(
      'Under-keel clearance: least 3 m. Shallow: model depth 19 m, draught 14 m. Check the chart, at 22 Nov 20:00Z, 2 of 6 samples not known',
    )
    expect([0, 1, 2, 3].map(all.lane.ship!.at)).toEqual(['deep', '40 m', '3 m', 'not known'])
    expect(words(lane('clearance', {}))).toBe('Under-keel clearance: deep: over 4 draughts')
    expect(words(lane('clearance', { depth: [NaN, 0, -1, NaN, 0, 0] }))).toBe(
      'Under-keel clearance: not known, land or no depth',
    )
  })
  it('crosses its hatch where the depth is too little for her speed', () => {
    const fast = lane('clearance', { depth: [7, 7, 7, 7, 7, 7] }, { ...bulker, draughtM: 6 })
    expect(drawn(fast)).toEqual([
      ['cautionFill', 44],
      ['stroke caution', 44],
      ['stroke caution', 44],
    ])
    expect(words(fast)).toContain('too fast for this depth. Shallow: model depth 7 m, draught 6 m. Check the chart')
  })
  it('is in the units chosen, with gaps only where the depth is not known', () => {
    const feet = lane('clearance', { depth: [4000, 55, 19, NaN, 0, 100] }, bulker, { ...defaultUnits, height: 'ft' })
    expect(feet.lane.unit).toBe('ft')
    expect(feet.lane.ship!.at(1)).toBe('132 ft')
    expect(feet.lane.gaps).toEqual([{ from: 3, to: 4 }])
    expect(feet.lane.series[0].summary).toMatchObject({ minIndex: 2, maxIndex: 1 })
  })
})

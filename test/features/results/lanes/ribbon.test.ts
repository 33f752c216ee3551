import { afterEach, expect, it, vi } from 'vitest'
import { type Lane, laneOf } from '#src/features/results/lanes/lanes.ts'
import { drawRibbon, type RibbonFrame } from '#src/features/results/lanes/ribbon.ts'
import { lanePaletteOfNames } from '#test/support/lane-palette.ts'
import { recordingCanvas } from '#test/support/recording-canvas.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

afterEach(() => vi.unstubAllGlobals())

const x = Float64Array.of(0, 2, 4, 6, 8, 10)

function laneFrom(fields: Record<string, readonly number[]>, id: 'wind' | 'wave' | 'current' = 'wave'): Lane {
  const lane = laneOf(answerOf(columnsOf(fields)), id)
  if (!lane) throw new Error('no such lane')
  return lane
}

/** 280 × 24 px: the axis is 44 to 244 across, 20 px a mile; the marks are 4 px high, the bins 20. A column of pixels belongs to the sample before, if two are equally near. */
function drawn(lane: Lane, change: Partial<RibbonFrame> = {}, ratio = 1) {
  const { ctx, calls } = recordingCanvas()
  const frame = { lane, states: null, x, window: { min: 0, max: 10 }, ...change }
  drawRibbon(ctx, frame, { left: 0, top: 0, width: 280, height: 24, ratio }, lanePaletteOfNames)
  return calls
}
const isBin = (style: unknown) => typeof style === 'string' && /^b\d$/.test(style)
const fills = (calls: ReturnType<typeof drawn>) =>
  calls
    .filter(({ name, fillStyle }) => name === 'fillRect' && isBin(fillStyle))
    .map(({ fillStyle, args }) => [fillStyle, ...args])

// Edges of the map's bins: 0.5, 1.25, 2.5, 4, 6, 9 and 14 m.
const heights = [1, 1, NaN, 5, 5, 20]

it('has the bins of the map, each from half-way to half-way between its samples', () => {
  const watched = { states: new Uint8Array(6).fill(1) }
  const calls = drawn(laneFrom({ Waves_Significant_Height: heights }), watched)
  expect(fills(calls)).toEqual([
    ['b1', 44, 4, 61, 20],
    ['b4', 144, 4, 80, 20],
    ['b7', 224, 4, 20, 20],
  ])
  expect(calls.every(({ globalAlpha }) => globalAlpha === 1 || globalAlpha === 0.7)).toBe(true)
})

it('is as sharp as the screen', () => {
  expect(fills(drawn(laneFrom({ Waves_Significant_Height: heights }), {}, 2))[0]).toEqual(['b1', 88, 8, 121, 40])
})

it('hatches what is missing as no data, and only that', () => {
  const calls = drawn(laneFrom({ Waves_Significant_Height: heights }))
  const gaps = calls.filter(({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'muted')
  expect(gaps.map(({ clips }) => clips.at(-1))).toEqual([[105, 4, 39, 20]])
})

it('never lets a lower bin, or a missing value, hide the highest in a column of pixels', () => {
  const values = Array.from({ length: 2000 }, (_, index) => (index === 1000 ? 20 : index % 2 ? NaN : 1))
  const many = Float64Array.from(values, (_, index) => index / 200)
  const calls = drawn(laneFrom({ Waves_Significant_Height: values }), { x: many })
  expect(fills(calls).filter(([bin]) => bin === 'b7')).toHaveLength(1)
  expect(calls.filter(({ strokeStyle, name }) => name === 'stroke' && strokeStyle === 'muted')).toEqual([])
})

it('marks caution and limit above the bins, by their patterns, and pales without a limit', () => {
  const lane = laneFrom({ Waves_Significant_Height: [1, 1, 3.5, 3.5, 5, 5] })
  const calls = drawn(lane, { states: Uint8Array.of(1, 1, 2, 2, 3, 3) })
  const marks = calls.filter(
    ({ name, strokeStyle }) => name === 'stroke' && (strokeStyle === 'caution' || strokeStyle === 'alarm'),
  )
  expect(marks.map(({ strokeStyle, clips }) => [strokeStyle, clips.at(-1)])).toEqual([
    ['caution', [104, 0, 80, 4]],
    ['alarm', [184, 0, 60, 4]],
    ['alarm', [184, 0, 60, 4]],
  ])
  const pale = drawn(lane).filter(({ name, fillStyle }) => name === 'fillRect' && isBin(fillStyle))
  expect(new Set(pale.map(({ globalAlpha }) => globalAlpha))).toEqual(new Set([0.55]))
})

const degrees = (deg: number) => (deg * Math.PI) / 180

/** Where a glyph is and how it is turned, without its halo. */
const glyphs = (calls: ReturnType<typeof drawn>) =>
  calls
    .filter(({ name, strokeStyle, transforms }) => name === 'stroke' && strokeStyle === 'text' && transforms.length > 0)
    .map(({ transforms }) => [transforms[0]?.slice(1), transforms.find(([step]) => step === 'rotate')?.[1]])

it('has an arrow in the direction of its waves, whole inside the ribbon; none if that is not known', () => {
  const lane = laneFrom({
    Waves_Significant_Height: [1, 2, 2, 3, 4, 4],
    Waves_Mean_Direction: [270, 0, 90, NaN, 90, 90],
  })
  expect(glyphs(drawn(lane))).toEqual([
    [[84, 14], degrees(180)],
    [[124, 14], degrees(270)],
    [[204, 14], degrees(270)],
  ])
})

it('turns a current to where it sets and a barb to where the wind comes from, with a halo around each', () => {
  const current = laneFrom({ Currents_Intensity: [1, 1, 1], Currents_Direction: [30, 60, 90] }, 'current')
  const wind = laneFrom({ Winds_10m_Intensity: [10, 10, 10], Winds_10m_Direction: [30, 60, 90] }, 'wind')
  const three = { x: Float64Array.of(0, 5, 10) }
  for (const lane of [current, wind]) {
    const calls = drawn(lane, three)
    expect(new Set(glyphs(calls).map((glyph) => JSON.stringify(glyph)))).toEqual(
      new Set([JSON.stringify([[144, 14], degrees(60)])]),
    )
    const halo = calls.findIndex(({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'surface')
    expect(halo).toBeGreaterThanOrEqual(0)
    expect(halo).toBeLessThan(calls.findIndex(({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'text'))
  }
})

it('draws what has changed as bars up and down from the middle, in three heights, and new and lost data apart', () => {
  const kinds = Uint8Array.of(6, 1, 0, 9, 7, 8)
  const calls = drawn(laneFrom({ Waves_Significant_Height: heights }), { change: kinds })
  const bars = calls
    .filter(
      ({ name, fillStyle, args }) =>
        name === 'fillRect' && typeof fillStyle === 'string' && /^c[1-6]$/.test(fillStyle) && args[3],
    )
    .map(({ fillStyle, args }) => [fillStyle, ...args])
  expect(bars).toEqual([
    ['c6', 44, 5, 21, 9], // much more: all of the upper half
    ['c1', 65, 14, 40, 3], // a little less: a third of the lower half
  ])
  const hatched = calls.filter(({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'muted')
  expect(hatched.map(({ clips }) => clips.at(-1)?.[0])).toEqual([145, 224, 224]) // unknown once, lost crossed
  expect(calls.some(({ name, fillStyle }) => name === 'fillRect' && fillStyle === 'c7')).toBe(true)
  expect(fills(calls)).toEqual([]) // none of the map's bins
})

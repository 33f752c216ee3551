import { afterEach, expect, it, vi } from 'vitest'
import type { LaneBound } from '#src/features/results/lanes/lane-bounds.ts'
import { drawLane } from '#src/features/results/lanes/lane-drawing.ts'
import type { LaneFrame } from '#src/features/results/lanes/lane-frame.ts'
import { type Lane, laneOf } from '#src/features/results/lanes/lanes.ts'
import type { LanePalette } from '#src/features/results/lanes/pen.ts'
import { tellingNames } from '#src/domain/tasks/answer-name.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'
import { recordingCanvas } from '#test/support/recording-canvas.ts'

afterEach(() => vi.unstubAllGlobals())

/** Every colour by its name. */
const palette: LanePalette = {
  text: 'text',
  text2: 'text2',
  muted: 'muted',
  grid: 'grid',
  control: 'control',
  surface: 'surface',
  night: 'night',
  nightAlpha: 0.2,
  ok: 'ok',
  caution: 'caution',
  cautionFill: 'cautionFill',
  alarm: 'alarm',
  line: 'line',
  bins: ['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'],
  family: 'sans',
}

/** Samples at 0, 2, 3, 4, 6, 8 and 10 NM: 44, 64, 74, 84, 104, 124 and 144 px across. */
const x = Float64Array.of(0, 2, 3, 4, 6, 8, 10)
/** 81, 56, –, 31, 6, – and 56 px down. */
const heights = [1, 2, NaN, 3, 4, NaN, 2]

function laneFrom(fields: Record<string, readonly number[]>, id: 'wind' | 'wave' | 'current' = 'wave'): Lane {
  const lane = laneOf(answerOf(columnsOf(fields)), id)
  if (!lane) throw new Error('no such lane')
  return lane
}

const waves = laneFrom({ Waves_Significant_Height: heights })

function frameOf(change: Partial<LaneFrame> = {}): LaneFrame {
  return {
    lane: waves,
    x: { axis: 'distance', values: x, min: 0, max: 10 },
    window: { min: 0, max: 10 },
    scale: { min: 0, max: 4, step: 1 },
    right: null,
    bounds: [],
    night: [],
    waypoints: [],
    compared: [],
    ...change,
  }
}

/** 180 × 111 px: without glyphs the plotting area is 44 to 144 across, 6 to 106 down; 10 px a mile, 25 px a metre. */
function drawn(change: Partial<LaneFrame> = {}, ratio = 1) {
  const { ctx, calls } = recordingCanvas()
  drawLane(ctx, frameOf(change), { left: 0, top: 0, width: 180, height: 111, ratio }, palette)
  return calls
}

const waveBound: LaneBound = {
  limitId: 'wave',
  series: 0,
  caution: 2,
  limit: 3,
  side: 1,
  stateAt: () => undefined,
  notes: [],
}

it('draws the line at its pixels, and breaks it at a gap', () => {
  const [line, ...others] = drawn().filter(({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'line')
  expect(others).toEqual([])
  expect(line).toMatchObject({ lineWidth: 1.75, dash: [], globalAlpha: 1 })
  expect(line?.path).toEqual([
    ['moveTo', 44, 81],
    ['lineTo', 64, 56],
    ['moveTo', 84, 31],
    ['lineTo', 104, 6],
    ['moveTo', 144, 56],
  ])
})

it('draws at twice the size on a screen with two device pixels per pixel', () => {
  const line = drawn({}, 2).find(({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'line')
  expect(line).toMatchObject({ lineWidth: 3.5 })
  expect(line?.path.slice(0, 2)).toEqual([
    ['moveTo', 88, 162],
    ['lineTo', 128, 112],
  ])
})

it('marks a sample between two gaps by a dot', () => {
  const dots = drawn().filter(({ name, path }) => name === 'fill' && path[0]?.[0] === 'arc')
  expect(dots).toHaveLength(1)
  expect(dots[0]).toMatchObject({ fillStyle: 'line', path: [['arc', 144, 56, 2.5, 0, 2 * Math.PI]] })
})

it('fills the area under the line with the colours of the map, but not under a gap', () => {
  const area = drawn().find(({ name, path }) => name === 'fill' && path.at(-1)?.[0] === 'closePath')
  expect(area?.path.slice(0, 5)).toEqual([
    ['moveTo', 44, 106],
    ['lineTo', 44, 81],
    ['lineTo', 64, 56],
    ['lineTo', 64, 106],
    ['closePath'],
  ])
  // 1 m, 2 m, 3 m and 4 m by the bins of the map; hard edges half-way between the samples.
  const bins = [...waves.bins]
  expect(area?.fillStyle).toMatchObject({ ends: [44, 0, 144, 0] })
  const { stops } = area?.fillStyle as unknown as { stops: [number, string][] }
  expect(stops[0]).toEqual([0, `b${bins[0]}70`])
  expect(stops).toContainEqual([0.1, `b${bins[1]}70`])
})

it('draws the limit solid and the caution dashed, each in its colour at its height', () => {
  const calls = drawn({ bounds: [waveBound] })
  const across = (y: number) => [
    ['moveTo', 44, y],
    ['lineTo', 144, y],
  ]
  const lines = calls.filter(({ name, path }) => name === 'stroke' && path[0]?.[1] === 44 && path[1]?.[1] === 144)
  expect(lines.map(({ strokeStyle, dash, path }) => ({ strokeStyle, dash, path }))).toEqual([
    { strokeStyle: 'caution', dash: [6, 4], path: across(56.5) },
    { strokeStyle: 'alarm', dash: [], path: across(31.5) },
  ])
  expect(calls.filter(({ name, fillStyle }) => name === 'fillText' && fillStyle === 'alarm')).toMatchObject([
    { args: ['limit', 48, 24.5] },
  ])
})

it('draws what is over the limit in the limit colour, only between limit and line', () => {
  const calls = drawn({ bounds: [waveBound] })
  const areas = calls.filter(({ name, path }) => name === 'clip' && path[0]?.[0] === 'moveTo')
  expect(areas[0]?.path.slice(0, 4)).toEqual([
    ['moveTo', 44, 106],
    ['lineTo', 44, 81],
    ['lineTo', 64, 56],
    ['lineTo', 64, 106],
  ])
  const tints = calls.filter(
    ({ name, fillStyle }) => name === 'fillRect' && ['alarm', 'cautionFill'].some((color) => color === fillStyle),
  )
  expect(tints.map(({ fillStyle, globalAlpha, args }) => [fillStyle, globalAlpha, args])).toEqual([
    ['cautionFill', 0.5, [44, 31, 100, 25]],
    ['alarm', 0.22, [44, 6, 100, 25]],
  ])
  const hatches = calls.filter(({ name, strokeStyle, clips }) => {
    const [, , , height] = clips.at(-1) ?? []
    return name === 'stroke' && strokeStyle === 'alarm' && height === 25
  })
  expect(hatches.map(({ clips }) => clips.at(-1))).toEqual([
    [44, 6, 100, 25],
    [44, 6, 100, 25],
  ])
  // One leans to the right, the other to the left.
  expect(hatches.map(({ path }) => path[0]?.[2])).toEqual([31, 6])
})

it('writes how long it is over the limit below that place, in the limit colour', () => {
  const note = { words: '≥ 3 m', from: 3, to: 4, peak: 4 }
  const texts = drawn({ bounds: [{ ...waveBound, notes: [note] }] }).filter(({ name }) => name === 'fillText')
  // 30 px wide about the middle of 84 and 104, 7 px above the base.
  expect(texts.at(-1)).toMatchObject({ args: ['≥ 3 m', 79, 99], fillStyle: 'alarm' })
})

it('shades the night, and only the part in sight', () => {
  const night = drawn({
    night: [
      { from: 1, to: 3 },
      { from: 0, to: 6 },
    ],
    window: { min: 2, max: 7 },
  }).filter(({ fillStyle }) => fillStyle === 'night')
  expect(night).toMatchObject([
    { name: 'fillRect', args: [44, 6, 40, 100], globalAlpha: 0.2 },
    { name: 'fillRect', args: [44, 6, 100, 100], globalAlpha: 0.2 },
  ])
})

it('hatches a gap from the last value before it to the first after it', () => {
  const gaps = drawn().filter(({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'muted')
  expect(gaps.map(({ clips }) => clips.at(-1))).toEqual([
    [64, 6, 20, 100],
    [104, 6, 40, 100],
  ])
  expect(gaps[0]).toMatchObject({ globalAlpha: 0.55 })
})

it('writes the heights beside their lines', () => {
  const calls = drawn()
  const texts = calls.filter(({ name, fillStyle }) => name === 'fillText' && fillStyle === 'muted')
  expect(texts.map(({ args }) => args)).toEqual([
    ['0', 38, 106.5],
    ['1', 38, 81.5],
    ['2', 38, 56.5],
    ['3', 38, 31.5],
    ['4', 38, 6.5],
  ])
  const rows = calls.filter(({ fillStyle, args }) => fillStyle === 'grid' && args[2] === 100)
  expect(rows.map(({ args }) => args[1])).toEqual([106, 81, 56, 31, 6])
})

it('marks the waypoints in sight', () => {
  const [marks] = drawn({ waypoints: [2, 6, 12] }).filter(
    ({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'control',
  )
  expect(marks?.path).toEqual([
    ['moveTo', 64.5, 6],
    ['lineTo', 64.5, 106],
    ['moveTo', 104.5, 6],
    ['lineTo', 104.5, 106],
  ])
})

it('draws another answer dashed, by its own samples', () => {
  const other = laneFrom({ Waves_Significant_Height: [4, 2, 0] })
  const compared = [{ name: 'Other', synthetic: false, lane: other, x: Float64Array.of(0, 5, 10), dash: [6, 3] }]
  const line = drawn({ compared }).find(({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'text')
  expect(line).toMatchObject({ dash: [6, 3], lineWidth: 1.5 })
  expect(line?.path).toEqual([
    ['moveTo', 44, 6],
    ['lineTo', 94, 56],
    ['lineTo', 144, 106],
  ])
})

it('draws a depth downward', () => {
  const depth = laneOf(answerOf(columnsOf({ Bathymetry: [0, 1, 2, 3, 4, 4, 4] })), 'depth')
  const line = drawn(depth ? { lane: depth } : {}).find(
    ({ name, strokeStyle }) => name === 'stroke' && strokeStyle === 'line',
  )
  expect(line?.path.slice(0, 2)).toEqual([
    ['moveTo', 44, 6],
    ['lineTo', 64, 31],
  ])
})

const degrees = (deg: number) => (deg * Math.PI) / 180

/** Where a glyph is and how it is turned. */
const glyphs = (calls: ReturnType<typeof drawn>) =>
  calls
    .filter(({ name, transforms }) => name === 'stroke' && transforms[0]?.[0] === 'translate')
    .map(({ transforms }) => [transforms[0]?.slice(1), transforms.find(([step]) => step === 'rotate')?.[1]])

it('has an arrow over each sample, in the direction of its waves; none if that is not known', () => {
  const lane = laneFrom({
    Waves_Significant_Height: [1, 2, NaN, 3, 4, 4, 2],
    Waves_Mean_Direction: [270, 0, 90, 90, NaN, 90, 90],
  })
  // One glyph at each 5 NM at least: the samples nearest to 0, 5 and 10.
  expect(glyphs(drawn({ lane }))).toEqual([
    [[44, 8.5], degrees(450)],
    [[84, 8.5], degrees(270)],
    [[144, 8.5], degrees(270)],
  ])
})

it('turns a current to where it sets and a barb to where the wind comes from', () => {
  const current = laneFrom({ Currents_Intensity: [1, 1], Currents_Direction: [30, 60] }, 'current')
  const wind = laneFrom({ Winds_10m_Intensity: [10, 10], Winds_10m_Direction: [30, 60] }, 'wind')
  const ends = { x: { axis: 'distance', values: Float64Array.of(0, 10), min: 0, max: 10 } } as const
  const expected = [
    [[44, 8.5], degrees(30)],
    [[144, 8.5], degrees(60)],
  ]
  expect(glyphs(drawn({ ...ends, lane: current }))).toEqual(expected)
  expect(glyphs(drawn({ ...ends, lane: wind }))).toEqual(expected)
})

it('names the lines at their ends by what tells the answers apart, none over another', () => {
  const other = laneFrom({ Waves_Significant_Height: [1, 2, 2, 2, 2, 2, 2] })
  const texts = (change: Partial<LaneFrame>) =>
    drawn({
      name: 'Route 1 · asked 22:57Z',
      endNames: tellingNames(
        [1, 2, 3].map((number) => answerOf(columnsOf({}, { timeMs: [0] }), { name: `Route ${number} · asked 22:57Z` })),
      ),
      compared: ['Route 2 · asked 22:57Z', 'Route 3 · asked 22:57Z'].map((name) => ({
        name,
        synthetic: false,
        lane: other,
        x,
        dash: [6, 3],
      })),
      ...change,
    })
      .filter(({ name, args }) => name === 'fillText' && /^Route/.test(String(args[0])))
      .map(({ args, fillStyle }) => [...args, fillStyle])
  // All end at 144 across and 56 down; seven letters of 6 px and a gap of 3 to the left of that.
  expect(texts({})).toEqual([
    ['Route 1', 99, 47, 'line'],
    ['Route 2', 99, 65, 'text'],
    ['Route 3', 99, 78, 'text'],
  ])
  // Zoomed in, the last known value in sight: of the first line that at 6 NM, 6 px down and so below the top edge.
  expect(texts({ window: { min: 0, max: 9 } })[0]).toEqual(['Route 1', expect.closeTo(65.7, 1), 12.5, 'line'])
  expect(texts({ compared: [] })).toEqual([])
})

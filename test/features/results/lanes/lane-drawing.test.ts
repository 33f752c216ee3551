import { afterEach, expect, it, vi } from 'vitest'
import type { LaneBound } from '#src/features/results/lanes/lane-bounds.ts'
import { drawLane } from '#src/features/results/lanes/lane-drawing.ts'
import type { LaneFrame } from '#src/features/results/lanes/lane-frame.ts'
import { type Lane, laneOf } from '#src/features/results/lanes/lanes.ts'
import { tellingNames } from '#src/domain/tasks/answer-name.ts'
import { lanePaletteOfNames } from '#test/support/lane-palette.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'
import { recordingCanvas } from '#test/support/recording-canvas.ts'

afterEach(() => vi.unstubAllGlobals())

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

/** 180 × 107 px from 2 px down: the plotting area is 44 to 144 across, 6 to 106 down; 10 px a mile, 25 px a metre. */
function drawn(change: Partial<LaneFrame> = {}, ratio = 1) {
  const { ctx, calls } = recordingCanvas()
  drawLane(ctx, frameOf(change), { left: 0, top: 2, width: 180, height: 107, ratio }, lanePaletteOfNames)
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

/** Where words of the limit's colour are: 6 px a character, 15 px high, 4 px of room at either end. */
function noteBox(calls: ReturnType<typeof drawn>) {
  const [text] = calls.filter(({ name, fillStyle }) => name === 'fillText' && fillStyle === 'alarm')
  const [words, left, middle] = text?.args as [string, number, number]
  return { left: left - 4, right: left + 6 * words.length + 4, top: middle - 7.5, bottom: middle + 7.5 }
}
type Place = readonly [x: number, y: number]
const onLine = (places: readonly Place[], { left, right, top, bottom }: ReturnType<typeof noteBox>) =>
  places.slice(1).some(([x2, y2], index) => {
    const [x1, y1] = places[index]!
    return Array.from({ length: 101 }, (_, step) => step / 100).some((share) => {
      const [x, y] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]
      return x > left && x < right && y > top && y < bottom
    })
  })

it('writes how long it is over the limit where no line is, above the peak if there is room', () => {
  const lane = laneFrom({ Waves_Significant_Height: [1, 1, 1, 3, 1, 1, 1] })
  const bounds = [{ ...waveBound, limit: 2.5, notes: [{ words: '≥ 2.5 m', from: 3, to: 3, peak: 3 }] }]
  const box = noteBox(drawn({ lane, bounds, scale: { min: 0, max: 5, step: 1 } }))
  // The peak is at 84 px across, 46 px down.
  expect(box.bottom).toBeLessThan(46)
  expect((box.left + box.right) / 2).toBeCloseTo(84, -1)
  const line = [81, 81, 81, 46, 81, 81, 81].map((y, index): Place => [44 + 10 * x[index]!, y + 5])
  expect(onLine(line, box)).toBe(false)
})

it('writes it beside a peak that reaches the top, and not at all where lines leave no room', () => {
  const lane = laneFrom({ Waves_Significant_Height: [0, 0, 0, 4, 0, 0, 0] })
  const note = { words: '≥ 3 m', from: 3, to: 3, peak: 3 }
  const box = noteBox(drawn({ lane, bounds: [{ ...waveBound, notes: [note] }] }))
  const line = [106, 106, 106, 6, 106, 106, 106].map((y, index): Place => [44 + 10 * x[index]!, y])
  expect(onLine(line, box)).toBe(false)
  const crowded = {
    Waves_Significant_Height: [4, 0, 4, 0, 4, 0, 4],
    Swell_Wave_Significant_Height: [0, 4, 0, 4, 0, 4, 0],
  }
  const none = drawn({ lane: laneFrom(crowded), bounds: [{ ...waveBound, notes: [note] }] })
  expect(none.filter(({ name, fillStyle }) => name === 'fillText' && fillStyle === 'alarm')).toEqual([])
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
    ['0', 38, 105], // whole inside the canvas
    ['1', 38, 81.5],
    ['2', 38, 56.5],
    ['3', 38, 31.5],
    ['4', 38, 8],
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

it('names the lines near their ends by what tells the answers apart, none on a line or on another name', () => {
  const [own, others] = [
    [1, 2, NaN, 3, 3, NaN, 2],
    [1, 2, 2, 2, 2, 2, 1],
  ]
  const other = laneFrom({ Waves_Significant_Height: others })
  const names = (change: Partial<LaneFrame>) =>
    drawn({
      lane: laneFrom({ Waves_Significant_Height: own }),
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
      .map(({ args, fillStyle }) => {
        const [words, left, middle] = args as [string, number, number]
        return { words, fillStyle, left, right: left + 6 * words.length, top: middle - 6, bottom: middle + 6 }
      })
  const found = names({})
  expect(found.map(({ words, fillStyle }) => [words, fillStyle])).toEqual([
    ['Route 1', 'line'],
    ['Route 2', 'text'],
    ['Route 3', 'text'],
  ])
  const line = others.map((height, index): Place => [44 + 10 * x[index]!, 106 - 25 * height])
  for (const name of found) {
    expect(onLine(line, name)).toBe(false)
    expect(name.right).toBeGreaterThan(100)
    for (const next of found.filter((one) => one !== name))
      expect(
        next.top >= name.bottom || next.bottom <= name.top || next.left >= name.right || next.right <= name.left,
      ).toBe(true)
  }
  expect(names({ compared: [] })).toEqual([])
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { chartsOnPaper, chartsPng } from '#src/features/results/export/charts-png.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { newVoyage } from '#src/state/voyage.ts'
import { PAPER_PX } from '#src/ui/page/captioned-picture.ts'
import { type CanvasCall, recordingCanvas } from '#test/support/recording-canvas.ts'
import { passageAnswer } from '#test/support/voyage-answer.ts'

let calls: CanvasCall[]
beforeEach(() => {
  const canvas = recordingCanvas()
  calls = canvas.calls
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(canvas.ctx)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(new Blob(['png'])))
  Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  Reflect.deleteProperty(document, 'fonts')
})

const route = 'Rotterdam – Halifax by the northern tracks, avoiding the ice'
const answers = [1, 2].map((number) => passageAnswer(120, { name: `${route} · Route ${number} · asked 22:57Z` }))
const picture = {
  answer: answers[0]!,
  compared: [answers[1]!],
  voyage: { ...newVoyage('v', 0), name: `${route} ${route} ${route} ${route}` },
  axis: 'distance',
  part: null,
  units: defaultUnits,
  ship: null,
  lanes: ['wind', 'wave', 'current'],
} as const

/** Words with their ends, CSS px: 6 px a letter; what is drawn in device pixels has no transform. */
const words = (ratio: number) =>
  calls
    .filter(({ name }) => name === 'fillText')
    .map(({ args, transforms }) => {
      const [text, x] = args as [string, number]
      const left = transforms.some(([name]) => name === 'scale') ? x : x / ratio
      return { text, left, right: left + 6 * text.length }
    })

it('keeps all words of the picture inside it, and the key beside its lane', async () => {
  await chartsPng(picture)
  const found = words(2)
  expect(found.filter(({ right }) => right > 1600)).toEqual([])
  // Margin and names are 224 px wide; what starts behind a line of the key at 54 ends before the numbers of the axis.
  const keys = found.filter(({ left, text }) => left === 54 && text !== '')
  expect(keys.map(({ text }) => text)).toEqual(expect.arrayContaining(['wind', 'gust', 'Hs', 'Route 2']))
  expect(keys.filter(({ right }) => right > 224)).toEqual([])
})

it('names each line at its end, in the picture as on the screen', async () => {
  await chartsPng(picture)
  const ends = words(2).filter(({ text, left }) => /^Route [12]$/.test(text) && left > 224)
  expect(new Set(ends.map(({ text }) => text))).toEqual(new Set(['Route 1', 'Route 2']))
  for (const { right } of ends) expect(right).toBeLessThanOrEqual(1600 - 24)
})

it('draws a picture for each variable as wide as paper', async () => {
  const charts = await chartsOnPaper(picture)
  expect(charts.map(({ label }) => label)).toEqual(['Wind', 'Waves', 'Current along track'])
  expect(words(3).filter(({ right, left }) => left < PAPER_PX && right > PAPER_PX)).toEqual([])
})

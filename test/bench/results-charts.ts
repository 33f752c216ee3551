import type { Page } from '@playwright/test'
import type { BrowserFigure, BrowserRun } from './browser.ts'
import { mainThreadDuring, toNextPaint } from './main-thread.ts'
import type {} from './plain/charts-strip.tsx'

const LARGE = 100_000
const EVERYDAY = 5000

const CHARTS = 'plain/charts-strip.tsx'
const PLAIN = 'plain/results-charts.ts'

const draw = (page: Page, count: number) => page.evaluate((points) => window.drawCharts(points), count)

const drawn =
  (entry: string, count: number): BrowserRun =>
  async (bench) => {
    const page = await bench.plainPage(entry)
    return () => draw(page, count)
  }

const longestTask =
  (entry: string, count: number): BrowserRun =>
  async (bench) => {
    const page = await bench.plainPage(entry)
    await draw(page, count)
    return async () => (await mainThreadDuring(page, () => draw(page, count))).longestMs
  }

/** A key on the charts, to the frame that shows what it did. */
const key =
  (count: number, keys: readonly string[]): BrowserRun =>
  async (bench) => {
    const page = await bench.plainPage(CHARTS)
    await draw(page, count)
    await page.getByRole('slider', { name: 'Sample along the route' }).focus()
    let run = 0
    return () => toNextPaint(page, 'keydown', () => page.keyboard.press(keys[run++ % keys.length]!))
  }

/** An answer in the charts, and how fast they are. */
export const resultsChartsFigures: readonly BrowserFigure[] = [
  {
    name: '100,000 points: charts drawn, with all ribbons and a lane',
    issue: 5,
    goal: 300,
    floor: 500,
    inBrowser: true,
    run: drawn(CHARTS, LARGE),
    plain: drawn(PLAIN, LARGE),
  },
  {
    name: '100,000 points: longest task of drawing the charts',
    issue: 5,
    goal: 50,
    floor: 100,
    inBrowser: true,
    run: longestTask(CHARTS, LARGE),
    plain: longestTask(PLAIN, LARGE),
  },
  {
    name: '5,000 points: charts drawn, with all ribbons and a lane',
    issue: 5,
    goal: 300,
    floor: 500,
    inBrowser: true,
    run: drawn(CHARTS, EVERYDAY),
    plain: drawn(PLAIN, EVERYDAY),
  },
  {
    name: '5,000 points: cursor step in the charts',
    issue: 5,
    goal: 16,
    floor: 33,
    inBrowser: true,
    run: key(EVERYDAY, ['ArrowRight']),
  },
  {
    name: '100,000 points: cursor step in the charts',
    issue: 5,
    goal: 50,
    floor: 100,
    inBrowser: true,
    run: key(LARGE, ['ArrowRight']),
  },
  {
    name: '100,000 points: zoom step of all charts',
    issue: 5,
    goal: 50,
    floor: 100,
    inBrowser: true,
    run: key(LARGE, ['+', '-']),
  },
]

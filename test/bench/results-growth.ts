import type { Page } from '@playwright/test'
import type { BenchBrowser, BrowserFigure, BrowserRun } from './browser.ts'
import { whenPainted } from './painted.ts'
import { EVERYDAY, LARGE, showButton, switched, windRamp, withAnswer, withTask } from './results-page.ts'

declare global {
  interface Window {
    /** When the page was given the columns of an answer, epoch milliseconds. */
    columnsAtMs: number
  }
}

/** Notes when a worker hands over columns; the one that reads answers is started with the first of them. */
const noteColumns = (page: Page) =>
  page.evaluate(() => {
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options)
        this.addEventListener('message', ({ data }: MessageEvent<{ value?: { columns?: unknown } }>) => {
          if (data.value?.columns) window.columnsAtMs = performance.timeOrigin + performance.now()
        })
      }
    }
  })

/** From columns to a painted overlay, without reading the answer, which grows with its bytes. */
async function drawnMs(bench: BenchBrowser, count: number): Promise<number> {
  const page = await withTask(bench, count)
  await noteColumns(page)
  const painted = await whenPainted(page, windRamp)
  await showButton(page, count).click()
  const ms = (await painted.wait()) - (await page.evaluate(() => window.columnsAtMs))
  await page.context().close()
  return ms
}

const overlayGrowth: BrowserRun = (bench) =>
  Promise.resolve(async () => (await drawnMs(bench, LARGE)) / (await drawnMs(bench, EVERYDAY)))

const switchGrowth: BrowserRun = async (bench) => {
  const [everyday, large] = [await withAnswer(bench, EVERYDAY), await withAnswer(bench, LARGE)]
  return async () => {
    const ms = []
    for (const page of [everyday, large]) {
      await page.bringToFront() // a page behind another one draws nothing
      ms.push(await switched(page))
    }
    return ms[1]! / ms[0]!
  }
}

/** How many times as long twenty times the points take: the cost of the overlay must follow the screen. */
export const resultsGrowthFigures: readonly BrowserFigure[] = [
  {
    name: '5,000 to 100,000 points: growth of columns to painted overlay',
    unit: '×',
    issue: 5,
    goal: 2,
    floor: 4,
    inBrowser: true,
    run: overlayGrowth,
  },
  {
    name: '5,000 to 100,000 points: growth of another variable painted',
    unit: '×',
    issue: 5,
    goal: 2,
    floor: 4,
    inBrowser: true,
    run: switchGrowth,
  },
]

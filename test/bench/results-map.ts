import type { Page } from '@playwright/test'
import type { BenchBrowser, BrowserFigure, BrowserRun } from './browser.ts'
import { largeAnswer } from './large-answer.ts'
import { mainThreadDuring } from './main-thread.ts'
import { whenPainted } from './painted.ts'
import {
  EVERYDAY,
  LARGE,
  layerSelect,
  SETTLED_MS,
  showButton,
  switched,
  windRamp,
  withAnswer,
  withTask,
} from './results-page.ts'

/** When the answer's last byte arrived, epoch milliseconds, as the worker that reads it knows. */
async function lastByteMs(page: Page): Promise<number> {
  const ends = await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(() => {
        const read = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).findLast(({ name }) =>
          name.includes('/api/task/'),
        )
        return read ? performance.timeOrigin + read.responseEnd : 0
      }),
    ),
  )
  return Math.max(...ends)
}

const toOverlay: BrowserRun = (bench) =>
  Promise.resolve(async () => {
    const page = await withTask(bench, LARGE)
    const painted = await whenPainted(page, windRamp)
    await showButton(page, LARGE).click()
    const ms = (await painted.wait()) - (await lastByteMs(page))
    await page.context().close()
    return ms
  })

const plainOverlay: BrowserRun = async (bench) => {
  const task = await largeAnswer(bench, LARGE)
  const body = await (await fetch(new URL(`/api/task/${task}`, bench.url), { headers: { 'x-fairway': '1' } })).text()
  return async () => {
    const page = await bench.plainPage('plain/results-map.ts')
    await page.route('**/answer.json', (route) => route.fulfill({ body, contentType: 'application/json' }))
    await page.evaluate(() => window.ready)
    const painted = await whenPainted(page, windRamp)
    const lastByte = await page.evaluate(() => window.show('/answer.json'))
    const ms = (await painted.wait()) - lastByte
    await page.context().close()
    return ms
  }
}

const longestTask: BrowserRun = (bench) =>
  Promise.resolve(async () => {
    const page = await withTask(bench, LARGE)
    const { longestMs } = await mainThreadDuring(
      page,
      async () => {
        await showButton(page, LARGE).click()
        await layerSelect(page).waitFor()
      },
      SETTLED_MS,
    )
    await page.context().close()
    return longestMs
  })

/** From the choice of another layer to its colours on the map. */
const switching =
  (count: number): BrowserRun =>
  async (bench) => {
    const page = await withAnswer(bench, count)
    return () => switched(page)
  }

/** From a move over the charts to the frame in which marker and read-out on the map have followed. */
const cursor =
  (count: number): BrowserRun =>
  async (bench) => {
    const page = await withAnswer(bench, count)
    const charts = (await page.getByRole('slider', { name: 'Sample along the route' }).boundingBox())!
    const y = charts.y + charts.height / 2
    let step = 0
    await page.mouse.move(charts.x + 40, y)
    return async () => {
      const moved = await page.evaluateHandle(() => {
        const map = document.querySelector('section[aria-label="Map"]')!
        const shown = () =>
          `${map.querySelector('dl')?.textContent} ${[...map.querySelectorAll<HTMLElement>('.maplibregl-marker')].map(({ style }) => style.transform).join()}`
        const before = shown()
        const ms = new Promise<number>((resolve) =>
          window.addEventListener(
            'pointermove',
            ({ timeStamp }) => {
              const look = () =>
                shown() === before ? void requestAnimationFrame(look) : resolve(performance.now() - timeStamp)
              requestAnimationFrame(look)
            },
            { capture: true, once: true },
          ),
        )
        return { ms }
      })
      step += 1
      await page.mouse.move(charts.x + 40 + step * 60, y)
      const ms = await moved.evaluate((held) => held.ms)
      await moved.dispose()
      await page.waitForTimeout(200)
      return ms
    }
  }

const PAN_STEPS = 40

/** Milliseconds between the frames of the page while the map is dragged. */
async function panFrame(page: Page): Promise<number> {
  const box = (await page.getByRole('application', { name: 'Route map' }).boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 4]
  await page.mouse.move(x, y)
  await page.mouse.down()
  const frames = await page.evaluateHandle(() => {
    const times: number[] = []
    const next = (now: number) => {
      times.push(now)
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    return times
  })
  for (let step = 1; step <= PAN_STEPS; step += 1) await page.mouse.move(x + 4 * step, y)
  await page.mouse.up()
  const ms = await frames.evaluate((times) => (times.at(-1)! - times[0]!) / (times.length - 1))
  await frames.dispose()
  return ms
}

const panning =
  (open: (bench: BenchBrowser) => Promise<Page>): BrowserRun =>
  async (bench) => {
    const page = await open(bench)
    return async () => {
      const ms = await panFrame(page)
      await page.waitForTimeout(1500)
      return ms
    }
  }

/** An answer on the map, everyday and large, and how fast it is. */
export const resultsMapFigures: readonly BrowserFigure[] = [
  {
    name: '100,000 points × 16 fields: last byte to painted overlay',
    issue: 5,
    goal: 0.35,
    floor: 0.5,
    ofPlain: true,
    inBrowser: true,
    run: toOverlay,
    plain: plainOverlay,
  },
  { name: '100,000 points shown: longest task', issue: 5, goal: 50, floor: 100, inBrowser: true, run: longestTask },
  {
    name: '100,000 points: another variable painted',
    issue: 5,
    goal: 150,
    floor: 500,
    inBrowser: true,
    run: switching(LARGE),
  },
  {
    name: '5,000 points: another variable painted',
    issue: 5,
    goal: 50,
    floor: 150,
    inBrowser: true,
    run: switching(EVERYDAY),
  },
  {
    name: '5,000 points: cursor to marker and read-out',
    issue: 5,
    goal: 16,
    floor: 33,
    inBrowser: true,
    run: cursor(EVERYDAY),
  },
  {
    name: '100,000 points: cursor to marker and read-out',
    issue: 5,
    goal: 50,
    floor: 100,
    inBrowser: true,
    run: cursor(LARGE),
  },
  // The frame rate must be 0.8 of the empty map's (0.55), so a frame may take 1/0.8 of its time (1/0.55).
  {
    name: '100,000 points: a frame of panning',
    issue: 5,
    goal: 1.25,
    floor: 1.82,
    ofPlain: true,
    inBrowser: true,
    run: panning((bench) => withAnswer(bench, LARGE)),
    plain: panning((bench) => bench.page()),
  },
]

import type { Page } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import type { BrowserFigure, BrowserRun } from './browser.ts'
import { processOf } from './main-thread.ts'
import { LARGE, layerSelect, showButton, withTask } from './results-page.ts'

/** Longer than an idle reader of answers lives, and than the browser takes to free what that reader had. */
const AT_REST_MS = 30_000
/** For what the browser frees in the background. */
const GIVEN_BACK_MS = 2000

/**
 * Memory of the page's own process, 10⁶ bytes, after garbage collection in the page and, through a simulated memory
 * shortage, in its workers. Linux reports it as RssAnon: without files and without what the graphics process shares.
 * JavaScript's heap would be the smaller part: columns, map tiles and workers lie outside it.
 */
export async function memoryMb(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('Memory.simulatePressureNotification', { level: 'critical' })
  await page.waitForTimeout(GIVEN_BACK_MS)
  await devtools.detach()
  const status = readFileSync(`/proc/${await processOf(page)}/status`, 'utf8')
  return (Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / 1e6
}

/** With the answer on the map and in the charts, less what the same page took with an empty map. */
const aboveEmptyMap: BrowserRun = (bench) =>
  Promise.resolve(async () => {
    const page = await withTask(bench, LARGE)
    const empty = await memoryMb(page)
    await showButton(page, LARGE).click()
    await layerSelect(page).waitFor()
    await page.waitForTimeout(AT_REST_MS)
    const shown = await memoryMb(page)
    await page.context().close()
    return shown - empty
  })

/** What an answer costs the page in memory. Only Linux reports what is measured. */
export const resultsMemoryFigures: readonly BrowserFigure[] = existsSync('/proc/self/status')
  ? [
      {
        name: '100,000 points: memory above the empty map',
        unit: 'MB',
        issue: 16,
        goal: 60,
        floor: 90,
        inBrowser: true,
        run: aboveEmptyMap,
      },
    ]
  : []

import type { Page } from '@playwright/test'
import type { BenchBrowser, BrowserFigure, BrowserRun } from './browser.ts'
import { largeAnswer } from './large-answer.ts'
import { mainThreadDuring } from './main-thread.ts'
import { LARGE, SETTLED_MS, withAnswer } from './results-page.ts'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** The longest task of opening what is computed from every sample; each page starts without results. */
const opening =
  (
    name: string,
    shows: (page: Page) => Promise<unknown>,
    before: (page: Page, bench: BenchBrowser) => Promise<unknown> = () => Promise.resolve(),
  ): BrowserRun =>
  (bench) =>
    Promise.resolve(async () => {
      const page = await withAnswer(bench, LARGE)
      await before(page, bench)
      const { longestMs } = await mainThreadDuring(page, async () => {
        await press(page, name)
        await shows(page)
      })
      await page.context().close()
      return longestMs
    })

/** Compares another answer of the same size with the one shown, in a browser that has compared before. */
async function withAnother(page: Page, bench: BenchBrowser): Promise<void> {
  const key = await largeAnswer(bench, LARGE - 1)
  await page.evaluate(
    (kept) => localStorage.setItem('fairway.compare', kept),
    JSON.stringify({ state: { keys: [key] }, version: 1 }),
  )
  await page.reload()
  await page.getByRole('button', { name: 'Comparison', exact: true }).waitFor({ timeout: 120_000 })
  await page.waitForTimeout(SETTLED_MS)
}

const table = (name: string) => (page: Page) => page.getByRole('table', { name }).waitFor()

const figure = (name: string, run: BrowserRun): BrowserFigure => ({
  name: `100,000 points: longest task of opening ${name}`,
  issue: 5,
  goal: 50,
  floor: 100,
  inBrowser: true,
  run,
})

/** Summary, comparison and ledger of large answers, which a worker computes. */
export const resultsStudiesFigures: readonly BrowserFigure[] = [
  figure('the summary', opening('Summary', table('Worst and mean'))),
  figure('the comparison', opening('Comparison', table('Side by side'), withAnother)),
  figure('the exceedances', opening('Exceedances', table('Exceedances of the limits'))),
]

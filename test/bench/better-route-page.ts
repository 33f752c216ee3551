import type { Page } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import type { BenchBrowser, BrowserFigure, BrowserRun } from './browser.ts'
import { mainThreadDuring, processOf } from './main-thread.ts'
import { SETTLED_MS } from './results-page.ts'

/** A page with a corridor around 1,690 NM of open sea answered and searched. @param size as the form names it */
async function searchedPage(bench: BenchBrowser, size: string): Promise<Page> {
  const page = await bench.page()
  const buffer = Buffer.from('name,latitude,longitude\nWest,38,-55\nEast,42,-18\n')
  await page.getByTestId('route-file').setInputFiles({ name: 'atlantic.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Use route' }).click()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: /^Find a better route/ }).click()
  await page.getByLabel('Points', { exact: true }).selectOption(size)
  await page.getByRole('button', { name: 'Search corridor' }).click()
  await page.getByRole('button', { name: 'Ask for another corridor' }).waitFor({ timeout: 180_000 })
  await page.waitForTimeout(SETTLED_MS)
  return page
}

/** Another margin from the coast, which is another search in the same answer. @returns milliseconds to the result */
async function searchedAgain(page: Page, marginNm: number): Promise<number> {
  const field = page.getByLabel('From the coast')
  await field.fill(String(marginNm))
  const ms = page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const isSearching = () => document.querySelector('progress[aria-label="Searching the corridor"]') !== null
    while (!isSearching()) await frame()
    const startMs = performance.now()
    while (isSearching()) await frame()
    return performance.now() - startMs
  })
  await field.press('Enter')
  return ms
}

const margins = (sample: (page: Page, marginNm: number) => Promise<number>, size: string): BrowserRun => {
  // Never one that was searched before: its result would be kept.
  let margin = 5
  return async (bench) => {
    const page = await searchedPage(bench, size)
    return () => sample(page, (margin += 0.1))
  }
}

const longest = async (page: Page, marginNm: number) =>
  (await mainThreadDuring(page, () => searchedAgain(page, marginNm))).longestMs

/** The most memory of the page's process and its workers over what it had before, 10⁶ bytes, looked at ten times a second. */
async function memoryOver(page: Page, marginNm: number): Promise<number> {
  const process = await processOf(page)
  const now = () =>
    (Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1]) * 1024) / 1e6
  const before = now()
  let most = before
  const looking = setInterval(() => (most = Math.max(most, now())), 100)
  await searchedAgain(page, marginNm)
  clearInterval(looking)
  return most - before
}

const inBrowser = { issue: 18, inBrowser: true } as const

/** A better route as the operator waits for it. Only Linux reports memory. */
export const betterRoutePageFigures: readonly BrowserFigure[] = [
  {
    ...inBrowser,
    name: 'Better route on the page, 30,012 samples',
    goal: 1000,
    floor: 2500,
    run: margins(searchedAgain, 'usual'),
  },
  {
    ...inBrowser,
    name: 'Better route on the page, 98,820 samples',
    goal: 3000,
    floor: 6000,
    run: margins(searchedAgain, 'fine'),
  },
  {
    ...inBrowser,
    name: 'Better route on the page: longest task',
    goal: 50,
    floor: 100,
    run: margins(longest, 'fine'),
  },
  ...(existsSync('/proc/self/status')
    ? [
        {
          ...inBrowser,
          name: 'Better route on the page: memory over before',
          unit: 'MB' as const,
          goal: 200,
          floor: 300,
          run: margins(memoryOver, 'fine'),
        },
      ]
    : []),
]

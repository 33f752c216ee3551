import type { Page } from '@playwright/test'
import { rampColors } from '#src/ui/ramps.ts'
import type { BenchBrowser } from './browser.ts'
import { answerName, largeAnswer } from './large-answer.ts'
import { whenPainted } from './painted.ts'

/** Points of the largest answer, and of an everyday one. */
export const LARGE = 100_000
export const EVERYDAY = 5000

export const windRamp = rampColors('wind', 'day')
const waveRamp = rampColors('wave', 'day')

/** Until the map is there, and the graphics driver has compiled what it compiles ahead. */
export const SETTLED_MS = 5000

export const showButton = (page: Page, count: number) =>
  page
    .getByRole('article')
    .filter({ hasText: answerName(count) })
    .getByRole('button', { name: 'Show', exact: true })
export const layerSelect = (page: Page) => page.getByRole('combobox', { name: 'Layer' })

/** The product with the answer in its list of tasks, not yet fetched. */
export async function withTask(bench: BenchBrowser, count: number): Promise<Page> {
  await largeAnswer(bench, count)
  const page = await bench.page()
  await showButton(page, count).waitFor()
  await page.waitForTimeout(SETTLED_MS)
  return page
}

/** The product with the answer on the map and in the charts. */
export async function withAnswer(bench: BenchBrowser, count: number): Promise<Page> {
  const page = await withTask(bench, count)
  const painted = await whenPainted(page, windRamp)
  await showButton(page, count).click()
  await painted.wait()
  await page.waitForTimeout(SETTLED_MS)
  return page
}

/** Switches between wind and waves. @returns milliseconds from the choice to its colours on the map */
export async function switched(page: Page): Promise<number> {
  const layer = (await layerSelect(page).inputValue()) === 'wind' ? 'wave' : 'wind'
  const painted = await whenPainted(page, layer === 'wave' ? waveRamp : windRamp)
  const chosenMs = await layerSelect(page).evaluate((select: HTMLSelectElement, value) => {
    select.value = value
    const startMs = performance.timeOrigin + performance.now()
    select.dispatchEvent(new Event('change', { bubbles: true }))
    return startMs
  }, layer)
  const ms = (await painted.wait()) - chosenMs
  await page.waitForTimeout(500)
  return ms
}

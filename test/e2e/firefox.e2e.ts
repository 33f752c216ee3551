import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { type Browser, launch, type Page } from 'puppeteer-core'
import { type Product, startProduct } from './product.ts'
import { expectSoundStructure, type InPage } from './structure.ts'

// Playwright drives a Firefox of its own only; this one is the user's, by WebDriver BiDi.
const firefox = [
  process.env['FIREFOX_PATH'] ?? '',
  '/usr/bin/firefox',
  '/usr/bin/firefox-esr',
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
].find((path) => existsSync(path))

const SLIDER = '[role=slider][aria-label="Sample along the route"]'
const button = (words: string) => `::-p-aria([name="${words}"][role="button"])`

let product: Product
let browser: Browser

test.beforeAll(async () => {
  test.skip(firefox === undefined, 'no Firefox is installed')
  product = await startProduct()
  browser = await launch({ browser: 'firefox', executablePath: firefox! })
})
test.afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** A page, with all that its console has called an error, but for graphics that a machine may lack. */
async function open(): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/WebGL/i.test(message.text())) errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.setViewport({ width: 1440, height: 900 })
  await page.goto(product.url)
  return { page, errors }
}

test(
  'in Firefox a voyage gets its weather, is read by keys, and is there again after a reload',
  { tag: '@tables' },
  async () => {
    const { page, errors } = await open()
    const sample = () => page.$eval(SLIDER, (slider) => Number(slider.getAttribute('aria-valuenow')))
    await page.locator(button('Open sample voyage')).click()
    await page.waitForSelector(SLIDER)

    await page.focus(SLIDER)
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await expect.poll(sample).toBe(2)

    await page.locator(button('Table')).click()
    await page.waitForSelector('[aria-label="Results"] [role=grid] [role=row][aria-rowindex="2"]')
    await page.locator(button('Charts')).click()

    const inPage: InPage = { evaluate: (work, argument) => page.evaluate(work as () => never, argument as never) }
    for (const [width, height] of [
      [1440, 900],
      [1280, 720],
      [820, 1180],
    ] as const) {
      await page.setViewport({ width, height })
      await expectSoundStructure(inPage, `Firefox, ${width}×${height}`)
    }

    await page.setViewport({ width: 1440, height: 900 })
    await page.waitForSelector('::-p-text(Saved )')
    await page.reload()
    await page.waitForSelector(SLIDER)
    await expect
      .poll(() => page.$eval('[aria-label="Voyage name"]', (field) => (field as HTMLInputElement).value))
      .toBe('Rotterdam – Halifax')
    expect(errors).toEqual([])
  },
)

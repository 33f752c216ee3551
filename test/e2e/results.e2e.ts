import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type Product, startProduct } from './product.ts'
import { watchPage } from './watch-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ EMBEDDED_TASK_SECONDS: '0' })
})
test.afterAll(() => product.stop())

const cursorTime = (page: Page) => page.getByRole('region', { name: 'Map' }).getByText(/^\d\d \w{3} \d\d:\d\dZ$/)

async function weatherOfSample(page: Page): Promise<void> {
  await page.goto(product.url)
  await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
  await page.getByRole('button', { name: 'Use route' }).click()
  await page.getByRole('tab', { name: 'Request' }).click()
  await page.getByRole('button', { name: 'Get weather' }).click()
  await expect(page.getByRole('slider', { name: 'Sample along the route' })).toBeVisible({ timeout: 60_000 })
}

/** From the second answer on, the sea is 1.5 m higher half-way along. */
async function rougherNextTime(page: Page): Promise<void> {
  let answers = 0
  await page.route('**/api/MetOcean', async (route) => {
    if (route.request().method() !== 'POST' || answers++ === 0) return route.fallback()
    const response = await route.fetch()
    const entries = (await response.json()) as { conditions: Record<string, number | null> }[]
    const { conditions } = entries[Math.floor(entries.length / 2)]!
    conditions['Waves_Significant_Height']! += 1.5
    await route.fulfill({ response, json: entries })
  })
}

test('Update weather tells by itself what changed, and shows it on map and ribbons', async ({ page }) => {
  await rougherNextTime(page)
  await weatherOfSample(page)
  await page.getByRole('button', { name: 'Update weather' }).click()
  const words = /^Since the answer of \d\d \w{3} \d\d:\d\dZ: Hs up to 1\.5 m higher /
  await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Show changes' }).click()
  await expect(page.getByRole('button', { name: /^Waves: changed most by \+1\.5 m at / })).toBeVisible()
  await expect(page.getByText(/^now minus \d\d \w{3} \d\d:\d\dZ$/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^now minus/)).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^now minus/)).toBeHidden()
  await page.getByRole('button', { name: 'Dismiss what changed' }).click()
  await expect(page.getByRole('button', { name: 'Show changes' })).toBeHidden()
})

async function saved(page: Page, item: RegExp): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item }).click()
  const file = await download
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

test('results are compared with limits, shown in tables, and exported', async ({ page }) => {
  test.setTimeout(180_000)
  const watched = watchPage(page, product.url)
  await weatherOfSample(page)

  await page.getByRole('button', { name: 'Limits', exact: true }).click()
  await page.getByLabel('Wave height, limit from').fill('0.5')
  await page.getByLabel('Wave height, limit from').press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Exceedances' }).click()
  const ledger = page.getByRole('table', { name: 'Exceedances of the limits' })
  await ledger.getByRole('button', { name: 'Wave height ≥ 0.5 m' }).first().click()
  await expect(cursorTime(page).first()).toBeVisible()

  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await page.getByLabel('Rows of the table').selectOption('Noon')
  await expect(
    page.getByRole('grid', { name: 'Position and weather at noon, UTC' }).getByText('Departure'),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Charts', exact: true }).click()
  await page.getByTitle('Export the results').click()
  const csv = await saved(page, /^CSV/)
  expect(csv.name).toMatch(/\.csv$/)
  expect(csv.bytes.toString('utf8')).toMatch(/Wave height 0\.5 m \(caution 0\.4 m\)[^]*No,Time \(UTC\),Latitude/)
  expect(csv.bytes.toString('utf8')).toContain('Synthetic data, not for navigation')
  for (const picture of [/^Map as PNG/, /^Charts as PNG/]) {
    const { bytes } = await saved(page, picture)
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(bytes.length).toBeGreaterThan(20_000) // a picture of one colour is far smaller
  }
  await page.keyboard.press('Escape')
  await printsLegibly(page)
  await printsEvidence(page)
  watched.nothingWrong()
})

const MM = 96 / 25.4
/** What upright A4 has between its margins, px; Letter has a little more. */
const PAGE_PX = 186 * MM

/** The report on both papers: nothing too small, too low or too wide, and every page numbered. */
async function printsLegibly(page: Page): Promise<void> {
  const sheet = page.getByRole('article', { name: 'Report' })
  for (const format of ['A4', 'Letter'] as const) {
    // The page's own print would wait for a dialog; it ends with what making the PDF below says.
    await page.evaluate(() => Object.assign(window, { print: () => undefined }))
    await page.getByTitle('Export the results').click()
    await page.getByRole('menuitem', { name: /^Report \(print/ }).click()
    await page.emulateMedia({ media: 'print' })
    await expect(sheet).toBeVisible()
    const chartsPx = await fitsPaper(sheet)
    expect(chartsPx.length).toBeGreaterThan(1)
    for (const px of chartsPx) expect(px).toBeGreaterThan(70 * MM) // 60 of plot, the rest is key and axis
    await page.emulateMedia({ media: null })
    const pdf = await page.pdf({ format, preferCSSPageSize: true })
    const count = pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
    expect(count).toBeGreaterThan(2)
    for (const [index, words] of pagesOf(pdf).entries()) {
      expect(words).toContain(`Page ${index + 1} of ${count}`)
      expect(words.match(/Limits +Wind \d+ kn/) !== null).toBe(index === 0)
      // What stands last above the page's number is no heading of a table. Pictures have no words, so theirs may be.
      const [first, ...lines] = words.trim().split(/\n+/)
      if (lines.length > 1) expect(lines.at(-2), first).not.toMatch(/^(Exceedances of|Waypoints|Noon pos)/)
      if (/^ *\d+ .* \d+°\d\d\.\d{3}'[NS]/m.test(words)) expect(words).toMatch(/Latitude/)
    }
  }
}

/** Nothing too small and nothing too wide. @returns heights of its charts, px */
async function fitsPaper(sheet: Locator): Promise<number[]> {
  const layout = await sheet.evaluate((root, widthPx) => {
    root.style.width = `${widthPx}px`
    const written = [...root.querySelectorAll('*')].filter(({ childNodes }) =>
      [...childNodes].some(({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim()),
    )
    const inside = {
      leastPt: Math.min(...written.map((one) => parseFloat(getComputedStyle(one).fontSize) * 0.75)),
      widestPx: Math.max(...[...root.querySelectorAll('table, figure, img')].map(({ scrollWidth }) => scrollWidth)),
      chartsPx: [...root.querySelectorAll('img[alt$="along the route"]')].map(({ clientHeight }) => clientHeight),
    }
    root.style.width = ''
    return inside
  }, PAGE_PX)
  expect(layout.leastPt).toBeGreaterThanOrEqual(9)
  expect(layout.widestPx).toBeLessThanOrEqual(Math.ceil(PAGE_PX))
  return layout.chartsPx
}

/** The evidence sheet of good weather, with the head of its points on every page of them. */
async function printsEvidence(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Summary', exact: true }).click()
  await page.getByRole('button', { name: 'Good weather', exact: true }).click()
  await page.getByLabel('Charter speed').fill('12.5')
  await page.getByLabel('Charter speed').press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Evidence sheet' }).click()
  await page.emulateMedia({ media: 'print' })
  const sheet = page.getByRole('article', { name: 'Evidence sheet' })
  await expect(sheet).toContainText('Fairway computes; the contract decides.')
  await fitsPaper(sheet)
  await page.emulateMedia({ media: null })
  for (const words of pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true })))
    if (/forecast, \d+ h ahead/.test(words)) expect(words).toMatch(/Weather +synthetic data/)
}

/** The words of each page; none where nothing here reads PDF. */
function pagesOf(pdf: Buffer): string[] {
  const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
  return stdout ? stdout.split('\f').slice(0, -1) : []
}

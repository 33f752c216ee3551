import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
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
  watched.nothingWrong()
})

import { expect, type Page, test } from '@playwright/test'
import { type Product, startProduct } from './product.ts'
import { watchPage } from './watch-page.ts'

/** Long enough to import twice while the task runs. */
const TASK_SECONDS = 15

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ EMBEDDED_TASK_SECONDS: String(TASK_SECONDS) })
})
test.afterAll(() => product.stop())

const waypoints = (page: Page) => page.getByRole('grid', { name: 'Waypoints' }).getByRole('button', { name: /^Select waypoint/ })
const card = (page: Page, words: RegExp) => page.getByRole('complementary', { name: 'Tasks' }).getByRole('listitem').filter({ hasText: words })

async function use(page: Page, file: string): Promise<void> {
  await page.getByTestId('route-file').first().setInputFiles(`test/fixtures/routes/${file}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Use route' }).click()
}

test('F10: the same file twice while a task runs: undo brings the route back, the task finishes', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await page.goto(product.url)
  await use(page, 'north-atlantic-1.1.rtz')
  await expect(waypoints(page)).toHaveCount(4)
  await page.getByRole('tab', { name: 'Request' }).click()
  await page.getByRole('button', { name: 'Background' }).click()
  await page.getByRole('button', { name: /^(Get weather|Send anyway)$/ }).click()
  await expect(card(page, /Waiting|Running|left/)).toHaveCount(1)

  await page.getByRole('tab', { name: 'Route' }).click()
  for (let times = 0; times < 2; times += 1) {
    await use(page, 'mandatory-1.0.rtz')
    await expect(waypoints(page)).toHaveCount(3)
  }
  await expect(card(page, /Waiting|Running|left/)).toHaveCount(1)
  await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).first().click()
  await expect(waypoints(page)).toHaveCount(4)

  await expect(card(page, /Ready\. .* values/)).toHaveCount(1, { timeout: 60_000 })
  watched.nothingWrong()
})

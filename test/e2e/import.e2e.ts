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

const waypoints = (page: Page) =>
  page.getByRole('grid', { name: 'Waypoints' }).getByRole('button', { name: /^Select waypoint/ })
const card = (page: Page, words: RegExp) =>
  page.getByRole('complementary', { name: 'Tasks' }).getByRole('listitem').filter({ hasText: words })

async function choose(page: Page, file: string): Promise<void> {
  await page.getByRole('tab', { name: 'Route' }).click()
  await page.getByTestId('route-file').first().setInputFiles(`test/fixtures/routes/${file}`)
}
async function use(page: Page, file: string, button = 'Use route'): Promise<void> {
  await choose(page, file)
  await page.getByRole('dialog').getByRole('button', { name: button }).click()
}
async function getWeather(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Request' }).click()
  await page.getByRole('button', { name: 'Background' }).click()
  await page.getByRole('button', { name: /^(Get weather|Send anyway)$/ }).click()
  await expect(card(page, /Waiting|Running|left/)).toHaveCount(1)
}

test(
  'F10 the same file twice while a task runs: undo brings the route back, the task finishes',
  { tag: '@tables' },
  async ({ page }) => {
    const watched = watchPage(page, product.url)
    await page.goto(product.url)
    await use(page, 'north-atlantic-1.1.rtz')
    await expect(waypoints(page)).toHaveCount(4)
    // The button that chose the file is gone.
    await expect(page.getByRole('tab', { name: 'Route' })).toBeFocused()
    await getWeather(page)

    for (let times = 0; times < 2; times += 1) {
      await use(page, 'mandatory-1.0.rtz', 'Replace this route')
      await expect(waypoints(page)).toHaveCount(3) // the Route tab is shown
    }
    await expect(card(page, /Waiting|Running|left/)).toHaveCount(1)
    await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).first().click()
    await expect(waypoints(page)).toHaveCount(4)

    await expect(card(page, /Ready\. .* values/)).toHaveCount(1, { timeout: 60_000 })
    watched.nothingWrong()
  },
)

test(
  'F10 a file opens a voyage of its own by Enter while a task of the first one runs, and the first one stays as it was',
  { tag: '@tables' },
  async ({ page }) => {
    const watched = watchPage(page, product.url)
    await page.goto(product.url)
    await use(page, 'north-atlantic-1.1.rtz')
    await expect(waypoints(page)).toHaveCount(4)
    await expect(page).toHaveURL(/\/v\//)
    const first = page.url()
    const firstName = await page.getByLabel('Voyage name').inputValue()
    await getWeather(page)

    await choose(page, 'mandatory-1.0.rtz')
    await expect(page.getByRole('dialog')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(waypoints(page)).toHaveCount(3)
    await expect(
      page.getByRole('status').filter({ hasText: `as a new voyage. “${firstName}” is kept in the list of voyages.` }),
    ).toHaveCount(1)
    await expect(page).not.toHaveURL(first)
    await expect(page).toHaveURL(/\/v\//)
    await expect(card(page, /Ready\. .* values/)).toHaveCount(1, { timeout: 60_000 })

    await page.goto(first)
    await expect(page.getByLabel('Voyage name')).toHaveValue(firstName)
    await page.getByRole('tab', { name: 'Route' }).click()
    await expect(waypoints(page)).toHaveCount(4)
    watched.nothingWrong()
  },
)

import { expect, type Locator, type Page, test } from '@playwright/test'
import type { TaskList } from '#src/domain/metocean/wire/contract.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { pressSend } from './ask.ts'
import { countPixels } from './pixels.ts'
import { type Product, startProduct } from './product.ts'
import { watchPage } from './watch-page.ts'

/** Long enough for a pending task to be seen, short enough to wait for. */
const TASK_SECONDS = 5

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ EMBEDDED_TASK_SECONDS: String(TASK_SECONDS) })
})
test.afterAll(() => product.stop())

const tasks = (page: Page) => page.getByRole('complementary', { name: 'Tasks' })
const card = (page: Page, words: string | RegExp) => tasks(page).getByRole('listitem').filter({ hasText: words })

async function getWeather(page: Page, how: 'Direct' | 'Background'): Promise<void> {
  await page.getByRole('tab', { name: 'Request' }).click()
  await page.getByRole('button', { name: how }).click()
  await pressSend(page)
}

async function listOf(page: Page): Promise<TaskList> {
  const response = await page.request.get(`${product.url}/api/user/tasks`, { headers: { 'x-api-key': 'any' } })
  return (await response.json()) as TaskList
}

/** The overlay has wind colours that the empty map lacks. */
const overlayPixels = (map: Locator) => countPixels(map, rampColors('wind', 'day').slice(2, 7))

test('the main job: upload, request, watch, read, cancel, reload and recover', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await page.goto(product.url)
  const map = page.getByRole('region', { name: 'Map' })

  await test.step('a new user sees three ways to begin', async () => {
    for (const name of ['Draw route', 'Import route', 'Open sample voyage'])
      await expect(page.getByRole('button', { name })).toBeVisible()
    await expect(page.getByText('Synthetic data, not for navigation').first()).toBeVisible()
  })

  await test.step('a file is previewed and imported', async () => {
    await page.getByTestId('route-file').setInputFiles('test/fixtures/routes/north-atlantic-1.1.rtz')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Read as RTZ 1.1.')
    await expect(dialog).toContainText('Bishop Rock to Cape Race')
    await dialog.getByRole('button', { name: 'Use route' }).click()
    await expect(
      page.getByRole('grid', { name: 'Waypoints' }).getByRole('button', { name: /^Select waypoint/ }),
    ).toHaveCount(4)
    await expect(page.getByLabel('Totals')).toContainText('NM')
  })

  const before = await overlayPixels(map)

  await test.step('a background request is seen pending, then ready', async () => {
    await getWeather(page, 'Background')
    await expect(card(page, /Waiting|Running/)).toHaveCount(1)
    await expect(page).toHaveTitle(/▶/)
    await expect(card(page, /Ready\. .* values/)).toHaveCount(1)
  })

  await test.step('the route is coloured, with a legend', async () => {
    await expect(page.getByRole('region', { name: 'Legend: Wind' })).toContainText('asked')
    await expect.poll(() => overlayPixels(map)).toBeGreaterThan(before + 200)
  })

  await test.step('pointing at the chart shows the point on the map and in the table', async () => {
    const charts = page.getByRole('slider', { name: 'Sample along the route' })
    await charts.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await expect(charts).toHaveAttribute('aria-valuenow', '2')
    await expect(map.getByText('Wind', { exact: true }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Table' }).click()
    await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '3')
  })

  await test.step('pointing at a row of the table moves the point', async () => {
    const rows = page.getByRole('grid', { name: 'Values at every sample' }).getByRole('row')
    await rows.nth(4).hover()
    await expect(rows.nth(4)).toHaveAttribute('aria-selected', 'true')
    await page.getByRole('button', { name: 'Charts' }).click()
    await expect(page.getByRole('slider', { name: 'Sample along the route' })).toHaveAttribute('aria-valuenow', '4')
  })

  await test.step('another task is cancelled', async () => {
    await getWeather(page, 'Background')
    const pending = card(page, /Waiting|Running/)
    await pending.getByRole('button', { name: 'Cancel' }).click()
    await pending.getByRole('button', { name: 'Cancel task' }).click()
    await expect(card(page, /Cancelled.*At \d\d:\d\dZ; request kept\./)).toHaveCount(1)
  })

  await test.step('a reload during a direct request loses nothing and repeats nothing', async () => {
    await getWeather(page, 'Direct')
    await expect(card(page, /Working|Sending/)).toHaveCount(1)
    await expect
      .poll(async () => (await listOf(page)).tasks.filter(({ status }) => status === 'PENDING').length)
      .toBe(1)
    const name = (await listOf(page)).tasks.find(({ status }) => status === 'PENDING')!.task_name!
    await page.reload()
    await expect(page.getByText(/Found again by name|Running|Waiting/).first()).toBeVisible()
    await expect(card(page, /Ready\./)).toHaveCount(2)
    expect((await listOf(page)).tasks.filter(({ task_name }) => task_name === name)).toHaveLength(1)
    await page.getByRole('tab', { name: 'Route' }).click()
    await expect(
      page.getByRole('grid', { name: 'Waypoints' }).getByRole('button', { name: /^Select waypoint/ }),
    ).toHaveCount(4)
  })

  watched.nothingWrong()
})

test('a task sent from elsewhere is found by its name and drawn from its result alone', async ({ page }) => {
  const watched = watchPage(page, product.url)
  const name = 'from-another-desk'
  const points = Array.from({ length: 30 }, (_, index) => ({
    latitude: 35 + index * 0.1,
    longitude: index < 15 ? 165 + index : -195 + index, // across 180°
    timestamp: new Date(Math.floor(Date.now() / 1000) * 1000 + index * 3_600_000).toISOString().replace('.000Z', 'Z'),
  }))
  await page.request.post(`${product.url}/api/MetOcean/async`, {
    headers: { 'x-api-key': 'any' },
    data: { points, variables: ['wind', 'wave'], task_name: name },
  })

  await page.goto(product.url)
  await page.getByLabel('Recover by name').fill(name)
  await page.getByRole('button', { name: 'Recover' }).click()
  await expect(
    card(page, name)
      .filter({ hasText: /Ready\./ })
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Legend: Wind' })).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Sample along the route' })).toHaveAttribute('aria-valuemax', '30')

  await page.getByRole('region', { name: 'Results' }).getByRole('button', { name: 'Use its route' }).click()
  const waypoints = page.getByRole('grid', { name: 'Waypoints' }).getByRole('button', { name: /^Select waypoint/ })
  await expect(waypoints.first()).toBeVisible()
  await expect(page.getByText(/^Used the route of the answer, \d+ waypoints for its 30 points\. Undo/)).toBeVisible()
  await expect(page.getByRole('slider', { name: 'Sample along the route' })).toHaveAttribute('aria-valuemax', '30')
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await expect(waypoints).toHaveCount(0)
  watched.nothingWrong()
})

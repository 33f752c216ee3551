import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import type { Product } from './product.ts'
import { test } from './shared-product.ts'
import { watchPage } from './watch-page.ts'

// What is done and said is the subject, not the picture: a quarter of its pixels is half of the work of drawing it.
test.use({ deviceScaleFactor: 0.5 })

let product: Product
test.beforeAll(({ shared }) => {
  product = shared
})

const waypoints = (page: Page) => page.getByRole('button', { name: /^Select waypoint/ })
const canvas = (page: Page) => page.getByRole('region', { name: 'Map' }).getByRole('application')
const latitude = (page: Page, number: number) =>
  page.getByRole('button', { name: new RegExp(`^Waypoint ${number}, latitude`) })

/** A place on the map by its share of width and height, in page pixels. */
async function place(map: Locator, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = (await map.boundingBox())!
  return { x: box.x + box.width * x, y: box.y + box.height * y }
}

async function open(page: Page): Promise<void> {
  await page.goto(product.url)
  await expect(canvas(page)).toBeVisible()
}

/** For what is done beside the map, where none may be drawn. */
async function openWithoutMap(page: Page): Promise<void> {
  await page.goto(product.url)
  await expect(page.getByRole('button', { name: 'Port to port…' })).toBeVisible()
}

test('a route is drawn, moved, inserted into, deleted from and undone with the mouse', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await open(page)
  const map = canvas(page)
  await page.getByRole('button', { name: 'Draw', exact: true }).click()
  const spots = [await place(map, 0.35, 0.6), await place(map, 0.5, 0.45), await place(map, 0.62, 0.6)] as const
  for (const { x, y } of spots) await page.mouse.click(x, y, { delay: 20 })
  await page.keyboard.press('Escape')
  await expect(waypoints(page)).toHaveCount(3)

  const before = await latitude(page, 2).textContent()
  const to = await place(map, 0.5, 0.3)
  await page.mouse.move(spots[1].x, spots[1].y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await page.mouse.up()
  await expect(latitude(page, 2)).not.toHaveText(before!)
  await page.keyboard.press('Control+z')
  await expect(latitude(page, 2)).toHaveText(before!)

  await waypoints(page).nth(1).click()
  await page.keyboard.press('Delete')
  await expect(waypoints(page)).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(waypoints(page)).toHaveCount(3)
  watched.nothingWrong()
})

test('the table follows a drag, which counts only if it ends on the map', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await open(page)
  const map = canvas(page)
  await page.getByRole('button', { name: 'Draw', exact: true }).click()
  // Along a parallel, so that the handle is in the middle of the drawn line.
  const [west, east] = [await place(map, 0.35, 0.5), await place(map, 0.65, 0.5)]
  for (const { x, y } of [west, east]) await page.mouse.click(x, y, { delay: 20 })
  await page.keyboard.press('Escape')
  const handle = await place(map, 0.5, 0.5)
  const to = await place(map, 0.5, 0.3)
  const total = page.getByLabel('Totals')
  const far = await total.innerText()
  const drag = async (from: { x: number; y: number }) => {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 3 })
  }

  await drag(handle)
  await expect(waypoints(page)).toHaveCount(3)
  await expect(total).not.toHaveText(far, { useInnerText: true })
  const shown = await latitude(page, 2).innerText()
  await page.mouse.up()
  await expect(latitude(page, 2)).toHaveText(shown)
  await page.keyboard.press('Control+z')
  await expect(waypoints(page)).toHaveCount(2)
  await expect(total).toHaveText(far, { useInnerText: true })

  const before = await latitude(page, 2).innerText()
  const panel = (await total.boundingBox())!
  const goesBack = async (from: { x: number; y: number }, lose: () => Promise<void>) => {
    await drag(from)
    await expect(total).not.toHaveText(far, { useInnerText: true })
    await lose()
    await expect(total).toHaveText(far, { useInnerText: true })
    await page.mouse.up()
  }
  const letGoAt = (x: number, y: number) => async () => {
    await page.mouse.move(x, y)
    await page.mouse.up()
  }
  await goesBack(east, letGoAt(to.x, -20))
  await goesBack(handle, letGoAt(panel.x + 20, panel.y + panel.height / 2))
  await goesBack(handle, () => page.keyboard.press('Escape'))
  await expect(waypoints(page)).toHaveCount(2)
  await expect(latitude(page, 2)).toHaveText(before)

  await page.mouse.click(handle.x, handle.y, { delay: 20 })
  await expect(waypoints(page)).toHaveCount(3)
  watched.nothingWrong()
})

test('a route is drawn and changed by the keyboard alone', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await open(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Map', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(canvas(page)).toBeFocused()
  await page.keyboard.press('d')
  await page.keyboard.press('Enter')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Escape')
  await expect(waypoints(page)).toHaveCount(2)

  // The keyboard has stayed on the map.
  const before = await latitude(page, 2).textContent()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(latitude(page, 2)).not.toHaveText(before!)
  await page.keyboard.press('Control+z')
  await expect(latitude(page, 2)).toHaveText(before!)
  await page.keyboard.press('Delete')
  await expect(waypoints(page)).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(waypoints(page)).toHaveCount(2)

  // Between two waypoints, in the table.
  await page.getByRole('row', { name: /waypoint 2/i }).focus()
  await page.keyboard.press('Insert')
  await expect(waypoints(page)).toHaveCount(3)
  await page.keyboard.press('Delete')
  await expect(waypoints(page)).toHaveCount(2)
  watched.nothingWrong()
})

test('a route is drawn on a Greek board, by the places of its keys', async ({ page }) => {
  await open(page)
  await canvas(page).focus()
  const devtools = await page.context().newCDPSession(page)
  const type = async (key: string, code: string, modifiers = 0) => {
    for (const kind of ['rawKeyDown', 'keyUp'] as const)
      await devtools.send('Input.dispatchKeyEvent', { type: kind, key, code, modifiers })
  }
  await type('δ', 'KeyD')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await type('δ', 'KeyD')
  await expect(page.getByText(/drops a waypoint at the cross/).filter({ visible: true })).toBeHidden()
  await expect(waypoints(page)).toHaveCount(2)
  const CTRL = 2
  await type('ζ', 'KeyZ', CTRL)
  await expect(waypoints(page)).toHaveCount(1)
  await type('υ', 'KeyY', CTRL)
  await expect(waypoints(page)).toHaveCount(2)
})

test('a route is drawn and changed by touch', async ({ browser }: { browser: Browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: true })
  const page = await context.newPage()
  await open(page)
  const map = canvas(page)
  await page.getByRole('button', { name: 'Draw', exact: true }).tap()
  for (const [x, y] of [
    [0.3, 0.6],
    [0.55, 0.5],
    [0.7, 0.65],
  ] as const) {
    const spot = await place(map, x, y)
    await page.touchscreen.tap(spot.x, spot.y)
  }
  await page.getByRole('button', { name: 'Finish' }).tap()
  await expect(waypoints(page)).toHaveCount(3)

  const before = await latitude(page, 2).innerText()
  const tapAt = async (x: number, y: number) => {
    const spot = await place(map, x, y)
    await page.touchscreen.tap(spot.x, spot.y)
  }
  await tapAt(0.55, 0.5)
  const bar = page.getByRole('group', { name: 'Waypoint 2' })
  await bar.getByRole('button', { name: 'Move' }).tap()
  await tapAt(0.55, 0.35)
  await expect(latitude(page, 2)).not.toHaveText(before)
  await bar.getByRole('button', { name: 'Delete waypoint 2' }).tap()
  await expect(waypoints(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).first().tap()
  await expect(waypoints(page)).toHaveCount(3)
  await context.close()
})

test('a route across 180° stays whole, and is still there after a reload', { tag: '@tables' }, async ({ page }) => {
  await openWithoutMap(page)
  await page.getByTestId('route-file').setInputFiles({
    name: 'pacific.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(
      JSON.stringify({
        type: 'LineString',
        coordinates: [
          [139.7, 35.3],
          [179.5, 45],
          [-122.5, 37.8],
        ],
      }),
    ),
  })
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('the antimeridian (180°)')
  await dialog.getByRole('button', { name: 'Use route' }).click()
  const total = page.getByLabel('Totals')
  // Two rhumb lines on WGS84, 1 916 and 2 650 NM, the short way round.
  await expect(total).toContainText(/4.566\.1 NM/)
  await expect(page.getByText(/^Saved /)).toBeVisible()
  await page.reload()
  await expect(waypoints(page)).toHaveCount(3)
  await expect(total).toContainText(/4.566\.1 NM/)
})

test(
  'two ports give a first proposal, which is taken, marked until it has been checked, and undone',
  { tag: '@tables' },
  async ({ page }) => {
    const watched = watchPage(page, product.url)
    await openWithoutMap(page)
    await page.getByRole('button', { name: 'Port to port…' }).click()
    for (const [end, code] of [
      ['From', 'NLRTM'],
      ['To', 'SGSIN'],
    ] as const) {
      await page.getByRole('combobox', { name: end, exact: true }).fill(code)
      await page.getByRole('option').click()
    }
    const dialog = page.getByRole('dialog', { name: 'Port to port' })
    await expect(dialog.getByText(/Strait of Gibraltar, Suez Canal/)).toBeVisible({ timeout: 30_000 })
    await dialog.getByText(/^Canals and straits to avoid/).click()
    await dialog.getByRole('checkbox', { name: 'Suez Canal' }).check()
    await expect(dialog.getByText(/11.8\d\d\.\d NM/)).toBeVisible({ timeout: 30_000 })
    await dialog.getByRole('button', { name: 'Use as route' }).click()
    await expect(waypoints(page).first()).toBeVisible()
    await page.locator('summary', { hasText: /caution/ }).click()
    await expect(page.getByText(/^First proposal, not a route/)).toBeVisible()
    await page.getByRole('button', { name: 'I have checked it' }).click()
    await expect(page.getByText(/^First proposal, not a route/)).toBeHidden()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('button', { name: 'Port to port…' })).toBeVisible()
    watched.nothingWrong()
  },
)

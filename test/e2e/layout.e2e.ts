import { type Browser, expect, type Page } from '@playwright/test'
import type { Product } from './product.ts'
import { runCommand } from './scene.ts'
import { test } from './shared-product.ts'
import { expectSoundStructure } from './structure.ts'
import { watchPage } from './watch-page.ts'

let product: Product
test.beforeAll(({ shared }) => {
  product = shared
})

interface Size {
  readonly name: string
  readonly width: number
  readonly height: number
}
const byMouse: readonly Size[] = [
  { name: 'a wide desk', width: 1440, height: 900 },
  { name: 'a desk', width: 1280, height: 720 },
  { name: 'a desk at 400 %', width: 320, height: 640 },
]
const byTouch: readonly Size[] = [
  { name: 'a tablet', width: 820, height: 1180 },
  { name: 'a phone', width: 390, height: 844 },
]

const tab = (page: Page, name: string) => page.getByRole('tab', { name })

async function openSample(page: Page): Promise<void> {
  await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
  await page.getByRole('button', { name: 'Use route' }).click()
  await expect(page.getByLabel('Totals')).toBeVisible()
}

async function getWeather(page: Page): Promise<void> {
  await tab(page, 'Request').click()
  await page.getByRole('button', { name: /^(Get weather|Send anyway)$/ }).click()
  if (await tab(page, 'Results').count()) await tab(page, 'Results').click()
  await expect(page.getByRole('slider', { name: 'Sample along the route' })).toBeVisible()
}

async function showTasks(page: Page, width: number): Promise<void> {
  if (width < 1024) await tab(page, 'Tasks').click()
  else if (width < 1360)
    await page
      .getByRole('complementary', { name: 'Tasks' })
      .getByRole('button', { name: /^Tasks/ })
      .click()
  await expect(page.getByRole('heading', { name: 'Tasks', exact: true })).toBeVisible()
}

/** Brings a part in front where only one of them has room. */
async function show(page: Page, name: string): Promise<void> {
  if (await tab(page, name).count()) await tab(page, name).click()
}

/** One page goes through the voyage, and at every stage through the sizes. */
async function expectSoundAtEverySize(browser: Browser, sizes: readonly Size[], touch: boolean): Promise<void> {
  const context = await browser.newContext({ viewport: sizes[0]!, hasTouch: touch, isMobile: touch })
  const page = await context.newPage()
  const watched = watchPage(page, product.url)
  const expectSound = async (state: string, reach: (width: number) => Promise<void>) => {
    for (const { name, ...size } of sizes) {
      await page.setViewportSize(size)
      await reach(size.width)
      await expectSoundStructure(page, `${state}, ${name}`)
    }
  }
  await page.goto(product.url)
  const sample = page.getByRole('button', { name: 'Open sample voyage' })
  await expectSound('empty', () => expect(sample).toBeVisible())
  await openSample(page)
  await expectSound('the route', () => show(page, 'Route'))
  await expectSound('the request', () => show(page, 'Request'))
  await getWeather(page)
  await expectSound('the charts', () => show(page, 'Results'))
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await expectSound('the table', () => show(page, 'Results'))
  await expectSound('the tasks', (width) => showTasks(page, width))
  watched.nothingWrong()
  await context.close()
}

const named = (sizes: readonly Size[]) =>
  sizes.map(({ name, width, height }) => `${name}, ${width}×${height}`).join('; ')
test(`nothing is cut off, covered or out of reach on ${named(byMouse)}`, ({ browser }) =>
  expectSoundAtEverySize(browser, byMouse, false))
test(`nothing is cut off, covered or out of reach by touch on ${named(byTouch)}`, ({ browser }) =>
  expectSoundAtEverySize(browser, byTouch, true))

test(
  'the plan shows six waypoints at 1280×720 and eight at 1440×900, with the charts open',
  { tag: '@tables' },
  async ({ page }) => {
    await page.goto(product.url)
    await openSample(page)
    await getWeather(page)
    await tab(page, 'Route').click()
    await page.getByRole('button', { name: 'Dismiss first steps' }).click()
    /** Waypoints that are in sight but for a pixel at most. */
    const inSight = async () => {
      const bottom = (await page.getByLabel('Totals').boundingBox())!.y
      const boxes = await page
        .getByRole('button', { name: /^Select waypoint/ })
        .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().bottom))
      return boxes.filter((box) => box <= bottom + 1).length
    }
    await expect.poll(inSight).toBe(8)
    await page.setViewportSize({ width: 1280, height: 720 })
    await expect.poll(inSight).toBe(6)
  },
)

test(
  'at 1280×720 the tasks are a rail that opens over the map, and Escape returns focus to it',
  { tag: '@tables' },
  async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.goto(product.url)
    const map = page.getByRole('main')
    const rail = page.getByRole('complementary', { name: 'Tasks' }).getByRole('button', { name: /^Tasks/ })
    await expect(rail).toHaveAttribute('aria-expanded', 'false')
    expect((await map.boundingBox())!.width, 'the map between plan and rail').toBe(1280 - 320 - 48)
    await rail.click()
    const recover = page.getByLabel('Recover by name')
    await recover.focus()
    expect((await map.boundingBox())!.width, 'the map keeps its width').toBe(1280 - 320 - 48)
    await recover.press('Escape')
    await expect(recover).toBeHidden()
    await expect(rail).toBeFocused()
  },
)

test(
  'sizes, places and the theme survive a reload; Reset layout takes the sizes back',
  { tag: '@tables' },
  async ({ page }) => {
    await page.goto(product.url)
    await openSample(page)
    await getWeather(page)
    const plan = page.getByRole('separator', { name: 'Width of the plan' })
    const charts = page.getByRole('separator', { name: 'Height of the charts' })
    await plan.press('ArrowRight')
    await charts.press('End')
    await page.getByRole('button', { name: /^Theme: Day/ }).click()
    await page.reload()
    await expect(plan).toHaveAttribute('aria-valuenow', '376')
    await expect(charts).toHaveAttribute('aria-valuenow', '520')
    await expect(tab(page, 'Request')).toHaveAttribute('aria-selected', 'true')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dusk')

    await page.getByRole('button', { name: 'Collapse the results' }).click()
    await expect(page.getByRole('slider', { name: 'Sample along the route' })).toBeHidden()
    expect((await page.getByRole('region', { name: 'Results' }).boundingBox())!.height).toBe(32)
    await page.getByRole('button', { name: 'View', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Reset layout' }).click()
    await expect(plan).toHaveAttribute('aria-valuenow', '360')
    await expect(charts).toHaveAttribute('aria-valuenow', '320')
  },
)

test(
  'on a tablet the sheet is raised and lowered by its buttons and by dragging',
  { tag: '@tables' },
  async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 820, height: 1180 }, hasTouch: true })
    const page = await context.newPage()
    await page.goto(product.url)
    const sheet = page.getByRole('tablist', { name: 'Sheet' })
    const top = async () => Math.round((await sheet.boundingBox())!.y) - 24 // the grip is over the tabs
    const snap = { low: 1180 - 96, half: Math.round(1180 * 0.55), tall: Math.round(1180 * 0.08) }
    await expect.poll(top).toBe(snap.half)
    await page.getByRole('button', { name: 'Sheet up' }).tap()
    await expect.poll(top).toBe(snap.tall)
    await page.reload()
    await expect.poll(top).toBe(snap.tall)
    await page.getByRole('button', { name: 'Sheet down' }).tap()
    await page.getByRole('button', { name: 'Sheet down' }).tap()
    await expect.poll(top).toBe(snap.low)
    await expect(page.getByRole('button', { name: 'Import route' })).toBeHidden()

    await page.mouse.move(410, snap.low + 12)
    await page.mouse.down()
    await page.mouse.move(410, snap.half + 60, { steps: 8 })
    await page.mouse.move(410, snap.half + 60, { steps: 8 }) // held still: no flick
    await page.mouse.up()
    await expect.poll(top).toBe(snap.half)
    await context.close()
  },
)

test('on a tablet the map can be drawn on, and the status bar is a sheet', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 820, height: 1180 }, hasTouch: true })
  const page = await context.newPage()
  await page.goto(product.url)
  await page.getByRole('button', { name: 'Draw route' }).tap()
  await expect(page.getByRole('button', { name: 'Import route' })).toBeHidden()
  await page.touchscreen.tap(300, 400)
  await page.touchscreen.tap(500, 500)
  await page.getByRole('button', { name: 'Finish' }).tap()
  await page.getByRole('tab', { name: 'Route' }).tap()
  await expect(page.getByRole('button', { name: /^Select waypoint/ })).toHaveCount(2)

  const status = page.getByRole('button', { name: /^Status, Online/ })
  await status.tap()
  const dialog = page.getByRole('dialog', { name: 'Status' })
  await expect(dialog).toContainText('Not a chart.')
  await dialog.getByRole('button', { name: 'Close' }).press('Enter')
  await expect(status).toBeFocused()
  await context.close()
})

test('the skip links lead past everything, even to what is not in sight', { tag: '@tables' }, async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(product.url)
  // In a new browser the page comes once the server has said that nobody needs to sign in.
  await expect(page.getByRole('link', { name: 'Charts' })).toBeAttached()
  for (const name of ['Map', 'Route table', 'Tasks', 'Charts']) {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name })).toBeFocused()
  }
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  const tasks = page.getByRole('complementary', { name: 'Tasks' })
  await expect(tasks).toBeFocused()
  await expect(page.getByLabel('Recover by name')).toBeVisible()
  expect(new URL(page.url()).hash).toBe('')
})

test(
  'a result opens the charts with a tall lane, a second one adds its height, and closing gives all of it back',
  { tag: '@tables' },
  async ({ page }) => {
    await page.goto(product.url)
    await openSample(page)
    await tab(page, 'Request').click()
    for (const name of ['Swell and wind sea', 'Sea temperature', 'Depth'])
      await page.getByRole('checkbox', { name }).check()
    await getWeather(page)
    const results = page.getByRole('region', { name: 'Results' })
    const stripPx = async () => Math.round((await results.boundingBox())!.height)
    const slider = page.getByRole('slider', { name: 'Sample along the route' })
    await expect(slider).toBeVisible()
    /** Of each open lane, without the room for its outermost numbers. */
    const plotsPx = () =>
      results.getByRole('img').evaluateAll((lanes) => lanes.map((lane) => lane.getBoundingClientRect().height - 7))
    for (const [width, height, strip, least] of [
      [1440, 900, 320, 120],
      [1280, 720, 272, 96],
    ] as const) {
      await page.setViewportSize({ width, height })
      await expect.poll(stripPx).toBe(strip)
      await expect(results.getByRole('img', { name: /^Waves, m: .* ≥ 4\.0 m for / })).toHaveCount(1)
      await expect.poll(async () => (await plotsPx())[0]).toBeGreaterThanOrEqual(least)
      await slider.press('1')
      await expect(results.getByRole('img', { name: /^Wind, kn: / })).toBeVisible()
      await expect.poll(stripPx).toBeGreaterThan(strip + 100)
      await expect.poll(async () => Math.min(...(await plotsPx()))).toBeGreaterThanOrEqual(least)
      await results.getByRole('button', { name: /^Wind: / }).click()
      await expect.poll(stripPx).toBe(strip)
    }
    await runCommand(page, 'Open Current in the charts')
    await expect(results.getByRole('button', { name: /^Current/, expanded: true })).toBeVisible()
    await page.getByRole('button', { name: 'Close the results' }).click()
    await expect.poll(stripPx).toBeLessThan(60)
  },
)

test('the time slider of the map is the cursor of the charts', async ({ page }) => {
  await page.goto(product.url)
  await openSample(page)
  await getWeather(page)
  const charts = page.getByRole('slider', { name: 'Sample along the route' })
  const time = page.getByRole('slider', { name: 'Time shown' })
  const flag = page.getByRole('region', { name: 'Results' }).getByText(/^\d\d \w{3} \d\d:\d\dZ · /)
  const same = async () => expect(flag).toContainText((await time.getAttribute('aria-valuetext'))!)
  await charts.press('Home')
  await charts.press('PageDown')
  await charts.press('ArrowRight')
  const sample = await charts.getAttribute('aria-valuenow')
  await same()
  await time.press('ArrowLeft')
  await time.press('PageDown')
  await same()
  await expect(charts).not.toHaveAttribute('aria-valuenow', sample!)
  await time.press('PageUp')
  await time.press('ArrowRight')
  await expect(charts).toHaveAttribute('aria-valuenow', sample!)
  const { x, y, width } = (await charts.boundingBox())!
  await page.mouse.move(x + width / 2, y + 5)
  await same()
  await expect(charts).not.toHaveAttribute('aria-valuenow', sample!)
  await page.mouse.move(x + width / 2, 5)
  await expect(charts).toHaveAttribute('aria-valuenow', sample!)
})

test('a route drawn by hand is whole, and clear of the tools, when its answer makes the map lower', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(product.url)
  const { x, y, width, height } = (await page
    .getByRole('region', { name: 'Map', exact: true })
    .getByRole('application')
    .boundingBox())!
  await page.getByRole('button', { name: 'Draw route' }).click()
  await page.mouse.click(x + width * 0.45, y + height * 0.3)
  await page.mouse.dblclick(x + width * 0.5, y + height * 0.85)
  await getWeather(page)
  const shipIsClear = () =>
    page.evaluate(() => {
      const ship = document.querySelector('.maplibregl-marker svg')!.getBoundingClientRect()
      const isOver = ({ left, top, right, bottom }: DOMRect) =>
        ship.left < right && ship.right > left && ship.top < bottom && ship.bottom > top
      const map = document.querySelector('.maplibregl-canvas')!.getBoundingClientRect()
      const isInside = ship.top > map.top && ship.bottom < map.bottom
      return (
        isInside &&
        ![...document.querySelectorAll('[data-over-map] > *')].some((one) => isOver(one.getBoundingClientRect()))
      )
    })
  for (const end of ['Home', 'End']) {
    await page.getByRole('slider', { name: 'Sample along the route' }).press(end)
    await expect.poll(shipIsClear).toBe(true)
  }
})

import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { clicksSoFar, countClicks } from './clicks.ts'
import type { Product } from './product.ts'
import { button, runCommand } from './scene.ts'
import { test } from './shared-product.ts'
import { watchPage } from './watch-page.ts'

// Route in, request, wait, read, limits, export: an operator with a mouse, with only a keyboard, with only a finger.

const FILE = 'public/sample-voyage.rtz'
/** The design's bound for "file in, weather out". */
const MOST_CLICKS = 12

// What is done and said is the subject, not the picture: a quarter of its pixels is half of the work of drawing it.
test.use({ deviceScaleFactor: 0.5 })

let product: Product
test.beforeAll(({ shared }) => {
  product = shared
})

const charts = (page: Page) => page.getByRole('slider', { name: 'Sample along the route' })

/** Opens the file chooser with `open` and picks the file there. */
async function chooseFile(page: Page, open: () => Promise<void>, timeout = 60_000): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser', { timeout }), open()])
  await chooser.setFiles(FILE)
}

/** Saves a file with `save`, which must show the weather against the limit set before. */
async function expectExport(page: Page, save: () => Promise<void>): Promise<void> {
  const download = page.waitForEvent('download')
  await save()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  expect(await readFile(await file.path(), 'utf8')).toMatch(/Wave height 2\.5 m[^]*No,Time \(UTC\),Latitude/)
}

test('a file becomes exported weather in at most 12 clicks', { tag: '@tables' }, async ({ page }) => {
  const watched = watchPage(page, product.url)
  await countClicks(page)
  await page.goto(product.url)
  await chooseFile(page, () => button(page, 'Import route').click())
  await button(page, 'Use route').click()
  await page.getByRole('tab', { name: 'Request' }).click()
  await button(page, 'Get weather').click()
  await expect(charts(page)).toBeVisible()
  await page.getByTitle('Export the results').click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^CSV/ }).click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  const clicks = await clicksSoFar(page)
  expect(clicks).toBeGreaterThan(0)
  expect(clicks).toBeLessThanOrEqual(MOST_CLICKS)
  watched.nothingWrong()
})

test('the whole loop by the keyboard alone', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await countClicks(page)
  await page.goto(product.url)
  await expect(button(page, 'Import route')).toBeVisible()
  const { keyboard } = page

  await test.step('a file is imported', async () => {
    // The page hears keys a moment after it is seen.
    await expect(() => chooseFile(page, () => keyboard.press('Control+o'), 3000)).toPass()
    await expect(button(page, 'Use route')).toBeVisible()
    await tabTo(page, 'Use route')
    await keyboard.press('Enter')
    await expect(page.getByLabel('Totals')).toContainText('NM')
  })
  await test.step('a waypoint is renamed', async () => {
    await page.getByRole('link', { name: 'Route table' }).focus()
    await keyboard.press('Enter')
    await tabTo(page, /^Waypoint 1, name/)
    await keyboard.press('Enter')
    await keyboard.press('Control+a')
    await keyboard.type('Pilot')
    await keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Waypoint 1, name/ })).toHaveText('Pilot')
  })
  await test.step('the weather is requested and comes', async () => {
    await keyboard.press('Control+Enter')
    await expect(charts(page)).toBeVisible()
  })
  await test.step('the weather is read, sample by sample and by waypoints', async () => {
    await page.getByRole('link', { name: 'Charts' }).focus()
    await keyboard.press('Enter')
    await tabTo(page, 'Sample along the route')
    await keyboard.press('Home')
    await keyboard.press('ArrowRight')
    await expect(charts(page)).toHaveAttribute('aria-valuenow', '2')
    await keyboard.press('PageDown')
    // Read aloud when a key moved the cursor.
    await expect(
      page
        .getByRole('region', { name: 'Results' })
        .getByRole('status')
        .filter({ hasText: /Wind \d+ kn from \d{3}°T/ }),
    ).toHaveCount(1)
  })
  await test.step('a limit is set', async () => {
    await runCommand(page, 'limits of this voyage')
    await tabTo(page, 'Wave height, limit from')
    await keyboard.press('Control+a')
    await keyboard.type('2.5')
    await keyboard.press('Enter')
    await keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })
  await test.step('it is exported', () => expectExport(page, () => runCommand(page, 'export results as csv')))
  // A key pressed on a button clicks it, as browsers do, but no pointer did.
  expect(await clicksSoFar(page)).toBe(0)
  watched.nothingWrong()
})

test('the whole loop by taps alone, on a tablet, without any drag', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  const watched = watchPage(page, product.url)
  await page.goto(product.url)

  await test.step('a file is imported', async () => {
    await chooseFile(page, () => button(page, 'Import route').tap())
    await button(page, 'Use route').tap()
    await expect(page.getByLabel('Totals')).toContainText('NM')
  })
  await test.step('a waypoint is moved by two taps', async () => {
    const latitude = page.getByRole('button', { name: /^Waypoint 8, latitude/ })
    const before = await latitude.textContent()
    await button(page, 'Select waypoint 8').tap()
    await button(page, /^Move/).first().tap()
    await page.touchscreen.tap(300, 320)
    await expect(latitude).not.toHaveText(before!)
    await button(page, 'Undo').first().tap()
    await expect(latitude).toHaveText(before!)
  })
  await test.step('the weather is requested and comes', async () => {
    await page.getByRole('tab', { name: 'Request' }).tap()
    await button(page, 'Get weather').tap()
    await page.getByRole('tab', { name: 'Results' }).tap()
    await expect(charts(page)).toBeVisible()
  })
  await test.step('the weather is read', async () => {
    const box = (await charts(page).boundingBox())!
    await page.touchscreen.tap(box.x + box.width * 0.6, box.y + 60)
    await expect(charts(page)).not.toHaveAttribute('aria-valuenow', '1')
    await expect(page.getByRole('region', { name: 'Results' })).toContainText(/from \d{3}°T/)
    await button(page, 'Summary').tap()
    await expect(page.getByRole('table').first()).toBeVisible()
  })
  await test.step('a limit is set', async () => {
    await button(page, 'Limits').tap()
    await page.getByLabel('Wave height, limit from').tap()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2.5')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap()
  })
  await test.step('it is exported', () =>
    expectExport(page, async () => {
      await page.getByTitle('Export the results').tap()
      await page.getByRole('menuitem', { name: /^CSV/ }).tap()
    }))
  watched.nothingWrong()
  await context.close()
})

/** Presses Tab until the control of this name has focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page
    .getByLabel(name, { exact: true })
    .or(page.getByRole('button', { name, exact: typeof name === 'string' }))
  for (let presses = 0; presses < 120; presses += 1) {
    if (await wanted.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${name}.`)
}

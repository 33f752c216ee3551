import { expect, type Page } from '@playwright/test'
import type { Product } from './product.ts'
import { test } from './shared-product.ts'
import { watchPage } from './watch-page.ts'

let product: Product
test.beforeAll(({ shared }) => {
  product = shared
})

const table = (page: Page) => page.getByRole('grid', { name: 'Waypoints', exact: true })
const names = (page: Page) => table(page).getByRole('button', { name: /^Waypoint \d+, name: / })
const row = (page: Page, number: number) => table(page).getByRole('row', { name: new RegExp(`^Waypoint ${number}\\b`) })

async function openSample(page: Page): Promise<void> {
  await page.goto(product.url)
  await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
  await page.getByRole('button', { name: 'Use route' }).click()
  await expect(names(page).first()).toHaveText('Maas approach')
}

test(
  'a waypoint is dragged by its grip to another place, put back by Escape, and undone',
  { tag: '@tables' },
  async ({ page }) => {
    const watched = watchPage(page, product.url)
    await openSample(page)
    const drag = async () => {
      await row(page, 2).hover()
      const grip = (await row(page, 2).getByTitle('Drag to reorder').boundingBox())!
      const target = (await row(page, 5).boundingBox())!
      await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
      await page.mouse.down()
      await page.mouse.move(grip.x + grip.width / 2, target.y + target.height - 4, { steps: 6 })
    }
    await drag()
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect(names(page).nth(1)).toHaveText('Noord Hinder')
    await drag()
    await page.mouse.up()
    await expect(names(page).nth(4)).toHaveText('Noord Hinder')
    await page.keyboard.press('Control+z')
    await expect(names(page).nth(1)).toHaveText('Noord Hinder')
    watched.nothingWrong()
  },
)

test(
  'the full table fixes an ETA by keyboard alone, and says which speed it takes',
  { tag: '@tables' },
  async ({ page }) => {
    const watched = watchPage(page, product.url)
    await openSample(page)
    await page.getByRole('button', { name: 'Full table' }).press('Enter')
    const full = page.getByRole('grid', { name: 'Waypoints, full table' })
    await full.getByRole('row', { name: /^Waypoint 1\b/ }).focus()
    await page.keyboard.press('ArrowDown')
    await full.getByRole('button', { name: /^Waypoint 2, ETA/ }).focus()
    await page.keyboard.press('Enter')
    const [departure] = (await full
      .getByRole('button', { name: /^Waypoint 1, departure/ })
      .getAttribute('aria-label'))!.match(/\d\d \w{3} \d\d:\d\dZ/)!
    // The first leg of the sample is 54.7 NM long: in five hours that takes 10.9 kn.
    const later = new Date(
      Date.parse(`${departure.slice(0, 6)} ${new Date().getUTCFullYear()} ${departure.slice(7, 12)} UTC`) +
        5 * 3_600_000,
    )
    await page.keyboard.type(later.toISOString().slice(0, 16) + 'Z')
    await page.keyboard.press('Enter')
    await expect(full.getByRole('button', { name: /^Leg to waypoint 2, speed: 10\.9, required/ })).toBeVisible()
    await expect(full.getByRole('button', { name: /^Waypoint 2, fixed ETA/ })).toBeFocused()
    watched.nothingWrong()
  },
)

test(
  'positions are pasted from the clipboard, previewed, and begin a route',
  { tag: '@tables' },
  async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(product.url)
    await expect(page.getByRole('button', { name: 'Paste positions' })).toBeVisible()
    await page.evaluate(() => navigator.clipboard.writeText('51-59.9N 003-45.0E Maas\n50.5, -1.33'))
    await page.keyboard.press('Control+v')
    await expect(page.getByText("51°59.900'N 003°45.000'E")).toBeVisible()
    await page.getByRole('button', { name: 'Add 2 waypoints' }).click()
    await expect(names(page)).toHaveText(['Maas', 'Name'])
  },
)

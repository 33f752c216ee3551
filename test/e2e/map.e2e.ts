import { type Browser, expect, type Page } from '@playwright/test'
import type { Product } from './product.ts'
import { test } from './shared-product.ts'
import { watchPage } from './watch-page.ts'

// What is done and said is the subject, not the picture: a quarter of its pixels is half of the work of drawing it.
test.use({ deviceScaleFactor: 0.5 })

let product: Product
test.beforeAll(({ shared }) => {
  product = shared
})

const canvas = (page: Page) => page.getByRole('region', { name: 'Map', exact: true }).getByRole('application')
const tool = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Map tools' }).getByRole('button', { name, exact: true })
const measured = (page: Page) => page.getByRole('group', { name: 'Measured' })
const legs = (page: Page) => measured(page).locator('tbody').getByRole('row')
const scale = (page: Page) => page.getByRole('contentinfo').getByText(/^Scale [\d\s.]+ NM$/)

async function open(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  await page.goto(product.url)
  await expect(canvas(page)).toBeVisible()
  return (await canvas(page).boundingBox())!
}

test('distances are measured with the mouse and leave nothing behind', async ({ page }) => {
  const watched = watchPage(page, product.url)
  const { x, y, width, height } = await open(page)
  await tool(page, 'Measure').click()
  await page.mouse.click(x + width * 0.35, y + height * 0.6)
  await page.mouse.click(x + width * 0.5, y + height * 0.5)
  await page.mouse.click(x + width * 0.65, y + height * 0.6)
  await expect(legs(page)).toHaveCount(2)
  await expect(legs(page).first().getByRole('cell').first()).toHaveText(/^\d{3}°T · [\d\s]+\.\d NM$/)
  await expect(measured(page).getByRole('status')).toHaveText(/^Leg 2: rhumb line .+ great circle .+ Total: /)
  await page.keyboard.press('Backspace')
  await expect(legs(page)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(measured(page)).toBeHidden()
  await expect(tool(page, 'Edit')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('button', { name: /^Select waypoint/ })).toHaveCount(0)
  await tool(page, 'Measure').click()
  await expect(legs(page)).toHaveCount(0)
  watched.nothingWrong()
})

test('the map is moved, zoomed and measured on without a mouse', async ({ page }) => {
  await open(page)
  await canvas(page).focus()
  const before = await scale(page).textContent()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect(scale(page)).not.toHaveText(before!)
  await page.keyboard.press('m')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  // East along a parallel: by the rhumb line due east.
  await expect(page.getByText(/^RL 090°T/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(measured(page).getByRole('status')).toHaveText(/^Leg 1: rhumb line 090°T/)
  await page.keyboard.press('Escape')
  await expect(measured(page)).toBeHidden()
})

test('distances are measured and the map is pinched by touch', async ({ browser }: { browser: Browser }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: true })
  const page = await context.newPage()
  const { x, y, width, height } = await open(page)
  await tool(page, 'Measure').tap()
  for (const share of [0.35, 0.5, 0.65]) await page.touchscreen.tap(x + width * share, y + height * 0.6)
  await expect(legs(page)).toHaveCount(2)
  await measured(page).getByRole('button', { name: 'Remove last point' }).tap()
  await expect(legs(page)).toHaveCount(1)
  await tool(page, 'Finish').tap()
  await expect(measured(page)).toBeHidden()

  const before = await scale(page).textContent()
  const touch = await context.newCDPSession(page)
  const [middleX, middleY] = [x + width / 2, y + height / 2]
  const fingers = (apart: number) => [
    { x: middleX - apart, y: middleY, id: 0 },
    { x: middleX + apart, y: middleY, id: 1 },
  ]
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(40) })
  for (let apart = 60; apart <= 200; apart += 20)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(scale(page)).not.toHaveText(before!)
  await context.close()
})

test('what the map shows is chosen and remembered', async ({ page }) => {
  await open(page)
  const choice = (name: string) => page.getByRole('menuitemcheckbox', { name: new RegExp(`^${name}`) })
  await page.getByRole('button', { name: 'On the map' }).click()
  await expect(choice('Day and night')).toBeChecked()
  await choice('Day and night').click()
  await expect(choice('Day and night')).not.toBeChecked()
  await page.reload()
  await page.getByRole('button', { name: 'On the map' }).click()
  await expect(choice('Day and night')).not.toBeChecked()
  await expect(choice('Places')).toBeChecked()
})

test('the status bar shows the place under the pointer', async ({ page }) => {
  const { x, y, width, height } = await open(page)
  await page.mouse.move(x + width / 2, y + height / 2)
  const status = page.getByRole('contentinfo')
  await expect(status.getByText(/^\d{2}°\d{2}\.\d{3}'[NS] \d{3}°\d{2}\.\d{3}'[EW]$/)).toBeVisible()
})

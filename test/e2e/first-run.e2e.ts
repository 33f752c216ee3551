import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { watchLoaded } from './all-loaded.ts'
import { type Product, startProduct } from './product.ts'
import { watchPage } from './watch-page.ts'

// What is done and said is the subject, not the picture: a quarter of its pixels is half of the work of drawing it.
test.use({ deviceScaleFactor: 0.5 })

let product: Product

test.beforeAll(async () => {
  product = await startProduct({}, mkdtempSync(join(tmpdir(), 'fairway-first-')))
})
test.afterAll(() => product.stop())

test('a page that nobody touches loads the map and little else, and the rest once a hand is near', async ({ page }) => {
  const loaded = watchLoaded(page)
  const isThere = async (part: string) => [...(await loaded()).keys()].some((address) => address.includes(part))
  await page.goto(product.url)
  await expect.poll(() => isThere('/places-')).toBe(true)
  await page.waitForTimeout(5000)
  const sizes = [...(await loaded()).values()]
  const kB = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000
  expect(sizes.length).toBeLessThanOrEqual(24)
  expect(kB).toBeGreaterThan(600)
  expect(kB).toBeLessThanOrEqual(850)
  expect(await isThere('/rest-')).toBe(false)
  await page.getByRole('button', { name: 'Keyboard shortcuts and help' }).hover()
  await expect.poll(async () => (await isThere('/rest-')) && (await isThere('/import-worker-'))).toBe(true)
})

test('the first five minutes: one click to a voyage with its weather, then every command by its name', async ({
  page,
}) => {
  const watched = watchPage(page, product.url)
  await page.goto(product.url)
  const steps = page.getByRole('region', { name: 'First steps' })

  await test.step('the steps of a first voyage are shown', async () => {
    await expect(steps.getByRole('listitem')).toHaveCount(4)
    await expect(steps).toContainText('0 of 4')
  })

  await test.step('one click opens the sample, with weather from the service', async () => {
    await page.getByRole('button', { name: 'Open sample voyage' }).click()
    await expect(page.getByRole('slider', { name: 'Sample along the route' })).toBeVisible({ timeout: 90_000 })
    await expect(page.getByRole('textbox', { name: 'Voyage name' })).toHaveValue('Rotterdam – Halifax')
    await expect(steps).toContainText('Next: Read it, and set your limits')
    await page.getByRole('slider', { name: 'Sample along the route' }).press('ArrowRight')
    await expect(steps).toContainText('4 of 4')
  })

  await test.step('dismissed steps come back by a command', async () => {
    await steps.getByRole('button', { name: 'Dismiss first steps' }).click()
    await expect(steps).toBeHidden()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find a command' }).fill('first steps')
    await page.keyboard.press('Enter')
    await expect(steps).toBeVisible()
  })

  await test.step('a command takes the keyboard to the map', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find a command' }).fill('draw')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Enter drops a waypoint at the cross')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Finish', exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
  })

  await test.step('the guide is read in the page', async () => {
    await page.getByRole('button', { name: 'Keyboard shortcuts and help' }).click()
    await page.getByRole('button', { name: 'Open guide' }).click()
    await expect(
      page.getByRole('dialog', { name: 'Guide' }).getByRole('heading', { name: 'Read the weather' }),
    ).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('positions use the notation in the settings', async () => {
    await page.keyboard.press('Control+,')
    await page.getByLabel('Positions', { exact: true }).selectOption('51.99800, 3.75000')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^Waypoint 1, latitude/ })).toHaveText('51.99800')
  })

  await test.step('another voyage is begun without the steps of the first', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find a command' }).fill('new voyage')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Draw route' })).toBeVisible()
    await expect(steps).toBeHidden()
  })
  watched.nothingWrong()
})

import { expect, test } from '@playwright/test'
import { axeViolations } from './axe.ts'
import { type Product, startProduct } from './product.ts'
import { watchPage } from './watch-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct()
})
test.afterAll(() => product.stop())

test(
  'departures are asked for in one request, stand side by side, and one is sailed and undone',
  { tag: '@tables' },
  async ({ page }) => {
    const watched = watchPage(page, product.url)
    await page.goto(product.url)
    await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
    await page.getByRole('button', { name: 'Use route' }).click()
    const departure = page.getByLabel('Departure (UTC)')
    const before = await departure.inputValue()
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: /^Compare departures/ }).click()

    const dialog = page.getByRole('dialog', { name: 'Departures' })
    await expect(dialog.getByText(/^13 departures: .* points × variables/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    const matrix = dialog.getByRole('table', { name: 'Departures compared' })
    await expect(matrix.getByRole('radio')).toHaveCount(13)
    await expect(dialog.getByText('Synthetic data, not for navigation')).toBeVisible()
    expect(await axeViolations(page)).toEqual([])

    // Sent, stored and found like any request: it is there again after a reload.
    await page.reload()
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: /^Compare departures/ }).click()
    await matrix.getByRole('radio').first().click()
    await page.keyboard.press('ArrowDown')
    await dialog.getByRole('button', { name: 'Use this departure' }).click()
    await expect(dialog).toBeHidden()
    await expect(departure).not.toHaveValue(before)
    await page.keyboard.press('Control+z')
    await expect(departure).toHaveValue(before)
    watched.nothingWrong()
  },
)

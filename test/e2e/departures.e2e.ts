import { expect, test } from '@playwright/test'
import { axeViolations } from './axe.ts'
import { seedFleet } from './fleet.ts'
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
    await dialog.getByRole('button', { name: 'Compare departures' }).click()
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

test(
  'the rest of a voyage is planned anew from her report, in one press from the board, and undone',
  { tag: '@tables' },
  async ({ page }) => {
    await seedFleet(product.url)
    const watched = watchPage(page, product.url)
    await page.goto(`${product.url}/board`)
    await page.getByRole('row', { name: /^Yokohama/ }).hover()
    const chosen = page.getByRole('region', { name: 'Chosen voyage' })
    await expect(chosen.getByRole('heading', { name: 'Yokohama – Long Beach' })).toBeVisible()
    await chosen.getByRole('button', { name: 'Departures…' }).click()

    const dialog = page.getByRole('dialog', { name: 'Departures' })
    await expect(dialog.getByLabel('Leave this position at (UTC)')).toBeVisible()
    await dialog.getByRole('button', { name: 'Compare departures' }).click()
    const matrix = dialog.getByRole('table', { name: 'Departures compared' })
    await expect(matrix.getByRole('radio')).toHaveCount(9)
    await expect(matrix.getByRole('row', { name: /as planned/ })).toHaveCount(1)
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')

    // Again from the board: what was made is found, and the plan is still beside it.
    await page.goBack()
    await page.getByRole('button', { name: 'More for Yokohama – Long Beach' }).click()
    await page.getByRole('menuitem', { name: 'Better route…' }).click()
    await expect(page.getByRole('dialog', { name: 'Find a better route' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('2 alternatives')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('2 alternatives')).toHaveCount(0)
    watched.nothingWrong()
  },
)

import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type Product, startProduct } from './product.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct()
})
test.afterAll(() => product.stop())

/** What axe finds, short enough to read in a failed test. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

test('nothing keeps anybody from using the page, in any theme, empty and with a result', async ({ page }) => {
  await page.goto(product.url)
  await expect(page.getByRole('button', { name: 'Open sample voyage' })).toBeVisible()
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Open sample voyage' }).click()
  await expect(page.getByRole('button', { name: 'Use route' })).toBeVisible()
  expect(await violations(page), 'the import dialog').toEqual([])
  await page.getByRole('button', { name: 'Use route' }).click()
  expect(await violations(page), 'the route').toEqual([])

  await page.getByRole('tab', { name: 'Request' }).click()
  await page.getByRole('button', { name: /^(Get weather|Send anyway)$/ }).click()
  await expect(page.getByRole('slider', { name: 'Sample along the route' })).toBeVisible()
  for (const theme of ['Day', 'Dusk', 'Night']) {
    const button = page.getByRole('button', { name: `Theme: ${theme}.` })
    await expect(button).toBeVisible()
    await page.getByRole('button', { name: 'Charts' }).click()
    expect(await violations(page), `${theme}, charts`).toEqual([])
    await page.getByRole('button', { name: 'Table' }).click()
    expect(await violations(page), `${theme}, table`).toEqual([])
    await button.click()
  }
})
